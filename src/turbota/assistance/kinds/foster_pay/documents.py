"""What to bring: the contract. Disability is in a register: copies are not demanded (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.foster_pay.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    contract = NeededDocument(
        "contract",
        "Договір про влаштування дітей у прийомну родину або дитячий будинок сімейного типу",
        "За ним визначають, скількох дітей влаштовано і відколи.",
        obligatory=True,
        act=ACT,
    )
    return [*usual(answers, ACT), contract]
