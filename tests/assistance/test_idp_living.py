"""Living allowance of displaced people: limits, stays abroad, categories, the same in both modes."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.income import CLASSES, COUNTED, window_months
from turbota.assistance.kinds.idp_living.calculate import calculate_facts
from turbota.assistance.kinds.idp_living.facts import facts
from turbota_demo import answers as told
from turbota_demo import cast

KIND = catalogue.kind("idp_living")
ON = date(2026, 11, 16)
MONTHS = window_months(ON)
MARIA = cast.citizen("maria")
FORM = KIND.form_on(ON)

_flag = st.integers(0, 1)
_member = st.fixed_dictionaries(
    {
        "name": st.just("Хтось"),
        "born": st.dates(date(1930, 1, 1), ON).map(str),
        "registered": st.sampled_from((1, 1, 1, 0)),
        "disability": st.sampled_from((0, 0, 1, 4)),
        "pensioner": _flag,
        "idle_months": st.integers(0, 6),
        "abroad_row": st.sampled_from((0, 0, 30, 31)),
        "abroad_all": st.sampled_from((0, 0, 60, 61)),
    }
)
_family = st.fixed_dictionaries(
    {"deposit": st.sampled_from((0, 10_000_000, 10_000_001)), "received_before": _flag, "orphans": _flag}
)


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """Canonical facts of a random family of displaced people."""
    members = [
        {**member, "id": f"m{n}", "about": f"довідка {n}"}
        for n, member in enumerate(draw(st.lists(_member, min_size=1, max_size=5)))
    ]
    row = st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 7_000_000), max_size=2)
    incomes = {m["id"]: draw(st.dictionaries(st.sampled_from(MONTHS), row, max_size=3)) for m in members}
    return {"family": draw(_family), "members": members, "window": MONTHS, "incomes": incomes}


@settings(max_examples=60, deadline=None)
@given(st.lists(families(), min_size=1, max_size=8))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]]) -> None:
    for family, quick in zip(found, explaining.over_columns(KIND, found, ON), strict=True):
        said = calculate_facts(family, ON)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        if said.outcome == "officer":
            assert quick.doubts == tuple(doubt.code for doubt in said.doubts)
        steps = {step.name: step.value for step in said.steps if step.entity == "family"}
        assert quick.amount == steps["amount"]


@settings(max_examples=60, deadline=None)
@given(families(), st.integers(1, 5_000_000), st.sampled_from(COUNTED))
def test_more_income_never_gives_more(family: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    before = calculate_facts(family, ON)
    month = family["incomes"].setdefault("m0", {}).setdefault(MONTHS[0], {})
    month[name] = month.get(name, 0) + more
    after = calculate_facts(family, ON)
    assert (after.amount or 0) <= (before.amount or 0)
    assert not (before.outcome == "refused" and after.outcome == "granted")


@settings(max_examples=60, deadline=None)
@given(families())
def test_each_person_is_paid_for_the_whole_term_without_gaps(family: dict[str, Any]) -> None:
    said = calculate_facts(family, ON)
    if said.outcome != "granted":
        assert said.schedule == () and said.conditions == ()
        return
    for member in family["members"]:
        mine = [part for part in said.schedule if part.about == member["about"]]
        assert (mine[0].since, mine[-1].until) == (date(2026, 11, 1), date(2027, 4, 30))
        assert {(part.per, part.code) for part in mine} == {("month", "living")}
        for earlier, later in zip(mine, mine[1:], strict=False):
            assert (later.since - earlier.until).days == 1 and later.amount < earlier.amount
    first = [part.amount for part in said.schedule if part.since == date(2026, 11, 1)]
    assert sum(first) == said.amount
    assert "30 квітня 2027" in said.conditions[0]


def test_a_whole_application_has_no_faults_and_what_is_wrong_is_said_at_its_place() -> None:
    answers = told.idp_living(MARIA, on=ON)
    assert forms.check(FORM, answers, ON) == {}
    answers["members"][0] |= {"certificate": answers["applicant"]["certificate"], "abroad_in_a_row": 5}
    assert set(forms.check(FORM, answers, ON)) == {"members.0.certificate", "members.0.abroad_in_all"}
    answers["members"][0] |= {"certificate": "немає", "abroad_in_a_row": 0}
    assert "складається з цифр" in forms.check(FORM, answers, ON)["members.0.certificate"]


def test_a_person_is_told_apart_by_the_certificate_or_by_the_row_until_there_is_one() -> None:
    answers = told.idp_living(MARIA, on=ON)
    row = answers["members"][0]
    answers["applicant"] |= {"patronymic": "Марківна", "occupation": "pensioner", "certificate": "3200-7"}
    del row["certificate"]
    own, other = facts(answers, ON)["members"][:2]
    assert (own["id"], own["about"], own["pensioner"]) == ("applicant", "довідка 32007", 1)
    assert own["name"].endswith("Марківна")
    assert (other["id"], other["about"]) == (row["id"], row["id"])


def test_what_registers_hold_is_not_demanded() -> None:
    answers = told.idp_living(MARIA, on=ON)
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity"]
    answers["applicant"] |= {"occupation": "ill", "tax_number_state": "refused"}
    codes = [one.code for one in KIND.documents(answers, ON)]
    assert codes == ["identity", "tax_number_refusal", "medical"]
