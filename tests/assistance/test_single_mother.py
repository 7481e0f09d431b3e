"""Assistance on the children of a single mother: the same in both modes, income, papers, the way through the form."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue, forms
from turbota.assistance.examples import examples
from turbota.assistance.income import COUNTED
from turbota.assistance.kinds.single_mother.calculate import calculate

KIND = catalogue.kind("single_mother")
ON = date(2026, 11, 16)
CLAIMS = claims.claims(KIND, ON, {"recorded": 3, "disability": 4})


@settings(max_examples=50, deadline=None)
@given(
    st.lists(CLAIMS, min_size=1, max_size=6), st.sampled_from((ON, date(2026, 12, 31), date(2025, 12, 31)))
)
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    claims.same_in_both_modes(KIND, calculate.of_facts, found, on)


@settings(max_examples=50, deadline=None)
@given(CLAIMS, st.integers(1, 500_000), st.sampled_from(COUNTED))
def test_more_income_never_gives_more(found: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    claims.more_income_never_gives_more(calculate.of_facts, found, ON, more, name)


@settings(max_examples=50, deadline=None)
@given(CLAIMS)
def test_every_day_is_paid_once_and_within_the_term(found: dict[str, Any]) -> None:
    said = calculate.of_facts(found, ON)
    claims.every_day_is_paid_once(said)
    if said.outcome == "granted":
        assert said.until is not None and said.until <= date(2027, 4, 30)
        assert all(0 < part.amount <= 351_200 for part in said.schedule)
        assert said.conditions[0].startswith("Допомогу призначено до ")


@pytest.mark.requirement("R139")
def test_what_registers_hold_is_not_demanded() -> None:
    answers = next(iter(examples(KIND))).answers
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "income"]
    answers["members"][0]["occupation"] = "studies_full_time"
    answers["applicant"]["tax_number_state"] = "refused"
    codes = [one.code for one in KIND.documents(answers, ON)]
    assert codes == ["identity", "tax_number_refusal", "study", "income"]


def test_a_claim_is_marked_at_a_child() -> None:
    answers = next(iter(examples(KIND))).answers
    form = KIND.form_on(ON)
    row = answers["members"][0]
    assert "members.0.single_mother_asked" not in forms.check(form, answers, ON)
    row["relation"] = "grandchild"
    assert "доньку чи сина" in forms.check(form, answers, ON)["members.0.single_mother_asked"]
    row |= {"relation": "child", "single_mother_asked": False}
    assert "Позначте" in forms.check(form, answers, ON)["members.0.single_mother_asked"]
    assert not forms.visible(form, answers, "members.0.birth_certificate")


def test_a_child_is_asked_for_while_nobody_said_otherwise() -> None:
    answers = next(iter(examples(KIND))).answers
    del answers["members"][0]["single_mother_asked"]
    assert KIND.calculate(answers, date(2026, 1, 1)).amount == 281_700
