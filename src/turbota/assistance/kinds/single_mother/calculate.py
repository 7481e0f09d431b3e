"""Calculates the assistance for each child from the month of application, with everything that explains it."""

from __future__ import annotations

from turbota.assistance.kinds.single_mother.facts import facts, household
from turbota.assistance.kinds.single_mother.rules import BOOK
from turbota.assistance.kinds.single_mother.words import because, conditions
from turbota.assistance.per_child import PerChild, for_months, income_lines

calculate = PerChild(
    book=BOOK,
    facts=facts,
    household=household,
    title="Допомога на дитину одинокої матері",
    days=for_months,
    because=because,
    ages=("SCHOOL_AGE", "MAJORITY", "STUDENT_AGE"),
    above=income_lines,
    conditions=conditions,
)
