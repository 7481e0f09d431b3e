"""Random claims for the kinds that pay for each child, and what holds for every one of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation
from turbota.assistance.income import CLASSES, window_months
from turbota.assistance.kind import Kind

Found = dict[str, Any]
OfFacts = Callable[[Mapping[str, Any], date], Calculation]


def claims(
    kind: Kind, on: date, ranges: Mapping[str, int], born: date = date(2003, 1, 1)
) -> st.SearchStrategy[Found]:
    """Canonical facts by what the book declares: yes and no, and codes or counts up to ``ranges``."""
    family, member = (
        {
            name: st.integers(0, ranges.get(name, 1))
            for name, fact in kind.book.facts.items()
            if fact.entity == entity and name != "age"
        }
        for entity in ("family", "member")
    )
    months = window_months(on) if kind.income_window else []
    row = st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 900_000), max_size=2)

    @st.composite
    def draw_one(draw: st.DrawFn) -> Found:
        members = [
            {"id": f"m{n}", "name": "Хтось", "about": f"дитина {n}", "born": str(draw(st.dates(born, on)))}
            | draw(st.fixed_dictionaries(member))
            for n in range(draw(st.integers(1, 4)))
        ]
        found: Found = {"family": draw(st.fixed_dictionaries(family)), "members": members}
        if months:
            incomes = {
                m["id"]: draw(st.dictionaries(st.sampled_from(months), row, max_size=3)) for m in members
            }
            found |= {"window": months, "incomes": incomes}
        return found

    return draw_one()


def same_in_both_modes(kind: Kind, of_facts: OfFacts, found: Sequence[Found], on: date) -> None:
    """The explained run and the columns agree to the kopiyka, on every refusal and doubt."""
    for one, quick in zip(found, explaining.over_columns(kind, found, on), strict=True):
        said = of_facts(one, on)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        if said.outcome == "officer":
            assert quick.doubts == tuple(doubt.code for doubt in said.doubts)
        steps = {step.name: step.value for step in said.steps if step.entity == "family"}
        assert quick.amount == steps["amount"]


def more_income_never_gives_more(of_facts: OfFacts, found: Found, on: date, more: int, name: str) -> None:
    """Another income of the first member makes no amount greater and turns no refusal into a grant."""
    before = of_facts(found, on)
    month = found["incomes"].setdefault("m0", {}).setdefault(found["window"][0], {})
    month[name] = month.get(name, 0) + more
    after = of_facts(found, on)
    assert (after.amount or 0) <= (before.amount or 0)
    assert not (before.outcome == "refused" and after.outcome == "granted")


def every_day_is_paid_once(said: Calculation) -> None:
    """The parts of each child follow each other without overlap, and the first month is the amount."""
    for about in {part.about for part in said.schedule}:
        mine = [part for part in said.schedule if part.about == about]
        for earlier, later in zip(mine, mine[1:], strict=False):
            assert later.since - earlier.until >= timedelta(days=1)
            assert later.since.day == 1 and later.amount != earlier.amount
