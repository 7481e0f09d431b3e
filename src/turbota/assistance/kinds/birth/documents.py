"""What to bring for assistance at birth. The birth itself is in the register of civil status: no copy is demanded
of a child born in Ukraine (order 1, p. 1.4; R139).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import people
from turbota.assistance.asking.papers import identity, refused_tax_number
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.birth.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = [identity(ACT)]
    if (answers.get("applicant") or {}).get("tax_number_state") == "refused":
        found.append(refused_tax_number(ACT))
    if any(row.get("born_abroad") is True for row in people(answers)):
        found.append(
            NeededDocument(
                "birth_abroad",
                "Свідоцтво про народження, видане за кордоном, з перекладом",
                "Запису про дитину, народжену за кордоном, може не бути в реєстрі.",
                obligatory=True,
                act=ACT,
            )
        )
    if (answers.get("claim") or {}).get("relation") in ("adopter", "guardian"):
        found.append(
            NeededDocument(
                "adoption",
                "Рішення про усиновлення або опіку",
                "Підтверджує, що допомогу на дитину призначають вам.",
                obligatory=True,
                act=ACT,
            )
        )
    return found
