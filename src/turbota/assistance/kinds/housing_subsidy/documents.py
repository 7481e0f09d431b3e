"""What to bring for the subsidy. Incomes, residence, disability and property are in registers (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import of_family
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.housing_subsidy.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = of_family(answers, ACT)
    if (answers.get("housing_subsidy") or {}).get("debt_settled") is True:
        found.append(
            NeededDocument(
                "debt_agreement",
                "Договір про розстрочення боргу або ухвала суду",
                "Підтверджує, що борг за послуги вже не заважає субсидії.",
                obligatory=False,
                act=ACT,
            )
        )
    return found
