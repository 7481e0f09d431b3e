"""What to bring for the living allowance. The certificate, wages, pensions and disability are in registers: copies
are not demanded (order 1, p. 1.4; R139).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import people
from turbota.assistance.asking.papers import declared_income, usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.idp_living.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = usual(answers, ACT)
    everybody = [answers.get("applicant") or {}, *people(answers)]
    if any(person.get("occupation") in ("ill", "cares_adult") for person in everybody):
        found.append(
            NeededDocument(
                "medical",
                "Медичний висновок або довідка про лікування чи догляд",
                "Підтверджує поважну причину, чому людина не працює.",
                obligatory=False,
                act=ACT,
            )
        )
    return [*found, *declared_income(answers)]
