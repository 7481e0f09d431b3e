"""Those without a right to a pension: children by number, an officer for the rest, the same in both modes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.income import CLASSES, COUNTED, window_months
from turbota.assistance.kinds.no_pension.calculate import calculate_facts

KIND = catalogue.kind("no_pension")
ON = date(2026, 3, 10)
MONTHS = window_months(ON)
_member = st.fixed_dictionaries(
    {
        "name": st.just("Хтось"),
        "born": st.one_of(st.dates(date(2003, 1, 1), ON), st.dates(date(1940, 1, 1), ON)).map(str),
        "claimed": st.sampled_from((1, 1, 0)),
        "pensioner": st.sampled_from((0, 0, 0, 1)),
        "disability": st.sampled_from((0, 0, 0, 1, 2)),
        "survivor": st.sampled_from((1, 1, 1, 0)),
        "student": st.integers(0, 1),
    }
)


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """Canonical facts of a random household."""
    rows = draw(st.lists(_member, min_size=1, max_size=5))
    members = [{**row, "id": f"m{n}", "about": f"m{n}"} for n, row in enumerate(rows)]
    row = st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 4_000_000), max_size=1)
    incomes = {one["id"]: draw(st.dictionaries(st.sampled_from(MONTHS), row, max_size=2)) for one in members}
    return {"family": {}, "members": members, "window": MONTHS, "incomes": incomes}


@settings(max_examples=50, deadline=None)
@given(st.lists(families(), min_size=1, max_size=6))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]]) -> None:
    for family, quick in zip(found, explaining.over_columns(KIND, found, ON), strict=True):
        said = calculate_facts(family, ON)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        if said.outcome == "granted":
            assert (quick.amount, quick.doubts) == (said.amount, ())
        elif said.outcome == "officer":
            assert quick.doubts == tuple(doubt.code for doubt in said.doubts) != ()


@settings(max_examples=50, deadline=None)
@given(families(), st.integers(1, 5_000_000), st.sampled_from(COUNTED))
def test_more_income_never_gives_more(family: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    before = calculate_facts(family, ON)
    month = family["incomes"].setdefault("m0", {}).setdefault(MONTHS[0], {})
    month[name] = month.get(name, 0) + more
    after = calculate_facts(family, ON)
    assert (after.amount or 0) <= (before.amount or 0)
    assert not (before.outcome == "refused" and after.outcome != "refused")


@pytest.mark.requirement("R102")
def test_who_is_old_or_has_the_first_group_is_neither_granted_nor_refused_by_a_guess() -> None:
    old = {"birth_date": "1940-01-01", "pension": "none", "disability": "none", "lost_breadwinner": False}
    said = KIND.calculate({"applicant": old}, ON)
    assert (said.outcome, [one.code for one in said.doubts]) == ("officer", ["share_unknown"])
    assert said.amount is None
    assert "може належати" in said.doubts[0].text
    assert KIND.calculate({"applicant": old | {"pension": "age"}}, ON).outcome == "refused"


def test_a_certificate_of_study_is_asked_of_a_student_only() -> None:
    answers: dict[str, Any] = {"applicant": {"lost_breadwinner": True, "studies": True}}
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "study"]
    answers["applicant"] |= {"lost_breadwinner": False, "tax_number_state": "refused"}
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "tax_number_refusal"]
    assert not forms.visible(KIND.form_on(ON), answers, "applicant.studies")
