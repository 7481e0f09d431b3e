"""Calculates the housing subsidy for one household, on one day, with everything that explains it.

It is assigned from the first day of the month of application to the end of the season. Inside a season neither the
services nor the share change: the subsistence minimum is that of the 1 January of the year of assignment.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.housing_subsidy.facts import facts, household
from turbota.assistance.kinds.housing_subsidy.rules import BOOK
from turbota.assistance.kinds.housing_subsidy.seasons import season
from turbota.assistance.kinds.housing_subsidy.words import conditions, names, receipt
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day.

    ``window_anchor``: the day from which the windows of income are counted, when it is another day.
    Raises NotInForce before the law is known, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, window_anchor or on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    run = run_one(plan(BOOK, on), household(found, on))
    said, until = explaining.outcome(run), season(on)[1]
    parts: tuple[Period, ...] = ()
    if said == "granted":
        amount = int(run.value("amount"))
        parts = (Period(on.replace(day=1), until, amount, "month", "subsidy", "Житлова субсидія"),)
    return explaining.conclude(
        run,
        found,
        on,
        parts=parts,
        receipt=() if said == "officer" else receipt(run, found, on, granted=said == "granted"),
        names=names(found, on),
        conditions=conditions(until),
    )
