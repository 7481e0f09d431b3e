"""What to bring. A death registered in Ukraine is in the register of civil status (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.burial.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    return [
        *usual(answers, ACT),
        NeededDocument(
            "death",
            "Витяг про смерть для допомоги на поховання",
            "Його дають під час реєстрації смерті. Якщо витягу немає, запис знайдуть у реєстрі.",
            obligatory=False,
            act=ACT,
        ),
    ]
