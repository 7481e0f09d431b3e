"""Calculates the compensation for a nanny of each child, with everything that explains it.

It lasts from the first day of the month of application to the end of the contract, and not longer than the month in
which the child reaches the age of the act.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.awards import month_of_age
from turbota.assistance.kinds.nanny.facts import facts, household
from turbota.assistance.kinds.nanny.rules import BOOK
from turbota.assistance.kinds.nanny.words import because, conditions
from turbota.assistance.per_child import PerChild
from turbota.assistance.receipts import DECLARED
from turbota.law.engine.explained import Run


def _days(run: Run, member: Mapping[str, Any], on: date) -> tuple[date, date]:
    """A child that counts by its age only is paid to that age, an ill child to the other one."""
    age = run.plan.parameter("AGE_ILL" if member["ill"] else "AGE")
    until = month_of_age(date.fromisoformat(member["born"]), age)
    return on.replace(day=1), min(until, date.fromisoformat(member["term"])) if member["term"] else until


calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Компенсація за няню",
    days=_days,
    because=because,
    ages=(),
    conditions=conditions,
    source=f"години: {DECLARED}",
)
