"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.income import window
from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.mental_disorder_care.calculate import calculate
from turbota.assistance.kinds.mental_disorder_care.documents import documents
from turbota.assistance.kinds.mental_disorder_care.facts import facts, household
from turbota.assistance.kinds.mental_disorder_care.questions import FORMS
from turbota.assistance.kinds.mental_disorder_care.rules import BOOK

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
