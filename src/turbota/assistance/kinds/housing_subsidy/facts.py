"""Answers become rows of whole numbers: the household, its people, months of income, services of the month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import family, services
from turbota.assistance import household as rows
from turbota.assistance.asking.checks import people
from turbota.assistance.forms import Answers
from turbota.assistance.household import amount_if, flag
from turbota.assistance.income import incomes
from turbota.assistance.kinds.housing_subsidy.seasons import half_year, pension_month
from turbota.law.engine.explained import Household

FAMILY = (
    "area", "house", "purchase", "purchase_exempt", "currency", "deposit", "second_dwelling", "debt_months", "debt",
    "debt_settled", "overpaid", "alimony_months", "wants_fuel",
)  # fmt: skip
MEMBER = ("age", "disability", "pensioner", "idle_months", "working", "abroad")
WORKING = ("works", "serves")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the household, JSON-able. Raises NotInForce before the law is known."""
    told = [answers.get("applicant") or {}, *people(answers)]
    members = [
        {**one, "working": _working(row), "abroad": row.get("abroad_in_all")}
        for one, row in zip(family.members(answers), told, strict=True)
    ]
    half, month = half_year(on), pension_month(on)
    return {
        "family": _family(answers),
        "members": members,
        "window": sorted({*half, month}),
        "half_year": half,
        "pension_month": month,
        "incomes": incomes(answers, {member["id"] for member in members}),
        "lines": services.lines(answers),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine: the services of the month of the day, and which month of income lies in which window."""
    home = rows.household(found, on, FAMILY, MEMBER)
    half, people_count = set(found["half_year"]), len(found["members"])
    months = dict(home.facts["month"])
    months["in_half_year"] = [int(month in half) for month in found["window"]] * people_count
    months["in_pension_month"] = [
        int(month == found["pension_month"]) for month in found["window"]
    ] * people_count
    with_windows = Household({**home.facts, "month": months}, home.keys, home.parents)
    return services.with_lines(with_windows, found, on)


def _working(row: Mapping[str, Any]) -> int | None:
    occupation = row.get("occupation")
    return None if occupation is None else int(occupation in WORKING)


def _family(answers: Answers) -> dict[str, Any]:
    home, own = answers.get("home") or {}, answers.get("housing_subsidy") or {}
    property_ = answers.get("property") or {}
    kind, bought = home.get("kind"), property_.get("big_purchase")
    return {
        "area": home.get("area"),
        "house": None if kind is None else int(kind == "house"),
        "purchase": amount_if(bought, property_.get("purchase_amount")),
        "purchase_exempt": 0 if bought is False else flag(own.get("purchase_exempt")),
        "currency": amount_if(property_.get("currency_bought"), property_.get("currency_amount")),
        "deposit": amount_if(property_.get("has_deposit"), property_.get("deposit_amount")),
        "second_dwelling": flag(property_.get("second_dwelling")),
        "debt_months": _count(own.get("debt_months")),
        "debt": own.get("debt"),
        "debt_settled": flag(own.get("debt_settled")),
        "overpaid": flag(own.get("overpaid")),
        "alimony_months": _count(own.get("alimony_months")),
        "wants_fuel": flag(own.get("wants_fuel")),
    }


def _count(value: Any) -> int | None:
    return None if value is None else int(value)
