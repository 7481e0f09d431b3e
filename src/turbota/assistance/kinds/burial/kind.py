"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.burial.calculate import calculate
from turbota.assistance.kinds.burial.documents import documents
from turbota.assistance.kinds.burial.facts import facts, household
from turbota.assistance.kinds.burial.questions import FORMS
from turbota.assistance.kinds.burial.rules import BOOK

KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    book=BOOK,
    household=household,
)
