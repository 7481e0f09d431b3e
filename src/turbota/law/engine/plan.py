"""A plan: the rules and values in force on a day, sorted so that every input is ready in time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal

from turbota.law import values
from turbota.law.engine.book import BadRules, Book, Parameter, Rule, is_above
from turbota.law.engine.vocabulary import ONE
from turbota.law.values import Value

How = Literal["parameter", "same", "upper", "sum", "count", "any", "rank"]
BETWEEN: tuple[How, ...] = ("sum", "count", "any", "rank")
COUNTS = "counts"  # the member rule that says who belongs to the family; every sum takes it in


@dataclass(frozen=True)
class Source:
    """Where one argument of a rule comes from."""

    how: How
    name: str
    entity: str


@dataclass(frozen=True)
class Planned:
    """A rule with its arguments resolved. `own`: their names when all are columns of the rule's own rows, else None."""

    rule: Rule
    sources: tuple[Source, ...]
    own: tuple[str, ...] | None = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(source.name for source in self.sources if source.how == "same")
        object.__setattr__(self, "own", names if len(names) == len(self.sources) else None)


@dataclass(frozen=True)
class Plan:
    """Everything that is known before a family comes. Made once a day and cached."""

    book: Book
    on: date
    applied: date
    constants: tuple[Planned, ...]
    rules: tuple[Planned, ...]
    refusals: tuple[Rule, ...]
    doubts: tuple[Rule, ...]
    parameters: dict[str, Any]
    values: dict[str, tuple[Value, ...]]
    read_facts: tuple[str, ...]
    counting: bool

    def parameter(self, name: str) -> Any:
        """The value of a parameter or of a rule computed once."""
        return self.parameters[name]


@lru_cache(maxsize=4096)
def plan(book: Book, on: date, applied: date | None = None) -> Plan:
    """The plan of a book for a day. ``applied`` is the day of application when it is another day.

    Raises BadRules for a gap, a ring, an overlap or an unknown name; NotInForce for a missing value.
    """
    applied = applied or on
    chosen = rules_on(book, on)
    planned = {
        name: Planned(rule, tuple(_source(book, chosen, rule, arg) for arg in rule.args))
        for name, rule in chosen.items()
    }
    order = _sorted(book, planned)
    found = _known(book, planned, on, applied)
    parameters: dict[str, Any] = {
        name: tuple(v.value for v in items) if book.parameters[name].is_table else items[0].value
        for name, items in found.items()
    }
    constants = tuple(item for item in order if item.rule.entity == "law")
    for item in constants:
        arguments = [parameters[source.name] for source in item.sources]
        parameters[item.rule.name] = item.rule.body(ONE, *arguments)
    rules = tuple(item for item in order if item.rule.entity != "law")
    return Plan(
        book=book,
        on=on,
        applied=applied,
        constants=constants,
        rules=rules,
        refusals=tuple(rule for rule in chosen.values() if rule.is_refusal),
        doubts=tuple(rule for rule in chosen.values() if rule.is_doubt),
        parameters=parameters,
        values=found,
        read_facts=tuple(
            name for name in book.facts if any(s.name == name for item in rules for s in item.sources)
        ),
        counting=COUNTS in chosen,
    )


def check(book: Book, since: date) -> None:
    """Make a plan on the first day of every version: what is wrong is found at start. Raises BadRules."""
    days = {rule.since for rule in book.rules} | {since}
    for day in sorted(day for day in days if day >= since):
        plan(book, day)


def rules_on(book: Book, on: date) -> dict[str, Rule]:
    """The version of every rule that is in force on the day, by name, in the order of the book."""
    chosen: dict[str, Rule] = {}
    for name in dict.fromkeys(rule.name for rule in book.rules):
        versions = sorted((r for r in book.rules if r.name == name and r.since <= on), key=lambda r: r.since)
        if versions and (versions[-1].until is None or on <= versions[-1].until):
            chosen[name] = versions[-1]
    return chosen


def _entity_of(book: Book, chosen: dict[str, Rule], name: str) -> str | None:
    if name in book.facts:
        return book.facts[name].entity
    return chosen[name].entity if name in chosen else None


def _source(book: Book, chosen: dict[str, Rule], rule: Rule, arg: str) -> Source:
    if arg in book.parameters:
        return Source("parameter", arg, "law")
    entity = _entity_of(book, chosen, arg)
    if entity == "law":
        return Source("parameter", arg, "law")
    if entity is not None:
        return _straight(book, rule, arg, entity)
    for how in BETWEEN:
        name = arg.removeprefix(f"{how}_")
        lower = _entity_of(book, chosen, name) if name != arg else None
        if lower is not None:
            return _between(book, rule, how, name, lower)
    if any(other.name == arg for other in book.rules):
        raise BadRules(f"{book.kind}: {rule.name} needs {arg}, which is not in force on that day: a gap")
    raise BadRules(f"{book.kind}: {rule.name} needs {arg}, which nothing declares")


def _straight(book: Book, rule: Rule, arg: str, entity: str) -> Source:
    if entity == rule.entity != "law":
        return Source("same", arg, entity)
    if not is_above(entity, rule.entity):
        raise BadRules(f"{book.kind}: {rule.name} of {rule.entity} cannot read {arg} of {entity} by itself")
    return Source("upper", arg, entity)


def _between(book: Book, rule: Rule, how: How, name: str, lower: str) -> Source:
    if how == "rank":
        if lower != rule.entity or lower != "member":
            raise BadRules(f"{book.kind}: {rule.name}: rank_{name} is an order of members for members")
    elif not is_above(rule.entity, lower):
        raise BadRules(f"{book.kind}: {rule.name}: {how}_{name} needs a lower entity, {name} is of {lower}")
    return Source(how, name, lower)


def _sorted(book: Book, planned: dict[str, Planned]) -> list[Planned]:
    graph: dict[str, set[str]] = {}
    for name, item in planned.items():
        needs = {source.name for source in item.sources if source.name in planned}
        if COUNTS in planned and any(source.how in ("sum", "count", "any") for source in item.sources):
            needs.add(COUNTS)
        graph[name] = needs
    try:
        return [planned[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise BadRules(f"{book.kind}: a ring of rules: {' → '.join(error.args[1])}") from error


def _known(book: Book, planned: dict[str, Planned], on: date, applied: date) -> dict[str, tuple[Value, ...]]:
    """Values of the parameters that are known on the day. Raises BadRules when a rule reads another."""
    found = {
        name: _values(one, on, applied)
        for name, one in book.parameters.items()
        if one.since <= on <= one.until
    }
    for item in planned.values():
        for source in item.sources:
            if source.name in book.parameters and source.name not in found:
                raise BadRules(f"{book.kind}: {item.rule.name} reads {source.name} outside its days")
    return found


def _values(parameter: Parameter, on: date, applied: date) -> tuple[Value, ...]:
    day = {"application": applied, "award": on, "january": date(on.year, 1, 1)}[parameter.anchor]
    return tuple(values.value(key, day) for key in parameter.keys)
