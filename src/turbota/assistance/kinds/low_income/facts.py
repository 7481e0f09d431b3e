"""Answers become rows of whole numbers: a family, its members, the months of the income window.

A month without income is a visible row of zeros. What nobody answered is None: the engine names it and
an officer decides. The dictionary is plain JSON and is kept in the snapshot of the decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.family import MEMBER as OF_FAMILY
from turbota.assistance.family import relations
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import amount_if, flag, idle_months
from turbota.assistance.income import incomes, window_months
from turbota.law.engine.explained import Household

FAMILY = (
    "purchase", "deposit", "second_dwelling", "has_car", "car_years", "car_from_state", "large_family",
)  # fmt: skip
MEMBER = (*OF_FAMILY, "pensioner", "idle_months")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the household, JSON-able; ``born`` stays so that the award can be cut."""
    members = [_member(answers.get("applicant") or {}, APPLICANT, applicant=True)]
    for index, row in enumerate(answers.get("members") or []):
        members.append(_member(row, str(row.get("id", index)), applicant=False))
    return {
        "family": _property(answers.get("property") or {}, on),
        "members": members,
        "window": window_months(on),
        "incomes": incomes(answers, {member["id"] for member in members}),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, FAMILY, MEMBER)


def _member(row: Mapping[str, Any], key: str, *, applicant: bool) -> dict[str, Any]:
    occupation = row.get("occupation")
    return {
        "id": key,
        "name": str(row.get("given_name") or "").strip(),
        "born": row.get("birth_date") or None,
        **relations(row, applicant=applicant),
        "pensioner": None if occupation is None else int(occupation == "pensioner"),
        "idle_months": idle_months(row),
    }


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
