"""Pay of foster parents: the same in both modes, the published formula, more children never give less."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.kinds.foster_pay.calculate import calculate

KIND = catalogue.kind("foster_pay")
ON = date(2026, 11, 16)
PM = 332_800


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """An applicant with children; the pay is asked by the first row only."""
    found = draw(claims.claims(KIND, ON, {"disability": 4, "subgroup": 2}))
    youngest = max((one["born"] for one in found["members"] if one["placed"]), default=None)
    for index, one in enumerate(found["members"]):
        one |= {"asked": int(index == 0), "youngest": youngest}
    return found


@settings(max_examples=50, deadline=None)
@given(
    st.lists(families(), min_size=1, max_size=6), st.sampled_from((ON, date(2025, 12, 31), date(2026, 1, 1)))
)
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    claims.same_in_both_modes(KIND, calculate.of_facts, found, on)


def answers(healthy: int, disabled: int, severe: int) -> dict[str, Any]:
    """A foster family with so many children of each sort."""
    sorts = [("none", None)] * healthy + [("child", "b")] * disabled + [("child", "a")] * severe
    rows = [
        {
            "id": f"m{n}",
            "given_name": f"Дитина {n}",
            "birth_date": "2018-02-07",
            "relation": "ward",
            "foster_pay_asked": True,
            "occupation": "child",
            "disability": disability,
            "disability_subgroup": subgroup,
        }
        for n, (disability, subgroup) in enumerate(sorts)
    ]
    return {
        "applicant": {"birth_date": "1980-01-01"},
        "foster_pay_family": {"form": "foster"},
        "members": rows,
    }


@pytest.mark.requirement("R112")
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6), st.integers(0, 4), st.integers(0, 4))
def test_the_published_formula_comes_out(healthy: int, disabled: int, severe: int) -> None:
    count = healthy + disabled + severe
    said = KIND.calculate(answers(healthy, disabled, severe), ON)
    if not count:
        assert said.outcome == "refused"
        return
    tenths = 25 + 15 * (count - disabled - severe - 1) + 20 * disabled + 35 * severe
    assert said.amount == PM * tenths // 10
    before = KIND.calculate(answers(healthy, disabled, severe), date(2025, 12, 31))
    assert before.amount == 302_800 * count
    more = KIND.calculate(answers(healthy + 1, disabled, severe), ON)
    assert (more.amount or 0) - (said.amount or 0) == PM * 15 // 10


def test_the_contract_is_demanded_and_the_pay_is_of_the_applicant() -> None:
    first = next(iter(examples(KIND)))
    assert [one.code for one in KIND.documents(first.answers, ON)] == ["identity", "contract"]
    said = KIND.calculate(first.answers, first.on)
    assert {(part.about, part.whom) for part in said.schedule} == {("", "Прикладенко Марія")}


@pytest.mark.parametrize("on", [date(2025, 12, 31), ON])
def test_a_refusal_shows_no_pay_in_its_steps(on: date) -> None:
    nobody, stranger = answers(0, 0, 0), answers(1, 0, 0)
    stranger["foster_pay_family"]["form"] = "none"
    for refused in (nobody, stranger):
        said = KIND.calculate(refused, on)
        assert said.outcome == "refused"
        assert [step.value for step in said.steps if step.name in ("pay", "amount")] == [0, 0]
