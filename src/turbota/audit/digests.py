"""Digests of audit rows: SHA-256 of a canonical text, the same on every machine and in every year."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from turbota.audit.models import Event

GENESIS = "0" * 64
"""What stands for the block before the first one."""


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _identifier(value: uuid.UUID | None) -> str | None:
    return None if value is None else str(value)


def _digest(content: dict[str, object]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def of_event(event: Event) -> str:
    """The digest of every column of the event, hexadecimal."""
    return _digest(
        {
            "id": str(event.pk),
            "at": _moment(event.at),
            "inserted_at": _moment(event.inserted_at),
            "actor_id": _identifier(event.actor_id),
            "actor_name": event.actor_name,
            "actor_role": event.actor_role,
            "organisation_id": _identifier(event.organisation_id),
            "action": event.action,
            "right": event.right,
            "subject_kind": event.subject_kind,
            "subject_id": _identifier(event.subject_id),
            "purpose": event.purpose,
            "outcome": event.outcome,
        }
    )


def of_root(digests: Iterable[str]) -> str:
    """The digest of the digests of a block's events, in their places."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def of_block(*, number: int, sealed_at: datetime, count: int, root: str, previous: str) -> str:
    """The digest of a block: covers its contents through `root` and all earlier blocks through `previous`."""
    return _digest(
        {
            "number": number,
            "sealed_at": _moment(sealed_at),
            "count": count,
            "root": root,
            "previous": previous,
        }
    )
