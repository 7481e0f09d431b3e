"""The only place that asks the system what time it is. Views, jobs and commands ask here; the domain takes `at`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")

TICK = timedelta(microseconds=1)
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment, aware, in Kyiv time."""
    return _frozen.get() or datetime.now(tz=KYIV)


def of_the_machine() -> datetime:
    """The same, but never held: for what libraries below us have written by the machine's own clock, as sessions."""
    return datetime.now(tz=KYIV)


def today() -> date:
    """The present day in Kyiv."""
    return now().date()


def day_of(at: datetime) -> date:
    """The Kyiv day of a moment: 23:59 in Kyiv is still that day, whatever the server's zone."""
    return at.astimezone(KYIV).date()


def not_before(last: datetime | None, at: datetime) -> datetime:
    """`at`; just after `last` when the clock of the machine went back meanwhile. So history keeps its order."""
    return at if last is None or at >= last else last + TICK


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` (aware) for the code inside; used by tests and by the demo world."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
