"""Care for a person with a mental disorder: three minimums less the income, at most one; the same in both modes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.income import CLASSES, COUNTED, window_months
from turbota.assistance.kinds.mental_disorder_care.calculate import calculate_facts

KIND = catalogue.kind("mental_disorder_care")
ON = date(2026, 3, 10)
MONTHS = window_months(ON)
_mostly = st.sampled_from((1, 1, 1, 1, 1, 0))
_member = st.fixed_dictionaries(
    {
        "name": st.just("Хтось"),
        "born": st.dates(date(1940, 1, 1), ON).map(str),
        "term": st.one_of(st.none(), st.dates(ON, date(2026, 12, 1)).map(str)),
        "cared": st.sampled_from((1, 0)),
        "disability": st.sampled_from((1, 2, 2, 3)),
        "mental_disorder": _mostly,
        "term_over": st.sampled_from((0, 0, 0, 1)),
    }
)
_family = st.fixed_dictionaries(
    {
        "carer_age": st.sampled_from((40, 18, 17)),
        "carer_capable": _mostly,
        "lives_together": _mostly,
        "conclusion": _mostly,
    }
)


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """Canonical facts of a random household with a carer."""
    rows = draw(st.lists(_member, min_size=1, max_size=4))
    members = [{**row, "id": f"m{n}", "about": f"m{n}"} for n, row in enumerate(rows)]
    row = st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 20_000_000), max_size=1)
    incomes = {one["id"]: draw(st.dictionaries(st.sampled_from(MONTHS), row, max_size=2)) for one in members}
    return {"family": draw(_family), "members": members, "window": MONTHS, "incomes": incomes}


@pytest.mark.requirement("R101")
@settings(max_examples=50, deadline=None)
@given(st.lists(families(), min_size=1, max_size=6))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]]) -> None:
    for family, quick in zip(found, explaining.over_columns(KIND, found, ON), strict=True):
        said = calculate_facts(family, ON)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        assert quick.amount == next(step.value for step in said.steps if step.name == "amount")
        assert quick.amount <= 320_900
        if said.outcome == "officer":
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
    assert not (before.outcome == "refused" and after.outcome == "granted")


def test_the_diagnosis_is_never_asked_and_papers_follow_the_answers() -> None:
    form = KIND.form_on(ON)
    assert "діагноз" not in " ".join(q.label.lower() for part in form.sections for q in part.questions)
    answers: dict[str, Any] = {
        "applicant": {"tax_number_state": "refused"},
        "address": {"lives_elsewhere": True},
    }
    codes = [one.code for one in KIND.documents(answers, ON)]
    assert codes == ["identity", "tax_number_refusal", "medical", "survey"]
    assert [one.code for one in KIND.documents({}, ON)] == ["identity", "medical"]
    assert not forms.visible(form, {"members": [{"disability": "none"}]}, "members.0.mental_disorder")
