"""What looks odd in the answers and is worth a second look. A note refuses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.forms import Answers

WORK_WITHOUT_INCOME = "У відповідях є робота, але немає жодного доходу. Перевірте."


def notes(answers: Answers) -> tuple[str, ...]:
    """Sentences for the citizen before signing and for those who check after."""
    people = [answers.get("applicant"), *_rows(answers, "members")]
    works = any(isinstance(person, Mapping) and person.get("occupation") == "works" for person in people)
    return (WORK_WITHOUT_INCOME,) if works and not _rows(answers, "incomes") else ()


def _rows(answers: Answers, section: str) -> list[Any]:
    found = answers.get(section)
    return found if isinstance(found, list) else []
