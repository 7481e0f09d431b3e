"""Assessed kinds: a service or a thing, not money. What and how much follows from the needs, not from a formula.

A calculation never grants and never refuses: people assess the needs and decide. What several such kinds share stands
here; the folder of a kind has its own questions, documents and terms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from turbota.assistance.asking.checks import people
from turbota.assistance.forms import Answers, Form
from turbota.assistance.kind import Kind, NeededDocument, assemble, describe
from turbota.assistance.terms import Terms
from turbota.assistance.uncomputed import household, left_to_officer, name_of
from turbota.law.engine.book import Book

NEEDS_ASSESSED = (
    "Може належати: спершу оцінюють потреби, а тоді вирішують, що саме і скільки. Грошей тут не рахують."
)
NO_FORMULA = "вид і обсяг визначають за оцінкою потреб"


def kind_of(
    folder: Path,
    *,
    forms: tuple[Form, ...],
    documents: Callable[[Answers, date], list[NeededDocument]],
    terms: Callable[[Answers, date], Terms],
) -> Kind:
    """The assessed kind of a folder. Raises BadLaw."""
    about = describe(folder)
    return assemble(
        folder,
        forms=forms,
        documents=documents,
        facts=facts,
        calculate=left_to_officer(
            about, facts, rules="assessment", code="needs_not_assessed", lacks=NO_FORMULA, told=NEEDS_ASSESSED
        ),
        book=Book(about.code),
        household=household,
        terms=terms,
    )


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """What was asked and whom it is about, as it was said: no rule reads it."""
    asked = {
        code: value for code, value in answers.items() if code not in ("applicant", "members", "contacts")
    }
    rows = enumerate(people(answers))
    return {"family": asked, "members": [_person(row, str(row.get("id", number))) for number, row in rows]}


def _person(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {"id": key, "name": name_of(row), "born": row.get("birth_date")}
