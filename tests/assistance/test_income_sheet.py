"""Annex 5: every income of the months is there with its act, and what is counted gives the average of the rules."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from tests.assistance.samples import complete

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.income_sheet import (
    NOT_READ,
    NOT_THIS_MONTH,
    NOT_THIS_PERSON,
    IncomeRow,
    IncomeSheet,
    income_sheet,
)
from turbota.assistance.kind import Kind
from turbota.decisions.calculating import as_json
from turbota_demo import answers as told
from turbota_demo import cast

MARCH = date(2026, 3, 10)
NOVEMBER = date(2026, 11, 16)
READING = [kind for kind in catalogue.kinds() if kind.tier == "computed" and kind.income_window is not None]


def sheet(code: str, answers: dict[str, Any], on: date = MARCH) -> IncomeSheet:
    kind = catalogue.kind(code)
    found = income_sheet(kind, asdict(kind.calculate(answers, on)))
    assert found is not None
    return found


def income(who: str, month: str, name: str, amount: int | None = 100_000) -> dict[str, Any]:
    return {"id": f"{who}{month}{name}", "member": who, "month": month, "class": name, "amount": amount}


def row(found: IncomeSheet, title: str, month: str = "2025-11", who: str = "") -> IncomeRow:
    (one,) = [
        one
        for one in found.rows
        if (one.title, one.month) == (title, month) and one.who.startswith(who or one.who)
    ]
    return one


@pytest.mark.requirement("R225")
@pytest.mark.parametrize("kind", READING, ids=[kind.code for kind in READING])
def test_what_is_counted_adds_up_to_the_income_of_the_rules(kind: Kind) -> None:
    seen = 0
    for example in examples(kind):
        made = kind.calculate(example.answers, example.on)
        found = income_sheet(kind, asdict(made))
        assert found is not None
        assert found == income_sheet(kind, as_json(made)), "the same from what was kept with a decision"
        assert (found.first, found.last) == (made.income_from, made.income_to)
        assert found.average == made.average_income
        assert found.figures
        assert all(one.act or one.why for one in found.rows)
        if made.income_total is not None:
            assert found.counted == made.income_total
            seen += 1
    assert seen or kind.code == "guardianship", (
        "guardianship makes no average: it reads the child's own payments"
    )


def test_a_kind_that_reads_no_income_has_no_such_sheet() -> None:
    for kind in catalogue.kinds():
        if kind.income_window is None and kind.tier == "computed":
            example = next(iter(examples(kind)))
            assert income_sheet(kind, asdict(kind.calculate(example.answers, example.on))) is None


@pytest.mark.requirement("R225")
def test_counted_and_left_out_say_by_which_act() -> None:
    answers = complete()
    brother = {**answers["members"][0], "id": "m2", "given_name": "Іван", "relation": "brother"}
    answers["members"].append({**brother, "birth_date": "1960-01-01", "occupation": "works"})
    answers["incomes"] += [
        income("m1", "2025-11", "housing_subsidy"),
        income("m2", "2025-11", "wage"),
        income("applicant", "2024-11", "wage"),
    ]
    found = sheet("low_income", answers)
    assert found.counted == 750_050
    assert found.average == 125_008
    alimony, subsidy = row(found, "Аліменти"), row(found, "Житлова субсидія")
    assert (alimony.amount, alimony.counted, alimony.verified) == (150_050, 150_050, False)
    assert alimony.act == subsidy.act == "постанова КМУ № 632 від 22.07.2020"
    assert (subsidy.amount, subsidy.counted, subsidy.why) == (100_000, 0, "")
    stranger = row(found, "Зарплата", who="Іван")
    assert (stranger.counted, stranger.act, stranger.why) == (0, "", NOT_THIS_PERSON)
    assert {one.month for one in found.rows} == {"2025-10", "2025-11"}, "a month outside is not of the sheet"


def test_a_sum_that_nobody_knows_is_not_zero() -> None:
    answers = complete()
    answers["incomes"].append(income("applicant", "2025-12", "pension", None))
    found = sheet("low_income", answers)
    pension = row(found, "Пенсія", "2025-12")
    assert (pension.amount, pension.counted, found.counted, found.average) == (None, None, None, None)
    assert row(found, "Зарплата", "2025-10").counted == 600_000


def test_two_windows_of_a_subsidy_take_each_class_in_its_own_months() -> None:
    answers = told.housing_subsidy(cast.citizen("maria"), on=NOVEMBER)
    months = ("2026-01", "2026-09")
    answers["incomes"] = [
        income("applicant", month, name) for month in months for name in ("wage", "pension")
    ]
    found = sheet("housing_subsidy", answers, NOVEMBER)
    counted = {(one.title, one.month): one.counted for one in found.rows}
    assert counted == {
        ("Зарплата", "2026-01"): 100_000,
        ("Пенсія", "2026-01"): 0,
        ("Зарплата", "2026-09"): 0,
        ("Пенсія", "2026-09"): 100_000,
    }
    assert row(found, "Пенсія", "2026-01").why == NOT_THIS_MONTH


def test_only_the_payments_of_the_child_are_taken_for_guardianship() -> None:
    answers = told.by_example("guardianship", cast.citizen("maria"), on=MARCH)
    child = answers["members"][0]["id"]
    answers["incomes"] = [
        income("applicant", "2025-11", "pension"),
        income(child, "2025-11", "pension"),
        income(child, "2025-11", "wage"),
    ]
    found = sheet("guardianship", answers)
    assert [(one.counted, one.why) for one in found.rows] == [
        (0, NOT_THIS_PERSON),
        (0, NOT_READ),
        (100_000, ""),
    ]
    assert found.average is None
