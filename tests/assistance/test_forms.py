"""One declaration of the questions: what is asked, parsed, checked, shown, and described as JSON."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from tests.assistance.samples import complete

from turbota.assistance import catalogue, forms
from turbota.assistance.examples import put

ON = date(2026, 3, 10)
FORM = catalogue.kind("low_income").form_on(ON)


def _parse(path: str, raw: Any) -> Any:
    section, question = path.split(".")
    return forms.parse(FORM.section(section).question(question), raw)


@pytest.mark.parametrize(
    ("path", "raw", "stored"),
    [
        ("applicant.birth_date", {"day": "7", "month": "2", "year": "2022"}, "2022-02-07"),
        ("applicant.birth_date", {"day": " 29 ", "month": "02", "year": "2024"}, "2024-02-29"),
        ("applicant.birth_date", {"day": "7", "month": "лютого", "year": "2022"}, "2022-02-07"),
        ("applicant.birth_date", "07.02.2022", "2022-02-07"),
        ("applicant.birth_date", "2022-02-07", "2022-02-07"),
        ("applicant.birth_date", {"day": "", "month": "", "year": ""}, None),
        ("incomes.month", {"month": "3", "year": "2026"}, "2026-03"),
        ("incomes.month", "2026-03", "2026-03"),
        ("incomes.month", "березень 2026", "2026-03"),
        ("incomes.amount", "1 234,50", 123450),
        ("incomes.amount", "1234.5", 123450),
        ("incomes.amount", "0", 0),
        ("incomes.amount", "  ", None),
        ("address.idp", "yes", True),
        ("address.idp", "no", False),
        ("applicant.surname", "  О'Коннор  ", "О’Коннор"),
        ("applicant.surname", "Нечуй - Левицький".replace(" ", ""), "Нечуй-Левицький"),
        ("applicant.tax_number", "3336 901 246", "3336901246"),
        ("payment.iban", "ua21 3223 1300 0002 6007 2335 6600 1", "UA213223130000026007233566001"),
        ("contacts.phone", "067 123 45 67", "+380671234567"),
        ("contacts.email", " maria@example.com ", "maria@example.com"),
        ("payment.post_index", "01 001", "01001"),
        ("property.car_year", "2011", 2011),
    ],
)
def test_what_a_person_types_is_understood(path: str, raw: Any, stored: Any) -> None:
    assert _parse(path, raw) == stored


@pytest.mark.parametrize(
    ("path", "raw", "sentence"),
    [
        (
            "members.birth_date",
            {"day": "31", "month": "02", "year": "2022"},
            "У лютому 2022 року було 28 днів, а ви вказали 31",
        ),
        (
            "members.birth_date",
            {"day": "31", "month": "4", "year": "2022"},
            "У квітні 2022 року було 30 днів",
        ),
        ("members.birth_date", {"day": "32", "month": "1", "year": "2022"}, "був 31 день, а ви вказали 32"),
        ("members.birth_date", {"day": "1", "month": "13", "year": "2022"}, "від 1 до 12, а ви вказали 13"),
        ("members.birth_date", {"day": "1", "month": "1", "year": "91"}, "чотири цифри"),
        ("members.birth_date", {"day": "1", "month": "1", "year": "1891"}, "1891 замалий"),
        ("members.birth_date", {"day": "1", "month": "", "year": "2020"}, "Допишіть місяць"),
        ("members.birth_date", {"day": "перше", "month": "1", "year": "2020"}, "Вкажіть день цифрами"),
        ("members.birth_date", "колись", "день, місяць і рік"),
        ("incomes.month", {"month": "3", "year": ""}, "і місяць, і рік"),
        ("incomes.amount", "багато", "цифрами"),
        ("incomes.amount", "-5", "меншою за нуль"),
        ("incomes.amount", "100 000 000 000", "завелика"),
        ("address.idp", "мабуть", "«Так» або «Ні»"),
        ("applicant.surname", "Прикладенко1", "літерами"),
        ("applicant.tax_number", "333690124", "10 цифр"),
        ("applicant.tax_number", "3336901245", "остання цифра не сходиться"),
        ("payment.iban", "UA21322313000002600723356600", "29 знаків"),
        ("payment.iban", "UA213223130000026007233566002", "цифри не сходяться"),
        ("payment.post_index", "123", "5 цифр"),
        ("contacts.phone", "12", "067 123 45 67"),
        ("contacts.email", "maria.example.com", "Перевірте адресу"),
        ("payment.way", "gold", "один із варіантів"),
        ("applicant.document_issuer", "а" * 201, "Скоротіть до 200 знаків: зараз 201"),
    ],
)
def test_a_slip_gets_a_sentence(path: str, raw: Any, sentence: str) -> None:
    with pytest.raises(forms.BadAnswer, match=None) as refusal:
        _parse(path, raw)
    assert sentence in str(refusal.value)


@pytest.mark.requirement("R048")
def test_complete_answers_have_no_fault() -> None:
    assert forms.check(FORM, complete(), ON) == {}


@pytest.mark.requirement("R048")
@pytest.mark.parametrize(
    "path",
    [
        f"{section.code}.{'0.' if section.repeat else ''}{question.code}"
        for section in FORM.sections
        for question in section.questions
        if question.required and question.visible_when is None
    ],
)
def test_each_required_answer_is_missed(path: str) -> None:
    answers = complete()
    put(answers, path, None)
    assert path in forms.check(FORM, answers, ON)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("members.0.birth_date", "2026-03-11", "ще не настала"),
        ("incomes.0.month", "2026-04", "ще не настав"),
        ("incomes.0.member", "m9", "зі списку"),
        ("incomes.0.amount", -1, "меншою за нуль"),
        ("incomes.0.amount", True, "цифрами"),
        ("payment.iban", "UA21", "29 знаків"),
        ("applicant.birth_date", "1991-02-30", "день, місяць і рік"),
        ("payment.iban", None, "запитання"),
    ],
)
def test_a_stored_answer_is_checked_again(path: str, value: Any, sentence: str) -> None:
    answers = complete()
    put(answers, path, value)
    assert sentence in forms.check(FORM, answers, ON)[path]


@pytest.mark.parametrize(
    ("change", "path", "sentence"),
    [
        (
            {
                "members.0.relation": "mother",
                "members.0.occupation": "works",
                "members.0.birth_date": "1995-01-01",
            },
            "members.0.birth_date",
            "молодші",
        ),
        (
            {"members.0.birth_date": "1985-01-01", "members.0.occupation": "works"},
            "members.0.birth_date",
            "старша",
        ),
        (
            {"members.0.tax_number_state": "has", "members.0.tax_number": "3336901246"},
            "members.0.given_name",
            "вже додано",
        ),
        ({"members.0.birth_date": "2005-01-01"}, "members.0.occupation", "вже є 18"),
        (
            {"incomes.1.member": "applicant", "incomes.1.month": "2025-10", "incomes.1.class": "wage"},
            "incomes.1.month",
            "жовтень 2025 уже є",
        ),
        ({"contacts.email": None}, "contacts.email", "електронної пошти"),
        ({"contacts.preferred": "phone", "contacts.phone": None}, "contacts.phone", "номер телефону"),
    ],
)
def test_answers_are_compared_with_each_other(change: dict[str, Any], path: str, sentence: str) -> None:
    answers = complete()
    for where, value in change.items():
        put(answers, where, value)
    assert sentence in forms.check(FORM, answers, ON)[path]


def test_two_spouses_are_noticed() -> None:
    answers = complete()
    for number, relation in enumerate(("husband", "wife")):
        name = {"id": f"s{number}", "given_name": f"Ім{number}", "birth_date": "1990-01-01"}
        answers["members"].append(
            {**answers["members"][0], **name, "relation": relation, "occupation": "works"}
        )
    assert "members.2.relation" in forms.check(FORM, answers, ON)


def test_a_hidden_answer_is_kept_and_neither_checked_nor_shown() -> None:
    answers = complete()
    answers["payment"] = {"way": "post", "post_index": "01001", "iban": "wrong"}
    assert forms.check(FORM, answers, ON) == {}
    assert answers["payment"]["iban"] == "wrong"
    assert not forms.visible(FORM, answers, "payment.iban")
    assert "payment.iban" not in [row.path for row in forms.rows(FORM, answers)]
    answers["payment"]["way"] = "bank"
    assert forms.visible(FORM, answers, "payment.iban")
    assert "payment.iban" in forms.check(FORM, answers, ON)


def test_a_condition_on_a_hidden_question_does_not_hold() -> None:
    asked = forms.Question("deep", "?", visible_when=forms.Condition("middle", (True,)))
    middle = forms.Question("middle", "?", type="yes_no", visible_when=forms.Condition("top", (True,)))
    top = forms.Question("top", "?", type="yes_no")
    form = forms.Form("1", "trial", (forms.Section("s", "S", (top, middle, asked)),))
    assert forms.visible(form, {"s": {"top": True, "middle": True}}, "s.deep")
    assert not forms.visible(form, {"s": {"top": False, "middle": True}}, "s.deep")


def test_a_section_is_checked_alone() -> None:
    assert set(forms.check_section(FORM, "payment", {}, ON)) == {"payment.way"}
    assert forms.check_section(FORM, "members", {}, ON) == {}


def test_too_many_and_too_few_rows_are_told() -> None:
    answers = complete()
    answers["members"] = [{**answers["members"][0], "id": f"m{n}"} for n in range(26)]
    assert "25" in forms.check(FORM, answers, ON)["members"]
    section = forms.Section("s", "S", (), repeat=forms.Repeat(1, 2, "Рядок", "Додати"))
    assert "хоча б 1" in forms.check(forms.Form("1", "trial", (section,)), {}, ON)["s"]


def test_answers_are_shown_as_people_read_them() -> None:
    shown = {row.path: row.value_text for row in forms.rows(FORM, complete())}
    assert shown["applicant.birth_date"] == "12 травня 1991"
    assert shown["members.0.relation"] == "Син або донька"
    assert shown["incomes.0.month"] == "жовтень 2025"
    assert shown["incomes.1.member"] == "Прикладенко Соломія"
    assert shown["incomes.1.amount"] == "1\u00a0500,50\u00a0₴"
    assert shown["address.idp"] == "Ні"
    assert shown["payment.iban"].startswith("UA21 3223 ")
    titles = {row.item for row in forms.rows(FORM, complete()) if row.path.startswith("members.")}
    assert titles == {"Член родини 1"}


def test_the_members_to_choose_from_are_the_family() -> None:
    question = FORM.section("incomes").question("member")
    assert [one.value for one in forms.choices(question, complete())] == ["applicant", "m1"]
    assert [one.label for one in forms.choices(question, {"members": [{"id": "x"}]})] == [
        "Заявник",
        "Член родини 1",
    ]


def test_the_json_schema_describes_every_question() -> None:
    schema = forms.json_schema(FORM)
    assert set(schema["properties"]) == {section.code for section in FORM.sections}
    month = schema["properties"]["incomes"]["items"]["properties"]
    assert month["amount"]["type"] == "integer" and month["amount"]["minimum"] == 0
    assert "wage" in month["class"]["enum"]
    assert schema["properties"]["applicant"]["additionalProperties"] is False


def test_pages_hold_every_question_once() -> None:
    found = forms.pages(FORM)
    assert len({page.code for page in found}) == len(found) <= 20
    asked = [(page.section.code, question.code) for page in found for question in page.questions]
    assert asked == [
        (section.code, question.code) for section in FORM.sections for question in section.questions
    ]


def test_an_application_keeps_its_version_of_the_form() -> None:
    kind = catalogue.kind("low_income")
    assert kind.form_version(FORM.version) is FORM
    with pytest.raises(KeyError):
        kind.form_version("0")


def test_the_package_is_pure() -> None:
    import_module("turbota.assistance.catalogue").kinds()
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("assistance", "law")
        for path in (catalogue.FOLDER.parents[1] / folder).rglob("*.py")
    )
    for forbidden in ("django", "kernel.clock", "date.today", "datetime.now"):
        assert forbidden not in source


@pytest.mark.parametrize(
    ("own", "path", "sentence"),
    [
        ({"document_number": "00123456"}, "document_number", "9 цифр"),
        ({"document_number": "КС1234567"}, "document_number", "9 цифр"),
        (
            {"document_type": "passport_book", "document_series": "КС", "document_number": "12345"},
            "document_number",
            "6 цифр",
        ),
        (
            {"document_type": "passport_book", "document_series": "KC", "document_number": "123456"},
            "document_series",
            "2 українські літери",
        ),
    ],
)
def test_a_passport_has_its_letters_and_digits(own: dict[str, Any], path: str, sentence: str) -> None:
    answers = complete()
    answers["applicant"] |= own
    faults = forms.check(FORM, answers, ON)
    assert list(faults) == [f"applicant.{path}"]
    assert sentence in faults[f"applicant.{path}"]


@pytest.mark.parametrize(
    "own",
    [
        {"document_type": "passport_book", "document_series": "КС", "document_number": "123456"},
        {"document_type": "other", "document_number": "AB-12"},
    ],
)
def test_another_paper_has_its_own_number(own: dict[str, Any]) -> None:
    answers = complete()
    answers["applicant"] |= own
    assert forms.check(FORM, answers, ON) == {}


def test_one_list_of_occupations_is_read_by_the_applicant_and_of_the_family() -> None:
    for section in ("applicant", "members"):
        options = FORM.section(section).question("occupation").choices
        assert {"Робота", "Служба", "Пенсія", "Ні роботи, ні навчання"} <= {one.label for one in options}
        months = FORM.section(section).question("idle_months")
        assert months.label == "Скільки повних місяців без роботи й навчання?"


def test_work_without_any_income_is_noted() -> None:
    notes, answers = catalogue.kind("low_income").notes, complete()
    assert notes(answers) == ()
    odd = answers | {"incomes": []}
    assert notes(odd) == ("У відповідях є робота, але немає жодного доходу. Перевірте.",)
    odd["applicant"] = answers["applicant"] | {"occupation": "pensioner"}
    assert notes(odd) == notes({}) == notes({"members": None}) == ()
    odd["members"] = [answers["members"][0] | {"occupation": "works"}]
    assert len(notes(odd)) == 1


def test_a_count_of_days_may_be_zero_and_is_never_absurd() -> None:
    question = forms.Question("abroad", "Скільки днів?", type="days")
    assert [forms.parse(question, text) for text in ("0", " 30 ", "")] == [0, 30, None]
    assert forms.show(question, 0) == "0"
    for text, said in (("тридцять", "кількість днів цифрами"), ("367", "найбільше — 366"), ("-1", "цифрами")):
        with pytest.raises(forms.BadAnswer, match=said):
            forms.parse(question, text)


def test_numbers_with_a_point_are_whole_numbers_that_keep_every_sign() -> None:
    area, tariff = forms.Question("area", "Площа", type="area"), forms.Question("t", "Тариф", type="rate")
    assert [forms.parse(area, text) for text in ("52,3", " 1 052.30", "")] == [5230, 105230, None]
    assert [forms.parse(tariff, text) for text in ("7,95689", "4", "0,00001")] == [795689, 400000, 1]
    assert forms.show(area, 5230) == "52,3 м²" and forms.show(tariff, 400000) == "4"
    for question, text in ((area, "52,345"), (area, "0"), (area, "10000,01"), (area, "п’ять"), (area, "-3")):
        with pytest.raises(forms.BadAnswer):
            forms.parse(question, text)


def test_a_percent_lies_between_nothing_and_all() -> None:
    question = forms.Question("percent", "Скільки?", type="percent")
    assert [forms.parse(question, text) for text in ("50", "50 %", "0", "")] == [50, 50, 0, None]
    for text in ("101", "пів", "-1"):
        with pytest.raises(forms.BadAnswer):
            forms.parse(question, text)
