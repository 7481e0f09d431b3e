"""The Ukrainian calendar of working days.

Under martial law (from 24.02.2022) public holidays are working days; the `holidays` package knows this,
so its Ukrainian list is empty from then on. Moved days off are not announced under martial law.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_ONE = timedelta(days=1)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("UA", years=year).keys())


def is_working_day(day: date) -> bool:
    """True from Monday to Friday unless the day is a public holiday in force that year."""
    return day.weekday() < 5 and day not in _public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day strictly after `day`."""
    return add_working_days(day, 1)


def same_or_next_working_day(day: date) -> date:
    """`day` itself when it is a working day, else the next one (Instruction 345, p. 2.5)."""
    return day if is_working_day(day) else next_working_day(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; counting starts the next day. `count` ≥ 0."""
    while count > 0:
        day += _ONE
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie in (start, end]; 0 when `end` is not after `start`."""
    days = 0
    while start < end:
        start += _ONE
        days += is_working_day(start)
    return days
