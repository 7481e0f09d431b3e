"""Kinds beside each other: the rows of exclusions are applied one after another to what each kind says alone.

A row of the scope ``family`` acts on the whole of the other kind. A row of ``person`` or ``child`` acts on each one by
itself: whoever is in both awards loses the one, everybody else keeps it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from turbota.assistance import exclusions, union
from turbota.assistance.exclusions import Exclusion
from turbota.assistance.forms import Answers
from turbota.assistance.right import FAMILY, Barred, Right
from turbota.assistance.threshold import payable, with_income
from turbota.kernel.money import hryvnias
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan


def together(alone: list[Right], household: Answers, on: date) -> list[Right]:
    """Apply the rows of exclusions one after another; a kind that is not granted acts on nobody."""
    now = {right.kind.code: right for right in alone}
    for row in exclusions.on_day(on):
        a, b = now.get(row.a), now.get(row.b)
        if a is None or b is None or not (a.paid and b.outcome == "granted"):
            continue
        if _as_a_whole(row, a, b):
            now |= _whole(row, a, b, household, on)
        elif both := a.people & b.people:
            now |= _one_by_one(row, a, b, both, household, on)
    return list(now.values())


def _as_a_whole(row: Exclusion, a: Right, b: Right) -> bool:
    """Does the row act on the family, or is one of the awards about nobody in particular."""
    return row.scope == "family" or FAMILY in a.people | b.people


def _whole(row: Exclusion, a: Right, b: Right, household: Answers, on: date) -> dict[str, Right]:
    if row.relation == "counts_as_income":
        return {row.b: _with_income_of(a, b, row, a.beside_monthly, household, on)}
    if row.relation == "higher_of" and (b.beside_amount or 0) > (a.beside_amount or 0):
        return {row.a: _barred(a, b, row)}
    return {row.b: _barred(b, a, row)}


def _one_by_one(
    row: Exclusion, a: Right, b: Right, both: frozenset[str], household: Answers, on: date
) -> dict[str, Right]:
    if row.relation == "counts_as_income":
        return {row.b: _with_income_of(a, b, row, a.of(both), household, on)}
    better = frozenset(
        person for person in both if row.relation == "higher_of" and b.of([person]) > a.of([person])
    )
    changed = {}
    if better:
        changed[row.a] = _barred(a, b, row, better)
    if both - better:
        changed[row.b] = _barred(b, a, row, both - better)
    return changed


def _barred(loser: Right, winner: Right, row: Exclusion, people: frozenset[str] = frozenset()) -> Right:
    names = dict.fromkeys(part.whom for person, part in loser.parts if person in people and part.whom)
    bar = Barred(winner.kind.code, winner.kind.plain_title, row, people, tuple(names))
    return replace(loser, excluded_by=(*loser.excluded_by, bar))


def _with_income_of(a: Right, b: Right, row: Exclusion, paid: int, household: Answers, on: date) -> Right:
    """Later the payment of ``a`` is income of the family: say what ``b`` will be then. Today it is not received yet."""
    if not paid or b.excluded_by:
        return b
    facts = b.kind.facts(union.answers_of(b.kind, household, on), on)
    if not facts.get("window") or "incomes" not in facts:
        return b
    later = payable(
        run_one(plan(b.kind.book, on), b.kind.household(with_income(facts, paid, each_month=True), on))
    )
    said = (
        f"Коли отримуватимете «{a.kind.plain_title}», її рахуватимуть доходом ({row.act}): при новому призначенні тут "
        f"буде {hryvnias(later)} на місяць."
    )
    return replace(b, what_would_change=(*b.what_would_change, said))
