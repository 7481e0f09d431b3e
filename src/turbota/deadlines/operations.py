"""Movements of the ledger. Rights are checked by the operation that causes the movement; here only the
clock moves.

All verbs find the clock by rule and subject, lock it, and are safe to repeat: pausing a clock that stands,
resuming one that runs, or stopping one that does not go changes nothing.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from turbota.access.models import Account, Organisation, Post
from turbota.deadlines import counting
from turbota.deadlines.models import Clock, ClockEntry
from turbota.deadlines.states import (
    BECAME_LATE,
    CANCEL,
    CANCELLED,
    HOUR,
    LATE,
    MET,
    ON_RETURN_RESTART,
    ON_RETURN_RUN,
    PAUSE,
    PAUSED,
    REASSIGN,
    RESTART,
    RESUME,
    RETURNED,
    RUNNING,
    START,
    STOP,
)
from turbota.kernel.clock import day_of
from turbota.kernel.errors import Conflict
from turbota.kernel.ready import insert
from turbota.kernel.workflow import Mover
from turbota.law.deadlines import deadline_rule

AGREED = "Домовленість"
"""What sets the term of a clock with an agreed day, in place of an act."""


def _used(clock: Clock, at: datetime) -> int:
    return clock.used_before + counting.used(clock.counted_from, at, clock.unit)


def _enter(clock: Clock, movement: str, *, by: Mover | None, at: datetime, why: str) -> None:
    _entry(clock, movement, by=by, at=at, why=why).save(force_insert=True)


def _entry(clock: Clock, movement: str, *, by: Mover | None, at: datetime, why: str) -> ClockEntry:
    return ClockEntry(
        clock=clock,
        movement=movement,
        at=at,
        by_account=None if by is None else by.account_id,
        by_name="" if by is None else by.name,
        why=why,
        due_on=clock.due_on,
        organisation_id=clock.organisation_id,
        post_id=clock.post_id,
    )


def _going(rule_code: str, subject_kind: str, subject_id: uuid.UUID) -> Clock | None:
    """The going clock of the rule on the subject, locked."""
    rows = Clock.objects.going().select_for_update()
    return rows.filter(rule_code=rule_code, subject_kind=subject_kind, subject_id=subject_id).first()


def _all_going(rule_codes: Sequence[str], subject_kind: str, subject_id: uuid.UUID) -> dict[str, Clock]:
    """The going clocks of the rules on the subject, locked, by rule."""
    rows = Clock.objects.going().select_for_update()
    asked = rows.filter(rule_code__in=rule_codes, subject_kind=subject_kind, subject_id=subject_id)
    return {clock.rule_code: clock for clock in asked}


def _not_before(clock: Clock, at: datetime) -> datetime:
    """The moment of a movement.

    What came on a day off starts to count on a working day (Instruction 345, p. 2.5): when somebody acts even
    earlier, the movement is written at that start, so that a term is never negative.
    """
    return max(at, clock.paused_at or clock.counted_from)


@transaction.atomic
def start(
    *,
    rule_code: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    organisation: Organisation | None,
    at: datetime,
    by: Mover,
    post: Post | None = None,
    account: Account | None = None,
    act: str = "",
    why: str = "",
    agreed: date | None = None,
) -> Clock:
    """Start the clock of a rule as it is in force on the day of `at`; the first counted day is the next one.

    The owner is the organisation (and the post, once assigned) or, for a citizen's term, the account. `act`: what sets
    the term when its rule leaves that to the kind of assistance. `agreed`: the last day that people agreed on, for a
    rule that lets them; not before the day of `at`.
    Raises Conflict when a clock of this rule already goes on the subject, or when its rule does not let people agree on
    another day; NotInForce when there is no such rule then.
    """
    if _going(rule_code, subject_kind, subject_id) is not None:
        raise Conflict(code="clock_already_goes")
    clock = _new(rule_code, subject_kind, subject_id, at, act)
    if agreed is not None:
        _agree(clock, agreed)
    clock.organisation, clock.post, clock.account = organisation, post, account
    clock.save(force_insert=True)
    _enter(clock, START, by=by, at=at, why=why)
    return clock


def _agree(clock: Clock, last: date) -> None:
    """The clock ends with the agreed day, whatever the length of its rule: no act has to be looked up for it."""
    if not deadline_rule(clock.rule_code, day_of(clock.started_at)).may_be_agreed:
        raise Conflict(code="term_is_not_agreed_on")
    clock.act, clock.point, clock.verified = AGREED, "", True
    clock.due_on = clock.plain_due_on = last
    clock.due_at = counting.end_of(last)
    clock.starts_on = min(clock.starts_on, last)
    clock.amount = counting.used(clock.started_at, counting.last_moment(last), clock.unit)


@transaction.atomic(savepoint=False)
def start_or_resume(
    *,
    rule_codes: Sequence[str],
    subject_kind: str,
    subject_id: uuid.UUID,
    organisation: Organisation | None,
    at: datetime,
    by: Mover,
    act: str = "",
    none_yet: bool = False,
) -> list[Clock]:
    """Let the clocks of these rules go: one that stands is resumed, one that is not there is started, in few queries.

    `none_yet`: the caller knows that nothing went for this subject before; a second clock of a rule is still refused by
    the database.
    """
    found = {} if none_yet else _all_going(rule_codes, subject_kind, subject_id)
    fresh = []
    for rule_code in rule_codes:
        if rule_code in found:
            found[rule_code] = _resumed(found[rule_code], at=at, by=by)
        else:
            clock = _new(rule_code, subject_kind, subject_id, at, act)
            clock.organisation = organisation
            fresh.append(clock)
    insert(fresh)
    insert([_entry(clock, START, by=by, at=at, why="") for clock in fresh])
    return [*found.values(), *fresh]


def _new(rule_code: str, subject_kind: str, subject_id: uuid.UUID, at: datetime, act: str) -> Clock:
    """A clock of the rule as it is in force on the day of `at`, not stored yet."""
    day = day_of(at)
    rule = deadline_rule(rule_code, day)
    due_at = counting.due_moment(at, rule.amount, rule.unit)
    due_on = counting.due_on(due_at)
    return Clock(
        rule_code=rule.code,
        title=rule.title,
        act=rule.act or act,
        point=rule.point,
        verified=rule.verified,
        on_return=rule.on_return,
        on_return_verified=rule.on_return_verified,
        amount=rule.amount,
        unit=rule.unit,
        subject_kind=subject_kind,
        subject_id=subject_id,
        started_at=at,
        starts_on=counting.first_day(day, rule.unit),
        counted_from=at,
        due_at=due_at,
        due_on=due_on,
        plain_due_on=due_on,
    )


@transaction.atomic(savepoint=False)
def pause(
    *, rule_code: str, subject_kind: str, subject_id: uuid.UUID, at: datetime, by: Mover, why: str
) -> Clock | None:
    """The subject went back to somebody else. What happens to the clock is said by its rule.

    "pause" and "restart": it stands until `resume`; "run": only an entry is left and it runs on.
    The day of the pause is still counted. None when no clock of the rule goes.
    """
    clock = _going(rule_code, subject_kind, subject_id)
    if clock is None or clock.outcome == PAUSED:
        return clock
    at = _not_before(clock, at)
    if clock.on_return == ON_RETURN_RUN:
        _enter(clock, RETURNED, by=by, at=at, why=why)
        return clock
    clock.used_before = _used(clock, at)
    clock.paused_at = at
    clock.outcome = PAUSED
    clock.save(update_fields=["used_before", "paused_at", "outcome"])
    _enter(clock, PAUSE, by=by, at=at, why=why)
    return clock


def _count_anew(clock: Clock, at: datetime) -> None:
    clock.used_before = 0
    clock.counted_from = at
    clock.due_at = counting.due_moment(at, clock.amount, clock.unit)


def _count_on(clock: Clock, at: datetime, paused_at: datetime) -> None:
    """Give back exactly what the pause took. A term that was over before the pause stays over."""
    if clock.unit == HOUR:
        clock.used_before = 0
        clock.counted_from += at - paused_at
        clock.due_at += at - paused_at
        return
    was_late = paused_at >= clock.due_at
    clock.counted_from = at
    if not was_late:
        clock.due_at = counting.due_moment(at, max(0, clock.amount - clock.used_before), clock.unit)


@transaction.atomic(savepoint=False)
def resume(
    *, rule_code: str, subject_kind: str, subject_id: uuid.UUID, at: datetime, by: Mover, why: str = ""
) -> Clock | None:
    """The subject came back: the clock goes on, counting from the next day, or starts anew if its rule says
    so.
    """
    clock = _going(rule_code, subject_kind, subject_id)
    return clock if clock is None else _resumed(clock, by=by, at=at, why=why)


def _resumed(clock: Clock, *, by: Mover, at: datetime, why: str = "") -> Clock:
    """The locked clock goes on; one that was never stopped stays as it is."""
    if clock.paused_at is None:
        return clock
    at = _not_before(clock, at)
    restarts = clock.on_return == ON_RETURN_RESTART
    if restarts:
        _count_anew(clock, at)
    else:
        _count_on(clock, at, clock.paused_at)
    clock.due_on = counting.due_on(clock.due_at)
    clock.paused_days += (day_of(at) - day_of(clock.paused_at)).days
    clock.paused_at = None
    clock.outcome = RUNNING
    clock.save(
        update_fields=[
            "used_before",
            "counted_from",
            "due_at",
            "due_on",
            "paused_days",
            "paused_at",
            "outcome",
        ]
    )
    _enter(clock, RESTART if restarts else RESUME, by=by, at=at, why=why)
    return clock


def _finish(clock: Clock, outcome: str, movement: str, *, by: Mover, at: datetime, why: str) -> None:
    at = _not_before(clock, at)
    if clock.paused_at is not None:
        clock.paused_days += (day_of(at) - day_of(clock.paused_at)).days
        clock.paused_at = None
    else:
        clock.used_before = _used(clock, at)
    clock.stopped_at = at
    clock.outcome = outcome
    clock.save(update_fields=["used_before", "paused_at", "paused_days", "stopped_at", "outcome"])
    _enter(clock, movement, by=by, at=at, why=why)


@transaction.atomic(savepoint=False)
def stop(
    *, rule_code: str, subject_kind: str, subject_id: uuid.UUID, at: datetime, by: Mover, why: str = ""
) -> Clock | None:
    """What the term was for is done: the clock is met, or late when the term was over (or over before a
    pause).
    """
    clock = _going(rule_code, subject_kind, subject_id)
    if clock is None:
        return None
    outcome = LATE if (clock.paused_at or at) >= clock.due_at else MET
    _finish(clock, outcome, STOP, by=by, at=at, why=why)
    return clock


@transaction.atomic(savepoint=False)
def cancel(
    *, rule_code: str, subject_kind: str, subject_id: uuid.UUID, at: datetime, by: Mover, why: str
) -> Clock | None:
    """The term of this rule is not due any more: what it was for proved unnecessary. None when it did not go."""
    clock = _going(rule_code, subject_kind, subject_id)
    if clock is not None:
        _finish(clock, CANCELLED, CANCEL, by=by, at=at, why=why)
    return clock


@transaction.atomic(savepoint=False)
def cancel_others(
    *, like: str, keep: str, subject_kind: str, subject_id: uuid.UUID, at: datetime, by: Mover, why: str
) -> int:
    """Another rule of the same family took over: going clocks whose rule begins with `like`, but `keep`, are cancelled."""
    rows = Clock.objects.going().select_for_update().filter(subject_kind=subject_kind, subject_id=subject_id)
    clocks = list(rows.filter(rule_code__startswith=like).exclude(rule_code=keep).order_by("pk"))
    for clock in clocks:
        _finish(clock, CANCELLED, CANCEL, by=by, at=at, why=why)
    return len(clocks)


@transaction.atomic(savepoint=False)
def cancel_all(*, subject_kind: str, subject_id: uuid.UUID, at: datetime, by: Mover, why: str) -> int:
    """Nothing on the subject is due any more (withdrawn, annulled): how many clocks were cancelled."""
    rows = Clock.objects.going().select_for_update().filter(subject_kind=subject_kind, subject_id=subject_id)
    clocks = list(rows.order_by("pk"))
    for clock in clocks:
        _finish(clock, CANCELLED, CANCEL, by=by, at=at, why=why)
    return len(clocks)


@transaction.atomic(savepoint=False)
def reassign(
    *,
    rule_code: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    organisation: Organisation,
    post: Post | None,
    at: datetime,
    by: Mover,
    why: str,
) -> Clock | None:
    """Another office or another post answers for the term from now on; the term itself does not change."""
    clock = _going(rule_code, subject_kind, subject_id)
    if clock is None:
        return None
    at = _not_before(clock, at)
    clock.organisation = organisation
    clock.post = post
    clock.save(update_fields=["organisation", "post"])
    _enter(clock, REASSIGN, by=by, at=at, why=why)
    return clock


@transaction.atomic(savepoint=False)
def mark_late(*, at: datetime, limit: int = 500) -> int:
    """Write down, once for each clock, that a running term is over. Returns how many were found."""
    rows = Clock.objects.running().filter(became_late_at__isnull=True, due_at__lte=at)
    clocks = list(rows.select_for_update(skip_locked=True).order_by("due_at")[:limit])
    for clock in clocks:
        clock.became_late_at = clock.due_at
        clock.save(update_fields=["became_late_at"])
        _enter(clock, BECAME_LATE, by=None, at=at, why="")
    return len(clocks)
