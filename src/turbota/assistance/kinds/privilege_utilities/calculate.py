"""Calculates the privileges of one household, on one day, with everything that explains it.

Services are paid from the first day of the month of application till the last day that the document or the check of
income allows; the sum is cut where the heating season begins and ends. Fuel is paid once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining, services
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.privilege_utilities.facts import facts, household
from turbota.assistance.kinds.privilege_utilities.rules import BOOK
from turbota.assistance.kinds.privilege_utilities.words import conditions, names, receipt
from turbota.law.engine.explained import Run, run_one
from turbota.law.engine.plan import plan
from turbota.law.engine.schedule import month_after, schedule


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day.

    ``window_anchor``: the day from which the income window is counted, when it is another day.
    Raises NotInForce before the law is known, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, window_anchor or on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    run = run_one(plan(BOOK, on), household(found, on))
    said = explaining.outcome(run)
    until = date.fromisoformat(found["until"] or on.isoformat())
    return explaining.conclude(
        run,
        found,
        on,
        parts=_parts(run, found, on, until) if said == "granted" else (),
        receipt=() if said == "officer" else receipt(run, found, on, granted=said == "granted"),
        names=names(found, on),
        conditions=conditions(until),
    )


def _parts(run: Run, found: Mapping[str, Any], on: date, until: date) -> tuple[Period, ...]:
    since = on.replace(day=1)
    parts = []
    if run.value("amount"):

        def amount_on(start: date) -> int | None:
            here = run if start <= on else run_one(plan(BOOK, on), household(found, start))
            return int(here.value("amount")) or None

        parts = [
            Period(part.since, part.until, part.amount, "month", "utilities", "Пільга на послуги")
            for part in schedule(_seasons(since, until), until, amount_on)
        ]
    if run.value("once"):
        parts.append(Period(since, until, int(run.value("once")), "once", "fuel", "Пільга на паливо"))
    return tuple(parts)


def _seasons(since: date, until: date) -> list[date]:
    """The first day of the award and of every month in which the season is another than in the month before."""
    days, month = [since], month_after(since)
    while month <= until:
        if services.is_heating(month) != services.is_heating(month_after(month, -1)):
            days.append(month)
        month = month_after(month)
    return days
