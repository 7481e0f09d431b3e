"""Answers become rows of whole numbers: the ground, the members with the children of the claim, the months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.children import ANY_CHILD, apart, asked, person
from turbota.assistance.family import MEMBER as OF_FAMILY
from turbota.assistance.family import relations
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.per_child import facts_of
from turbota.law.engine.explained import Household

NAMED = ("register", "criminal", "treatment", "prison", "incapable", "conscript", "unknown")
GROUNDS = {"pays": 0, **dict.fromkeys(NAMED, 1), "other": 2}
MEMBER = (*OF_FAMILY, "asked", "apart")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the family, JSON-able."""
    ground = (answers.get("alimony_debtor") or {}).get("ground")
    return facts_of(answers, {"ground": GROUNDS.get(str(ground))}, _member, on)


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, ("ground",), MEMBER)


def _member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    mine = asked("alimony", key, row, ANY_CHILD, by_itself=True)
    own = {"asked": mine, "apart": apart(mine, row)}
    return {**person(key, row), **relations(row, applicant=key == APPLICANT), **own}
