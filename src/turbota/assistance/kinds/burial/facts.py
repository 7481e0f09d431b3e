"""Answers become whole numbers: who died, what was paid to that person, who buries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance import persons
from turbota.assistance.asking.checks import day_of
from turbota.assistance.children import months_begun
from turbota.assistance.forms import Answers
from turbota.assistance.household import flag
from turbota.law.engine.explained import Household

CODE = "burial"
LOCAL, AID, OTHER = 0, 1, 2
ROUTES = {"none": LOCAL, "aid_no_pension": AID, "aid_childhood": AID, "pension": OTHER, "other": OTHER}
FAMILY = (
    "buries", "route", "months_since_death", "aid_amount", "local_sum", "state_kept", "paid_already",
)  # fmt: skip


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts, JSON-able; the only member is the person who died."""
    told = answers.get(CODE) or {}
    died, route = day_of(told.get("death_date")), ROUTES.get(str(told.get("deceased_aid")))
    return {
        "family": {
            "buries": flag(told.get("you_bury")),
            "route": route,
            "months_since_death": months_begun(died, on) if died else None,
            "aid_amount": told.get("aid_amount") if route == AID else 0,
            "local_sum": told.get("local_sum") if route == LOCAL else 0,
            "state_kept": flag(told.get("state_kept")),
            "paid_already": flag(told.get("paid_before")),
        },
        "members": [{**persons.named("deceased", told), "died": str(died) if died else None}],
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine."""
    return rows.household(found, on, FAMILY, ())
