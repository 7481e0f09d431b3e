"""What one answer says about another: each check returns path to sentence.

Nothing here decides about the money; that is for the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from turbota.assistance.asking.checks import (
    Answers,
    contact_is_given,
    day_of,
    income_once,
    nobody_twice,
    passport_reads_right,
    people,
)

YOUNGEST_PARENT = 11  # years between a child and a parent, below which it is a slip of the pen


def parents_are_older(answers: Answers, on: date) -> dict[str, str]:
    """A mother or father is older than the applicant, a child is younger."""
    own = day_of(dict(answers.get("applicant") or {}).get("birth_date"))
    faults: dict[str, str] = {}
    for index, row in enumerate(people(answers)):
        born, relation = day_of(row.get("birth_date")), row.get("relation")
        if own is None or born is None:
            continue
        path = f"members.{index}.birth_date"
        if relation in ("mother", "father") and born.year > own.year - YOUNGEST_PARENT:
            faults[path] = "За цією датою мати або батько молодші, ніж можливо. Перевірте дату."
        if relation == "child" and born.year < own.year + YOUNGEST_PARENT:
            faults[path] = (
                "За цією датою дитина старша, ніж можливо. Перевірте дату або ким людина доводиться."
            )
    return faults


def one_spouse(answers: Answers, on: date) -> dict[str, str]:
    """At most one husband or wife, one mother, one father."""
    faults: dict[str, str] = {}
    seen: set[str] = set()
    names = {"spouse": "чоловіка чи дружину", "mother": "матір", "father": "батька"}
    for index, row in enumerate(people(answers)):
        relation = str(row.get("relation"))
        role = "spouse" if relation in ("husband", "wife") else relation
        if role in names and role in seen:
            faults[f"members.{index}.relation"] = f"Ви вже додали {names[role]}. Перевірте."
        seen.add(role)
    return faults


def child_is_a_child(answers: Answers, on: date) -> dict[str, str]:
    """«A child under 18» is chosen for children only; a disabled child too."""
    faults: dict[str, str] = {}
    for index, row in enumerate(people(answers)):
        born = day_of(row.get("birth_date"))
        if born is None:
            continue
        adult = (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= 18
        if adult and row.get("occupation") == "child":
            faults[f"members.{index}.occupation"] = "Цій людині вже є 18. Оберіть, чим вона займається."
        if adult and row.get("disability") == "child":
            faults[f"members.{index}.disability"] = "Цій людині вже є 18. Оберіть групу інвалідності."
    return faults


CHECKS: tuple[Callable[[Answers, date], Mapping[str, str]], ...] = (
    parents_are_older,
    nobody_twice,
    one_spouse,
    child_is_a_child,
    income_once,
    contact_is_given,
    passport_reads_right,
)
