"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from turbota.assistance import income
from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.base_assistance.calculate import calculate
from turbota.assistance.kinds.base_assistance.documents import documents
from turbota.assistance.kinds.base_assistance.facts import WINDOW, facts, household
from turbota.assistance.kinds.base_assistance.questions import FORMS
from turbota.assistance.kinds.base_assistance.rules import BOOK


def window(on: date) -> tuple[str, str]:
    """First and last of the three months. Raises NotInForce outside the pilot."""
    return income.window(on, WINDOW)


KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    income_window=window,
    book=BOOK,
    household=household,
)
