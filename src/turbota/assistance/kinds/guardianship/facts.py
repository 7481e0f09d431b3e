"""Answers become rows of whole numbers: the children under guardianship and what they are paid themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.children import WARD, apart, asked, if_asked, person
from turbota.assistance.forms import Answers
from turbota.assistance.per_child import facts_of
from turbota.assistance.persons import disability_of, term_of
from turbota.law.engine.explained import Household

MEMBER = ("age", "asked", "apart", "disability")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the children, JSON-able; the last day of a disability stays so that the award can be cut."""
    return facts_of(answers, {}, _member, on)


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day; a disability whose term is over is none."""
    members = [
        {**one, "disability": 0} if one.get("disability_until") and one["disability_until"] < str(on) else one
        for one in found["members"]
    ]
    return rows.household({**found, "members": members}, on, (), MEMBER)


def _member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    mine, until = asked("guardianship", key, row, WARD, by_itself=True), term_of(row)
    return {
        **person(key, row),
        "asked": mine,
        "apart": apart(mine, row),
        "disability": if_asked(mine, disability_of(row)),
        "disability_until": str(until) if until else None,
    }
