"""Care of a child to one year: the same in both modes, its days, the other reading of the start, before the law."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue, command
from turbota.assistance.examples import examples
from turbota.assistance.kinds.care_to_one.calculate import calculate
from turbota.assistance.kinds.care_to_one.facts import facts, household
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan
from turbota.law.engine.schedule import last_day
from turbota.law.values import NotInForce

KIND = catalogue.kind("care_to_one")
ON = date(2026, 11, 16)


@st.composite
def babies(draw: st.DrawFn) -> dict[str, Any]:
    """A claim with days to pay for each child."""
    found = draw(claims.claims(KIND, ON, {"disability": 1}, date(2025, 9, 1)))
    for one in found["members"]:
        one |= {"first": "2026-11-01", "last": "2026-12-31"}
    return found


@settings(max_examples=50, deadline=None)
@given(st.lists(babies(), min_size=1, max_size=6))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]]) -> None:
    claims.same_in_both_modes(KIND, calculate.of_facts, found, ON)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2025, 11, 20), ON), st.integers(0, 400))
def test_paid_from_the_day_after_the_leave_to_the_day_before_the_birthday(born: date, days: int) -> None:
    answers = next(iter(examples(KIND))).answers
    leave = born + timedelta(days=days)
    answers["members"][0]["birth_date"] = str(born)
    answers["care_to_one_leave"]["last_day"] = str(leave)
    said = KIND.calculate(answers, ON)
    last = born.replace(year=born.year + 1) - timedelta(days=1)
    first = max(leave + timedelta(days=1), date(2026, 1, 1))
    if first > last:
        assert [reason.code for reason in said.reasons] == ["leave_to_the_end"]
    else:
        assert (said.amount, said.since, said.until) == (700_000, first, last)
        whole = [part for part in said.schedule if not part.days]
        assert len(said.schedule) <= 3 and all(part.amount == 700_000 for part in whole)
        assert all(part.since.day == 1 and part.until == last_day(part.until) for part in whole)
        assert "1 січня 2027" in said.conditions[2]


def test_before_the_law_nothing_is_computed_and_the_command_says_so() -> None:
    answers = next(iter(examples(KIND))).answers
    with pytest.raises(NotInForce, match=r"care_to_one\.to_age: nothing in force on 2025-12-31"):
        KIND.calculate(answers, date(2025, 12, 31))
    with pytest.raises(command.BadRequest, match="care_to_one: nothing in force on 2025-12-31"):
        command.calculate("care_to_one", date(2025, 12, 31), answers)


def test_only_another_representative_brings_a_paper() -> None:
    answers = next(iter(examples(KIND))).answers
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity"]
    answers["care_to_one_leave"]["role"] = "other"
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "representative"]


def test_while_the_law_is_not_in_force_nobody_is_entitled() -> None:
    (value,) = plan(KIND.book, ON).values["IN_FORCE"]
    (reading,) = value.other_readings
    found = household(facts(next(iter(examples(KIND))).answers, ON), ON)
    known = plan(KIND.book, ON)
    for in_force, paid in ((value.value, 700_000), (reading.value, 0)):
        run = run_one(replace(known, parameters=known.parameters | {"IN_FORCE": in_force}), found)
        assert run.value("amount") == paid


def test_every_row_of_facts_names_the_same_facts() -> None:
    answers = next(iter(examples(KIND))).answers
    (mother, child) = facts(answers, ON)["members"]
    answers["care_to_one_leave"].update({"had_leave": False, "last_day": None})
    without_leave = facts(answers, ON)["members"]
    assert {*mother} == {*child} == {*without_leave[0]} == {*without_leave[1]}
    assert (mother["first"], child["first"], without_leave[1]["first"]) == (None, "2026-05-21", None)
