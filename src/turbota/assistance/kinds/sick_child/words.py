"""What the receipt says about a child, and what the carer must do later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period
from turbota.assistance.per_child import minimum_words
from turbota.law.engine.explained import Run


def because(run: Run, row: int) -> str:
    """Why the child gets so much."""
    if not run.value("entitled", row):
        return (
            "На цю дитину допомогу не призначають: вік, інвалідність або строк довідки не дають права на неї."
        )
    return f"{minimum_words(run, row)} × {run.plan.parameter('SHARE')} %."


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Till when it is paid."""
    until = max(part.until for part in parts)
    return (
        f"Допомогу платять, доки діє довідка, до {day_words(until)}. Якщо комісія продовжить строк, подайте заяву знову.",
        "Якщо дитині встановлять інвалідність, повідомте орган, який платить, і подайте заяву на допомогу дитині з "
        "інвалідністю.",
    )
