"""Answers become rows of whole numbers: everybody of the household, and for whom the claim is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance import persons
from turbota.assistance.forms import Answers
from turbota.assistance.household import flag
from turbota.assistance.persons import Row, only_if
from turbota.law.engine.explained import Household

MARKER = "childhood_disability_asked"
CHILD = 4
MEMBER = (
    "age", "claimed", "disability", "since_childhood", "subgroup", "care_needed", "lonely", "carer_works",
    "own_pension", "term_over",
)  # fmt: skip


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts, JSON-able; ``term`` is the last day of a dated disability."""
    return {
        "family": {},
        "members": [_member(key, row, on) for key, row in persons.everybody(answers)],
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, (), MEMBER)


def _member(key: str, row: Row, on: date) -> dict[str, Any]:
    code = persons.disability_of(row)
    claimed = persons.asked_for(row, MARKER, _has_it)
    of_child, of_adult = _one_of(code, (CHILD,)), _one_of(code, (1, 2, 3))
    pension = row.get("pension")
    term = persons.term_of(row)

    def mine(about: int | None, value: int | None) -> int | None:
        return only_if(claimed, only_if(about, value))

    return {
        **persons.named(key, row),
        "term": str(term) if term else None,
        "claimed": claimed,
        "disability": only_if(claimed, code),
        "since_childhood": mine(of_adult, flag(row.get("since_childhood"))),
        "subgroup": mine(_one_of(code, (1, CHILD)), persons.subgroup_of(row)),
        "care_needed": mine(_one_of(code, (2, 3, CHILD)), flag(row.get("care_needed"))),
        "lonely": mine(_one_of(code, (2, 3)), flag(row.get("lonely"))),
        "carer_works": mine(of_child, flag(row.get("carer_works"))),
        "own_pension": mine(of_adult, None if pension is None else int(pension != "none")),
        "term_over": mine(_one_of(code, (1, 2, 3, CHILD)), persons.term_over(row, on)),
    }


def _one_of(code: int | None, codes: tuple[int, ...]) -> int | None:
    return None if code is None else int(code in codes)


def _has_it(row: Row) -> int | None:
    """Without the marker: a child with a disability, or an adult with one since childhood."""
    code = persons.disability_of(row)
    return 1 if code == CHILD else only_if(code, flag(row.get("since_childhood")))
