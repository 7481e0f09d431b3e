"""Answers become rows of whole numbers: the family, its members, the months of the income window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.asking.checks import people
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import DISABILITY, amount_if, flag, idle_months
from turbota.assistance.income import incomes, window_months
from turbota.assistance.kinds.idp_living.checks import certificate_key
from turbota.law.engine.explained import Household

FAMILY = ("deposit", "received_before", "orphans")
MEMBER = ("age", "registered", "disability", "pensioner", "idle_months", "abroad_row", "abroad_all")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the family, JSON-able; ``about`` tells each person by her certificate."""
    members = [_member(answers.get("applicant") or {}, APPLICANT)]
    members += [_member(row, str(row.get("id", index))) for index, row in enumerate(people(answers))]
    claim = answers.get("claim") or {}
    return {
        "family": {
            "deposit": amount_if(claim.get("has_deposit"), claim.get("deposit_amount")),
            "received_before": flag(claim.get("received_before")),
            "orphans": flag(claim.get("orphans")),
        },
        "members": members,
        "window": window_months(on),
        "incomes": incomes(answers, {member["id"] for member in members}),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, FAMILY, MEMBER)


def _member(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    occupation = row.get("occupation")
    names = (row.get(code) for code in ("surname", "given_name", "patronymic"))
    certificate = certificate_key(row)
    return {
        "id": key,
        "name": " ".join(str(part) for part in names if part),
        "about": f"довідка {certificate}" if certificate else key,
        "born": row.get("birth_date") or None,
        "registered": flag(row.get("registered")),
        "disability": DISABILITY.get(str(row.get("disability"))),
        "pensioner": None if occupation is None else int(occupation == "pensioner"),
        "idle_months": idle_months(row),
        "abroad_row": row.get("abroad_in_a_row"),
        "abroad_all": row.get("abroad_in_all"),
    }
