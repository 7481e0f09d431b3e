"""What to bring: the medical conclusion. Insurance is in a register: no paper (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.maternity_uninsured.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    conclusion = NeededDocument(
        "pregnancy",
        "Медичний висновок про вагітність і пологи",
        "Підтверджує, за які дні платити. Якщо висновок електронний, вистачить його номера.",
        obligatory=True,
        act=ACT,
    )
    return [*usual(answers, ACT), conclusion]
