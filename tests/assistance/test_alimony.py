"""Temporary assistance instead of maintenance: the same in both modes, its floor and ceiling, papers of the ground."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.income import COUNTED
from turbota.assistance.kinds.alimony.calculate import calculate

KIND = catalogue.kind("alimony")
ON = date(2026, 11, 16)
CLAIMS = claims.claims(KIND, ON, {"ground": 2, "disability": 4})


@settings(max_examples=50, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=6), st.sampled_from((ON, date(2025, 12, 31))))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    claims.same_in_both_modes(KIND, calculate.of_facts, found, on)


@settings(max_examples=50, deadline=None)
@given(CLAIMS, st.integers(1, 500_000), st.sampled_from(COUNTED))
def test_more_income_never_gives_more(found: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    claims.more_income_never_gives_more(calculate.of_facts, found, ON, more, name)


@pytest.mark.requirement("R108")
@settings(max_examples=50, deadline=None)
@given(CLAIMS)
def test_every_child_gets_from_half_of_its_minimum_to_the_whole(found: dict[str, Any]) -> None:
    said = calculate.of_facts(found, ON)
    claims.every_day_is_paid_once(said)
    for part in said.schedule:
        assert 140_850 <= part.amount <= 351_200
        assert part.until <= date(2027, 4, 30)


@pytest.mark.requirement("R108", "R139")
def test_the_ground_is_proved_when_no_register_says_it() -> None:
    answers = next(iter(examples(KIND))).answers
    answers["alimony_debtor"]["ground"] = "register"
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "income"]
    answers["alimony_debtor"]["ground"] = "prison"
    papers = KIND.documents(answers, ON)
    assert [one.code for one in papers] == ["identity", "debtor", "income"]
    assert "позбавлення волі" in papers[1].title
