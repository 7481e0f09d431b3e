"""Who counts as the family of the applicant, and what income falls to one of them (КМУ 632 and acts of the kinds)."""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.household import DISABILITY
from turbota.assistance.income import HALF_UP
from turbota.law.engine.book import Book
from turbota.law.engine.vocabulary import ratio

CORE = ("husband", "wife")
MEMBER = ("age", "core", "descendant", "parent", "student", "disability")


def relations(row: Mapping[str, Any], *, applicant: bool) -> dict[str, Any]:
    """The facts by which a person belongs to the family; what nobody told is None."""
    relation, occupation = row.get("relation"), row.get("occupation")
    known = applicant or relation is not None
    return {
        "core": int(applicant or relation in CORE) if known else None,
        "descendant": int(relation in ("child", "ward")) if known else None,
        "parent": int(relation in ("mother", "father")) if known else None,
        "student": None if occupation is None else int(occupation == "studies_full_time"),
        "disability": DISABILITY.get(str(row.get("disability"))),
    }


def declare_facts(book: Book) -> None:
    """The facts of ``relations``; the age and the ages of the law are declared by the kind."""
    book.fact("member", "core", "yes_no", "Ким доводиться заявникові")
    book.fact("member", "descendant", "yes_no", "Дитина заявника")
    book.fact("member", "parent", "yes_no", "Мати або батько заявника")
    book.fact("member", "student", "yes_no", "Навчання на денній формі")
    book.fact("member", "disability", "code", "Інвалідність")


def declare_rules(book: Book, act: str, since: str) -> None:
    """Who belongs to the family on which assistance is computed."""

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def child(v, descendant, age, MAJORITY):
        """Дитина до {MAJORITY} років: {result}."""
        return descendant & (age < MAJORITY)

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def young_student(v, student, age, MAJORITY, STUDENT_AGE):
        """Навчається на денній формі, від {MAJORITY} до {STUDENT_AGE} років: {result}."""
        return student & (age >= MAJORITY) & (age < STUDENT_AGE)

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def counts(v, core, descendant, parent, child, young_student, disability):
        """Належить до родини, на яку рахують допомогу: {result}."""
        return core | child | (descendant & (young_student | (disability == 1))) | (parent & (disability > 0))


def declare_persons(book: Book, act: str, since: str) -> None:
    """How many people the family has."""

    @book.rule("family", act=act, point="", since=since, unit="persons")
    def persons(v, count_counts):
        """У родині: {result}."""
        return count_counts


def declare_income_for_one(book: Book, act: str, since: str) -> None:
    """The average income of the family divided by its people."""

    @book.rule("family", act=act, point="", since=since, rounding=HALF_UP)
    def income_for_one(v, average_income, persons):
        """Середній дохід на людину за місяць: {average_income} / {persons} = {result}."""
        return ratio(average_income, 1, v.at_least(persons, 1))
