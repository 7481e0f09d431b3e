"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.assessed import kind_of
from turbota.assistance.kind import Kind
from turbota.assistance.kinds.social_service.documents import documents
from turbota.assistance.kinds.social_service.questions import FORMS
from turbota.assistance.kinds.social_service.terms import terms

KIND: Kind = kind_of(Path(__file__).parent, forms=FORMS, documents=documents, terms=terms)
