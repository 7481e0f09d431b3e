"""Answers become rows of whole numbers: the carer, the leave, the children and the days that are left to each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.asking.checks import day_of
from turbota.assistance.children import ANY_CHILD, apart, asked, if_asked, person
from turbota.assistance.forms import Answers
from turbota.assistance.household import flag
from turbota.assistance.per_child import facts_of
from turbota.assistance.persons import disability_of
from turbota.law import values
from turbota.law.engine.explained import Household
from turbota.law.engine.schedule import birthday

FAMILY = ("foster", "no_leave")
MEMBER = ("age", "asked", "apart", "disability", "nothing_left")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts, JSON-able; ``first`` and ``last`` are the days of what is paid for a child."""
    claim = answers.get("care_to_one_leave") or {}
    role, had = claim.get("role"), flag(claim.get("had_leave"))
    family = {
        "foster": None if role is None else int(role == "foster"),
        "no_leave": None if had is None else 1 - had,
    }
    leave = day_of(claim.get("last_day")) if had else None
    found = facts_of(answers, family, _member)
    members = [{**one, **_days(one, had, leave, on)} for one in found["members"]]
    return {**found, "members": members}


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, FAMILY, MEMBER)


def _member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    mine = asked("care_to_one", key, row, ANY_CHILD, by_itself=True)
    return {
        **person(key, row),
        "asked": mine,
        "apart": apart(mine, row),
        "disability": if_asked(mine, disability_of(row)),
    }


def _days(one: Mapping[str, Any], had: int | None, leave: date | None, on: date) -> dict[str, Any]:
    """From the day after the leave, not before the law, to the day before the first birthday."""
    if not one["asked"] or not one["born"]:
        return {"first": None, "last": None, "nothing_left": if_asked(one["asked"], None)}
    born = date.fromisoformat(one["born"])
    last = birthday(born, values.value("care_to_one.to_age", on).value) - timedelta(days=1)
    if leave is None:  # an officer decides where there was no leave
        return {"first": None, "last": str(last), "nothing_left": 0 if had == 0 else None}
    (law,) = values.boundaries(frozenset({"care_to_one.amount"}))[:1]
    first = max(leave + timedelta(days=1), law, born)
    return {"first": str(first), "last": str(last), "nothing_left": int(first > last)}
