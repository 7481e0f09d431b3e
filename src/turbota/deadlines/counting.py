"""How terms are counted. Pure: days and moments in, days and moments out.

A day is used when it has come: the day of the start is day 0, the next one is the first of the term.
Working days follow the Ukrainian calendar; a term in calendar days that ends on a day off
ends on the next working day (Civil Code, art. 253 and art. 254, p. 5).
"""

from datetime import date, datetime, time, timedelta

from turbota.deadlines.states import HOUR, WORKING_DAY
from turbota.kernel.clock import KYIV, day_of
from turbota.kernel.working_days import (
    add_working_days,
    next_working_day,
    same_or_next_working_day,
    working_days_between,
)

_DAY = timedelta(days=1)
_LEAST = timedelta(microseconds=1)


def end_of(day: date) -> datetime:
    """The moment when the day is over in Kyiv: 24:00."""
    return datetime.combine(day + _DAY, time.min, tzinfo=KYIV)


def due_day(start: date, amount: int, unit: str) -> date:
    """The last day of a term of `amount` ≥ 0 days that starts to count on the day after `start`."""
    if unit == WORKING_DAY:
        return same_or_next_working_day(add_working_days(start, amount))
    return same_or_next_working_day(start + timedelta(days=amount))


def first_day(start: date, unit: str) -> date:
    """The first day that counts for a term that began on `start`: the same day for hours, else the next
    (working) day.
    """
    if unit == HOUR:
        return start
    return next_working_day(start) if unit == WORKING_DAY else start + _DAY


def due_moment(start: datetime, amount: int, unit: str) -> datetime:
    """The first moment that is too late. Hours count from the minute of the start, days to the end of the
    last one.
    """
    if unit == HOUR:
        return start + timedelta(hours=amount)
    return end_of(due_day(day_of(start), amount, unit))


def used(start: datetime, until: datetime, unit: str) -> int:
    """Whole units that have gone from `start` to `until`; 0 when `until` is not later."""
    if until <= start:
        return 0
    if unit == HOUR:
        return int((until - start) / timedelta(hours=1))
    first, last = day_of(start), day_of(until)
    return working_days_between(first, last) if unit == WORKING_DAY else (last - first).days


def due_on(due_at: datetime) -> date:
    """The day in Kyiv on which the term ends: the day that holds its last moment."""
    return day_of(due_at - _LEAST)


def last_moment(day: date) -> datetime:
    """The last moment of the day in Kyiv."""
    return end_of(day) - _LEAST
