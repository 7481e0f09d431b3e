"""What the receipt says about the child, and the reading of the law by which nothing is paid yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from turbota.assistance.answers import day_words
from turbota.assistance.calculation import Period
from turbota.law.engine.explained import Run

TELL = "Якщо дитина більше не житиме з вами або їй встановлять інвалідність, повідомте орган, який платить."


def because(run: Run, row: int) -> str:
    """Why so much."""
    if not run.value("entitled", row):
        return "На цю дитину допомогу не призначають."
    more = " Дитина з інвалідністю." if run.value("disabled", row) else ""
    return f"Від дня після відпустки у зв’язку з пологами, доки дитині не виповниться рік.{more}"


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Till when, what to tell, and the other reading while it says otherwise."""
    until = max(part.until for part in parts)
    said = [f"Допомогу платять до {day_words(until)}, поки дитині не виповниться рік.", TELL]
    (in_force,) = run.plan.values["IN_FORCE"]
    if in_force.until and any(reading.value == 0 for reading in in_force.other_readings):
        first = day_words(in_force.until + timedelta(days=1))
        said.append(
            f"За іншим прочитанням закону ця допомога діє лише від {first}. Тексту закону ще не звірено: остаточно "
            "вирішує орган, який призначає."
        )
    return tuple(said)
