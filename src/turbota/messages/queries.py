"""Reads of messages and of the outbox."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from turbota.access.actors import Actor
from turbota.messages import permissions
from turbota.messages.models import Delivery, Message
from turbota.messages.states import (
    CABINET,
    EMAIL,
    FAILED,
    FROM_PERSON,
    GAVE_UP,
    OPEN,
    POST,
    TO_ORGANISATION,
    TO_PERSON,
)


def _of_person(person_id: uuid.UUID | None) -> Q:
    """Messages of the person, those from before a duplicate was merged into the person too."""
    if person_id is None:
        return Q(pk__in=[])
    return Q(person=person_id) | Q(person__merged_into=person_id)


def inbox_of(actor: Actor) -> QuerySet[Message]:
    """Messages to the actor as a citizen, newest first; none for somebody who is no person."""
    rows = Message.objects.filter(_of_person(actor.person_id), direction=TO_PERSON)
    return rows.order_by("-created_at", "-pk")


def addressed_to(actor: Actor) -> QuerySet[Message]:
    """Messages written to the actor: as a citizen, and to the offices where the actor works."""
    mine = Q(direction=TO_PERSON) & _of_person(actor.person_id)
    office = Q(direction__in=(FROM_PERSON, TO_ORGANISATION), organisation__in=actor.organisations())
    return Message.objects.filter(mine | office)


def unread_count(actor: Actor) -> int:
    """How many messages written to the actor nobody on that side has opened."""
    return addressed_to(actor).filter(read_at__isnull=True).count()


def office_inbox(actor: Actor) -> QuerySet[Message]:
    """Notices and letters to the offices where the actor works, newest first."""
    rows = Message.objects.filter(
        direction__in=(FROM_PERSON, TO_ORGANISATION), organisation__in=actor.organisations()
    )
    return rows.order_by("-created_at", "-pk")


def message_for(actor: Actor, message_id: uuid.UUID) -> Message | None:
    """One message that the actor wrote or got as a citizen, or that an office of the actor wrote or got."""
    mine = _of_person(actor.person_id) & Q(direction__in=(TO_PERSON, FROM_PERSON))
    office = Q(organisation__in=actor.organisations())
    return Message.objects.filter(mine | office, pk=message_id).first()


def thread_of(subject_kind: str, subject_id: uuid.UUID, *, with_notices: bool = False) -> QuerySet[Message]:
    """Messages between the person and the offices about a thing that the caller may see, oldest first.

    `with_notices`: also what offices told each other (for staff only).
    """
    rows = Message.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    if not with_notices:
        rows = rows.exclude(direction=TO_ORGANISATION)
    return rows.prefetch_related("deliveries").order_by("created_at", "pk")


def waiting_on_paper(
    subject_kind: str, subject_ids: Iterable[uuid.UUID], *, kinds: tuple[str, ...]
) -> set[uuid.UUID]:
    """Subjects, of those the caller may see, with a message of the kinds that is still to be handed over on paper."""
    rows = Delivery.objects.filter(
        channel=POST,
        state__in=OPEN,
        message__subject_kind=subject_kind,
        message__subject_id__in=list(subject_ids),
        message__kind__in=kinds,
    )
    return set(rows.values_list("message__subject_id", flat=True))


def letters_to_hand_out(actor: Actor) -> QuerySet[Message]:
    """Letters about mandates that an office of the actor has to print and give to people without a cabinet, oldest first.

    Of the whole office: `applications.mandate_queries.letters_in_hands` keeps a district to its own.
    """
    rows = Message.objects.filter(
        organisation__in=actor.organisations(),
        direction=TO_PERSON,
        subject_kind="mandate",
        deliveries__channel=POST,
        deliveries__state__in=OPEN,
    )
    return rows.select_related("person").order_by("created_at", "pk")


def last_notices(
    actor: Actor, subject_kind: str, subject_ids: Iterable[uuid.UUID]
) -> dict[uuid.UUID, Message]:
    """The newest notice to the actor's offices about each subject, in one query: what happened since."""
    rows = office_inbox(actor).filter(subject_kind=subject_kind, subject_id__in=list(subject_ids))
    newest = rows.order_by("subject_id", "-created_at", "-pk").distinct("subject_id")
    return {row.subject_id: row for row in newest}


def outbox(actor: Actor, *, state: str = "") -> QuerySet[Delivery]:
    """Deliveries outside the cabinet, newest first, optionally of one state. Raises Forbidden for all but
    administrators.
    """
    permissions.SEE_OUTBOX.check_role(actor)
    every = Delivery.objects.exclude(channel=CABINET).select_related("message").order_by("-pk")
    rows: QuerySet[Delivery] = permissions.SEE_OUTBOX.visible(actor, every)
    return rows.filter(state=state) if state else rows


def outbox_counts(actor: Actor) -> dict[str, int]:
    """How many deliveries outside the cabinet are in each state. Raises Forbidden for all but
    administrators.
    """
    rows = outbox(actor).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def letters_standing(*, at: datetime) -> dict[str, int]:
    """For monitoring, without anybody's data: how many letters wait, how many of them were not taken yet, how many
    were given up, and how old the oldest waiting one is, in seconds.
    """
    rows = Delivery.objects.filter(channel=EMAIL, state__in=(*OPEN, GAVE_UP))
    counted = rows.aggregate(
        waiting=Count("pk", filter=Q(state__in=OPEN)),
        not_taken=Count("pk", filter=Q(state=FAILED)),
        gave_up=Count("pk", filter=Q(state=GAVE_UP)),
        oldest=Min("message__created_at", filter=Q(state__in=OPEN)),
    )
    oldest = counted.pop("oldest")
    return {**counted, "oldest_seconds": max(0, round((at - oldest).total_seconds())) if oldest else 0}


def letters_due(*, at: datetime, limit: int = 200) -> list[uuid.UUID]:
    """Identifiers of letters whose time has come, the longest waiting first."""
    rows = Delivery.objects.due(at).order_by("next_at")
    return list(rows.values_list("pk", flat=True)[:limit])


def letter_counts() -> dict[str, int]:
    """How many letters of e-mail are in each state, for monitoring: numbers alone."""
    rows = Delivery.objects.filter(channel=EMAIL).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def oldest_letter_due(at: datetime) -> datetime | None:
    """Since when the longest waiting letter should have been tried; None when none waits."""
    rows = Delivery.objects.filter(channel=EMAIL, state__in=OPEN, next_at__lte=at)
    found: datetime | None = rows.aggregate(oldest=Min("next_at"))["oldest"]
    return found
