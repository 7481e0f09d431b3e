"""What to bring. Incomes and the disability are in registers: copies are not demanded (order 1, p. 1.4; R139)."""

from __future__ import annotations

from datetime import date

from turbota.assistance import persons
from turbota.assistance.asking.papers import declared_income, identity, refused_tax_number
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument
from turbota.assistance.kinds.mental_disorder_care.rules import ACT


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers, the obligatory first."""
    found = [identity(ACT)]
    if any(row.get("tax_number_state") == "refused" for _, row in persons.everybody(answers)):
        found.append(refused_tax_number(ACT))
    found.append(
        NeededDocument(
            "medical",
            "Висновок лікарської комісії про потребу в постійному догляді",
            "За ним призначають допомогу. Його дає лікар людини, за якою ви доглядаєте.",
            obligatory=True,
            act=ACT,
        )
    )
    if (answers.get("address") or {}).get("lives_elsewhere") is True:
        found.append(
            NeededDocument(
                "survey",
                "Акт обстеження: підтверджує, що ви живете разом",
                "Складає громада, якщо ви живете не за адресою реєстрації. Самі його не готуйте.",
                obligatory=False,
                act=ACT,
            )
        )
    return [*found, *declared_income(answers)]
