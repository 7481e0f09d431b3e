"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.income import window
from turbota.assistance.kind import Kind, assemble
from turbota.assistance.kinds.idp_living.calculate import calculate
from turbota.assistance.kinds.idp_living.documents import documents
from turbota.assistance.kinds.idp_living.facts import facts, household
from turbota.assistance.kinds.idp_living.placing import PLACING
from turbota.assistance.kinds.idp_living.questions import FORMS
from turbota.assistance.kinds.idp_living.rules import BOOK

KIND: Kind = assemble(
    Path(__file__).parent,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    book=BOOK,
    household=household,
    placing=PLACING,
    income_window=window,
)
