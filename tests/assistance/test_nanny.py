"""Municipal nanny: three regimes by date, hours up to a limit, grounds and ages; the same in both modes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.kinds.nanny.calculate import calculate

KIND = catalogue.kind("nanny")
ON = date(2026, 3, 10)
FORM = KIND.form_on(ON)
_flag = st.integers(0, 1)
_child = st.fixed_dictionaries(
    {
        "name": st.just("Хтось"),
        "born": st.dates(date(2018, 1, 1), ON).map(str),
        "term": st.one_of(st.none(), st.dates(ON, date(2027, 6, 1)).map(str)),
        "asked": st.sampled_from((1, 1, 1, 0)),
        "ill": _flag,
        "hours": st.integers(0, 744),
    }
)
_family = st.fixed_dictionaries(
    {
        "contract": st.sampled_from((1, 1, 1, 0)),
        "parent_disabled": _flag,
        "idp": _flag,
        "no_kindergarten": _flag,
        "parents_busy": _flag,
    }
)
families = st.tuples(_family, st.lists(_child, min_size=1, max_size=4)).map(
    lambda drawn: {
        "family": drawn[0],
        "members": [{**row, "id": f"m{n}", "about": f"m{n}"} for n, row in enumerate(drawn[1])],
    }
)


@settings(max_examples=50, deadline=None)
@given(st.lists(families, min_size=1, max_size=6), st.sampled_from((date(2024, 3, 1), ON)))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    for family, quick in zip(found, explaining.over_columns(KIND, found, on), strict=True):
        said = calculate.of_facts(family, on)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        if said.outcome == "granted":
            assert (quick.amount, quick.doubts) == (said.amount, ())
        elif said.outcome == "officer":
            assert quick.doubts == tuple(doubt.code for doubt in said.doubts) != ()


@settings(max_examples=50, deadline=None)
@given(families)
def test_no_child_is_paid_after_the_contract_or_more_than_the_limit(family: dict[str, Any]) -> None:
    said = calculate.of_facts(family, ON)
    terms = {one["about"]: one["term"] for one in family["members"]}
    for part in said.schedule:
        assert 0 < part.amount <= 165 * 5_200
        term = terms[part.about]
        assert term is None or part.until <= date.fromisoformat(term)


@pytest.mark.requirement("R113")
def test_who_is_asked_for_hours_and_what_is_demanded() -> None:
    answers: dict[str, Any] = {
        "address": {"idp": False},
        "members": [{"id": "m1", "relation": "child", "nanny_asked": True, "nanny_hours": 745}],
    }
    assert forms.visible(FORM, answers, "members.0.nanny_hours")
    assert not forms.visible(FORM, answers, "nanny.parents_busy")
    assert "найбільше — 744" in forms.check(FORM, answers, ON)["members.0.nanny_hours"]
    answers["members"][0] |= {"nanny_hours": 744, "severe_illness": True}
    assert "members.0.nanny_hours" not in forms.check(FORM, answers, ON)
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "contract", "medical"]


def test_hours_are_read_as_people_type_them() -> None:
    question = FORM.section("members").question("nanny_hours")
    assert forms.parse(question, " 80 ") == 80
    assert forms.parse(question, "") is None
    with pytest.raises(forms.BadAnswer, match="кількість годин цифрами"):
        forms.parse(question, "вісімдесят")
