"""Recording events and sealing them into blocks."""

import uuid
from datetime import datetime

from django.db import connection, transaction

from turbota.audit import digests, queries
from turbota.audit.actors import Actor
from turbota.audit.models import Block, BlockEntry, Event
from turbota.audit.states import CITIZEN
from turbota.kernel.ready import insert

SEAL_LOCK = 0x7475_7262
BLOCK_LIMIT = 20_000
"""At most so many events in one block: a long backlog is sealed in several blocks of bounded memory."""


def record(
    *,
    actor: Actor,
    action: str,
    right: str,
    subject_kind: str,
    subject_id: uuid.UUID | None,
    purpose: str,
    at: datetime,
    outcome: str = "allowed",
) -> Event:
    """Write one event. It lives and dies with the present transaction.

    `right`: read, modify, destroy or enter; another word raises IntegrityError. A refusal that raises rolls
    its transaction back: record refusals after it, at the edge. `purpose` says why in words of the work,
    never anything about a person.
    """
    event = Event(
        at=at,
        actor_id=actor.account_id,
        actor_name="" if actor.role == CITIZEN else actor.name,
        actor_role=actor.role,
        organisation_id=actor.organisation_id,
        action=action,
        right=right,
        subject_kind=subject_kind,
        subject_id=subject_id,
        purpose=purpose,
        outcome=outcome,
    )
    insert([event])
    return event


def record_read(
    *, actor: Actor, subject_kind: str, subject_id: uuid.UUID, purpose: str, at: datetime
) -> Event:
    """Write that the actor saw the data of the subject: action "<kind>.read"."""
    return record(
        actor=actor,
        action=f"{subject_kind}.read",
        right="read",
        subject_kind=subject_kind,
        subject_id=subject_id,
        purpose=purpose,
        at=at,
    )


def _waiting() -> list[Event]:
    """Committed events in no block, as far back as one may still come from."""
    events, sealed = Event.objects.unsealed(), queries.sealed_up_to()
    if sealed is not None:
        events = events.filter(inserted_at__gte=sealed)
    return list(events.order_by("inserted_at", "pk")[:BLOCK_LIMIT])


@transaction.atomic
def seal(*, at: datetime) -> Block | None:
    """Put the events that stand in no block into the next one; None when there are none or another worker
    seals.

    An event committed late, with an older identifier than sealed ones, comes into the next block.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [SEAL_LOCK])
        if not cursor.fetchone()[0]:
            return None
    events = _waiting()
    if not events:
        return None
    last = Block.objects.order_by("-number").first()
    number = 1 if last is None else last.number + 1
    previous = digests.GENESIS if last is None else last.digest
    leaves = [digests.of_event(event) for event in events]
    root = digests.of_root(leaves)
    covers_until = max(event.inserted_at for event in events)
    block = Block.objects.create(
        number=number,
        sealed_at=at,
        count=len(events),
        first_id=events[0].pk,
        last_id=events[-1].pk,
        covers_until=covers_until if last is None else max(covers_until, last.covers_until),
        root=root,
        previous=previous,
        digest=digests.of_block(number=number, sealed_at=at, count=len(events), root=root, previous=previous),
    )
    BlockEntry.objects.bulk_create(
        [
            BlockEntry(event_id=event.pk, block=block, place=place, digest=leaf)
            for place, (event, leaf) in enumerate(zip(events, leaves, strict=True))
        ],
        batch_size=2000,
    )
    return block
