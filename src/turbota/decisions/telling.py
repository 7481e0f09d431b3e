"""What the applicant reads of a calculation: sums that the body pays another of the family are left out.

The specialist and the head read the whole calculation. Why so, and what stays visible: docs/adr/0019.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from turbota.assistance import catalogue
from turbota.assistance.calculation import Calculation, ReceiptLine, Step
from turbota.assistance.income import CLASSES
from turbota.assistance.income_sheet import NOT_TOLD
from turbota.decisions.models import Decision
from turbota.law.engine.plan import plan

OF_FAMILY = "виплата члена родини, призначена органом (суму бачить він сам і орган)"
WITHIN = (
    "Враховано й виплату, яку призначив орган. Суму по цій людині бачать лише вона сама та орган, "
    "тому тут її не показано."
)


def taken_words(awarded: Iterable[Mapping[str, Any]], *, whole: bool) -> str:
    """The payments that were taken without being declared; of what is not told only that there was one."""
    said = (
        str(one["source"]) if whole or one.get("told") else OF_FAMILY for one in awarded if not one["why"]
    )
    return "; ".join(dict.fromkeys(said))


def untold(calculation: Calculation) -> list[Mapping[str, Any]]:
    """The payments to others of the family whose sums the applicant does not read."""
    return [one for one in calculation.snapshot.get("awarded") or () if not one.get("told")]


def told_of(decision: Decision) -> Mapping[str, Any]:
    """The calculation of a decision as the applicant reads it."""
    kept: Mapping[str, Any] = decision.calculation
    return kept.get("told") or kept


def for_applicant(calculation: Calculation) -> Calculation:
    """The same calculation without the sums of others; the very same where there are none.

    The outcome, the total of the family, its average and the clauses stay: without them nobody could check the decision.
    """
    if not untold(calculation):
        return calculation
    kept = calculation.snapshot
    whose = {str(one["member"]) for one in untold(calculation)}
    rules = _of_incomes(str(kept["kind"]), date.fromisoformat(str(kept["on"])))
    before, after = (taken_words(kept["awarded"], whole=whole) for whole in (True, False))
    return replace(
        calculation,
        steps=tuple(_step(step, whose, rules) for step in calculation.steps),
        receipt=tuple(_line(line, before, after) for line in calculation.receipt),
        snapshot=_snapshot(kept, whose, rules),
    )


def _of_incomes(kind: str, on: date) -> frozenset[str]:
    """Rules of a month or a person that read an income, however far."""
    known = set(CLASSES)
    for item in plan(catalogue.kind(kind).book, on).rules:
        if item.rule.entity in ("month", "member") and any(one.name in known for one in item.sources):
            known.add(item.rule.name)
    return frozenset(known)


def _theirs(row: str, whose: Collection[str]) -> bool:
    """Is the row of a step («m1», «m1 2026-06») of one of these people."""
    return row.partition(" ")[0] in whose


def _step(step: Step, whose: Collection[str], rules: Collection[str]) -> Step:
    if step.name in rules and _theirs(step.row, whose):
        return replace(step, value=None, text=WITHIN)
    return step


def _line(line: ReceiptLine, before: str, after: str) -> ReceiptLine:
    return replace(line, source=line.source.replace(before, after)) if before else line


def _snapshot(kept: Mapping[str, Any], whose: Collection[str], rules: Collection[str]) -> dict[str, Any]:
    """What is enclosed in the signed paper: the facts without those incomes, the steps without their values."""
    hidden = {
        (str(one["member"]), str(one["month"]), str(one["income_class"]))
        for one in kept["awarded"]
        if not one.get("told")
    }
    facts = kept["facts"]
    incomes = {
        member: {
            month: {
                name: None if (member, month, name) in hidden else amount for name, amount in classes.items()
            }
            for month, classes in months.items()
        }
        for member, months in facts["incomes"].items()
    }
    steps = [
        {**step, "value": None} if step["name"] in rules and _theirs(str(step["for"]), whose) else step
        for step in kept["steps"]
    ]
    awarded = [
        one if one.get("told") else {**one, "amount": None, "source": NOT_TOLD} for one in kept["awarded"]
    ]
    return {**kept, "facts": {**facts, "incomes": incomes}, "steps": steps, "awarded": awarded}
