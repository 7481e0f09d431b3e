"""Random families as canonical facts, for the kinds whose people are those of `assistance.family`."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from turbota.assistance.income import CLASSES

FLAG = st.integers(0, 1)
SUMS = st.one_of(st.integers(0, 300), st.integers(0, 2_000_000), st.just(10**10))
MEMBER = {
    "name": st.just(""),
    "born": st.dates(date(1930, 1, 1), date(2026, 3, 31)).map(str),
    "core": FLAG,
    "descendant": FLAG,
    "parent": FLAG,
    "student": FLAG,
    "disability": st.integers(0, 4),
    "pensioner": FLAG,
    "idle_months": st.integers(0, 6),
}
"""What `assistance.family.member` makes of a person, each fact by its strategy."""


@st.composite
def households(
    draw: st.DrawFn,
    family: st.SearchStrategy[dict[str, Any]],
    months: Sequence[str],
    member: dict[str, st.SearchStrategy[Any]] | None = None,
) -> dict[str, Any]:
    """Facts of a random family; the applicant always belongs to it."""
    members = draw(st.lists(st.fixed_dictionaries({**MEMBER, **(member or {})}), min_size=1, max_size=6))
    members = [{**one, "id": f"m{n}", "first": int(n == 0)} for n, one in enumerate(members)]
    members[0]["core"] = 1
    row = st.dictionaries(st.sampled_from(CLASSES), SUMS, max_size=2)
    incomes = {m["id"]: draw(st.dictionaries(st.sampled_from(months), row, max_size=3)) for m in members}
    return {"family": draw(family), "members": members, "window": list(months), "incomes": incomes}


def random_people(chance: Random, months: Sequence[str]) -> dict[str, Any]:
    """Members and incomes of a random family, for runs of thousands."""
    flags = ("descendant", "parent", "student", "pensioner")
    members = [
        {
            "id": f"m{n}",
            "name": "",
            "born": f"{chance.randint(1940, 2025)}-03-{chance.randint(9, 11):02d}",
            "first": int(n == 0),
            "core": int(n == 0 or chance.random() < 0.3),
            "disability": chance.randint(0, 4),
            "idle_months": chance.randint(0, 6),
            **{name: int(chance.random() < 0.3) for name in flags},
        }
        for n in range(chance.randint(1, 5))
    ]
    incomes = {
        member["id"]: {month: {chance.choice(CLASSES): chance.randint(0, 900_000)} for month in months[::2]}
        for member in members
    }
    return {"members": members, "window": list(months), "incomes": incomes}
