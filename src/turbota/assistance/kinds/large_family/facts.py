"""Answers become rows of whole numbers: children with the day of birth and those born together with each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.children import OWN, WARD, person
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import flag
from turbota.assistance.per_child import facts_of
from turbota.law.engine.explained import Household

FIRST = date(1900, 1, 1)
MEMBER = ("age", "asked", "ward", "born_day", "together_later")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the family, JSON-able. Every own child is asked for: the order of births needs them all."""
    base = flag((answers.get("large_family_claim") or {}).get("receives_base"))
    found = facts_of(answers, {"receives_base": base}, _member)
    for index, one in enumerate(found["members"]):
        one["together_later"] = _together_later(found["members"], index)
    return found


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the eve of the month: a month in which a child is six is still paid."""
    return rows.household(found, on.replace(day=1) - timedelta(days=1), ("receives_base",), MEMBER)


def _member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    found, relation = person(key, row), row.get("relation")
    known = key == APPLICANT or relation is not None
    born = date.fromisoformat(found["born"]) if found["born"] else None
    return {
        **found,
        "asked": int(relation in OWN) if known else None,
        "ward": int(relation in WARD) if known else None,
        "born_day": (born - FIRST).days if born else None,
    }


def _together_later(members: list[dict[str, Any]], index: int) -> int:
    """How many own children of the same birth come after this one; a night may lie between twins."""
    own = members[index]
    if not own["asked"] or not own["born"]:
        return 0
    born = date.fromisoformat(own["born"])
    return sum(
        1
        for place, one in enumerate(members)
        if one["asked"]
        and one["born"]
        and abs(date.fromisoformat(one["born"]) - born) <= timedelta(days=1)
        and (one["born"], place) > (own["born"], index)
    )
