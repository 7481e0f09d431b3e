"""Assistance on children under guardianship: the same in both modes, what is subtracted, the term of a disability."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.kinds.guardianship.calculate import calculate

KIND = catalogue.kind("guardianship")
ON = date(2026, 11, 16)
CLAIMS = claims.claims(KIND, ON, {"disability": 4})


@settings(max_examples=50, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=6), st.sampled_from((ON, date(2025, 12, 31))))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    claims.same_in_both_modes(KIND, calculate.of_facts, found, on)


@settings(max_examples=50, deadline=None)
@given(CLAIMS, st.integers(1, 500_000), st.sampled_from(("pension", "alimony", "scholarship", "wage")))
def test_more_income_never_gives_more(found: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    claims.more_income_never_gives_more(calculate.of_facts, found, ON, more, name)


@pytest.mark.requirement("R104")
@settings(max_examples=50, deadline=None)
@given(CLAIMS, st.dates(ON, date(2045, 1, 1)))
def test_a_disability_never_gives_less_and_its_end_cuts_the_award(found: dict[str, Any], until: date) -> None:
    for one in found["members"]:
        one |= {"disability": 0, "apart": 0}
    without = calculate.of_facts(found, ON)
    for one in found["members"]:
        one |= {"disability": 4, "disability_until": str(until)}
    disabled = calculate.of_facts(found, ON)
    assert (disabled.amount or 0) >= (without.amount or 0)
    claims.every_day_is_paid_once(disabled)
    later = [part for part in disabled.schedule if part.since > until]
    assert all(part.amount <= 878_000 for part in later)


def test_the_decision_about_the_child_is_demanded() -> None:
    answers = next(iter(examples(KIND))).answers
    codes = [(one.code, one.obligatory) for one in KIND.documents(answers, ON)]
    assert codes == [("identity", True), ("decision", True), ("income", False)]
