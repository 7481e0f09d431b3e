"""Reads of the ledger."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from turbota.access.actors import Actor
from turbota.deadlines.models import Clock, ClockEntry
from turbota.deadlines.presentation import ClockView, state
from turbota.deadlines.states import PAUSED
from turbota.kernel.working_days import next_working_day

__all__ = [
    "ClockView",
    "DayStrip",
    "clocks_of",
    "clocks_of_many",
    "due_day_of",
    "entries_of",
    "running_for",
    "state",
    "strip",
]

KEPT: list[Callable[[Actor], Q]] = []
"""Which clocks are kept from an actor of the body that answers for them; an upper package adds a function when loaded."""

_SHOWN = (
    "rule_code",
    "title",
    "act",
    "point",
    "verified",
    "on_return_verified",
    "amount",
    "unit",
    "subject_id",
    "started_at",
    "counted_from",
    "used_before",
    "due_at",
    "due_on",
    "plain_due_on",
    "paused_at",
    "paused_days",
    "stopped_at",
    "outcome",
    "organisation__name",
)
"""What `state` and the pages read of a clock."""


@dataclass(frozen=True)
class DayStrip:
    """How many terms end when: the strip above a queue. `days` holds the next working days, zeros
    included.
    """

    late: int
    today: int
    days: tuple[tuple[date, int], ...]
    later: int
    paused: int


def clocks_of(subject_kind: str, subject_id: uuid.UUID) -> list[Clock]:
    """All clocks of a subject the caller may already see, oldest first."""
    rows = Clock.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    return list(rows.select_related("organisation").only(*_SHOWN).order_by("started_at", "pk"))


def clocks_of_many(subject_kind: str, subject_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Clock]]:
    """Going clocks of many subjects in one query, the nearest term first: for a page of a queue."""
    found: dict[uuid.UUID, list[Clock]] = defaultdict(list)
    rows = Clock.objects.going().filter(subject_kind=subject_kind, subject_id__in=list(subject_ids))
    for clock in rows.select_related("organisation").only(*_SHOWN).order_by("due_at", "pk"):
        found[clock.subject_id].append(clock)
    return dict(found)


def entries_of(clock: Clock) -> list[ClockEntry]:
    """The movements of one clock, oldest first."""
    return list(clock.entries.order_by("at", "pk"))


def entries_of_many(clocks: Iterable[Clock]) -> list[ClockEntry]:
    """The movements of several clocks in one query, oldest first."""
    return list(ClockEntry.objects.filter(clock__in=list(clocks)).order_by("at", "pk"))


def due_day_of(subject_kind: str, subject: str = "pk") -> Subquery:
    """An expression for a queue's order: the nearest last day of the going clocks of the outer row."""
    rows = Clock.objects.going().filter(subject_kind=subject_kind, subject_id=OuterRef(subject))
    return Subquery(rows.order_by("due_on").values("due_on")[:1])


def running_for(actor: Actor, *, post_id: uuid.UUID | None = None) -> QuerySet[Clock]:
    """Going clocks that the actor's organisations answer for, the nearest term first; optionally of one
    post.

    A term that one post answers for is told only to who holds the post: so a case of social work that nobody else may
    know of is in no count of its unit. What an upper package keeps from the actor (`KEPT`) is not told either.
    """
    held = Q(post__isnull=True) | Q(post__in=[post.post_id for post in actor.posts])
    rows = Clock.objects.going().filter(held, organisation__in=actor.organisations())
    for kept in KEPT:
        rows = rows.exclude(kept(actor))
    if post_id is not None:
        rows = rows.filter(post=post_id)
    return rows.select_related("organisation").order_by("due_at", "pk")


def strip(actor: Actor, today: date, *, ahead: int = 4, post_id: uuid.UUID | None = None) -> DayStrip:
    """Counts of terms by the day they end, over the actor's organisations, in one query.

    A term that ends today is still in time; a standing clock is counted as paused only.
    """
    rows = running_for(actor, post_id=post_id).order_by()
    standing = Q(outcome=PAUSED)
    counted = rows.values_list("due_on").annotate(
        running=Count("pk", filter=~standing), paused=Count("pk", filter=standing)
    )
    running: dict[date, int] = {}
    paused = 0
    for due_on, number, standing_number in counted:
        running[due_on] = number
        paused += standing_number
    days: list[date] = []
    day = today
    for _ in range(ahead):
        day = next_working_day(day)
        days.append(day)
    shown = {today, *days}
    return DayStrip(
        late=sum(number for due, number in running.items() if due < today),
        today=running.get(today, 0),
        days=tuple((day, running.get(day, 0)) for day in days),
        later=sum(number for due, number in running.items() if due > today and due not in shown),
        paused=paused,
    )


def overdue_count(today: date) -> int:
    """How many running terms of the whole platform have ended before today, for monitoring: a number alone."""
    return Clock.objects.running().filter(due_on__lt=today).count()
