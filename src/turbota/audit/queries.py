"""Reads of the audit. The caller has already decided that the reader may see the subject."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Max, Min, Q

from turbota.audit.models import Block, Event
from turbota.audit.states import LONGEST_TRANSACTION


@dataclass(frozen=True)
class Reading:
    """How often one office, in one role and for one purpose, looked at the subjects."""

    organisation_id: uuid.UUID | None
    role: str
    purpose: str
    count: int
    last_at: datetime


def sealed_up_to() -> datetime | None:
    """All events inserted before this moment are sealed; None while that cannot be said.

    A block that covers moments which are still to come was sealed while the clock of the database was wrong: then the
    last block before it says how far back an event may still wait.
    """
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        now = cursor.fetchone()[0]
    last = Block.objects.filter(covers_until__lte=now).order_by("-number").first()
    return None if last is None else last.covers_until - LONGEST_TRANSACTION


def readings_of(
    subject_kind: str, subject_ids: list[uuid.UUID], *, without_account: uuid.UUID | None = None
) -> list[Reading]:
    """Who looked at these subjects, newest first: offices, roles and purposes, without names of officers.

    `without_account`: the person's own account, whose looks are not interesting to herself.
    """
    events = Event.objects.about(subject_kind, subject_ids).readings()
    if without_account is not None:
        events = events.filter(~Q(actor_id=without_account) | Q(actor_id=None))
    rows = (
        events.values_list("organisation_id", "actor_role", "purpose")
        .annotate(count=Count("pk"), last_at=Max("at"))
        .order_by("-last_at", "purpose")
    )
    return [Reading(*row) for row in rows]


def events_of(subject_kind: str, subject_id: uuid.UUID, *, limit: int = 200) -> list[Event]:
    """What was done with one subject, newest first, for those who control access."""
    return list(Event.objects.about(subject_kind, [subject_id]).order_by("-at", "-pk")[:limit])


def security_events(
    *, since: datetime, until: datetime, limit: int = 500, organisations: Collection[uuid.UUID] | None = None
) -> list[Event]:
    """Signing in, granting of posts and refusals in [since, until), newest first.

    `organisations`: only acts of people at work there; None = all, those of nobody signed in too.
    """
    events = Event.objects.security().filter(at__gte=since, at__lt=until)
    if organisations is not None:
        events = events.filter(organisation_id__in=organisations)
    return list(events.order_by("-at", "-pk")[:limit])


def last_block() -> Block | None:
    """The newest sealed block; None when nothing has been sealed yet."""
    return Block.objects.order_by("-number").first()


def oldest_unsealed() -> datetime | None:
    """The moment of the oldest event after the newest block, by the database's clock; None when all is sealed."""
    last = last_block()
    events = Event.objects.all() if last is None else Event.objects.filter(inserted_at__gt=last.covers_until)
    found: datetime | None = events.aggregate(oldest=Min("inserted_at"))["oldest"]
    return found
