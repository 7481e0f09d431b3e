"""An award is dated: it is cut where a value of the law or the age of a member changes.

A change takes effect on the first day of a month: a value on its own day, an age from the month after
the birthday. (The acts that were read do not say the day of an age; this is the usual practice.)
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from turbota.law import values
from turbota.law.engine.book import Book


@dataclass(frozen=True)
class Part:
    """A part of the award, both days included."""

    since: date
    until: date
    amount: int


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month that is so many months after the month of the day."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def last_day(day: date) -> date:
    """The last day of the month."""
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def birthday(born: date, age: int) -> date:
    """The day a person reaches the age; someone born on 29 February reaches it on 1 March."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def cuts(
    book: Book,
    since: date,
    until: date,
    births: Iterable[date],
    ages: Iterable[int],
    terms: Iterable[date] = (),
) -> list[date]:
    """The first days of the parts of an award, the first of them ``since``; ``terms`` are last days of something."""
    keys = frozenset(
        key for one in book.parameters.values() if one.anchor != "application" for key in one.keys
    )
    found = {day if day.day == 1 else month_after(day) for day in values.boundaries(keys)}
    wanted = tuple(ages)
    found |= {month_after(birthday(born, age)) for born in births for age in wanted}
    found |= {month_after(term) for term in terms}
    return [since, *sorted(day for day in found if since < day <= until)]


def schedule(starts: list[date], until: date, amount_on: Callable[[date], int | None]) -> list[Part]:
    """Ask the amount on each first day and join equal neighbours; None ends the award before that day."""
    parts: list[Part] = []
    for index, start in enumerate(starts):
        amount = amount_on(start)
        if amount is None:
            break
        end = starts[index + 1] - timedelta(days=1) if index + 1 < len(starts) else until
        if parts and parts[-1].amount == amount:
            parts[-1] = Part(parts[-1].since, end, amount)
        else:
            parts.append(Part(start, end, amount))
    return parts
