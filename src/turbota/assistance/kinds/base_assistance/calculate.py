"""Calculates base social assistance for one household, on one day, with everything that explains it.

The award lasts from the first day of the month of application, never past the pilot; it is cut where a member comes
of age or a student grows out of the family. A date outside the pilot raises NotInForce.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.family import called
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.base_assistance.facts import facts, household
from turbota.assistance.kinds.base_assistance.rules import BOOK, CODE
from turbota.assistance.kinds.base_assistance.words import conditions, receipt
from turbota.law import values
from turbota.law.engine.explained import Run, run_one
from turbota.law.engine.plan import plan
from turbota.law.engine.schedule import cuts, last_day, month_after, schedule


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day.

    ``window_anchor``: the day from which the income window is counted, when it is another day.
    Raises NotInForce outside the pilot, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, window_anchor or on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    pilot_ends = values.value(f"{CODE}.base", on).until or date.max
    run = _run(found, on, on)
    said = explaining.outcome(run)
    parts = _award(found, on, run, pilot_ends) if said == "granted" else ()
    return explaining.conclude(
        run,
        found,
        on,
        parts=parts,
        receipt=() if said == "officer" else receipt(run, found, granted=said == "granted"),
        names=called(found),
        conditions=conditions(parts, pilot_ends) if parts else (),
    )


def _run(found: Mapping[str, Any], day: date, applied: date) -> Run:
    return run_one(plan(BOOK, day, applied), household(found, day))


def _award(found: Mapping[str, Any], on: date, first: Run, pilot_ends: date) -> tuple[Period, ...]:
    since = on.replace(day=1)
    until = min(last_day(month_after(since, first.plan.parameter("TERM_MONTHS") - 1)), pilot_ends)
    births = [date.fromisoformat(member["born"]) for member in found["members"]]
    ages = (first.plan.parameter("MAJORITY"), first.plan.parameter("STUDENT_AGE"))

    def amount_on(start: date) -> int | None:
        run = first if start <= on else _run(found, start, on)
        return None if run.refused() or run.missing else int(run.value("amount"))

    parts = schedule(cuts(BOOK, since, until, births, ages), until, amount_on)
    return tuple(Period(part.since, part.until, part.amount) for part in parts)
