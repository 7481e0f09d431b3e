"""From a run of the engine to what people and the file keep: steps, reasons, snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.assistance.calculation import Reason, Step
from turbota.assistance.kind import Kind
from turbota.assistance.wording import sentence, show
from turbota.law.engine import explained
from turbota.law.engine.columns import run_columns, stack
from turbota.law.engine.lock import fingerprint
from turbota.law.engine.plan import Plan, plan


def steps(run: explained.Run) -> tuple[Step, ...]:
    """Every rule on every row, in words."""
    return tuple(_step(run.plan, one) for one in run.steps())


def _step(plan: Plan, one: explained.Step) -> Step:
    rule = one.rule
    used = tuple(name for name in rule.args if name in plan.values)
    return Step(
        name=rule.name,
        entity=rule.entity,
        row=one.key,
        value=one.result,
        unit=rule.unit,
        text=_said(plan, one),
        act=rule.act,
        point=rule.point,
        parameters=tuple(key for name in used for key in plan.book.parameters[name].keys),
        verified=rule.verified and all(value.verified for name in used for value in plan.values[name]),
    )


def _said(plan: Plan, one: explained.Step) -> str:
    """The rule in words. The sentence of a refusal is said only when it holds: see ``reasons``."""
    rule = one.rule
    if rule.is_refusal:
        return f"{rule.clause[0].upper()}{rule.clause[1:]}: {show(one.result, rule.unit)}."
    if rule.name in plan.book.codes and one.result is not None:
        text = rule.sentence.replace("{result}", plan.book.codes[rule.name][one.result])
        return sentence(plan, text, one.arguments, one.result, rule.unit)
    return sentence(plan, rule.sentence, one.arguments, one.result, rule.unit)


def reasons(run: explained.Run) -> tuple[Reason, ...]:
    """The grounds for refusal that hold, each with its clause and the numbers of this family."""
    found = {step.rule.name: step for step in run.steps() if step.rule.is_refusal and step.result}
    result = []
    for rule in run.refused():
        step = found[rule.name]
        said = sentence(run.plan, rule.sentence, step.arguments, step.result, rule.unit)
        text = f"Допомогу не призначено: {said[0].lower()}{said[1:]}"
        clause = f"{rule.act}{', ' + rule.point if rule.point else ''}: {rule.clause}"
        result.append(Reason(rule.name, clause, text))
    return tuple(result)


def missing(run: explained.Run, names: Mapping[str, str]) -> tuple[str, ...]:
    """Titles of the facts that nobody gave; ``names`` says what a row is called."""
    book = run.plan.book
    found = []
    for one in run.missing:
        name = names.get(one.row, "")
        found.append(f"{book.facts[one.name].title}: {name}" if name else book.facts[one.name].title)
    return tuple(dict.fromkeys(found))


def snapshot(plan: Plan, found: Mapping[str, Any], on: date, told: tuple[Step, ...]) -> dict[str, Any]:
    """What a decision keeps: facts, versions of rules with hashes, values with acts, steps. JSON-able."""
    planned = [item.rule for item in (*plan.constants, *plan.rules)]
    return {
        "kind": plan.book.kind,
        "on": on.isoformat(),
        "facts": dict(found),
        "rules": [
            {"name": rule.name, "since": rule.since.isoformat(), "sha256": fingerprint(rule)}
            for rule in planned
        ],
        "parameters": [
            {
                "name": name,
                "key": value.key,
                "value": value.plain(),
                "unit": value.unit,
                "since": value.since.isoformat(),
                "act": value.act,
                "point": value.point,
                "verified": value.verified,
            }
            for name, items in plan.values.items()
            for value in dict.fromkeys(items)
        ],
        "steps": [
            {"name": one.name, "for": one.row or one.entity, "value": one.value, "unit": one.unit}
            for one in told
        ],
    }


@dataclass(frozen=True)
class Quick:
    """A result over columns: the amount, kopiykas a month, and codes of the refusals that hold."""

    amount: int
    reasons: tuple[str, ...]


def over_columns(kind: Kind, found: Sequence[Mapping[str, Any]], on: date) -> Iterator[Quick]:
    """Many households at once by the same rules, nothing explained. Raises ValueError for unknown facts."""
    ready = plan(kind.book, on)
    columns = stack(kind.book, [kind.household(one, on) for one in found])
    for outcome in run_columns(ready, columns, ("amount",)):
        masks = outcome.refusals.tolist()
        for amount, mask in zip(outcome.results["amount"].tolist(), masks, strict=True):
            codes = (rule.name for bit, rule in enumerate(ready.refusals) if mask >> bit & 1)
            yield Quick(amount, tuple(codes))
