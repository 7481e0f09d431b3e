"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.childhood_disability.calculate import calculate
from turbota.assistance.kinds.childhood_disability.documents import documents
from turbota.assistance.kinds.childhood_disability.facts import facts, household
from turbota.assistance.kinds.childhood_disability.questions import FORMS
from turbota.assistance.kinds.childhood_disability.rules import BOOK

KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    book=BOOK,
    household=household,
)
