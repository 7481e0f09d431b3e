"""What the command line answers, and how it refuses."""

import json
from datetime import date
from typing import Any

import pytest
from tests.assistance.samples import complete

from turbota.assistance import catalogue, command
from turbota.assistance.examples import put

ON = date(2026, 3, 10)


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
    assert other["value"] == "1" and "military levy" in other["source"]


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
        ("low_income", date(2019, 1, 1), {}, "no form on 2019-01-01"),
        (
            "low_income",
            date(2023, 1, 1),
            {"members.0.birth_date": "2020-01-01"},
            "guarantee_level.able_bodied: nothing in force on 2023-01-01",
        ),
        ("low_income", ON, {"incomes.0.amount": -5}, "incomes.0.amount: Сума не може бути меншою за нуль"),
        ("low_income", ON, {"weather.sun": 1}, "unknown sections of answers: weather"),
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


def test_an_unknown_value_and_a_wrong_file_are_refused() -> None:
    with pytest.raises(command.BadRequest, match="no such key"):
        command.law("no.such", ON)
    with pytest.raises(command.BadRequest, match="not a JSON object"):
        command.calculate("low_income", ON, [1])
