"""What a screen needs to know of a clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from turbota.deadlines import counting, words
from turbota.deadlines.models import Clock
from turbota.deadlines.states import CANCELLED, HOUR, LATE, MET, PAUSED
from turbota.kernel.clock import KYIV, day_of


@dataclass(frozen=True)
class ClockView:
    """A clock on a day. `used` + `left` == `total`, in units of the rule; `overdue` is beyond the term.

    `state`: running, soon (the last day), late, held, done, done_late, cancelled. `words` go beside the
    stitches, `label` is read aloud instead of them. `due_on` counts pauses, `plain_due_on` does not;
    `two_counts` says that both are to be shown: the clock stood still, and no act says plainly that it may.
    """

    rule_code: str
    title: str
    act: str
    point: str
    verified: bool
    state: str
    unit: str
    total: int
    used: int
    left: int
    overdue: int
    words: str
    label: str
    due_on: date
    plain_due_on: date
    two_counts: bool
    paused_since: date | None
    paused_days: int
    organisation_name: str


def _moment(clock: Clock, today: date, at: datetime | None) -> datetime:
    if clock.stopped_at is not None:
        return clock.stopped_at
    if clock.paused_at is not None:
        return clock.paused_at
    moment = at or datetime.combine(today, time.min, tzinfo=KYIV)
    return max(moment, clock.started_at) if day_of(clock.started_at) == today else moment


def _overdue(clock: Clock, moment: datetime) -> int:
    if moment < clock.due_at:
        return 0
    start = clock.due_at if clock.unit == HOUR else clock.due_at - timedelta(microseconds=1)
    return max(1, counting.used(start, moment, clock.unit))


def _state(clock: Clock, moment: datetime, left: int) -> str:
    if clock.stopped_at is not None:
        return {MET: "done", LATE: "done_late", CANCELLED: "cancelled"}[clock.outcome]
    if clock.outcome == PAUSED:
        return "held"
    if moment >= clock.due_at:
        return "late"
    return "soon" if day_of(moment) == clock.due_on or left == 0 else "running"


def _words(clock: Clock, state: str, moment: datetime, left: int, overdue: int) -> str:
    if state == "soon" and clock.unit == HOUR:
        return words.left(left, HOUR) if left else words.LAST_HOUR
    if state == "soon":
        return words.LAST_DAY if day_of(moment) == clock.due_on else f"до {clock.due_on:%d.%m}"
    return {
        "running": words.left(left, clock.unit),
        "late": words.over_by(overdue, clock.unit),
        "held": words.HELD,
        "done": words.DONE,
        "done_late": words.later_by(overdue, clock.unit),
        "cancelled": words.CANCELLED,
    }[state]


def state(clock: Clock, today: date, *, at: datetime | None = None) -> ClockView:
    """The clock on the day `today`. `at` is needed only for terms in hours: the moment, else the day's
    beginning.

    Load the clock with `select_related("organisation")`.
    """
    moment = _moment(clock, today, at)
    gone = clock.used_before
    if clock.stopped_at is None and clock.paused_at is None:
        gone += counting.used(clock.counted_from, moment, clock.unit)
    used = min(gone, clock.amount)
    left = clock.amount - used
    overdue = _overdue(clock, moment)
    name = _state(clock, moment, left)
    return ClockView(
        rule_code=clock.rule_code,
        title=clock.title,
        act=clock.act,
        point=clock.point,
        verified=clock.verified,
        state=name,
        unit=clock.unit,
        total=clock.amount,
        used=used,
        left=left,
        overdue=overdue,
        words=_words(clock, name, moment, left, overdue),
        label=_label(clock, used, overdue),
        due_on=clock.due_on,
        plain_due_on=clock.plain_due_on,
        two_counts=not clock.on_return_verified
        and (clock.paused_at is not None or clock.due_on != clock.plain_due_on),
        paused_since=None if clock.paused_at is None else day_of(clock.paused_at),
        paused_days=clock.paused_days,
        organisation_name="" if clock.organisation is None else clock.organisation.name,
    )


def _label(clock: Clock, used: int, overdue: int) -> str:
    if overdue:
        return f"строк {words.amount(clock.amount, clock.unit)} вичерпано"
    return f"використано {used} з {words.amount_of(clock.amount, clock.unit)}"
