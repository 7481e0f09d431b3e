"""Assistance to large families: the same in both modes, the order of births, children born together."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance import claims

from turbota.assistance import catalogue
from turbota.assistance.examples import examples
from turbota.assistance.kinds.large_family.calculate import calculate
from turbota.assistance.kinds.large_family.facts import FIRST, facts

KIND = catalogue.kind("large_family")
ON = date(2026, 11, 16)
CLAIMS = claims.claims(KIND, ON, {"together_later": 2, "born_day": (ON - FIRST).days})


@settings(max_examples=50, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]]) -> None:
    claims.same_in_both_modes(KIND, calculate.of_facts, found, ON)


@pytest.mark.requirement("R127")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.dates(date(2012, 1, 1), ON), min_size=1, max_size=6, unique=True))
def test_as_many_are_paid_as_little_ones_come_third_or_later(born: list[date]) -> None:
    born = [day for day in born if all(other == day or abs((other - day).days) > 1 for other in born)]
    answers = {
        "members": [
            {"id": f"m{n}", "given_name": "Дитина", "birth_date": str(day), "relation": "child"}
            for n, day in enumerate(born)
        ],
        "large_family_claim": {"receives_base": False},
        "applicant": {"birth_date": "1980-05-12"},
    }
    said = KIND.calculate(answers, ON)
    paid = [day for day in sorted(born)[2:] if (day.year + 6, day.month) >= (ON.year, ON.month)]
    assert said.outcome == ("granted" if paid else "refused")
    assert (said.amount or 0) == 210_000 * len(paid)
    claims.every_day_is_paid_once(said)


@pytest.mark.parametrize(
    ("born", "later"),
    [
        (("2022-02-07", "2022-02-07", "2022-02-08"), [2, 1, 0]),
        (("2022-02-08", "2022-02-07"), [0, 1]),
        (("2022-02-05", "2022-02-07"), [0, 0]),
    ],
)
def test_children_of_one_birth_are_counted_after_each_other(born: tuple[str, ...], later: list[int]) -> None:
    members = [{"id": f"m{n}", "birth_date": day, "relation": "child"} for n, day in enumerate(born)]
    found = facts({"members": members}, ON)["members"]
    assert [one["together_later"] for one in found] == [0, *later]


def test_the_card_of_the_family_is_demanded_and_every_child_is_explained() -> None:
    answers = next(iter(examples(KIND))).answers
    codes = [(one.code, one.obligatory) for one in KIND.documents(answers, ON)]
    assert codes == [("identity", True), ("family_card", True)]
    lines = KIND.calculate(answers, date(2026, 3, 10)).receipt
    assert [line.amount for line in lines] == [0, 0, 210_000, 210_000]
    assert "лише від третьої" not in lines[2].because and lines[3].sign == "total"
