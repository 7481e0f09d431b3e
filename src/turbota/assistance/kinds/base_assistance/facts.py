"""Answers become rows of whole numbers: the family, its members, the three months of the income window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import family
from turbota.assistance import household as rows
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import amount_if, flag
from turbota.assistance.income import incomes, window_months
from turbota.law import values
from turbota.law.engine.explained import Household

WINDOW = "base_assistance.income_window"
FAMILY = ("purchase", "currency", "deposit", "second_dwelling", "receives_listed", "occupied", "maintained")
MEMBER = (*family.PERSON, "first")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the household, JSON-able. Raises NotInForce outside the pilot."""
    members = [{**one, "first": int(one["id"] == APPLICANT)} for one in family.members(answers)]
    own, property_ = answers.get("base_assistance") or {}, answers.get("property") or {}
    open_to_all = values.value("base_assistance.open_to_all", on).value
    return {
        "family": {
            "purchase": amount_if(property_.get("big_purchase"), property_.get("purchase_amount")),
            "currency": amount_if(property_.get("currency_bought"), property_.get("currency_amount")),
            "deposit": amount_if(property_.get("has_deposit"), property_.get("deposit_amount")),
            "second_dwelling": flag(property_.get("second_dwelling")),
            "receives_listed": 0 if open_to_all else flag(own.get("receives_listed")),
            "occupied": flag(own.get("occupied")),
            "maintained": flag(own.get("maintained")),
        },
        "members": members,
        "window": window_months(on, WINDOW),
        "incomes": incomes(answers, {member["id"] for member in members}),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, FAMILY, MEMBER)
