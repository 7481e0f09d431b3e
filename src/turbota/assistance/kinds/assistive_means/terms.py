"""No term of such a decision was read: the common terms hold, and every page says that they are of another kind."""

from __future__ import annotations

from datetime import date

from turbota.assistance.forms import Answers
from turbota.assistance.terms import MONEY, Terms


def terms(answers: Answers, on: date) -> Terms:
    """The common terms."""
    return MONEY
