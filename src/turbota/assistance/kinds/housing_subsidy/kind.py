"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.housing_subsidy.calculate import calculate
from turbota.assistance.kinds.housing_subsidy.documents import documents
from turbota.assistance.kinds.housing_subsidy.facts import facts, household
from turbota.assistance.kinds.housing_subsidy.questions import FORMS
from turbota.assistance.kinds.housing_subsidy.rules import BOOK
from turbota.assistance.kinds.housing_subsidy.seasons import window

KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    income_window=window,
    book=BOOK,
    household=household,
    annexes="subsidy",
)
