"""What to bring. Obligatory is only who applies: the assessment finds the rest, and registers hold much of it (R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument

ACT = "Закон України «Про соціальні послуги» № 2671-VIII від 17.01.2019"


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = usual(answers, ACT)
    category = (answers.get("need") or {}).get("category")
    if category in (None, "elderly", "disability", "ill"):
        found.append(
            NeededDocument(
                "medical",
                "Висновок лікаря про стан здоров’я і потребу в догляді",
                "Допоможе оцінити потреби. Якщо висновку немає, заяву приймуть без нього.",
                obligatory=False,
                act=ACT,
            )
        )
    found.append(
        NeededDocument(
            "income",
            "Довідка про доходи, яких немає в реєстрах",
            "Від доходу залежить, чи послуга безоплатна. Якщо довідки немає, доходи знайдуть самі.",
            obligatory=False,
            act=ACT,
        )
    )
    return found
