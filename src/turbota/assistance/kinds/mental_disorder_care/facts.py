"""Answers become rows of whole numbers: who cares, who is cared for, everybody's income."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance import persons
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import flag
from turbota.assistance.income import incomes, window_months
from turbota.assistance.persons import Row, only_if
from turbota.law.engine.explained import Household

CODE = "mental_disorder_care"
MARKER = "mental_disorder_care_asked"
FAMILY = ("carer_age", "carer_capable", "lives_together", "conclusion")
MEMBER = ("age", "cared", "disability", "mental_disorder", "term_over")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts, JSON-able; ``term`` is the last day of a dated disability."""
    members = [_member(key, row, on) for key, row in persons.everybody(answers)]
    about = answers.get(CODE) or {}
    return {
        "family": {
            "carer_age": persons.age_on(answers.get(APPLICANT) or {}, on),
            **{name: flag(about.get(name)) for name in FAMILY[1:]},
        },
        "members": members,
        "window": window_months(on),
        "incomes": incomes(answers, {member["id"] for member in members}),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages of the members on the day."""
    return rows.household(found, on, FAMILY, MEMBER)


def _member(key: str, row: Row, on: date) -> dict[str, Any]:
    cared = 0 if key == APPLICANT else persons.asked_for(row, MARKER, _may)
    code = persons.disability_of(row)
    ill = only_if(cared, None if code is None else int(code > 0))
    term = persons.term_of(row)
    return {
        **persons.named(key, row),
        "term": str(term) if term else None,
        "cared": cared,
        "disability": only_if(cared, code),
        "mental_disorder": only_if(ill, flag(row.get("mental_disorder"))),
        "term_over": only_if(ill, persons.term_over(row, on)),
    }


def _may(row: Row) -> int | None:
    """Without the marker: who has a disability by a mental disorder is the one who is cared for."""
    return only_if(persons.disability_of(row), flag(row.get("mental_disorder")))
