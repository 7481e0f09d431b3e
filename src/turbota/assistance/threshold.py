"""How an income ends a payment or lessens it: found by halving over the income, by the kind's own plan.

Most kinds read the average income of the family. Some pay never less than a floor; some read only what the person
gets for whom they are paid (a pension, alimony).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.assistance.income import CLASSES
from turbota.assistance.kind import Kind
from turbota.kernel.money import LARGEST
from turbota.law.engine.explained import Run, run_one
from turbota.law.engine.plan import plan

ADDED = "other"  # the class of income to which the tried sum is added


def zero_income(kind: Kind, found: Mapping[str, Any], on: date, *, instead: bool = False) -> int | None:
    """The average income of a month (kopiykas) from which nothing is paid; None where no income decides.

    ``instead``: the tried income stands in place of all incomes of the family, not beside them.
    """
    if kind.monotone_in_income != "down" or not found.get("window") or "incomes" not in found:
        return None
    ready = plan(kind.book, on)

    def run(income: int) -> Run:
        return run_one(ready, kind.household(with_income(found, income, instead=instead), on))

    first = run(0)
    if first.missing or not payable(first):
        return None
    nothing = _first_without(lambda income: payable(run(income)), payable(first), len(found["window"]))
    if nothing is None:
        return None
    average = run(nothing).columns.get("average_income")
    return average[0] if average else None


@dataclass(frozen=True)
class Lessening:
    """What more income does where no average of the family ends the payment. Kopiykas a month.

    ``least``: the payment never falls below it. ``own``: the class of income of the person for whom it is paid, and by how
    much more of it a month nothing is paid for anybody. Both None: more income changes nothing.
    """

    least: int | None = None
    own: tuple[str, int] | None = None


def lessening(kind: Kind, found: Mapping[str, Any], on: date) -> Lessening | None:
    """How income lessens a payment that no average of the family ends. None where the kind reads none."""
    if kind.monotone_in_income != "down" or not found.get("window") or "incomes" not in found:
        return None
    ready = plan(kind.book, on)

    def pays(income_class: str, income: int) -> int:
        return payable(run_one(ready, kind.household(_with_own(found, income_class, income), on)))

    now, months = pays(ADDED, 0), len(found["window"])
    for income_class in _classes():
        least = pays(income_class, LARGEST)
        if least == now:
            continue
        if least:
            return Lessening(least=least)
        nothing = _first_without(lambda income, name=income_class: pays(name, income), now, months)  # type: ignore[misc]
        return Lessening(own=(income_class, -(-nothing // months))) if nothing is not None else Lessening()
    return Lessening()


def _classes() -> Iterator[str]:
    """The class that every kind counts first, then what a person may get beside it."""
    yield ADDED
    yield from (name for name in CLASSES if name != ADDED)


def _with_own(found: Mapping[str, Any], income_class: str, income: int) -> dict[str, Any]:
    """The facts with one more income of each person in the first month of the window."""
    month = found["window"][0]
    incomes = {one: dict(months) for one, months in found["incomes"].items()}
    for member in found["members"]:
        row = dict(incomes.setdefault(member["id"], {}).get(month, {}))
        row[income_class] = min((row.get(income_class) or 0) + income, LARGEST)
        incomes[member["id"]][month] = row
    return {**found, "incomes": incomes}


def _first_without(pays: Callable[[int], int], amount: int, months: int) -> int | None:
    """The smallest income with which nothing is paid. The first guess: a hryvnia of income takes a hryvnia."""
    low, high = 0, min(amount * months, LARGEST)
    while pays(high):
        if high >= LARGEST:
            return None
        low, high = high, min(high * 2, LARGEST)
    near = max(low, high - 2 * months)
    if pays(near):
        low = near
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if pays(middle) else (low, middle)
    return high


def with_income(
    found: Mapping[str, Any], income: int, *, instead: bool = False, each_month: bool = False
) -> dict[str, Any]:
    """The facts with one more income of the first person: in the first month of the window, or in each."""
    who = found["members"][0]["id"]
    incomes = {} if instead else {one: dict(months) for one, months in found["incomes"].items()}
    mine = incomes.setdefault(who, {})
    for month in found["window"] if each_month else found["window"][:1]:
        row = dict(mine.get(month, {}))
        row[ADDED] = min((row.get(ADDED) or 0) + income, LARGEST)
        mine[month] = row
    return {**found, "incomes": incomes}


def payable(run: Run) -> int:
    """What is paid by month, or once where nothing is paid by month; 0 for a refusal or a doubt."""
    if run.missing or run.refused() or run.doubts():
        return 0
    once = run.columns.get("once", [0])[0]
    return int(run.value("amount") or once)
