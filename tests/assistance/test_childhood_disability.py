"""Disability since childhood: base, top-up, care and payable apart, both readings, the same in both modes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.awards import NO_END
from turbota.assistance.kinds.childhood_disability.calculate import calculate_facts
from turbota.kernel import money

KIND = catalogue.kind("childhood_disability")
ON = date(2026, 3, 10)
FORM = KIND.form_on(ON)
_flag = st.integers(0, 1)
_member = st.fixed_dictionaries(
    {
        "name": st.just("Хтось"),
        "born": st.dates(date(1950, 1, 1), ON).map(str),
        "term": st.one_of(st.none(), st.dates(ON, date(2031, 1, 1)).map(str)),
        "claimed": st.sampled_from((1, 1, 0)),
        "disability": st.sampled_from((0, 1, 2, 3, 4, 4)),
        "since_childhood": st.sampled_from((1, 1, 1, 0)),
        "subgroup": st.integers(0, 2),
        "care_needed": _flag,
        "lonely": _flag,
        "carer_works": st.sampled_from((0, 0, 0, 1)),
        "own_pension": st.sampled_from((0, 0, 0, 1)),
        "term_over": st.sampled_from((0, 0, 0, 1)),
    }
)
families = st.lists(_member, min_size=1, max_size=3).map(
    lambda rows: {
        "family": {},
        "members": [{**row, "id": f"m{n}", "about": f"m{n}"} for n, row in enumerate(rows)],
    }
)


@settings(max_examples=50, deadline=None)
@given(st.lists(families, min_size=1, max_size=6))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]]) -> None:
    for family, quick in zip(found, explaining.over_columns(KIND, found, ON), strict=True):
        said = calculate_facts(family, ON)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        if said.outcome == "granted":
            assert (quick.amount, quick.doubts) == (said.amount, ())
        elif said.outcome == "officer":
            assert quick.doubts == tuple(doubt.code for doubt in said.doubts) != ()


@settings(max_examples=80, deadline=None)
@given(families)
def test_each_component_of_a_person_ends_on_one_day_and_never_overlaps(family: dict[str, Any]) -> None:
    said = calculate_facts(family, ON)
    for part in said.schedule:
        same = [one for one in said.schedule if (one.about, one.code) == (part.about, part.code)]
        for earlier, later in zip(same, same[1:], strict=False):
            assert (later.since - earlier.until).days == 1 and later.amount != earlier.amount
    for member in family["members"]:
        mine = [part for part in said.schedule if part.about == member["about"]]
        ends = {max(part.until for part in mine if part.code == code) for code in {one.code for one in mine}}
        assert len(ends) <= 1
        if mine and member["term"]:
            assert ends.pop() <= date.fromisoformat(member["term"])
        if mine:
            assert {"care", "top_up"} - {part.code for part in mine} != set()


@settings(max_examples=80, deadline=None)
@given(families)
def test_nothing_is_counted_for_a_person_to_whom_it_does_not_belong(family: dict[str, Any]) -> None:
    said = {(one.name, one.row): one.value for one in calculate_facts(family, ON).steps}
    for member in family["members"]:
        asked = member["claimed"] and not member["term_over"]
        assert not said["fits", member["id"]] or asked
        assert said["fits", member["id"]] or not said["payable", member["id"]]


def test_the_other_reading_of_sub_group_a_is_shown_and_not_paid() -> None:
    """A table of 2024 prints 8,044.70 for the whole."""
    person = {
        "surname": "Прикладенко", "given_name": "Марія", "birth_date": "1991-05-12", "disability": "group_1",
        "since_childhood": True, "disability_subgroup": "a", "disability_term": "unlimited", "pension": "none",
    }  # fmt: skip
    said = KIND.calculate({"applicant": person}, date(2024, 6, 3))
    shown = [line for line in said.receipt if line.sign == "=" and "іншим прочитанням" in line.label]
    assert [money.plain(line.amount or 0) for line in shown] == ["8044.70"]
    assert said.amount == 708300
    assert said.until == NO_END
    person["disability_subgroup"] = "b"
    said = KIND.calculate({"applicant": person}, date(2024, 6, 3))
    assert not [line for line in said.receipt if line.sign == "="]


@pytest.mark.requirement("R080")
def test_only_what_matters_is_asked_and_demanded() -> None:
    answers: dict[str, Any] = {
        "applicant": {"disability": "group_2"},
        "members": [{"id": "m1", "disability": "child", "relation": "ward", "tax_number_state": "refused"}],
    }
    assert forms.visible(FORM, answers, "applicant.lonely")
    assert not forms.visible(FORM, answers, "applicant.disability_subgroup")
    assert forms.visible(FORM, answers, "members.0.disability_subgroup")
    assert not forms.visible(FORM, answers, "members.0.since_childhood")
    assert not forms.visible(FORM, answers, "members.0.disability_until")
    answers["members"][0] |= {"disability_term": "dated", "care_needed": True}
    assert forms.visible(FORM, answers, "members.0.disability_until")
    codes = [one.code for one in KIND.documents(answers, ON)]
    assert codes == ["identity", "tax_number_refusal", "guardianship", "care"]
    assert [one.code for one in KIND.documents({}, ON)] == ["identity"]
