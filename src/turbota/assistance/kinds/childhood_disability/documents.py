"""What to bring. The disability itself is in registers: copies are not demanded (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance import persons
from turbota.assistance.asking.papers import identity, refused_tax_number
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.childhood_disability.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    everybody = [row for _, row in persons.everybody(answers)]
    found = [identity(ACT)]
    if any(row.get("tax_number_state") == "refused" for row in everybody):
        found.append(refused_tax_number(ACT))
    if any(row.get("relation") == "ward" for row in everybody):
        found.append(
            NeededDocument(
                "guardianship",
                "Рішення про опіку чи піклування",
                "Підтверджує, що допомогу на цю людину отримуєте ви.",
                obligatory=True,
                act=ACT,
            )
        )
    if any(row.get("care_needed") is True for row in everybody):
        found.append(
            NeededDocument(
                "care",
                "Медичний висновок про потребу в постійному догляді",
                "За ним призначають надбавку на догляд.",
                obligatory=False,
                act=ACT,
            )
        )
    return found
