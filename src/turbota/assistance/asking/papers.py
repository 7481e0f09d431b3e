"""Documents that every kind may need; ``act`` is the act of the kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.asking.checks import people
from turbota.assistance.kind import NeededDocument


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


def usual(answers: Mapping[str, Any], act: str) -> list[NeededDocument]:
    """The papers of who applies, and a refusal of the tax number when somebody of the family refused it."""
    everybody = [answers.get("applicant") or {}, *people(answers)]
    refused = any(one.get("tax_number_state") == "refused" for one in everybody)
    return [identity(act), refused_tax_number(act)] if refused else [identity(act)]


def income(act: str) -> NeededDocument:
    """Income that no register holds may be proved; the answer is enough."""
    return NeededDocument(
        "income",
        "Довідка про дохід, якого немає в реєстрах",
        "Переказ з-за кордону, оренда, аліменти. Якщо довідки немає, вистачить вашої відповіді в заяві.",
        obligatory=False,
        act=act,
    )
