"""Answers become rows of whole numbers: whether the woman is insured, and the days that are paid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.asking.checks import day_of
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import flag
from turbota.assistance.persons import named
from turbota.law import values
from turbota.law.engine.explained import Household

FAMILY = ("insured", "two_regimes")
MEMBER = ("age", "asked")
NEW = frozenset({"maternity_uninsured.amount"})


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts, JSON-able; ``first`` and ``last`` are the days that are paid. Nobody else is read."""
    claim = answers.get("maternity_uninsured_leave") or {}
    first, last = _days(claim, on)
    woman = named(APPLICANT, answers.get(APPLICANT) or {})
    return {
        "family": {
            "insured": flag(claim.get("insured")),
            "two_regimes": _two_regimes(first, last, on) if first and last else None,
        },
        "members": [
            {**woman, "about": "", "asked": 1, "first": _text(first), "last": _text(last)},
        ],
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with the age on the day."""
    return rows.household(found, on, FAMILY, MEMBER)


def _days(claim: Mapping[str, Any], on: date) -> tuple[date | None, date | None]:
    first, more = day_of(claim.get("first_day")), flag(claim.get("more_days"))
    if first is None or more is None:
        return first, None
    after = values.value(f"maternity_uninsured.days_after{'_more' if more else ''}", on).value
    count = values.value("maternity_uninsured.days_before", on).value + after
    return first, first + timedelta(days=count - 1)


def _two_regimes(first: date, last: date, on: date) -> int:
    """Do the days, or the day of application, lie on both sides of the new law."""
    (law,) = values.boundaries(NEW)[:1]
    return int(len({day >= law for day in (first, last, on)}) > 1)


def _text(day: date | None) -> str | None:
    return str(day) if day else None
