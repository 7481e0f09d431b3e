"""Calculates the living allowance for one family of displaced people, with everything that explains it.

It lasts from the first day of the month of application (values are unverified and dated). The amount of a person
is cut where a value of the law changes and where she comes of age.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation, Period
from turbota.assistance.forms import Answers
from turbota.assistance.kinds.idp_living.facts import facts, household
from turbota.assistance.kinds.idp_living.rules import BOOK
from turbota.assistance.kinds.idp_living.words import conditions, names, receipt
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
    parts = _parts(found, on, run) if said == "granted" else ()
    return explaining.conclude(
        run,
        found,
        on,
        parts=parts,
        receipt=() if said == "officer" else receipt(run, found, granted=said == "granted"),
        names=names(found),
        conditions=conditions(run, found, on, parts) if parts else (),
    )


def _run(found: Mapping[str, Any], day: date, applied: date) -> Run:
    return run_one(plan(BOOK, day, applied), household(found, day))


def _parts(found: Mapping[str, Any], on: date, first: Run) -> tuple[Period, ...]:
    since = on.replace(day=1)
    until = last_day(month_after(since, first.plan.parameter("TERM_MONTHS") - 1))
    births = [date.fromisoformat(member["born"]) for member in found["members"]]
    starts = cuts(BOOK, since, until, births, (first.plan.parameter("MAJORITY"),))
    runs = {start: first if start <= on else _run(found, start, on) for start in starts}
    parts: list[Period] = []
    for row, member in enumerate(found["members"]):

        def amount_on(start: date, row: int = row) -> int:
            return int(runs[start].value("allowance", row))

        for part in schedule(starts, until, amount_on):
            whose = {"about": member["about"], "whom": member["name"]}
            parts.append(
                Period(
                    part.since, part.until, part.amount, "month", "living", "Допомога на проживання", **whose
                )
            )
    return tuple(parts)
