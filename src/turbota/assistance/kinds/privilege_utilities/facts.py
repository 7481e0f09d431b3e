"""Answers become rows of whole numbers: the privilege, who it covers, months of income, services of the month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import family, services
from turbota.assistance import household as rows
from turbota.assistance.asking.checks import day_of, people
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import flag
from turbota.assistance.income import incomes, window_months
from turbota.law import values
from turbota.law.engine.explained import Household

NORM = "privilege_utilities.solid_fuel_norm"
FAMILY = (
    "percent", "income_tested", "area", "months_left", "wants_utilities", "wants_solid_fuel", "fuel_tonnes",
    "wants_lpg", "lpg_balloons", "lpg_unknown",
)  # fmt: skip


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the privilege, JSON-able. Raises NotInForce before the law is known."""
    told: list[Mapping[str, Any]] = [{}, *people(answers)]  # the applicant's own privilege covers her
    members = [
        {
            "id": one["id"],
            "name": one["name"],
            "covered": 1 if one["id"] == APPLICANT else flag(row.get("privilege_covers")),
        }
        for one, row in zip(family.members(answers), told, strict=True)
    ]
    own = answers.get("privilege_utilities") or {}
    utilities = flag(own.get("wants_utilities"))
    until = day_of(own.get("until"))
    return {
        "family": {
            "percent": own.get("percent"),
            "income_tested": flag(own.get("income_tested")),
            "area": 0 if utilities == 0 else (answers.get("home") or {}).get("area"),
            "months_left": None if until is None else _months(on, until),
            "wants_utilities": utilities,
            "wants_solid_fuel": flag(own.get("wants_solid_fuel")),
            "fuel_tonnes": _count(own, "wants_solid_fuel", "fuel_tonnes", values.value(NORM, on).value),
            "tonnes_by_norm": int(own.get("fuel_tonnes") is None),
            "wants_lpg": flag(own.get("wants_lpg")),
            "lpg_balloons": _count(own, "wants_lpg", "lpg_balloons", 0),
            "lpg_unknown": int(own.get("lpg_balloons") is None),
        },
        "members": members,
        "until": None if until is None else until.isoformat(),
        "window": window_months(on),
        "incomes": incomes(answers, {member["id"] for member in members}),
        "lines": [services.NONE] if utilities == 0 else services.lines(answers),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine: the services of the month of the day."""
    return services.with_lines(rows.household(found, on, FAMILY, ("covered",)), found, on)


def _months(on: date, until: date) -> int:
    """Calendar months that the days from the application to the last day touch; 0 when the last day is over."""
    return max(0, (until.year - on.year) * 12 + until.month - on.month + 1) if until >= on else 0


def _count(own: Mapping[str, Any], wants: str, code: str, unsaid: int) -> int | None:
    """How much is wanted; ``unsaid`` where nobody wrote the number."""
    if own.get(wants) is False:
        return 0
    value = own.get(code)
    if value is None:
        return unsaid if own.get(wants) is True else None
    return int(value)
