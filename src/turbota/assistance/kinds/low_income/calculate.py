"""The calculation of this kind: until the rules are in, an officer calculates by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from turbota.assistance.calculation import Calculation
from turbota.assistance.forms import Answers


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """The answers as the rules take them."""
    return dict(answers)


def calculate(answers: Answers, on: date, window_anchor: date | None = None) -> Calculation:
    """Nothing is computed: the officer is asked for everything."""
    month = f"{on.year:04d}-{on.month:02d}"
    return Calculation("officer", None, None, None, (), ("rules",), (), (), None, None, month, month)
