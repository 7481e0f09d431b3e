"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.income import window
from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.low_income.calculate import calculate
from turbota.assistance.kinds.low_income.documents import documents
from turbota.assistance.kinds.low_income.facts import facts, household
from turbota.assistance.kinds.low_income.notes import notes
from turbota.assistance.kinds.low_income.questions import FORMS
from turbota.assistance.kinds.low_income.rules import BOOK

KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    income_window=window,
    book=BOOK,
    household=household,
    notes=notes,
)
