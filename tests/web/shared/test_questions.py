"""Questions page by page and on one screen: what is typed is stored, and what cannot be is never lost."""

from datetime import date

import pytest

from turbota.assistance import catalogue
from turbota.assistance.forms import Choice, Condition, Form, Question, Repeat, Section
from turbota.web.shared import questions
from turbota.web.ui.components import Field

FORM = Form(
    version="1",
    kind="example",
    sections=(
        Section(
            "applicant",
            "Про вас",
            (
                Question("surname", "Прізвище", type="name"),
                Question("birth_date", "Дата народження", type="date", past=True, page="Коли ви народилися?"),
            ),
        ),
        Section(
            "members",
            "Родина",
            (
                Question("given_name", "Ім’я", type="name"),
                Question("works", "Працює?", type="yes_no"),
                Question("pay", "Скільки отримує?", type="money", visible_when=Condition("works", (True,))),
            ),
            repeat=Repeat(0, 2, "Член родини", "Додати людину"),
        ),
        Section(
            "property",
            "Майно",
            (
                Question("has_car", "Чи є авто?", type="yes_no", page="Чи є авто?"),
                Question(
                    "car_month", "Коли купили?", type="month", page="Коли купили?",
                    visible_when=Condition("has_car", (True,)),
                ),
                Question(
                    "way", "Куди платити?", type="choice", page="Куди платити?",
                    choices=(Choice("bank", "На рахунок"), Choice("post", "Поштою"), Choice("hand", "Додому")),
                ),
            ),
        ),
    ),
)  # fmt: skip

FAMILY = {
    "members": [{"id": "m1", "given_name": "Тарас", "works": True}, {"id": "m2", "given_name": "Соломія"}]
}


def fields(page: questions.QuestionPage) -> dict[str, Field]:
    return {asked.field.name: asked.field for asked in page.asked}


def test_one_question_is_the_heading_and_its_date_has_three_boxes() -> None:
    page = questions.page_for(FORM, {"applicant": {"birth_date": "1991-05-02"}}, "applicant-2")
    field = fields(page)["applicant.birth_date"]
    assert (field.heading, field.label) == (True, "Коли ви народилися?")
    assert [(part.name, part.value) for part in field.parts] == [
        ("applicant.birth_date.day", "2"),
        ("applicant.birth_date.month", "5"),
        ("applicant.birth_date.year", "1991"),
    ]
    assert [part.autocomplete for part in field.parts] == ["bday-day", "bday-month", "bday-year"]


def test_what_cannot_be_stored_is_shown_again_as_it_was_typed() -> None:
    data = {
        "applicant.birth_date.day": "31",
        "applicant.birth_date.month": "лютого",
        "applicant.birth_date.year": "1991",
    }
    reading = questions.read_post(FORM, {}, "applicant-2", data)
    assert reading.values == {}
    assert "28 днів" in reading.errors["applicant.birth_date"]
    page = questions.page_for(FORM, {}, "applicant-2", raw=reading.raw, errors=reading.errors)
    field = fields(page)["applicant.birth_date"]
    assert [part.value for part in field.parts] == ["31", "лютого", "1991"]
    assert [line.target for line in page.errors] == ["q_applicant_birth_date_day"]


def test_values_are_put_in_their_place_and_the_others_stay() -> None:
    reading = questions.read_post(FORM, {}, "applicant", {"applicant.surname": "Прикладенко"})
    before = {"applicant": {"birth_date": "1991-05-02"}, "property": {"has_car": True}}
    after = questions.put(FORM, before, "applicant", reading.values)
    assert after["applicant"] == {"birth_date": "1991-05-02", "surname": "Прикладенко"}
    assert after["property"] == {"has_car": True}
    assert before["applicant"] == {"birth_date": "1991-05-02"}


def test_a_question_on_another_page_is_passed_over_while_it_is_not_asked() -> None:
    no, yes = {"property": {"has_car": False}}, {"property": {"has_car": True}}
    assert questions.next_page(FORM, no, "property") == "property-3"
    assert questions.next_page(FORM, yes, "property") == "property-2"
    assert questions.previous_page(FORM, no, "property-3") == "property"
    assert questions.first_page(FORM, {}) == "applicant"
    assert questions.next_page(FORM, no, "property-3") is None


def test_a_month_is_chosen_and_money_is_read_in_hryvnias() -> None:
    yes = {"property": {"has_car": True}}
    reading = questions.read_post(
        FORM, yes, "property-2", {"property.car_month.month": "3", "property.car_month.year": "2024"}
    )
    assert reading.values == {"car_month": "2024-03"}
    row = questions.read_post(
        FORM, FAMILY, "members", {"members.m1.works": "yes", "members.m1.pay": "8 450,50"}, "m1"
    )
    assert row.values == {"works": True, "pay": 845050}
    answers = questions.put(FORM, FAMILY, "members", row.values, "m1")
    assert fields(questions.page_for(FORM, answers, "members", "m1"))["members.m1.pay"].value == "8\xa0450,50"


def test_a_family_is_a_list_of_rows_with_names_in_their_buttons() -> None:
    page = questions.page_for(
        FORM, FAMILY, "members", item_url="/family/", errors={"members.1.works": "Оберіть."}
    )
    assert page.is_list
    assert [(row.title, row.change_url, row.remove_value) for row in page.rows] == [
        ("Тарас", "/family/m1/", "m1"),
        ("Соломія", "/family/m2/", "m2"),
    ]
    assert [bool(row.problem) for row in page.rows] == [False, True]
    assert not page.can_add


def test_rows_come_and_go_by_their_ids() -> None:
    assert questions.new_item_id(FAMILY, "members") == "m3"
    after = questions.remove(FAMILY, "members", "m1")
    assert [row["id"] for row in after["members"]] == ["m2"]
    added = questions.put(
        FORM, after, "members", {"given_name": "Іван"}, questions.new_item_id(after, "members")
    )
    assert [row["given_name"] for row in added["members"]] == ["Соломія", "Іван"]
    assert len({row["id"] for row in added["members"]}) == 2


def test_a_hidden_question_is_kept_unasked_and_a_new_one_brings_the_page_back() -> None:
    asked = questions.page_for(FORM, FAMILY, "members", "m2").asked
    assert [item.shown for item in asked] == [True, True, False]
    assert asked[2].when == "members.m2.works=yes"
    yes = questions.put(FORM, FAMILY, "members", {"works": True}, "m2")
    assert questions.has_new_question(FORM, FAMILY, yes, "members", "m2")
    assert not questions.has_new_question(FORM, yes, yes, "members", "m2")
    no = questions.read_post(
        FORM, FAMILY, "members", {"members.m2.works": "no", "members.m2.pay": "не знаю"}, "m2"
    )
    assert no.errors == {}


def test_the_officer_reads_and_writes_everything_on_one_screen() -> None:
    dense = questions.dense_for(FORM, FAMILY, errors={"members.0.pay": "Дайте відповідь."})
    assert [section.code for section in dense.sections] == ["applicant", "members", "property"]
    assert [line.target for line in dense.errors] == ["q_members_m1_pay"]
    way = dense.sections[2].asked[2].field
    assert (way.widget, way.choices[0].label) == ("select", "Виберіть")
    assert dense.sections[2].asked[0].field.widget == "radios"
    data = {
        "applicant.surname": "Прикладенко", "members.m1.given_name": "Тарас", "members.m1.works": "no",
        "members.m2.given_name": "Соломія 2", "property.way": "post",
    }  # fmt: skip
    reading = questions.read_dense(FORM, FAMILY, data)
    assert reading.values["applicant"] == {"surname": "Прикладенко"}
    assert reading.values["members"][0]["works"] is False
    assert reading.values["property"]["way"] == "post"
    assert list(reading.errors) == ["members.m2.given_name"]
    assert reading.raw["members.m2.given_name"] == "Соломія 2"


@pytest.mark.parametrize(
    ("button", "ids"), [({"remove": "members.m1"}, ["m2"]), ({"add": "members"}, ["m1", "m2"])]
)
def test_the_officer_adds_and_removes_rows_up_to_the_limit(button: dict[str, str], ids: list[str]) -> None:
    assert [row["id"] for row in questions.read_dense(FORM, FAMILY, button).values["members"]] == ids


def test_an_added_row_has_an_id_and_is_drawn() -> None:
    reading = questions.read_dense(FORM, {}, {"add": "members"})
    assert reading.values["members"] == [{"id": "m1"}]
    assert questions.dense_for(FORM, reading.values).sections[1].rows[0].title == "Член родини 1"


def test_every_real_form_can_be_walked_from_end_to_end() -> None:
    for kind in catalogue.kinds():
        form = kind.form_on(date(2026, 3, 18))
        code, seen = questions.first_page(form, {}), 1
        while (following := questions.next_page(form, {}, code)) is not None:
            assert questions.previous_page(form, {}, following) == code
            assert questions.page_for(form, {}, following).title
            code, seen = following, seen + 1
        assert seen == len(questions.open_pages(form, {}))


def test_each_line_of_a_summary_names_its_question_and_row() -> None:
    errors = {
        "applicant.surname": "Дайте відповідь на це запитання.",
        "members.0.given_name": "Дайте відповідь на це запитання.",
        "members.1.given_name": "IBAN тут не пишуть.",
        "property.has_car": "Дайте відповідь на це запитання.",
    }
    dense = questions.dense_for(FORM, FAMILY, errors=errors)
    assert [line.words for line in dense.errors] == [
        "Прізвище: дайте відповідь на це запитання.",
        "Тарас: Ім’я: дайте відповідь на це запитання.",
        "Соломія: Ім’я: IBAN тут не пишуть.",
        "Чи є авто? Дайте відповідь на це запитання.",
    ]
