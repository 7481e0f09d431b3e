"""Which values of the law stand behind an amount: found by running the rule again with each input changed.

A value that changes nothing when it is another (the amount of the other group, of the other regime) is not behind
the amount, though the rule reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from turbota.assistance.calculation import ReceiptLine, Used
from turbota.law.engine.explained import Run
from turbota.law.engine.plan import Planned, Source
from turbota.law.engine.vocabulary import ONE
from turbota.law.values import Value

JUDGING = ("yes_no", "code")  # such a rule says which case it is, not how much


def complete(run: Run, lines: tuple[ReceiptLine, ...]) -> tuple[ReceiptLine, ...]:
    """The lines with their parameters and whom they are about. A line is verified when all behind it is.

    What has a line of its own is explained there and not repeated in the lines that read it.
    """
    rules = {item.rule.name: item for item in (*run.plan.constants, *run.plan.rules)}
    own = {line.rule for line in lines if line.rule}
    return tuple(_completed(run, rules, own, line) for line in lines)


def _completed(run: Run, rules: dict[str, Planned], own: set[str], line: ReceiptLine) -> ReceiptLine:
    if line.rule not in rules:
        return line
    found = tuple(dict.fromkeys((*_behind(run, rules, own, rules[line.rule], line.row), *line.parameters)))
    keys = run.household.keys
    entity = rules[line.rule].rule.entity
    return replace(
        line,
        parameters=found,
        about=keys[entity][line.row] if entity == "member" else "",
        verified=line.verified and all(one.verified for one in found),
    )


def _behind(run: Run, rules: dict[str, Planned], own: set[str], item: Planned, row: int) -> Iterator[Used]:
    arguments = _arguments(run, item, row)
    behind = [place for place in range(len(arguments)) if _matters(item, arguments, place)]
    for place in behind or range(len(arguments)):
        source = item.sources[place]
        if source.name in run.plan.values:
            yield from _values(run, item, arguments, place)
            continue
        upper = rules.get(source.name)
        if upper is None or source.name in own or upper.rule.unit in JUDGING:
            continue
        if source.how in ("same", "upper", "parameter"):
            yield from _behind(run, rules, own, upper, _row(run, item, source, row))


def _arguments(run: Run, item: Planned, row: int) -> list[Any]:
    if item.rule.entity == "law":
        return [run.plan.parameters[source.name] for source in item.sources]
    return [column[row] for column in run.arguments[item.rule.name]]


def _row(run: Run, item: Planned, source: Source, row: int) -> int:
    if source.how == "same":
        return row
    if source.how == "parameter" or source.entity == "family":
        return 0
    return run.household.parents[item.rule.entity][row]


def _values(run: Run, item: Planned, arguments: list[Any], place: int) -> Iterator[Used]:
    """The value of the parameter; of a table only the entries that matter."""
    values = run.plan.values[item.sources[place].name]
    if not isinstance(arguments[place], tuple):
        yield used(values[0])
        return
    for code, value in enumerate(values):
        if _changes(item, arguments, place, _other(arguments[place], code)):
            yield used(value)


def _matters(item: Planned, arguments: list[Any], place: int) -> bool:
    given = arguments[place]
    if isinstance(given, tuple):
        return any(_changes(item, arguments, place, _other(given, code)) for code in range(len(given)))
    return _changes(item, arguments, place, given + 1)


def _other(table: tuple[int, ...], code: int) -> tuple[int, ...]:
    return (*table[:code], table[code] + 1, *table[code + 1 :])


def _changes(item: Planned, arguments: list[Any], place: int, other: Any) -> bool:
    changed = [*arguments[:place], other, *arguments[place + 1 :]]
    try:
        return bool(item.rule.body(ONE, *changed) != item.rule.body(ONE, *arguments))
    except (IndexError, ValueError):  # a code outside its table: the rule surely reads it
        return True


def used(value: Value) -> Used:
    """A value of the law as a line of the receipt shows it."""
    return Used(
        key=value.key,
        title=value.title,
        value=value.value,
        unit=value.unit,
        since=value.since,
        until=value.until,
        act=value.act,
        point=value.point,
        verified=value.verified,
    )
