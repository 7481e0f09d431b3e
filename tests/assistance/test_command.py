"""What the command line answers, and how it refuses."""

import json
from datetime import date
from typing import Any

import pytest
from tests.assistance.samples import complete as of_demonstration

from turbota.assistance import catalogue, command
from turbota.assistance.examples import put

ON = date(2026, 3, 10)


def complete() -> dict[str, Any]:
    """The sample in a region that there is."""
    found = of_demonstration()
    found["address"]["oblast"] = "Полтавська"
    return found


def test_kinds() -> None:
    (one,) = [kind for kind in command.kinds() if kind["code"] == "low_income"]
    assert one["decider"] == "pension_fund" and one["tier"] == "computed"
    assert one["from"] == "2003-02-24" and one["to"] is None
    assert "постанова КМУ № 632 від 22.07.2020" in one["acts"]


def test_a_value_of_law() -> None:
    found = command.law("subsistence_minimum.child_under_6", date(2026, 1, 1))
    assert (found["value"], found["unit"]) == ("2817.00", "UAH/month")
    assert (found["from"], found["to"], found["verified"]) == ("2026-01-01", None, True)
    assert list(found) == ["key", "value", "unit", "from", "to", "act", "point", "verified", "source"]
    assert command.law("guarantee_level.children", ON)["value"] == "145"
    assert len(command.law_list()) > 30
    assert all(one["title"] for one in command.law_list())


def test_the_second_reading_of_a_disputed_value_is_shown() -> None:
    found = command.law("income.deducts_military_levy", ON)
    assert (found["value"], found["verified"]) == ("0", False)
    (other,) = found["other_readings"]
    assert other["value"] == "1" and "військовий збір" in other["source"]


def test_a_calculation_is_json_with_sums_as_text() -> None:
    found = json.loads(json.dumps(command.calculate("low_income", ON, complete())))
    assert (found["outcome"], found["amount"]) == ("granted", "4831.37")
    assert found["period"] == {"from": "2026-03-01", "to": "2026-08-31"}
    assert found["components"][0]["amount"] == "4831.37"
    assert found["income"] == {"average": "1250.08", "total": "7500.50", "from": "2025-08", "to": "2026-01"}
    total = next(step for step in found["steps"] if step["name"] == "amount")
    assert (total["value"], total["unit"]) == ("4831.37", "UAH")
    assert command.schema("low_income", ON)["type"] == "object"


@pytest.mark.parametrize(
    ("kind", "on", "change", "said"),
    [
        (
            "no_such",
            ON,
            {},
            f"no kind 'no_such'; known: {', '.join(kind.code for kind in catalogue.kinds())}",
        ),
        ("low_income", date(2019, 1, 1), {}, "low_income: no rules on 2019-01-01; known from 2020-07-01"),
        ("low_income", date(1990, 1, 1), {}, "nothing in force on 1990-01-01; known: 2003-02-24"),
        (
            "low_income",
            date(2023, 1, 1),
            {"members.0.birth_date": "2020-01-01"},
            "guarantee_level.able_bodied: nothing in force on 2023-01-01",
        ),
        ("low_income", ON, {"incomes.0.amount": -5}, "incomes.0.amount: Сума не може бути меншою за нуль"),
        (
            "low_income",
            ON,
            {"incomes.0.amount": 10**10 + 1},
            "incomes.0.amount: Перевірте суму: вона завелика",
        ),
        (
            "low_income",
            ON,
            {"incomes.0.amount": 6000.5},
            "incomes.0.amount: Вкажіть суму цілим числом копійок",
        ),
        (
            "low_income",
            ON,
            {"incomes.0.amount": "6000.00"},
            "incomes.0.amount: Вкажіть суму цілим числом копійок",
        ),
        (
            "low_income",
            ON,
            {"incomes.0.class": "lottery"},
            "incomes.0.class: Оберіть один із варіантів: wage, ",
        ),
        (
            "low_income",
            ON,
            {"applicant.disability": "group_9"},
            "applicant.disability: Оберіть один із варіантів: none, group_1, group_2, group_3.",
        ),
        ("low_income", ON, {"weather.sun": 1}, "weather: Такого у формі немає"),
        ("low_income", ON, {"applicant.sun": 1}, "applicant.sun: Такого у формі немає"),
        (
            "low_income",
            ON,
            {"members.0.relation": "mother"},
            "members.0.birth_date: За цією датою мати або батько",
        ),
        (
            "low_income",
            ON,
            {"members.0.birth_date": "1980-01-01"},
            "members.0.birth_date: За цією датою дитина старша",
        ),
        ("low_income", ON, {"members.0.relation": "applicant"}, "members.0.relation: Заявник один."),
        ("low_income", ON, {"applicant": [{}, {}]}, "applicant: Заявник один."),
        (
            "low_income",
            ON,
            {
                "members.0.given_name": "Марія",
                "members.0.patronymic": "Іванівна",
                "members.0.birth_date": "1991-05-12",
            },
            "members.0.given_name: Цю людину вже додано",
        ),
        (
            "low_income",
            ON,
            {"incomes.0.month": "2024-01"},
            "incomes.0.month: Січень 2024 не входить до періоду",
        ),
        ("low_income", ON, {"incomes.0.member": "m7"}, "incomes.0.member: Оберіть людину зі списку"),
        ("low_income", ON, {"address.oblast": "Вишнева"}, "address.oblast: Такої області немає"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_one_line(
    kind: str, on: date, change: dict[str, Any], said: str
) -> None:
    answers = complete()
    if on.year < 2026:
        answers["incomes"] = []
        answers["members"] = answers["members"][:1]
    for path, value in change.items():
        put(answers, path, value)
    with pytest.raises(command.BadRequest) as refusal:
        command.calculate(kind, on, answers)
    assert said in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "place", ["Київська обл.", "м. Київ", "івано-франківська", "АР Крим", "Харківська область"]
)
def test_a_region_is_known_as_people_write_it(place: str) -> None:
    answers = complete()
    answers["address"]["oblast"] = place
    assert command.calculate("low_income", ON, answers)["outcome"] == "granted"


def test_one_file_is_asked_about_every_kind() -> None:
    answers = complete()
    found = {one["code"]: one for one in json.loads(json.dumps(command.all_rights(ON, answers)))}
    assert set(found) == {kind.code for kind in catalogue.kinds()}
    assert (found["low_income"]["amount"], found["low_income"]["outcome"]) == ("4831.37", "granted")
    assert set(found["low_income"]) == {
        "code", "title", "tier", "outcome", "amount", "once", "because", "missing", "what_would_change", "excluded_by",
        "alone",
    }  # fmt: skip
    assert {"path": "applicant.idp_registered", "label": "Чи є у вас довідка переселенця?"} in found[
        "idp_living"
    ]["missing"]
    for code, one in found.items():
        if one["tier"] == "computed":
            alone = command.calculate(code, ON, answers)
            assert (alone["outcome"], alone["amount"], alone["missing"]) == (
                one["outcome"], one["amount"], one["missing"],
            )  # fmt: skip
    first = min(kind.deciders[0].since for kind in catalogue.kinds())
    with pytest.raises(command.BadRequest, match=f"choose {first} or later"):
        command.all_rights(date(1990, 1, 1), answers)


def test_the_first_month_holds_what_is_paid_once_and_by_month() -> None:
    answers = complete()
    answers["members"][0] |= {"birth_date": "2025-12-31", "birth_paid_before": False}
    answers["birth"] = {"relation": "mother", "lives_with_you": True}
    found = command.calculate("birth", date(2026, 1, 15), {**answers, "incomes": []})
    assert (found["amount"], found["once"]) == ("11180.00", "10320.00")


def test_rows_without_an_id_get_one_and_the_schema_describes_in_ukrainian() -> None:
    answers = complete()
    for row in answers["incomes"]:
        del row["id"]
    assert command.calculate("low_income", ON, answers)["amount"] == "4831.37"
    schema = command.schema("birth", ON)
    assert schema == command.schema("low_income", ON)
    assert schema["properties"]["members"]["items"]["properties"]["birth_date"]["title"] == "Дата народження"
    assert "required" not in schema["properties"]["incomes"]["items"]


def test_an_unknown_value_and_a_wrong_file_are_refused() -> None:
    with pytest.raises(command.BadRequest, match="no such key; `turbota law --list` lists them"):
        command.law("no.such", ON)
    with pytest.raises(command.BadRequest, match=r"did you mean minimum_wage.hour, minimum_wage.month\?"):
        command.law("minimum_wage", ON)
    with pytest.raises(command.BadRequest, match=r"did you mean subsistence_minimum.child_6_18"):
        command.law("subsistence_minimum.child_6-18", ON)
    with pytest.raises(command.BadRequest, match=r"nothing in force on 2019-12-31; known: .* another day"):
        command.law("minimum_wage.month", date(2019, 12, 31))
    with pytest.raises(command.BadRequest, match="об’єктом JSON"):
        command.calculate("low_income", ON, [1])
