"""Answers become rows of whole numbers: the children of the claim, whether the certificate is in force on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.asking.checks import day_of
from turbota.assistance.children import ANY_CHILD, apart, asked, if_asked, person
from turbota.assistance.forms import Answers
from turbota.assistance.per_child import facts_of
from turbota.assistance.persons import disability_of
from turbota.law.engine.explained import Household

MEMBER = ("age", "asked", "apart", "disability", "expired")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the children, JSON-able; the last day of the certificate ends the award."""
    return facts_of(answers, {}, _member)


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day and with certificates that are over by then."""
    members = [{**one, "expired": _expired(one, on)} for one in found["members"]]
    return rows.household({**found, "members": members}, on, (), MEMBER)


def _expired(one: Mapping[str, Any], on: date) -> int | None:
    until = one.get("until")
    return if_asked(one["asked"], int(until < str(on)) if until else None)


def _member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    mine = asked("sick_child", key, row, ANY_CHILD, by_itself=False)
    until = day_of(row.get("sick_child_until"))
    return {
        **person(key, row),
        "asked": mine,
        "apart": apart(mine, row),
        "disability": if_asked(mine, disability_of(row)),
        "until": str(until) if until else None,
    }
