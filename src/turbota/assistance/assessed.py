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
from turbota.assistance.calculation import Calculation, Reason
from turbota.assistance.forms import Answers, Form
from turbota.assistance.kind import Calculate, Description, Kind, NeededDocument, assemble, describe
from turbota.assistance.terms import Terms
from turbota.law.dated import NotInForce
from turbota.law.engine.book import Book
from turbota.law.engine.explained import Household

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
        calculate=_calculate(about),
        book=Book(about.code),
        household=_household,
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
    names = (row.get(code) for code in ("surname", "given_name", "patronymic"))
    return {"id": key, "name": " ".join(str(part) for part in names if part), "born": row.get("birth_date")}


def _household(found: Mapping[str, Any], on: date) -> Household:
    """There is nothing to run over: no rule reads these facts."""
    return Household(facts={}, keys={}, parents={})


def _calculate(about: Description) -> Calculate:
    acts = "; ".join(act.title for act in about.acts)

    def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
        """Always «officer». Raises NotInForce before the kind was known."""
        if on < about.deciders[0].since:
            raise NotInForce(f"{about.code}: nothing in force on {on}")
        return Calculation(
            outcome="officer",
            amount=None,
            since=None,
            until=None,
            reasons=(),
            missing=(),
            steps=(),
            receipt=(),
            doubts=(Reason("needs_not_assessed", f"{acts}: {NO_FORMULA}", NEEDS_ASSESSED),),
            snapshot={
                "kind": about.code,
                "on": on.isoformat(),
                "facts": facts(answers, on),
                "rules": "assessment",
                "parameters": [],
                "steps": [],
                "outcome": "officer",
                "schedule": [],
            },
        )

    return calculate
