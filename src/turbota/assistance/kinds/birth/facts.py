"""Answers become rows of whole numbers: the claim and its children. What nobody answered is None."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.asking.checks import people
from turbota.assistance.children import certificate_key, months_begun
from turbota.assistance.forms import Answers
from turbota.assistance.household import flag
from turbota.law import values
from turbota.law.engine.explained import Household

PARENTS = ("mother", "father")
FAMILY = ("other_claimant", "lives_apart")
MEMBER = ("regime", "months_since_birth", "paid_already")
NOBODY = {"id": "m0", "name": "", "born": None, "about": ""}  # no child was named: an officer asks


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the claim, JSON-able; ``about`` tells the child from every other."""
    claim = answers.get("claim") or {}
    relation, together = claim.get("relation"), flag(claim.get("lives_with_you"))
    children = [_child(row, str(row.get("id", n)), on) for n, row in enumerate(people(answers))]
    return {
        "family": {
            "other_claimant": None if relation is None else int(relation not in PARENTS),
            "lives_apart": None if together is None else 1 - together,
        },
        "members": children or [{**NOBODY, **dict.fromkeys(MEMBER)}],
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine."""
    return rows.household(found, on, FAMILY, MEMBER)


def _child(row: Mapping[str, Any], key: str, on: date) -> dict[str, Any]:
    born = date.fromisoformat(row["birth_date"]) if row.get("birth_date") else None
    names = (row.get(code) for code in ("surname", "given_name", "patronymic"))
    return {
        "id": key,
        "name": " ".join(str(part) for part in names if part),
        "born": row.get("birth_date") or None,
        "about": _about(row),
        "regime": values.value("birth.regime", born).value if born else None,
        "months_since_birth": months_begun(born, on) if born else None,
        "paid_already": flag(row.get("paid_before")),
    }


def _about(row: Mapping[str, Any]) -> str:
    """The certificate says which child it is; until it is written, the name and the day do."""
    key = certificate_key(str(row.get("certificate") or ""))
    return f"свідоцтво {key}" if key else f"{row.get('given_name', '')} {row.get('birth_date', '')}".strip()
