"""Calculates the pay of the applicant from the month of application to the month in which the last child is of age."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.awards import month_of_age
from turbota.assistance.kinds.foster_pay.facts import facts, household
from turbota.assistance.kinds.foster_pay.rules import BOOK
from turbota.assistance.kinds.foster_pay.words import because, conditions
from turbota.assistance.per_child import PerChild
from turbota.assistance.receipts import DECLARED
from turbota.law.engine.explained import Run


def days(run: Run, member: Mapping[str, Any], on: date) -> tuple[date, date]:
    """From the month of application while any of the placed children is under age."""
    youngest = date.fromisoformat(member["youngest"])
    return on.replace(day=1), month_of_age(youngest, run.plan.parameter("MAJORITY"))


calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Плата прийомним батькам або батькам-вихователям",
    days=days,
    because=because,
    conditions=conditions,
    source=f"діти та інвалідність: {DECLARED}",
    total="Одна плата за всіх дітей.",
)
