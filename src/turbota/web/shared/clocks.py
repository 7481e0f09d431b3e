"""A clock of the ledger as the component that every page draws."""

from typing import Literal, cast

from turbota.deadlines.queries import ClockView
from turbota.web.ui.components import Clock, ClockState

STATES = {
    "running": ClockState.RUNNING,
    "soon": ClockState.SOON,
    "late": ClockState.LATE,
    "held": ClockState.HELD,
    "done": ClockState.DONE,
    "done_late": ClockState.LATE,
    "cancelled": ClockState.DONE,
}


def clock_of(view: ClockView) -> Clock:
    """Stitches and words of a legal clock; a term that was not checked against its act says so."""
    words = view.words if view.verified else f"{view.words} · строк ще не звірено з актом"
    unit = cast(Literal["working_day", "calendar_day", "hour"], view.unit)
    return Clock(view.used, view.total, unit, words, STATES[view.state])
