"""Answers become rows of whole numbers: the grounds of the family, the children of the claim, the hours of the nanny."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.asking.checks import day_of
from turbota.assistance.children import ANY_CHILD, asked, if_asked, person
from turbota.assistance.forms import Answers
from turbota.assistance.household import flag
from turbota.assistance.per_child import facts_of
from turbota.assistance.persons import disability_of
from turbota.law.engine.explained import Household

CODE = "nanny"
CHILD = 4
FAMILY = ("contract", "parent_disabled", "idp", "no_kindergarten", "parents_busy")
MEMBER = ("age", "asked", "ill", "hours")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts, JSON-able; ``term`` of a child is the last day of the contract with the nanny."""
    told = answers.get(CODE) or {}
    until = day_of(told.get("contract_until"))
    term = str(until) if until else None
    idp = flag((answers.get("address") or {}).get("idp"))
    family = {name: flag(told.get(name)) for name in FAMILY}
    family |= {"idp": idp, "parents_busy": if_asked(idp, family["parents_busy"])}

    def member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
        mine = asked(CODE, key, row, ANY_CHILD, by_itself=False)
        return {
            **person(key, row),
            "term": term,
            "asked": mine,
            "ill": if_asked(mine, _ill(row)),
            "hours": if_asked(mine, row.get("nanny_hours")),
        }

    return facts_of(answers, family, member)


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, FAMILY, MEMBER)


def _ill(row: Mapping[str, Any]) -> int | None:
    """A disability or a heavy illness; one of them is enough to know."""
    code, illness = disability_of(row), flag(row.get("severe_illness"))
    if code == CHILD or illness == 1:
        return 1
    return None if code is None or illness is None else 0
