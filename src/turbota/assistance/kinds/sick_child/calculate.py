"""Calculates the assistance for each child from the month of application to the last day of its certificate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.kinds.sick_child.facts import facts, household
from turbota.assistance.kinds.sick_child.rules import BOOK
from turbota.assistance.kinds.sick_child.words import because, conditions
from turbota.assistance.per_child import PerChild, until_age
from turbota.law.engine.explained import Run

TO_AGE = until_age("MAJORITY")


def days(run: Run, member: Mapping[str, Any], on: date) -> tuple[date, date]:
    """From the month of application to the last day of the certificate, at most to the month of coming of age."""
    since, until = TO_AGE(run, member, on)
    return since, min(until, date.fromisoformat(member["until"]))


calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Допомога на тяжко хвору дитину",
    days=days,
    because=because,
    ages=("SCHOOL_AGE", "MAJORITY"),
    conditions=conditions,
)
