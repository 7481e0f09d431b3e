"""What one answer about displaced people says about another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from turbota.assistance.asking.checks import Answers, people


def certificate_key(row: Mapping[str, Any]) -> str:
    """The digits of the certificate of a person; empty when there is none."""
    return re.sub(r"\D", "", str(row.get("certificate") or "")) if row.get("registered") is True else ""


def everybody(answers: Answers) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The applicant and the members, each with the path of the answers."""
    yield "applicant", answers.get("applicant") or {}
    for index, row in enumerate(people(answers)):
        yield f"members.{index}", row


def one_certificate_each(answers: Answers, on: date) -> dict[str, str]:
    """Every person has a certificate of her own, and it has digits."""
    faults: dict[str, str] = {}
    seen: set[str] = set()
    for path, row in everybody(answers):
        key = certificate_key(row)
        if row.get("registered") is True and row.get("certificate") and not key:
            faults[f"{path}.certificate"] = "Номер довідки складається з цифр. Перевірте його."
        if key and key in seen:
            faults[f"{path}.certificate"] = "Такий номер уже є в іншої людини. Перевірте його."
        seen.add(key)
    return faults


def stay_adds_up(answers: Answers, on: date) -> dict[str, str]:
    """Days in a row are never more than days in all."""
    faults: dict[str, str] = {}
    for path, row in everybody(answers):
        longest, whole = row.get("abroad_in_a_row"), row.get("abroad_in_all")
        if isinstance(longest, int) and isinstance(whole, int) and longest > whole:
            faults[f"{path}.abroad_in_all"] = "Разом не може бути менше днів, ніж поспіль. Перевірте."
    return faults
