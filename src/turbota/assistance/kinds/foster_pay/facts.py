"""Answers become rows of whole numbers: the applicant, to whom it is paid, and the placed children."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import household as rows
from turbota.assistance.children import asked, if_asked, person
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.per_child import facts_of
from turbota.assistance.persons import disability_of, subgroup_of
from turbota.law.engine.explained import Household

PLACED = ("ward", "other")
CONTRACT = {"foster": 1, "family_home": 1, "none": 0}
MEMBER = ("age", "asked", "placed", "student", "disability", "subgroup")


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the family, JSON-able. The pay is of the applicant: it is about nobody else."""
    form = (answers.get("foster_pay_family") or {}).get("form")
    found = facts_of(answers, {"contract": CONTRACT.get(str(form))}, _member)
    born = [one["born"] for one in found["members"] if one["placed"] and one["born"]]
    return {**found, "members": [{**one, "youngest": max(born, default=None)} for one in found["members"]]}


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    return rows.household(found, on, ("contract",), MEMBER)


def _member(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    placed = asked("foster_pay", key, row, PLACED, by_itself=False)
    disability, occupation = disability_of(row), row.get("occupation")
    subgroup = 0 if disability == 0 else subgroup_of(row)
    student = None if occupation is None else int(occupation == "studies_full_time")
    mine = int(key == APPLICANT)
    return {
        **person(key, row),
        **({"about": ""} if mine else {}),
        "asked": mine,
        "placed": placed,
        "student": if_asked(placed, student),
        "disability": if_asked(placed, disability),
        "subgroup": if_asked(placed, subgroup),
    }
