"""What the receipt says about a child, and what the family must tell later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.calculation import Period
from turbota.law.engine.explained import Run

TELL = (
    "На кожну дитину платять до місяця, у якому їй виповниться 6 років, включно. Коли старшій дитині виповниться 18 "
    "років або родині призначать базову допомогу, суму перегляньте: повідомте орган, який платить."
)


def because(run: Run, row: int) -> str:
    """Which child it is, and whether it is paid."""
    if run.value("entitled", row):
        return f"Дитина за порядком народження: {run.value('place', row)}. Платять на третю і кожну наступну."
    if not run.value("claimed", row):
        return "Цій дитині вже є 18 років."
    if not run.value("little", row):
        return "Цій дитині вже є 6 років, тому на неї не платять; у порядку дітей її рахують."
    return f"Дитина за порядком народження: {run.value('place', row)}. Платять лише від третьої."


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """What changes the sum later."""
    return (TELL,)
