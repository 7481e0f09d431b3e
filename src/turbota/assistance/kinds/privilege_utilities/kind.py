"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.income import window
from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.privilege_utilities.calculate import calculate
from turbota.assistance.kinds.privilege_utilities.documents import documents
from turbota.assistance.kinds.privilege_utilities.facts import facts, household
from turbota.assistance.kinds.privilege_utilities.questions import FORMS
from turbota.assistance.kinds.privilege_utilities.rules import BOOK

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
