"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.income import window
from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.no_pension.calculate import calculate
from turbota.assistance.kinds.no_pension.documents import documents
from turbota.assistance.kinds.no_pension.facts import facts, household
from turbota.assistance.kinds.no_pension.questions import FORMS
from turbota.assistance.kinds.no_pension.rules import BOOK

KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    book=BOOK,
    household=household,
    income_window=window,
)
