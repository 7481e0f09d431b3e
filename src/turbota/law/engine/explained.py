"""One family, explained: Python ints, every step kept, missing facts collected by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from turbota.law.engine.book import Rule
from turbota.law.engine.plan import COUNTS, Plan, Source
from turbota.law.engine.vocabulary import MAXIMUM, ONE

Column = list[Any]


@dataclass(frozen=True)
class Missing:
    """A fact that is needed and not known."""

    name: str
    entity: str
    row: str


@dataclass(frozen=True)
class Household:
    """Facts of one family: rows of each entity, keys of the rows, parent of each row.

    ``facts[entity][name][row]`` is an int, or None when nobody knows it. What is unknown is collected
    here, once. Raises ValueError for a negative or an absurd fact.
    """

    facts: Mapping[str, Mapping[str, Column]]
    keys: Mapping[str, Sequence[str]]
    parents: Mapping[str, Sequence[int]]
    unknown: tuple[Missing, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        unknown: list[Missing] = []
        for entity, rows in self.facts.items():
            keys = self.keys[entity]
            for name, column in rows.items():
                if len(column) != len(keys):
                    raise ValueError(f"the fact {name} has {len(column)} rows instead of {len(keys)}")
                known = [one for one in column if one is not None]
                if len(known) < len(column):
                    unknown += [Missing(name, entity, keys[i]) for i, one in enumerate(column) if one is None]
                if known and (min(known) < 0 or max(known) > MAXIMUM):
                    raise ValueError(f"the fact {name} is out of bounds")
        object.__setattr__(self, "unknown", tuple(unknown))


@dataclass(frozen=True)
class Step:
    """A rule applied to a row: its arguments as they were and what came out."""

    rule: Rule
    row: int
    key: str
    arguments: Mapping[str, Any]
    result: Any


class Run:
    """The columns of one run; steps are made only when somebody looks."""

    __slots__ = ("arguments", "columns", "household", "missing", "plan")

    def __init__(self, plan: Plan, household: Household) -> None:
        self.plan = plan
        self.household = household
        self.columns: dict[str, Column] = {}
        self.arguments: dict[str, list[Column]] = {}
        self.missing: list[Missing] = []

    def value(self, name: str, row: int = 0) -> Any:
        """The fact or result of a row; None when it could not be computed."""
        return self.columns[name][row]

    def refused(self) -> list[Rule]:
        """Refusals that hold, in the order of the book."""
        return [rule for rule in self.plan.refusals if self.columns[rule.name][0]]

    def doubts(self) -> list[Rule]:
        """Doubts that hold, in the order of the book; refusals stand before them."""
        return [rule for rule in self.plan.doubts if self.columns[rule.name][0]]

    def steps(self) -> Iterator[Step]:
        """Every rule on every row, in the order of computing; rules of the law come first."""
        for item in self.plan.constants:
            found = {source.name: self.plan.parameters[source.name] for source in item.sources}
            yield Step(item.rule, 0, "", found, self.plan.parameters[item.rule.name])
        for item in self.plan.rules:
            rule = item.rule
            rows = zip(*self.arguments[rule.name], strict=True)
            keys = self.household.keys[rule.entity]
            for index, row in enumerate(rows):
                named = dict(zip(rule.args, row, strict=True))
                yield Step(rule, index, keys[index], named, self.columns[rule.name][index])


def run_one(plan: Plan, household: Household) -> Run:
    """Run the plan for one family. Raises KeyError for a fact that the loader forgot."""
    run = Run(plan, household)
    columns = run.columns
    for rows in household.facts.values():
        columns.update(rows)
    if household.unknown:
        run.missing += [one for one in household.unknown if one.name in plan.read_facts]
    sizes = {entity: len(keys) for entity, keys in household.keys.items()}
    for item in plan.rules:
        rule = item.rule
        size = sizes[rule.entity]
        if item.own is not None:
            arguments = [columns[name] for name in item.own]
        else:
            arguments = [
                columns[source.name] if source.how == "same" else _resolve(run, source, rule.entity, size)
                for source in item.sources
            ]
        run.arguments[rule.name] = arguments
        body = rule.body
        if run.missing:
            columns[rule.name] = [
                None if any(one is None for one in row) else body(ONE, *row) + 0
                for row in zip(*arguments, strict=True)
            ]
        elif size == 1:
            columns[rule.name] = [body(ONE, *[argument[0] for argument in arguments]) + 0]
        else:
            columns[rule.name] = [result + 0 for result in map(body, repeat(ONE), *arguments)]
    return run


def _resolve(run: Run, source: Source, entity: str, size: int) -> Column:
    how = source.how
    if how == "parameter":
        return [run.plan.parameters[source.name]] * size
    if how == "upper":
        return _repeated(run, source, entity)
    if how == "rank":
        return _ranks(run.columns[source.name], run.household.parents["member"])
    return _gathered(run, source, entity, size)


def _repeated(run: Run, source: Source, entity: str) -> Column:
    column = run.columns[source.name]
    parents = run.household.parents
    if source.entity == "family":
        return [column[0]] * len(run.household.keys[entity])
    return [column[parent] for parent in parents[entity]]


def _gathered(run: Run, source: Source, entity: str, size: int) -> Column:
    """``sum_``, ``count_`` and ``any_`` of a lower entity, of people only over members that count."""
    column = _counted(run, source)
    if entity == "family":
        groups: list[Column] = [column]
    else:
        groups = [[] for _ in range(size)]
        parents = run.household.parents[source.entity]
        for index, value in enumerate(column):
            groups[parents[index]].append(value)
    if source.how == "sum":
        if not run.missing:
            return [sum(group) for group in groups]
        return [None if None in group else sum(group) for group in groups]
    if source.how == "count":
        return [None if None in group else sum(1 for one in group if one) for group in groups]
    return [None if None in group else int(any(group)) for group in groups]


def _counted(run: Run, source: Source) -> Column:
    column = run.columns[source.name]
    if not run.plan.counting or source.entity == "line":
        return column
    counts: Column = run.columns[COUNTS]
    if source.entity == "month":
        counts = [counts[parent] for parent in run.household.parents["month"]]
    if not run.missing and all(counts):
        return column
    return [
        value if count else (None if count is None else 0)
        for value, count in zip(column, counts, strict=True)
    ]


def _ranks(column: Column, parents: Sequence[int]) -> Column:
    """Order inside the family from 1, smallest first; equal values keep the order of rows."""
    if None in column:
        return [None] * len(column)
    order = sorted(range(len(column)), key=lambda row: (parents[row], column[row], row))
    ranks: Column = [0] * len(column)
    for place, row in enumerate(order):
        ranks[row] = place + 1
    return ranks
