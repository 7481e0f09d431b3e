"""Answers become rows of whole numbers: a family, its members, the months of the income window.

A month without income is a visible row of zeros. What nobody answered is None: the engine names it and
an officer decides. The dictionary is plain JSON and is kept in the snapshot of the decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import family
from turbota.assistance import household as rows
from turbota.assistance.forms import Answers
from turbota.assistance.household import amount_if, flag
from turbota.assistance.income import incomes, window_months
from turbota.law.engine.explained import Household

FAMILY = (
    "purchase", "deposit", "second_dwelling", "has_car", "car_years", "car_from_state", "large_family",
)  # fmt: skip


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the household, JSON-able; ``born`` stays so that the award can be cut."""
    members = family.members(answers)
    return {
        "family": _property(answers.get("property") or {}, on),
        "members": members,
        "window": window_months(on),
        "incomes": incomes(answers, {member["id"] for member in members}),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, FAMILY, family.PERSON)


def _property(row: Mapping[str, Any], on: date) -> dict[str, Any]:
    car = flag(row.get("has_car"))
    year = row.get("car_year")
    return {
        "large_family": flag(row.get("large_family")),
        "purchase": amount_if(row.get("big_purchase"), row.get("purchase_amount")),
        "deposit": amount_if(row.get("has_deposit"), row.get("deposit_amount")),
        "second_dwelling": flag(row.get("second_dwelling")),
        "has_car": car,
        "car_years": 0 if car == 0 else (max(0, on.year - year) if isinstance(year, int) else None),
        "car_from_state": 0 if car == 0 else flag(row.get("car_for_disabled")),
    }
