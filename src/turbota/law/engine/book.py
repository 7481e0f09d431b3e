"""A book of rules: everything that one kind of assistance declares to the engine."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, TypeVar

Entity = Literal["law", "family", "member", "month", "line"]
PARENT: dict[str, str] = {
    "member": "family",
    "month": "member",
    "line": "family",
}  # line: a service in a month
Anchor = Literal["application", "award", "january"]
Body = Callable[..., Any]
F = TypeVar("F", bound=Body)


def is_above(upper: str, lower: str) -> bool:
    """Does the upper entity have rows of the lower one: a family of members, a member of months."""
    above = PARENT.get(lower)
    return above is not None and (above == upper or is_above(upper, above))


class BadRules(Exception):
    """The rules contradict each other: a gap, a ring, two versions on one day, an unknown name."""


@dataclass(frozen=True)
class Rounding:
    """How a rule rounds, and by which act."""

    name: str
    act: str
    verified: bool


@dataclass(frozen=True)
class Rule:
    """One version of a rule. ``clause`` is set on refusals and doubts only; their order is the book's."""

    name: str
    entity: Entity
    body: Body
    args: tuple[str, ...]
    act: str
    point: str
    since: date
    until: date | None
    unit: str
    verified: bool
    sentence: str
    rounding: Rounding | None
    clause: str = ""
    is_doubt: bool = False
    is_nothing: bool = False  # a refusal by arithmetic alone: the right is there, the sum is not

    @property
    def is_refusal(self) -> bool:
        """Does the rule say that the assistance is not granted."""
        return bool(self.clause) and not self.is_doubt


@dataclass(frozen=True)
class Fact:
    """A number that the loader gives: kopiykas, years, a code or 0/1."""

    name: str
    entity: Entity
    unit: str
    title: str


@dataclass(frozen=True)
class Parameter:
    """A value of the law by its key, or a table of values by code.

    ``anchor`` says of which day the value is taken: of the application, of the first day of the part
    of the award, or of the 1 January of that day's year. Before ``since`` and after ``until`` there is no
    such value, and no rule of those days may read it.
    """

    name: str
    keys: tuple[str, ...]
    anchor: Anchor
    is_table: bool
    since: date = date.min
    until: date = date.max


@dataclass(eq=False)
class Book:
    """Rules, refusals, doubts, facts and parameters of one kind."""

    kind: str
    rules: list[Rule] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what the codes of a rule are called

    def fact(self, entity: Entity, name: str, unit: str, title: str) -> None:
        """Declare a fact. Raises BadRules when the name is taken."""
        self._free(name)
        self.facts[name] = Fact(name, entity, unit, title)

    def parameter(
        self,
        name: str,
        key: str,
        anchor: Anchor = "application",
        since: str | None = None,
        until: str | None = None,
    ) -> None:
        """Declare a value of the law under an upper-case name; ``since`` and ``until``: the days of the law
        that knew it.
        """
        first = date.fromisoformat(since) if since else date.min
        last = date.fromisoformat(until) if until else date.max
        self._parameter(Parameter(name, (key,), anchor, is_table=False, since=first, until=last))

    def table(
        self, name: str, keys: tuple[str, ...], anchor: Anchor = "application", since: str | None = None
    ) -> None:
        """Declare a table of values; the place of a key is its code for ``v.pick``."""
        first = date.fromisoformat(since) if since else date.min
        self._parameter(Parameter(name, keys, anchor, is_table=True, since=first))

    def rule(
        self,
        entity: Entity,
        *,
        act: str,
        point: str,
        since: str,
        until: str | None = None,
        unit: str = "kopiykas",
        verified: bool = False,
        rounding: Rounding | None = None,
    ) -> Callable[[F], F]:
        """Declare a rule; the docstring is its sentence. Raises BadRules."""

        def declare(body: F) -> F:
            self._add(_read(body, entity, act, point, since, until, unit, verified, rounding, ""))
            return body

        return declare

    def refusal(
        self,
        *,
        act: str,
        point: str,
        clause: str,
        since: str,
        until: str | None = None,
        verified: bool = False,
    ) -> Callable[[F], F]:
        """Declare a ground for refusal: a rule of the family that answers 0 or 1. Raises BadRules."""

        def declare(body: F) -> F:
            self._add(_read(body, "family", act, point, since, until, "yes_no", verified, None, clause))
            return body

        return declare

    def nothing(
        self, *, act: str, point: str, clause: str, since: str, until: str | None = None
    ) -> Callable[[F], F]:
        """Declare when nothing is assigned though nothing forbids it: the family pays all by itself. Raises BadRules."""

        def declare(body: F) -> F:
            rule = _read(body, "family", act, point, since, until, "yes_no", False, None, clause)
            self._add(replace(rule, is_nothing=True))
            return body

        return declare

    def doubt(self, *, act: str, clause: str, since: str, until: str | None = None) -> Callable[[F], F]:
        """Declare a case whose law nobody has read: an officer decides, nothing is guessed. Raises BadRules."""

        def declare(body: F) -> F:
            rule = _read(body, "family", act, "", since, until, "yes_no", False, None, clause)
            self._add(replace(rule, is_doubt=True))
            return body

        return declare

    def _parameter(self, parameter: Parameter) -> None:
        self._free(parameter.name)
        if not parameter.name.isupper():
            raise BadRules(f"{self.kind}: parameter {parameter.name} is not in upper case")
        self.parameters[parameter.name] = parameter

    def _free(self, name: str) -> None:
        if name in self.facts or name in self.parameters or any(rule.name == name for rule in self.rules):
            raise BadRules(f"{self.kind}: {name} is declared twice")

    def _add(self, rule: Rule) -> None:
        if rule.name in self.facts or rule.name in self.parameters:
            raise BadRules(f"{self.kind}: {rule.name} is declared twice")
        for other in self.rules:
            if other.name != rule.name:
                continue
            if other.entity != rule.entity:
                raise BadRules(f"{self.kind}: {rule.name} is a rule of {other.entity} and of {rule.entity}")
            if other.since == rule.since:
                raise BadRules(f"{self.kind}: {rule.name} has two versions since {rule.since}")
        self.rules.append(rule)


def _read(
    body: Body,
    entity: Entity,
    act: str,
    point: str,
    since: str,
    until: str | None,
    unit: str,
    verified: bool,
    rounding: Rounding | None,
    clause: str,
) -> Rule:
    args = tuple(inspect.signature(body).parameters)
    if not args or args[0] != "v":
        raise BadRules(f"{body.__name__}: the first argument of a rule is v")
    sentence = " ".join((body.__doc__ or "").split())
    if not sentence:
        raise BadRules(f"{body.__name__}: a rule without a sentence cannot be explained")
    return Rule(
        name=body.__name__,
        entity=entity,
        body=body,
        args=args[1:],
        act=act,
        point=point,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        unit=unit,
        verified=verified,
        sentence=sentence,
        rounding=rounding,
        clause=clause,
    )
