"""Calculates the assistance from the day after the leave to the day before the first birthday."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.kinds.care_to_one.facts import facts, household
from turbota.assistance.kinds.care_to_one.rules import BOOK
from turbota.assistance.kinds.care_to_one.words import because, conditions
from turbota.assistance.per_child import PerChild
from turbota.law.engine.explained import Run


def days(run: Run, member: Mapping[str, Any], on: date) -> tuple[date, date]:
    """The days that the facts name."""
    return date.fromisoformat(member["first"]), date.fromisoformat(member["last"])


calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Допомога для догляду за дитиною до року",
    days=days,
    because=because,
    ages=(),
    conditions=conditions,
)
