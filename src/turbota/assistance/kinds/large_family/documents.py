"""What to bring. Births are in the register of civil status: copies are not demanded (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.large_family.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    card = NeededDocument(
        "family_card",
        "Посвідчення батьків багатодітної родини й дитини з неї",
        "Підтверджує, що родина багатодітна. Посвідчення видає громада.",
        obligatory=True,
        act=ACT,
    )
    return [*usual(answers, ACT), card]
