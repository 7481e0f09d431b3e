"""What to bring. Pensions, disability and civil status are in registers: copies are not demanded (R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance import persons
from turbota.assistance.asking.papers import declared_income, identity, refused_tax_number
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.no_pension.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    everybody = [row for _, row in persons.everybody(answers)]
    found = [identity(ACT)]
    if any(row.get("tax_number_state") == "refused" for row in everybody):
        found.append(refused_tax_number(ACT))
    if any(row.get("lost_breadwinner") is True and row.get("studies") is True for row in everybody):
        found.append(
            NeededDocument(
                "study",
                "Довідка про навчання на денній формі",
                "Після 18 років допомогу платять тим, хто навчається.",
                obligatory=True,
                act=ACT,
            )
        )
    return [*found, *declared_income(answers)]
