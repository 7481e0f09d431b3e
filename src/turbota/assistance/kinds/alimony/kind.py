"""Puts the parts of this folder together as one kind."""

from __future__ import annotations

from pathlib import Path

from turbota.assistance.kind import Kind
from turbota.assistance.kinds.alimony.calculate import calculate
from turbota.assistance.kinds.alimony.documents import documents
from turbota.assistance.kinds.alimony.questions import FORMS
from turbota.assistance.per_child import as_kind

KIND: Kind = as_kind(Path(__file__).parent, FORMS, documents, calculate, reads_income=True)
