"""What to bring: the certificate about the illness. Births are in the register (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import people
from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.sick_child.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = usual(answers, ACT)
    found.append(
        NeededDocument(
            "illness",
            "Довідка лікарсько-консультативної комісії про тяжке захворювання дитини",
            "Підтверджує хворобу і строк, на який призначають допомогу.",
            obligatory=True,
            act=ACT,
        )
    )
    if any(row.get("relation") == "ward" for row in people(answers)):
        found.append(
            NeededDocument(
                "status",
                "Рішення про опіку або договір прийомної родини",
                "Підтверджує, що за дитиною доглядаєте ви.",
                obligatory=True,
                act=ACT,
            )
        )
    return found
