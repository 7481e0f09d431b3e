"""Millions of families: the same rules over int64 columns, in chunks, no steps kept.

Rows of an entity lie in the order of their parents; ``starts`` holds the first row of each parent and
one more number, the count of rows. A family without members or a member without months is refused:
``reduceat`` would silently take a neighbour's row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from turbota.law.engine.book import PARENT, Book, Rule
from turbota.law.engine.explained import Household
from turbota.law.engine.plan import COUNTS, Plan, Planned, Source
from turbota.law.engine.vocabulary import MANY, MAXIMUM

Array = npt.NDArray[Any]
CHUNK = 8_192  # families; measured fastest: the columns of a chunk stay in the cache of the processor


@dataclass(frozen=True)
class Columns:
    """Facts of many families, ``facts[entity][name]``, and where the rows of each parent start.

    Amounts and codes are int64, yes and no are int8. Raises ValueError for an empty family or member,
    a negative or an absurd fact.
    """

    facts: Mapping[str, Mapping[str, Array]]
    starts: Mapping[str, Array]
    families: int
    checked: bool = False  # a part of checked columns is not checked again

    def __post_init__(self) -> None:
        if self.checked:
            return
        for entity, starts in self.starts.items():
            if len(starts) < 2 or bool((np.diff(starts) < 1).any()):
                raise ValueError(f"{PARENT[entity]} without a {entity}")
        for rows in self.facts.values():
            for name, column in rows.items():
                if column.size and (int(column.min()) < 0 or int(column.max()) > MAXIMUM):
                    raise ValueError(f"the fact {name} is out of bounds")

    def part(self, first: int, last: int) -> Columns:
        """Families from ``first`` to ``last`` (not included), as views of the same memory."""
        bounds = {"family": (first, last)}
        starts: dict[str, Array] = {}
        for entity in PARENT:
            if entity not in self.starts:
                continue
            above = bounds[PARENT[entity]]
            own = self.starts[entity]
            bounds[entity] = (int(own[above[0]]), int(own[above[1]]))
            starts[entity] = own[above[0] : above[1] + 1] - own[above[0]]
        facts = {
            entity: {name: column[slice(*bounds[entity])] for name, column in rows.items()}
            for entity, rows in self.facts.items()
        }
        return Columns(facts, starts, last - first, checked=True)


def stack(book: Book, households: Sequence[Household]) -> Columns:
    """Many households as columns. Raises ValueError when a fact is unknown: such a row is an officer's."""
    facts: dict[str, dict[str, Array]] = {}
    for entity, names in households[0].facts.items():
        facts[entity] = {}
        for name in names:
            values = [one for household in households for one in household.facts[entity][name]]
            if None in values:
                raise ValueError(f"the fact {name} is unknown")
            small = name in book.facts and book.facts[name].unit == "yes_no"
            facts[entity][name] = np.array(values, dtype=np.int8 if small else np.int64)
    starts = {}
    for entity, upper in PARENT.items():
        if entity not in households[0].parents:  # a kind that reads no income has no months
            continue
        counts: list[int] = []
        for household in households:
            parents = list(household.parents[entity])
            counts += [parents.count(row) for row in range(len(household.keys[upper]))]
        starts[entity] = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Columns(facts, starts, len(households))


@dataclass(frozen=True)
class Outcome:
    """Results of a chunk: asked columns; bit masks of refusals and of doubts in the order of the plan."""

    results: dict[str, Array]
    refusals: Array
    doubts: Array


def run_columns(plan: Plan, columns: Columns, ask: tuple[str, ...], chunk: int = CHUNK) -> Iterator[Outcome]:
    """Run the plan over columns, a chunk of families at a time; rules nobody asks for are left out."""
    rules = _needed(plan, ask)
    for first in range(0, columns.families, chunk):
        part = columns.part(first, min(first + chunk, columns.families))
        yield _Chunk(plan, part).run(rules, ask)


def _needed(plan: Plan, ask: tuple[str, ...]) -> list[Planned]:
    """The rules behind the asked results and the refusals, in the order of the plan."""
    wanted = {*ask, *(rule.name for rule in (*plan.refusals, *plan.doubts))}
    found: list[Planned] = []
    for item in reversed(plan.rules):
        if item.rule.name in wanted or item.rule.name == COUNTS:  # every sum needs who counts
            wanted |= {source.name for source in item.sources}
            found.append(item)
    return found[::-1]


class _Chunk:
    __slots__ = ("columns", "plan", "starts", "tables", "values")

    def __init__(self, plan: Plan, columns: Columns) -> None:
        self.plan = plan
        self.columns = columns
        self.values: dict[str, Array] = {}
        for rows in columns.facts.values():
            self.values.update(rows)
        self.tables = {
            name: np.asarray(value, dtype=np.int64) if isinstance(value, tuple) else value
            for name, value in plan.parameters.items()
        }
        self.starts = dict(columns.starts)

    def run(self, rules: Sequence[Planned], ask: tuple[str, ...]) -> Outcome:
        for item in rules:
            arguments = [self._resolve(source, item.rule.entity) for source in item.sources]
            self.values[item.rule.name] = self._settled(item.rule.body(MANY, *arguments), item.rule.entity)
        results = {name: self.values[name] for name in ask}
        return Outcome(results, self._mask(self.plan.refusals), self._mask(self.plan.doubts))

    def _mask(self, rules: Sequence[Rule]) -> Array:
        mask = np.zeros(self.columns.families, dtype=np.int64)
        for bit, rule in enumerate(rules):
            mask |= self.values[rule.name].astype(np.int64) << bit
        return mask

    def _size(self, entity: str) -> int:
        return self.columns.families if entity == "family" else int(self.starts[entity][-1])

    def _settled(self, result: Any, entity: str) -> Array:
        """A column of integers: conditions become 0/1, a constant fills the column."""
        column = np.asarray(result)
        if column.ndim == 0:
            column = np.full(self._size(entity), column)
        return column.view(np.int8) if column.dtype == np.bool_ else column

    def _resolve(self, source: Source, entity: str) -> Any:
        if source.how == "parameter":
            return self.tables[source.name]
        column = self.values[source.name]
        if source.how == "same":
            return column
        if source.how == "upper":
            return np.repeat(column, self._counts(source.entity, entity))
        if source.how == "rank":
            return self._ranks(column)
        return self._gathered(source, column, entity)

    def _path(self, upper: str, lower: str) -> Array:
        """First rows of the lower entity for each row of the upper one, and their count at the end."""
        if PARENT[lower] == upper:
            return self.starts[lower]
        composed: Array = self.starts["month"][self.starts["member"]]
        return composed

    def _counts(self, upper: str, lower: str) -> Array:
        return np.diff(self._path(upper, lower))

    def _gathered(self, source: Source, column: Array, entity: str) -> Array:
        if source.how == "count":
            column = (column != 0).view(np.int8)
        if source.entity == "month" and entity == "family" and source.how == "sum":
            members = np.add.reduceat(column, self.starts["month"][:-1], dtype=np.int64)
            return np.add.reduceat(self._weighed(members, "member"), self.starts["member"][:-1])
        column = self._weighed(column, source.entity)
        starts = self._path(entity, source.entity)[:-1]
        if source.how == "any":
            return self._settled(np.maximum.reduceat(column, starts) != 0, entity)
        return np.add.reduceat(column, starts, dtype=np.int64)

    def _weighed(self, column: Array, entity: str) -> Array:
        if not self.plan.counting or entity == "line":
            return column
        counts = self.values[COUNTS]
        if entity == "month":
            counts = np.repeat(counts, self._counts("member", "month"))
        return column * counts

    def _ranks(self, column: Array) -> Array:
        starts = self.starts["member"]
        family = np.repeat(np.arange(self.columns.families), np.diff(starts))
        order = np.lexsort((column, family))
        ranks = np.empty(len(column), dtype=np.int64)
        ranks[order] = np.arange(len(column)) - np.repeat(starts[:-1], np.diff(starts)) + 1
        return ranks
