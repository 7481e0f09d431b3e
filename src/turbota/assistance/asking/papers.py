"""Documents that every kind may need; ``act`` is the act of the kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.asking.checks import people
from turbota.assistance.forms import Answers
from turbota.assistance.kind import NeededDocument

INCOME_FORM = "наказ Мінпраці № 192 від 27.08.2004"  # named by Instruction 345, p. 2.2
DECLARED_ONLY = ("abroad_transfer", "rent", "alimony", "other")


def identity(act: str) -> NeededDocument:
    """Who applies shows who she is."""
    return NeededDocument(
        "identity",
        "Паспорт або інший документ, що посвідчує особу",
        "Щоб звірити, що заяву подаєте саме ви.",
        obligatory=True,
        act=act,
    )


def refused_tax_number(act: str) -> NeededDocument:
    """Asked when somebody refused the tax number."""
    return NeededDocument(
        "tax_number_refusal",
        "Сторінка паспорта з відміткою про відмову від податкового номера",
        "Без номера дані шукають за паспортом, тож відмітку треба побачити.",
        obligatory=True,
        act=act,
    )


def of_family(answers: Answers, act: str) -> list[NeededDocument]:
    """Documents of a family whose income is counted, by these answers, the obligatory first.

    Not demanded, because a register answers: tax number, residence, civil status of people born in Ukraine, wages and
    pensions, disability, status of an unemployed person (order 1, p. 1.4; R139).
    """
    found, members = usual(answers, act), people(answers)
    everybody = [answers.get("applicant") or {}, *members]
    if any(person.get("occupation") == "studies_full_time" for person in everybody):
        found.append(_study(act))
    if any(person.get("occupation") in ("ill", "cares_adult") for person in everybody):
        found.append(_medical(act))
    if any(row.get("relation") == "ward" for row in members):
        found.append(_guardianship(act))
    found += declared_income(answers)
    if (answers.get("address") or {}).get("lives_elsewhere") is True:
        found.append(_survey(act))
    return sorted(found, key=lambda item: not item.obligatory)


def _study(act: str) -> NeededDocument:
    return NeededDocument(
        "study",
        "Довідка про навчання",
        "Студентів денної форми до 23 років закон зараховує до родини. У довідці має бути форма навчання.",
        obligatory=False,
        act=act,
    )


def _medical(act: str) -> NeededDocument:
    return NeededDocument(
        "medical",
        "Медичний висновок або довідка про лікування чи догляд",
        "Підтверджує поважну причину, чому людина не працює.",
        obligatory=True,
        act=act,
    )


def _guardianship(act: str) -> NeededDocument:
    return NeededDocument(
        "guardianship",
        "Рішення про опіку чи піклування",
        "Підтверджує, що дитина живе у вашій родині.",
        obligatory=True,
        act=act,
    )


def usual(answers: Mapping[str, Any], act: str) -> list[NeededDocument]:
    """The papers of who applies, and a refusal of the tax number when somebody of the family refused it."""
    everybody = [answers.get("applicant") or {}, *people(answers)]
    refused = any(one.get("tax_number_state") == "refused" for one in everybody)
    return [identity(act), refused_tax_number(act)] if refused else [identity(act)]


def declared_income(answers: Answers) -> list[NeededDocument]:
    """The certificate of income, when an income is told that no register holds; else nothing."""
    told = any(row.get("class") in DECLARED_ONLY for row in answers.get("incomes") or [])
    return [income()] if told else []


def income() -> NeededDocument:
    """Income that no register holds may be proved by a certificate, if there is one; the answer is enough."""
    return NeededDocument(
        "income",
        "Довідка про дохід, якого немає в реєстрах",
        "Переказ з-за кордону, оренда, аліменти. Форма довідки — за наказом Мінпраці № 192. Якщо довідки немає, "
        "вистачить вашої відповіді в заяві.",
        obligatory=False,
        act=INCOME_FORM,
    )


def _survey(act: str) -> NeededDocument:
    return NeededDocument(
        "survey",
        "Акт обстеження умов, у яких живе родина",
        "Складає громада, якщо ви живете не за адресою реєстрації. Самі його не готуйте.",
        obligatory=False,
        act=act,
    )
