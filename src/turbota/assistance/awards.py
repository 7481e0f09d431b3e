"""The dated parts of an award that has components: each is cut at its own boundaries and ends with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from turbota.assistance.calculation import NO_END, Period
from turbota.law.engine.book import Book
from turbota.law.engine.explained import Run
from turbota.law.engine.schedule import birthday, cuts, last_day, schedule

__all__ = ["NO_END", "Component", "Dated", "births", "dated", "month_of_age"]


@dataclass(frozen=True)
class Component:
    """A component of the award: its code, the rule that computes it, and what people read."""

    code: str
    rule: str
    title: str


@dataclass(frozen=True)
class Dated:
    """The runs of one award on the first day of each of its parts."""

    starts: Sequence[date]
    until: date
    runs: Mapping[date, Run]

    def parts(
        self, components: Iterable[Component], row: int = 0, *, about: str = "", whom: str = ""
    ) -> Iterator[Period]:
        """The parts of a row by component. A part of nothing is no part."""
        for one in components:

            def amount_on(start: date, rule: str = one.rule) -> int:
                return int(self.runs[start].value(rule, row))

            for part in schedule(list(self.starts), self.until, amount_on):
                if part.amount:
                    yield Period(
                        part.since, part.until, part.amount, "month", one.code, one.title, about, whom
                    )


def dated(
    book: Book,
    since: date,
    until: date,
    first: Run,
    again: Callable[[date], Run],
    births: Iterable[date] = (),
    ages: Iterable[int] = (),
    terms: Iterable[date] = (),
) -> Dated:
    """Cut the days at every boundary; ``first`` is the run of the application, ``again`` makes the later ones."""
    starts = cuts(book, since, until, births, ages, terms)
    runs = {start: first if start <= first.plan.on else again(start) for start in starts}
    return Dated(starts, until, runs)


def births(found: Mapping[str, Any]) -> list[date]:
    """Known days of birth of the people in the canonical facts."""
    return [date.fromisoformat(one["born"]) for one in found["members"] if one["born"]]


def month_of_age(born: date, age: int) -> date:
    """The last day of the month in which a person reaches the age."""
    return last_day(birthday(born, age))
