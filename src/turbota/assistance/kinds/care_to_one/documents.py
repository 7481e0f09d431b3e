"""What to bring. Births and leaves are in registers: copies are not demanded (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.care_to_one.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = usual(answers, ACT)
    if (answers.get("care_to_one_leave") or {}).get("role") == "other":
        found.append(
            NeededDocument(
                "representative",
                "Документ про усиновлення або опіку, якщо ви не мати й не батько",
                "Підтверджує, що ви законний представник дитини.",
                obligatory=False,
                act=ACT,
            )
        )
    return found
