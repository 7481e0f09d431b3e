"""Where the answers of one kind stand in the common household, and whom of the household a claim is about.

Most kinds need nothing here: their questions stand in the household under the same path. A form that was released
with paths of its own stays as it is, and says here which common question each of them is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from turbota.assistance.calculation import Reason
from turbota.assistance.forms import Question

Row = Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """A claim about some members only. ``marker`` is asked about every member of the household.

    ``choose`` picks the members by the marker, and where nobody answered it, by what else is known of them.
    ``nobody`` says what it means when the family has no such member.
    """

    marker: Question
    choose: Callable[[Sequence[Row], date], list[Row]]
    nobody: Reason


@dataclass(frozen=True, eq=False)
class Placing:
    """Path of the kind's own form → path of the household, both ``section.question``; the rest stands as it is.

    Known by itself, not by what it holds: a kind stays a key of caches.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    about: About | None = None

    def to_common(self, path: str) -> str:
        """The path in the household."""
        return self.moved.get(path, path)


SAME = Placing()
