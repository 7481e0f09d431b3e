"""Calculates the assistance to those without a pension, with everything that explains it.

Children who lost their breadwinner are paid together, from the first day of the month of application to the month in
which the last of them comes of age; the sum is cut where their number or a value of the law changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from turbota.assistance.awarding import Again, Award
from turbota.assistance.awards import Component, births, dated, month_of_age
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.no_pension.facts import facts, household
from turbota.assistance.kinds.no_pension.rules import BOOK
from turbota.assistance.kinds.no_pension.words import conditions, receipt
from turbota.law.engine.explained import Run

COMPONENTS = (Component("survivors", "amount", "Допомога дітям, які втратили годувальника"),)


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day.

    ``window_anchor``: the day from which the income window is counted, when it is another day.
    Raises NotInForce before the law is known, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, window_anchor or on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    return AWARD.calculate(found, on)


def _parts(found: Mapping[str, Any], on: date, first: Run, again: Again) -> Iterable[Period]:
    majority, student = (first.plan.parameter(name) for name in ("MAJORITY", "STUDENT_AGE"))
    until = max(
        month_of_age(date.fromisoformat(member["born"]), student if member["student"] else majority)
        for row, member in enumerate(found["members"])
        if first.value("orphaned", row)
    )
    cut = dated(
        BOOK,
        on.replace(day=1),
        until,
        first,
        again,
        births(found),
        (majority, student),
    )
    return cut.parts(COMPONENTS)


AWARD = Award(BOOK, household, _parts, receipt, conditions)
