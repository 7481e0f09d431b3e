"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.birth.calculate import calculate
from turbota.assistance.kinds.birth.documents import documents
from turbota.assistance.kinds.birth.facts import facts, household
from turbota.assistance.kinds.birth.placing import PLACING
from turbota.assistance.kinds.birth.questions import FORMS
from turbota.assistance.kinds.birth.rules import BOOK

KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    book=BOOK,
    household=household,
    placing=PLACING,
)
