"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.income import window
from turbota.assistance.kind import Kind, describe
from turbota.assistance.kinds.low_income.calculate import calculate
from turbota.assistance.kinds.low_income.documents import documents
from turbota.assistance.kinds.low_income.facts import facts, household
from turbota.assistance.kinds.low_income.notes import notes
from turbota.assistance.kinds.low_income.questions import FORMS
from turbota.assistance.kinds.low_income.rules import BOOK

FOLDER = Path(__file__).parent
ABOUT = describe(FOLDER)

KIND = Kind(
    code=ABOUT.code,
    title=ABOUT.title,
    plain_title=ABOUT.plain_title,
    summary=ABOUT.summary,
    tier=ABOUT.tier,
    acts=ABOUT.acts,
    deciders=ABOUT.deciders,
    monotone_in_income=ABOUT.monotone_in_income,
    forms=FORMS,
    documents=documents,
    facts=facts,
    calculate=calculate,
    income_window=window,
    book=BOOK,
    household=household,
    notes=notes,
    folder=FOLDER,
)
