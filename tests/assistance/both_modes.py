"""A household explained and over columns: both must say the same, to the kopiyka."""

from datetime import date

import pytest

from turbota.assistance import explaining
from turbota.assistance.calculation import Calculation
from turbota.assistance.forms import Answers
from turbota.assistance.kind import Kind


def same(kind: Kind, answers: Answers, on: date) -> Calculation:
    """The explained result, after columns have said the same. Raises NotInForce before the law is known."""
    found = kind.calculate(answers, on)
    if found.missing:
        with pytest.raises(ValueError, match="is unknown"):
            list(explaining.over_columns(kind, [kind.facts(answers, on)], on))
        return found
    (one,) = explaining.over_columns(kind, [kind.facts(answers, on)], on)
    if found.outcome == "officer":
        assert one.doubts == tuple(doubt.code for doubt in found.doubts) != ()
    assert one.reasons == tuple(reason.code for reason in found.reasons)
    if found.outcome == "granted":
        assert (one.amount, one.once, one.doubts) == (found.amount, found.once, ())
    return found
