"""What to bring for a privilege. Residence, incomes and disability are in registers (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.papers import of_family
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.privilege_utilities.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    proof = NeededDocument(
        "privilege_proof",
        "Посвідчення або інший документ про право на пільгу",
        "За ним спеціаліст визначить відсоток і строк пільги. Якщо ви вже є в реєстрі пільговиків, копія не потрібна.",
        obligatory=False,
        act=ACT,
    )
    found = of_family(answers, ACT)
    return [*found[:1], proof, *found[1:]]
