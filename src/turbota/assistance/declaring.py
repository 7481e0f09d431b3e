"""What of the answers is the declaration of incomes and property (Annex 9): found by the questions, for every kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from turbota.assistance import forms
from turbota.assistance.asking import property as owned
from turbota.assistance.forms import Answers, Form, Question, Section
from turbota.assistance.kind import Annexes

TITLES: Mapping[Annexes, str] = {
    # Annex 9 of Instruction 345; the word «державної» was put in by order 1 of 04.01.2022 (p. 2.5)
    "amount": "про доходи та майновий стан осіб, які звернулися за призначенням усіх видів державної соціальної "
    "допомоги",
    # p. 2.2 of Instruction 345 names this form of resolution 848
    "subsidy": "про доходи і витрати осіб, які звернулися за призначенням житлової субсидії",
}
BASES: Mapping[Annexes, str] = {
    "amount": "Додаток 9 до Інструкції № 345, пункт 2.5",
    "subsidy": "Пункт 2.2 Інструкції № 345, постанова КМУ № 848 від 21.10.1995",
}
SECTION = "property"
INCOMES, SERVICES = "month", "line"


def _codes(found: object) -> Iterator[str]:
    if isinstance(found, Question):
        yield found.code
    elif isinstance(found, tuple):
        for one in found:
            yield from _codes(one)


OWNED = frozenset(code for found in vars(owned).values() for code in _codes(found))
"""Codes of the questions about property that kinds share, in whatever section a kind asks them."""


@dataclass(frozen=True)
class Declared:
    """A declared income as it was told: whose, ``YYYY-MM``, what it is, kopiykas."""

    who: str
    month: str
    title: str
    amount: int | None


def is_asked(form: Form, annexes: Annexes) -> bool:
    """Does the form ask of incomes or of property, so that there is something to declare."""
    return any(
        _is_about(section, question, annexes) for section in form.sections for question in section.questions
    )


def is_declared(form: Form, path: str, annexes: Annexes) -> bool:
    """Does the answer at the path belong to the declaration."""
    section = form.section(path.split(".")[0])
    return _is_about(section, section.question(path.split(".")[-1]), annexes)


def _is_about(section: Section, question: Question, annexes: Annexes) -> bool:
    expenses = annexes == "subsidy" and section.entity == SERVICES
    return section.entity == INCOMES or expenses or section.code == SECTION or question.code in OWNED


def incomes(form: Form, answers: Answers) -> Iterator[Declared]:
    """Every income of the answers, in their order; none where the form does not ask or does not show them."""
    section = forms.section_of(form, INCOMES)
    if section is None or not forms.visible(form, answers, section.code):
        return
    for row in answers.get(section.code) or ():
        yield Declared(
            who=forms.shown(section, "member", row, answers),
            month=row.get("month") or "",
            title=forms.shown(section, "class", row, answers),
            amount=row.get("amount"),
        )


def is_income(form: Form, path: str) -> bool:
    """Does the path lead to a row of incomes."""
    return form.section(path.split(".")[0]).entity == INCOMES
