"""Calculates what is paid once for a burial, with everything that explains it. The right arises on the day of death."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.burial.facts import facts, household
from turbota.assistance.kinds.burial.rules import BOOK
from turbota.assistance.kinds.burial.words import PERSON, receipt
from turbota.assistance.persons import called
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day; there is no income window here.

    Raises NotInForce before the law is known, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    run = run_one(plan(BOOK, on), household(found, on))
    said = explaining.outcome(run)
    (deceased,) = found["members"]
    parts: tuple[Period, ...] = ()
    if said == "granted":
        died = date.fromisoformat(deceased["died"])
        whose = {"about": deceased["about"], "whom": deceased["name"]}
        parts = (Period(died, died, run.value("once"), "once", "burial", "Допомога на поховання", **whose),)
    return explaining.conclude(
        run,
        found,
        on,
        parts=parts,
        receipt=() if said == "officer" else receipt(run, found, granted=said == "granted"),
        names=called(found, PERSON),
    )
