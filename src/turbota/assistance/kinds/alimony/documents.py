"""What to bring: the ground, when no register of the state says it (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import income, usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.alimony.rules import ACT

PAPERS = {
    "criminal": "Довідка про кримінальне провадження проти боржника",
    "treatment": "Довідка про примусове лікування боржника",
    "prison": "Довідка про перебування боржника в місці позбавлення волі",
    "incapable": "Рішення суду про недієздатність боржника",
    "conscript": "Довідка про строкову службу боржника",
    "unknown": "Повідомлення поліції про розшук боржника або що його не знайдено",
    "other": "Документ про причину, з якої не платять аліментів",
}


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = usual(answers, ACT)
    title = PAPERS.get(str((answers.get("alimony_debtor") or {}).get("ground")))
    if title:
        why = "Підтверджує, чому дитина не отримує аліментів."
        found.append(NeededDocument("debtor", title, why, obligatory=True, act=ACT))
    return [*found, income()]
