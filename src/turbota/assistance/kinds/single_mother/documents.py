"""What to bring. Birth, marriage and death are in the register of civil status: no copies (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import people
from turbota.assistance.asking.papers import income, usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.single_mother.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = usual(answers, ACT)
    if any(row.get("occupation") == "studies_full_time" for row in people(answers)):
        found.append(
            NeededDocument(
                "study",
                "Довідка про навчання",
                "Дітей, що вчаться на денній або дуальній формі, закон враховує до 23 років.",
                obligatory=False,
                act=ACT,
            )
        )
    return [*found, income()]
