"""Documents that every kind may need; ``act`` is the act of the kind."""

from __future__ import annotations

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
