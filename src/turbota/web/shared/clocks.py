"""Legal clocks of the ledger as the design system draws them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, cast

from turbota.deadlines import presentation
from turbota.deadlines.models import Clock as LegalClock
from turbota.web.ui import words
from turbota.web.ui.components import Clock, ClockState

_STATES = {
    "running": ClockState.RUNNING,
    "soon": ClockState.SOON,
    "late": ClockState.LATE,
    "held": ClockState.HELD,
    "done": ClockState.DONE,
    "done_late": ClockState.LATE,
    "cancelled": ClockState.DONE,
}
Unit = Literal["working_day", "calendar_day", "hour"]


def drawn(clock: LegalClock, today: date, *, at: datetime | None = None, short: bool = False) -> Clock:
    """A clock of the ledger on the day. `short`: for a row of a queue, else the last day is named too."""
    view = presentation.state(clock, today, at=at)
    state = _STATES[view.state]
    text = view.words
    if short and view.unit == "hour" and state in (ClockState.RUNNING, ClockState.SOON):
        day = "" if view.due_on == today else f", {words.short_date(view.due_on)}"
        text = f"до {words.clock_time(clock.due_at)}{day}"
    elif state is ClockState.RUNNING and short:
        text = f"до {words.short_date(view.due_on)}"
    elif state is ClockState.SOON and short:
        text = "сьогодні" if view.due_on == today else f"до {words.short_date(view.due_on)}"
    elif state is ClockState.RUNNING:
        text = f"{view.words}, до {words.short_date(view.due_on)}"
    if view.two_counts and not short:
        text = f"{text} (без зупинок: до {words.short_date(view.plain_due_on)})"
    return Clock(used=view.used, total=view.total, unit=cast(Unit, view.unit), words=text, state=state)


def nearest(
    clocks: Iterable[LegalClock], today: date, *, at: datetime | None = None, short: bool = False
) -> Clock | None:
    """The first of the clocks, which come nearest first; None when no term runs."""
    first = next(iter(clocks), None)
    return drawn(first, today, at=at, short=short) if first is not None else None


def clock_of(view: presentation.ClockView) -> Clock:
    """Stitches and words of a clock already seen; a term that was not checked against its act says so."""
    text = view.words if view.verified else f"{view.words} · строк ще не звірено з актом"
    return Clock(view.used, view.total, cast(Unit, view.unit), text, _STATES[view.state])
