"""Burial: two monthly amounts or the sum of the community; a sum that nobody told is never guessed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.kinds.burial.calculate import calculate_facts

KIND = catalogue.kind("burial")
ON = date(2026, 2, 10)
FORM = KIND.form_on(ON)
_flag = st.sampled_from((0, 0, 0, 1))
claims = st.fixed_dictionaries(
    {
        "buries": st.sampled_from((1, 1, 1, 0)),
        "route": st.integers(0, 2),
        "months_since_death": st.integers(0, 9),
        "aid_amount": st.integers(0, 2_000_000),
        "local_sum": st.integers(0, 2_000_000),
        "state_kept": _flag,
        "paid_already": _flag,
    }
).map(
    lambda family: {
        "family": family,
        "members": [
            {"id": "deceased", "name": "Хтось", "born": None, "about": "хтось", "died": "2026-02-01"}
        ],
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(claims, min_size=1, max_size=8))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]]) -> None:
    for claim, quick in zip(found, explaining.over_columns(KIND, found, ON), strict=True):
        said = calculate_facts(claim, ON)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        if said.outcome == "granted":
            assert (quick.once, quick.amount) == (said.once, 0)
            assert [part.code for part in said.schedule] == ["burial"]
            family = claim["family"]
            assert said.once == (family["local_sum"], 2 * family["aid_amount"])[family["route"]] > 0
        elif said.outcome == "officer":
            assert quick.doubts == tuple(doubt.code for doubt in said.doubts) != ()


@pytest.mark.requirement("R111")
def test_the_sum_of_the_community_is_asked_and_may_be_left_to_the_officer() -> None:
    told: dict[str, Any] = {"deceased_aid": "none"}
    assert forms.visible(FORM, {"burial": told}, "burial.local_sum")
    assert not forms.visible(FORM, {"burial": told}, "burial.aid_amount")
    faults = forms.check(FORM, {"burial": told}, ON)
    assert "burial.local_sum" not in faults and "burial.death_date" in faults
    said = KIND.calculate({"burial": told}, ON)
    assert (said.outcome, said.once) == ("officer", 0)
    assert "Сума, яку встановила громада" in said.missing


def test_what_cannot_be_is_said_at_its_place() -> None:
    told = {
        "birth_date": "2000-01-02", "death_date": "2000-01-01", "deceased_aid": "none", "local_sum": 0,
    }  # fmt: skip
    faults = forms.check_given(FORM, {"burial": told}, ON) | dict(FORM.checks[0]({"burial": told}, ON))
    assert "раніша за дату народження" in faults["burial.death_date"]
    whole = forms.check(FORM, {"burial": told}, ON)
    assert "більша за нуль" in whole["burial.local_sum"]
    told |= {"death_date": "2000-01-02", "local_sum": 1}
    whole = forms.check(FORM, {"burial": told}, ON)
    assert not {"burial.local_sum", "burial.death_date"} & set(whole)


def test_papers_are_few() -> None:
    assert [one.code for one in KIND.documents({}, ON)] == ["identity", "death"]
