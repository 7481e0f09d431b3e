"""From a run of the engine to what people and the file keep: steps, reasons, snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from turbota.assistance import behind, part_months
from turbota.assistance.calculation import Calculation, Outcome, Period, Reason, ReceiptLine, Step
from turbota.assistance.kind import Kind
from turbota.assistance.wording import sentence, show
from turbota.law.engine import explained
from turbota.law.engine.book import Rule
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
    if rule.clause:
        return f"{rule.clause[0].upper()}{rule.clause[1:]}: {show(one.result, rule.unit)}."
    if rule.name in plan.book.codes and one.result is not None:
        text = rule.sentence.replace("{result}", plan.book.codes[rule.name][one.result])
        return sentence(plan, text, one.arguments, one.result, rule.unit)
    return sentence(plan, rule.sentence, one.arguments, one.result, rule.unit)


def reasons(run: explained.Run) -> tuple[Reason, ...]:
    """The grounds for refusal that hold, each with its clause and the numbers of this family."""
    return tuple(
        replace(one, text=f"Допомогу не призначено: {one.text[0].lower()}{one.text[1:]}")
        for one in _grounds(run, run.refused())
    )


def doubts(run: explained.Run) -> tuple[Reason, ...]:
    """Why an officer must decide: the sentences of the doubts that hold."""
    return tuple(_grounds(run, run.doubts()))


def _grounds(run: explained.Run, rules: Iterable[Rule]) -> Iterator[Reason]:
    found = {step.rule.name: step for step in run.steps() if step.rule.clause and step.result}
    for rule in rules:
        step = found[rule.name]
        text = sentence(run.plan, rule.sentence, step.arguments, step.result, rule.unit)
        clause = f"{rule.act}{', ' + rule.point if rule.point else ''}: {rule.clause}"
        yield Reason(rule.name, clause, text)


def outcome(run: explained.Run) -> Outcome:
    """A refusal stands whatever else is doubtful; with a doubt or a missing fact an officer decides.

    Where the only ground is that the sum comes to nothing, the assistance is not assigned, and nobody is refused.
    """
    if run.missing:
        return "officer"
    grounds = run.refused()
    if any(not rule.is_nothing for rule in grounds):
        return "refused"
    return "officer" if run.doubts() else "not_assigned" if grounds else "granted"


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


def conclude(
    run: explained.Run,
    found: Mapping[str, Any],
    on: date,
    *,
    parts: tuple[Period, ...],
    receipt: tuple[ReceiptLine, ...],
    names: Mapping[str, str],
    conditions: tuple[str, ...] = (),
) -> Calculation:
    """The result of a run: ``parts`` of the award and ``conditions`` count only when it is granted.

    The sums are of the rules ``amount`` and ``once``; incomes of ``average_income`` and ``income_total``.
    """
    said, told, window = outcome(run), steps(run), found.get("window") or ("",)
    granted = said == "granted"
    kept = part_months.paid(run, parts) if granted else ()
    receipt = (*receipt, *part_months.lines(run, found, kept))
    conditions = (*conditions, *part_months.conditions(run, parts, kept, on))
    return Calculation(
        outcome=said,
        amount=run.value("amount") if granted else None,
        once=run.columns["once"][0] if granted and "once" in run.columns else 0,
        since=min((part.since for part in kept), default=None),
        until=max((part.until for part in kept), default=None),
        reasons=reasons(run) if said in ("refused", "not_assigned") else (),
        missing=missing(run, names),
        lacking=tuple(run.missing),
        certain=reasons(run) if run.missing else (),
        doubts=doubts(run) if said == "officer" else (),
        conditions=conditions if granted else (),
        steps=told,
        receipt=() if said == "officer" else behind.complete(run, receipt),
        average_income=_known(run, "average_income"),
        income_total=_known(run, "income_total"),
        income_from=window[0],
        income_to=window[-1],
        schedule=kept,
        snapshot={
            **snapshot(run.plan, found, on, told),
            "outcome": said,
            "schedule": [
                {**asdict(part), "since": str(part.since), "until": str(part.until)} for part in kept
            ],
        },
    )


def _known(run: explained.Run, name: str) -> int | None:
    return run.columns[name][0] if name in run.columns else None


@dataclass(frozen=True)
class Quick:
    """A result over columns: kopiykas a month and once, and codes of the refusals and doubts that hold."""

    amount: int
    once: int
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]


def over_columns(kind: Kind, found: Sequence[Mapping[str, Any]], on: date) -> Iterator[Quick]:
    """Many households at once by the same rules, nothing explained. Raises ValueError for unknown facts."""
    ready = plan(kind.book, on)
    columns = stack(kind.book, [kind.household(one, on) for one in found])
    names = {item.rule.name for item in ready.rules}
    forbidding = sum(1 << bit for bit, rule in enumerate(ready.refusals) if not rule.is_nothing)
    for found_now in run_columns(ready, columns, ("amount", "once") if "once" in names else ("amount",)):
        amounts = found_now.results["amount"].tolist()
        once = found_now.results["once"].tolist() if "once" in names else [0] * len(amounts)
        masks = zip(found_now.refusals.tolist(), found_now.doubts.tolist(), strict=True)
        for amount, lump, (refused, doubtful) in zip(amounts, once, masks, strict=True):
            grounds = () if doubtful and not refused & forbidding else _codes(ready.refusals, refused)
            yield Quick(amount, lump, grounds, _codes(ready.doubts, doubtful))


def _codes(rules: Sequence[Rule], mask: int) -> tuple[str, ...]:
    return tuple(rule.name for bit, rule in enumerate(rules) if mask >> bit & 1)
