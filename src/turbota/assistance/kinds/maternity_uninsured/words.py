"""What the receipt says about the sum, and what to do after the birth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period
from turbota.assistance.wording import show
from turbota.law.engine.explained import Run

MORE = (
    "Якщо пологи будуть ускладнені або народиться двоє чи більше дітей, принесіть медичний висновок: платитимуть за "
    "більше днів."
)


def because(run: Run, row: int) -> str:
    """The sum by the law of the day."""
    if "AMOUNT" in run.plan.values:
        return "Однакова сума на місяць для всіх, хто не застрахований."
    minimum = show(run.plan.parameter("PM"), "kopiykas")
    share = run.plan.parameter("SHARE")
    return f"Прожитковий мінімум працездатної особи {minimum} × {share} %: найменший розмір."


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """For which days it is paid."""
    first, last = min(part.since for part in parts), max(part.until for part in parts)
    return (
        f"Платять за дні від {day_words(first)} до {day_words(last)}.",
        MORE,
    )
