"""Calculates the assistance to those without a pension, with everything that explains it.

Children who lost their breadwinner are paid together, from the first day of the month of application to the month in
which the last of them comes of age; the sum is cut where their number or a value of the law changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.awards import Component, births, dated, month_of_age
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.no_pension.facts import facts, household
from turbota.assistance.kinds.no_pension.rules import BOOK
from turbota.assistance.kinds.no_pension.words import conditions, receipt
from turbota.assistance.persons import called
from turbota.law.engine.explained import Run, run_one
from turbota.law.engine.plan import plan

COMPONENTS = (Component("survivors", "amount", "Допомога дітям, які втратили годувальника"),)


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
    parts = _parts(found, on, run) if said == "granted" else ()
    return explaining.conclude(
        run,
        found,
        on,
        parts=parts,
        receipt=() if said == "officer" else receipt(run, found, granted=said == "granted"),
        names=called(found),
        conditions=conditions(parts),
    )


def _run(found: Mapping[str, Any], day: date, applied: date) -> Run:
    return run_one(plan(BOOK, day, applied), household(found, day))


def _parts(found: Mapping[str, Any], on: date, first: Run) -> tuple[Period, ...]:
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
        lambda day: _run(found, day, on),
        births(found),
        (majority, student),
    )
    return tuple(cut.parts(COMPONENTS))
