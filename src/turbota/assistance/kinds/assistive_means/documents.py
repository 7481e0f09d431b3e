"""What to bring: who applies; the conclusion of a doctor if there is one."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument

ACT = "постанова КМУ № 321 від 05.04.2012"


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    conclusion = NeededDocument(
        "conclusion",
        "Висновок лікаря або індивідуальна програма реабілітації",
        "За ним підбирають засіб. Якщо документа ще немає, спеціаліст скаже, як його отримати.",
        obligatory=False,
        act=ACT,
    )
    return [*usual(answers, ACT), conclusion]
