"""What the receipt says about a child, and what the applicant must tell later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.calculation import Period
from turbota.assistance.per_child import apply_again, minimum_words
from turbota.assistance.wording import show
from turbota.law.engine.explained import Run

TELL = "Якщо аліменти почнуть платити або дитина більше не житиме з вами, повідомте орган, який платить."


def because(run: Run, row: int) -> str:
    """Why the child gets so much."""
    if not run.value("claimed", row):
        return "На цю дитину допомогу не призначають: їй уже є 18 років."
    income = show(run.value("income_for_one"), "kopiykas")
    least = show(run.value("floor", row), "kopiykas")
    return f"{minimum_words(run, row)} мінус середній дохід на людину {income}, але не менше ніж {least}."


def conditions(run: Run, found: Mapping[str, Any], parts: tuple[Period, ...]) -> tuple[str, ...]:
    """Till when, and what to tell."""
    return (apply_again(parts), TELL)
