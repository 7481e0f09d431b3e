"""Calculates the assistance for each child from the month of application to the month of coming of age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from turbota.assistance.kinds.guardianship.facts import facts, household
from turbota.assistance.kinds.guardianship.rules import BOOK
from turbota.assistance.kinds.guardianship.words import because, conditions
from turbota.assistance.per_child import PerChild, until_age


def terms(found: Mapping[str, Any]) -> Iterator[date]:
    """The last days of disabilities: from the next month the amount is another."""
    for one in found["members"]:
        if one.get("disability_until"):
            yield date.fromisoformat(one["disability_until"])


calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Допомога на дитину під опікою",
    days=until_age("MAJORITY"),
    because=because,
    ages=("SCHOOL_AGE", "MAJORITY"),
    conditions=conditions,
    terms=terms,
)
