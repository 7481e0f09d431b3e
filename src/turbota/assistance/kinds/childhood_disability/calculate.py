"""Calculates the assistance for each person with a disability since childhood, with everything that explains it.

It lasts from the first day of the month of application to the end of the term of the disability, of a child to the
month in which it comes of age. It is cut where a value of the law changes and where a child is six.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.awards import NO_END, Component, births, dated, month_of_age
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.childhood_disability.facts import CHILD, facts, household
from turbota.assistance.kinds.childhood_disability.rules import BOOK
from turbota.assistance.kinds.childhood_disability.words import PERSON, conditions, receipt
from turbota.assistance.persons import called
from turbota.law.engine.explained import Run, run_one
from turbota.law.engine.plan import plan

COMPONENTS = (
    Component("base", "base", "Основний розмір"),
    Component("top_up", "top_up", "Доплата до прожиткового мінімуму"),
    Component("care", "care", "Надбавка на догляд"),
)


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """The result for the answers of an application made on the day; there is no income window here.

    Raises NotInForce before the law is known, ValueError for an absurd fact.
    """
    return calculate_facts(facts(answers, on), on)


def calculate_facts(found: Mapping[str, Any], on: date) -> Calculation:
    """The result for canonical facts, as ``facts`` makes them."""
    run = _run(found, on, on)
    said = explaining.outcome(run)
    parts = tuple(_parts(found, on, run)) if said == "granted" else ()
    return explaining.conclude(
        run,
        found,
        on,
        parts=parts,
        receipt=() if said == "officer" else receipt(run, found, granted=said == "granted"),
        names=called(found, PERSON),
        conditions=conditions(parts),
    )


def _run(found: Mapping[str, Any], day: date, applied: date) -> Run:
    return run_one(plan(BOOK, day, applied), household(found, day))


def _parts(found: Mapping[str, Any], on: date, first: Run) -> Iterator[Period]:
    """Each person has a term of her own, so each is cut by herself."""
    since, school = on.replace(day=1), first.plan.parameter("SCHOOL_AGE")
    for row, member in enumerate(found["members"]):
        if first.value("fits", row):
            until = _end(member, first.plan.parameter("MAJORITY"))
            cut = dated(BOOK, since, until, first, lambda day: _run(found, day, on), births(found), (school,))
            yield from cut.parts(COMPONENTS, row, about=member["about"], whom=member["name"])


def _end(member: Mapping[str, Any], majority: int) -> date:
    until = date.fromisoformat(member["term"]) if member["term"] else NO_END
    if member["disability"] == CHILD:
        return min(until, month_of_age(date.fromisoformat(member["born"]), majority))
    return until
