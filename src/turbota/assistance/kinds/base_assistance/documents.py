"""What to bring. Whatever the state's registers hold is not demanded (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import of_family
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.base_assistance.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers on this day, the obligatory first."""
    return of_family(answers, ACT)
