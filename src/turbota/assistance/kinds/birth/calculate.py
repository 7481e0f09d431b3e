"""Calculates assistance at birth for the children of one claim, with everything that explains it.

A child born before 2026 gets a sum once and a sum by month, from the month of birth (unverified and dated); a
child born from 2026 gets one sum. What is paid once has the day of birth: the right arises on that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.birth.facts import facts, household
from turbota.assistance.kinds.birth.rules import BOOK
from turbota.assistance.kinds.birth.words import conditions, names, receipt
from turbota.law.engine.explained import Run, run_one
from turbota.law.engine.plan import plan
from turbota.law.engine.schedule import last_day, month_after


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day; there is no income window here.

    Raises NotInForce before the law is known, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    run = run_one(plan(BOOK, on), household(found, on))
    said = explaining.outcome(run)
    parts = _parts(run, found) if said == "granted" else ()
    return explaining.conclude(
        run,
        found,
        on,
        parts=parts,
        receipt=() if said == "officer" else receipt(run, found, granted=said == "granted"),
        names=names(found),
        conditions=conditions(parts),
    )


def _parts(run: Run, found: Mapping[str, Any]) -> tuple[Period, ...]:
    parts: list[Period] = []
    for row, child in enumerate(found["members"]):
        born = date.fromisoformat(child["born"])
        whose = {"about": child["about"], "whom": child["name"]}
        lump, monthly = run.value("lump", row), run.value("monthly", row)
        parts.append(
            Period(born, born, lump, "once", "birth_once", "Допомога при народженні, одноразово", **whose)
        )
        if monthly:
            since = month_after(born, run.plan.parameter("FIRST_MONTH"))
            until = last_day(month_after(since, run.plan.parameter("MONTHS_BEFORE_2026") - 1))
            title = "Допомога при народженні, щомісяця"
            parts.append(Period(since, until, monthly, "month", "birth_monthly", title, **whose))
    return tuple(parts)
