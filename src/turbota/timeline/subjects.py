"""Whose line it is: the persons, and of their cases those that the viewer may see."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """Persons whose money is on the line, and cases whose care is."""

    persons: tuple[uuid.UUID, ...]
    cases: tuple[uuid.UUID, ...]
