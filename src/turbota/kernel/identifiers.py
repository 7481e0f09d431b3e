"""Identifiers of rows: UUID version 7, made in Python, so that an object has its name before it is stored."""

import uuid

from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A new UUIDv7: sorted by time of creation, safe to show in an address, says nothing of a person."""
    return uuid7()
