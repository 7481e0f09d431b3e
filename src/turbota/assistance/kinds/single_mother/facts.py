"""Answers become rows of whole numbers: the family, its members with the children of the claim, the months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.children import OWN, asked, if_asked, person
from turbota.assistance.family import MEMBER as OF_FAMILY
from turbota.assistance.family import relations
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.per_child import facts_of
from turbota.law.engine.explained import Household

RECORDED = {"none": 0, "by_mother": 1, "named": 2, "died": 3}
FAMILY = ("married", "widowed")
MEMBER = (*OF_FAMILY, "asked", "recorded", "survivor_pension")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the family, JSON-able."""
    status = (answers.get(APPLICANT) or {}).get("marital_status")
    family = {
        "married": None if status is None else int(status == "married"),
        "widowed": None if status is None else int(status == "widowed"),
    }
    return facts_of(answers, family, _member, on)


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, FAMILY, MEMBER)


def _member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    mine = asked("single_mother", key, row, OWN, by_itself=True)
    pension = row.get("pension")
    return {
        **person(key, row),
        **relations(row, applicant=key == APPLICANT),
        "asked": mine,
        "recorded": if_asked(mine, RECORDED.get(str(row.get("other_parent")))),
        "survivor_pension": if_asked(mine, None if pension is None else int(pension == "survivor")),
    }
