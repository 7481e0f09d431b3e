"""Calculates the money for care for a person with a mental disorder, with everything that explains it.

It lasts from the first day of the month of application for the term of the act, and ends with the term of the
disability when that is sooner. It is cut where the subsistence minimum changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from turbota.assistance.awarding import Again, Award
from turbota.assistance.awards import Component, dated
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.mental_disorder_care.facts import facts, household
from turbota.assistance.kinds.mental_disorder_care.rules import BOOK
from turbota.assistance.kinds.mental_disorder_care.words import conditions, receipt
from turbota.law.engine.explained import Run
from turbota.law.engine.schedule import last_day, month_after

COMPONENTS = (Component("care", "amount", "Допомога на догляд"),)


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
    since = on.replace(day=1)
    until = last_day(month_after(since, first.plan.parameter("TERM_MONTHS") - 1))
    cared = next(one for row, one in enumerate(found["members"]) if first.value("ill_enough", row))
    if cared["term"]:
        until = min(until, date.fromisoformat(cared["term"]))
    cut = dated(BOOK, since, until, first, again)
    return cut.parts(COMPONENTS, about=cared["about"], whom=cared["name"])


AWARD = Award(BOOK, household, _parts, receipt, conditions)
