"""What to bring: the decision about the child. Pensions and disability are in registers (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import income, usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.guardianship.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    decision = NeededDocument(
        "decision",
        "Рішення про опіку чи піклування та про статус дитини",
        "Підтверджує, що допомогу на дитину призначають вам.",
        obligatory=True,
        act=ACT,
    )
    return [*usual(answers, ACT), decision, income()]
