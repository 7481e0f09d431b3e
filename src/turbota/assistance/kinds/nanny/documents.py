"""What to bring for a nanny. Disability, displacement and work are in registers (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import people
from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.nanny.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = usual(answers, ACT)
    found.append(
        NeededDocument(
            "contract",
            "Договір із нянею",
            "За ним видно, хто доглядає, скільки годин і до якого дня.",
            obligatory=True,
            act=ACT,
        )
    )
    if any(row.get("severe_illness") is True for row in people(answers)):
        found.append(
            NeededDocument(
                "medical",
                "Медичний документ про тяжку хворобу дитини",
                "За ним няню оплачують довше.",
                obligatory=True,
                act=ACT,
            )
        )
    return found
