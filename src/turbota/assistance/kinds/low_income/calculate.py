"""Calculates this kind for one household, on one day, with everything that explains it.

The award lasts from the first day of the month of application (values are unverified and dated); it is
cut where the subsistence minimum or a guarantee level changes and where a member's age changes the group.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.family import called
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.low_income.facts import facts, household
from turbota.assistance.kinds.low_income.rules import BOOK
from turbota.assistance.kinds.low_income.words import receipt
from turbota.law.engine.explained import Run, run_one
from turbota.law.engine.plan import plan
from turbota.law.engine.schedule import cuts, last_day, month_after, schedule


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day.

    ``window_anchor``: the day from which the income window is counted, when it is another day.
    Raises NotInForce before the law is known, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, window_anchor or on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    run = _run(found, on, on)
    said = explaining.outcome(run)
    return explaining.conclude(
        run,
        found,
        on,
        parts=_award(found, on, run) if said == "granted" else (),
        receipt=() if said == "officer" else receipt(run, found, granted=said == "granted"),
        names=called(found),
    )


def _run(found: Mapping[str, Any], day: date, applied: date) -> Run:
    return run_one(plan(BOOK, day, applied), household(found, day))


def _award(found: Mapping[str, Any], on: date, first: Run) -> tuple[Period, ...]:
    since = on.replace(day=1)
    until = last_day(month_after(since, first.plan.parameter("TERM_MONTHS") - 1))
    births = [date.fromisoformat(member["born"]) for member in found["members"]]
    ages = tuple(first.plan.parameter(name) for name in ("SCHOOL_AGE", "MAJORITY", "STUDENT_AGE"))

    def amount_on(start: date) -> int | None:
        run = first if start <= on else _run(found, start, on)
        return None if run.refused() or run.missing else int(run.value("amount"))

    parts = schedule(cuts(BOOK, since, until, births, ages), until, amount_on)
    return tuple(Period(part.since, part.until, part.amount) for part in parts)
