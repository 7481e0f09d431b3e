"""The words of the receipt of a nanny, and what the family must remember."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period
from turbota.assistance.wording import count_words, show
from turbota.law.engine.explained import Run


def because(run: Run, row: int) -> str:
    """By which regime the child is paid."""
    if "HOUR" not in run.plan.values:
        value = next(run.plan.values[name][0] for name in ("MONTH", "PM") if name in run.plan.values)
        return f"{value.title}: {show(value.value, value.unit)}."
    hour = run.plan.values["HOUR"][0]
    most, hours = run.plan.parameter("MOST_HOURS"), run.value("hours", row)
    limit = f", оплачують не більше ніж {count_words(most, 'hours')}" if hours > most else ""
    return f"{hour.title} {show(hour.value, hour.unit)}, за місяць {count_words(hours, 'hours')}{limit}."


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Till when it is paid, and for what."""
    until = day_words(max(part.until for part in parts))
    return (
        f"Компенсацію призначено до {until}. Якщо договір продовжать, подайте заяву знову.",
        "Платять за години, які няня справді працювала: щомісяця подавайте акт виконаних робіт і підтвердження "
        "оплати.",
    )
