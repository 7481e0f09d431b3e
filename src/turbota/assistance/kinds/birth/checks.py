"""What one answer about a birth says about another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from turbota.assistance.asking.checks import (
    Answers,
    contact_is_given,
    day_of,
    nobody_twice,
    passport_reads_right,
    people,
)
from turbota.assistance.children import certificate_key


def born_together(answers: Answers, on: date) -> dict[str, str]:
    """Children of one claim are born on one day, or on two days in a row: a night may lie between twins."""
    days = [day_of(row.get("birth_date")) for row in people(answers)]
    first = next((day for day in days if day), None)
    return {
        f"members.{index}.birth_date": "Ця дитина народилася іншим разом. Подайте на неї окрему заяву."
        for index, day in enumerate(days)
        if first and day and abs(day - first) > timedelta(days=1)
    }


def one_certificate_each(answers: Answers, on: date) -> dict[str, str]:
    """Two children never have one certificate."""
    faults: dict[str, str] = {}
    seen: set[str] = set()
    for index, row in enumerate(people(answers)):
        key = certificate_key(str(row.get("certificate") or ""))
        if key and key in seen:
            faults[f"members.{index}.certificate"] = "Такий номер уже є в іншої дитини. Перевірте його."
        seen.add(key)
    return faults


def parent_is_older(answers: Answers, on: date) -> dict[str, str]:
    """The applicant was born before the child."""
    own = day_of(dict(answers.get("applicant") or {}).get("birth_date"))
    return {
        f"members.{index}.birth_date": "За цією датою дитина старша за вас. Перевірте дату."
        for index, row in enumerate(people(answers))
        if own and (born := day_of(row.get("birth_date"))) and born <= own
    }


CHECKS: tuple[Callable[[Answers, date], Mapping[str, str]], ...] = (
    born_together,
    one_certificate_each,
    parent_is_older,
    nobody_twice,
    contact_is_given,
    passport_reads_right,
)
