"""What to bring. Whatever the state's registers hold is not demanded (order 1, p. 1.4; R139).

Not demanded, because a register answers: tax number, residence, civil status of people born in Ukraine,
wages and pensions, disability, status of an unemployed person, deposits are declared by the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.asking.papers import income, usual
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument

ACT = "постанова КМУ № 250 від 24.02.2003"
INCOME_ACT = "постанова КМУ № 632 від 22.07.2020"
DECLARED_ONLY = ("abroad_transfer", "rent", "alimony", "other")


def documents(answers: Answers, on: date) -> list[NeededDocument]:
    """Documents for these answers on this day, the obligatory first."""
    found = usual(answers, ACT)
    applicant: Mapping[str, Any] = answers.get("applicant") or {}
    members = [row for row in answers.get("members") or [] if isinstance(row, Mapping)]
    people = [applicant, *members]
    if any(person.get("occupation") == "studies_full_time" for person in people):
        found.append(_study())
    if any(person.get("occupation") in ("ill", "cares_adult") for person in people):
        found.append(_medical())
    if any(row.get("relation") == "ward" for row in members):
        found.append(_guardianship())
    if any(row.get("class") in DECLARED_ONLY for row in answers.get("incomes") or []):
        found.append(income(INCOME_ACT))
    if (answers.get("address") or {}).get("lives_elsewhere") is True:
        found.append(_survey())
    return sorted(found, key=lambda item: not item.obligatory)


def _study() -> NeededDocument:
    return NeededDocument(
        "study",
        "Довідка про навчання",
        "Студентів денної форми до 23 років закон зараховує до родини. У довідці має бути форма навчання.",
        obligatory=False,
        act=ACT,
    )


def _medical() -> NeededDocument:
    return NeededDocument(
        "medical",
        "Медичний висновок або довідка про лікування чи догляд",
        "Підтверджує поважну причину, чому людина не працює.",
        obligatory=True,
        act=ACT,
    )


def _guardianship() -> NeededDocument:
    return NeededDocument(
        "guardianship",
        "Рішення про опіку чи піклування",
        "Підтверджує, що дитина живе у вашій родині.",
        obligatory=True,
        act=ACT,
    )


def _survey() -> NeededDocument:
    return NeededDocument(
        "survey",
        "Акт обстеження умов, у яких живе родина",
        "Складає громада, якщо ви живете не за адресою реєстрації. Самі його не готуйте.",
        obligatory=False,
        act=ACT,
    )
