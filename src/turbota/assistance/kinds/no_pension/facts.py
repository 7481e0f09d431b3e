"""Answers become rows of whole numbers: the household, for whom the claim is, the months of the income window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance import persons
from turbota.assistance.forms import Answers
from turbota.assistance.household import flag
from turbota.assistance.income import incomes, window_months
from turbota.assistance.persons import Row, only_if
from turbota.law import values
from turbota.law.engine.explained import Household

MARKER = "no_pension_asked"
GROUP_1 = 1
MEMBER = ("age", "claimed", "pensioner", "disability", "survivor", "student")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts, JSON-able."""
    members = [_member(key, row, on) for key, row in persons.everybody(answers)]
    return {
        "family": {},
        "members": members,
        "window": window_months(on),
        "incomes": incomes(answers, {member["id"] for member in members}),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, (), MEMBER)


def _member(key: str, row: Row, on: date) -> dict[str, Any]:
    claimed = persons.asked_for(row, MARKER, lambda row: _may(row, on))
    pension, survivor = row.get("pension"), flag(row.get("lost_breadwinner"))
    studies = row.get("studies")
    young = only_if(claimed, only_if(survivor, _adult(row, on)))
    return {
        **persons.named(key, row),
        "claimed": claimed,
        "pensioner": only_if(claimed, None if pension is None else int(pension != "none")),
        "disability": only_if(claimed, persons.disability_of(row)),
        "survivor": only_if(claimed, survivor),
        "student": only_if(young, flag(studies)),
    }


def _adult(row: Row, on: date) -> int | None:
    age = persons.age_on(row, on)
    return None if age is None else int(age >= values.value("age.majority", on).value)


def _may(row: Row, on: date) -> int | None:
    """Without the marker: who has no pension and is old, has the first group, or lost the breadwinner.

    Nobody is left out by a guess: while none of these holds and one of them is not told, it is not known.
    """
    if row.get("pension") not in (None, "none"):
        return 0
    age, group = persons.age_on(row, on), persons.disability_of(row)
    grounds = (
        None if age is None else age >= values.value("no_pension.age", on).value,
        None if group is None else group == GROUP_1,
        row.get("lost_breadwinner"),
    )
    return 1 if True in grounds else None if None in grounds else 0
