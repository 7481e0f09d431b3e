"""Calculates the assistance for the days of the leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.kinds.maternity_uninsured.facts import facts, household
from turbota.assistance.kinds.maternity_uninsured.rules import BOOK
from turbota.assistance.kinds.maternity_uninsured.words import because, conditions
from turbota.assistance.per_child import PerChild
from turbota.assistance.receipts import DECLARED
from turbota.law.engine.explained import Run


def days(run: Run, member: Mapping[str, Any], on: date) -> tuple[date, date]:
    """The days that the facts name."""
    return date.fromisoformat(member["first"]), date.fromisoformat(member["last"])


calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Допомога у зв’язку з вагітністю та пологами",
    days=days,
    because=because,
    ages=(),
    conditions=conditions,
    source=f"дні та страхування: {DECLARED}",
    total="Сума за повний місяць.",
)
