"""Calculates the assistance from the month of application to the month in which each child is six."""

from __future__ import annotations

from turbota.assistance.kinds.large_family.facts import facts, household
from turbota.assistance.kinds.large_family.rules import BOOK
from turbota.assistance.kinds.large_family.words import because, conditions
from turbota.assistance.per_child import PerChild, until_age

calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Допомога на дитину багатодітної родини",
    days=until_age("PAID_AGE"),
    because=because,
    ages=("PAID_AGE", "MAJORITY"),
    conditions=conditions,
)
