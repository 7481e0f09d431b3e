"""Who counts as the family of the applicant, and what income falls to one of them (КМУ 632 and acts of the kinds)."""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.asking.checks import people
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import DISABILITY, idle_months
from turbota.assistance.income import HALF_UP
from turbota.law.engine.book import Book
from turbota.law.engine.vocabulary import ratio

CORE = ("husband", "wife")
MEMBER = ("age", "core", "descendant", "parent", "student", "disability")
PERSON = (*MEMBER, "pensioner", "idle_months")


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


def members(answers: Answers) -> list[dict[str, Any]]:
    """Canonical rows of everybody in the household, the applicant first; what nobody answered is None."""
    found = [member(answers.get("applicant") or {}, APPLICANT, applicant=True)]
    found += [
        member(row, str(row.get("id", index)), applicant=False) for index, row in enumerate(people(answers))
    ]
    return found


def member(row: Mapping[str, Any], key: str, *, applicant: bool) -> dict[str, Any]:
    """One person as numbers; ``born`` stays so that an award can be cut at a birthday."""
    occupation = row.get("occupation")
    return {
        "id": key,
        "name": str(row.get("given_name") or "").strip(),
        "born": row.get("birth_date") or None,
        **relations(row, applicant=applicant),
        "pensioner": None if occupation is None else int(occupation == "pensioner"),
        "idle_months": idle_months(row),
    }


def called(found: Mapping[str, Any]) -> dict[str, str]:
    """How a row of members and months is called: the given name, or «Заявник»."""
    result = {}
    for one in found["members"]:
        own = one["name"] or ("Заявник" if one["id"] == APPLICANT else "Член родини")
        result[one["id"]] = own
        for month in found.get("window", ()):
            result[f"{one['id']} {month}"] = own
    return result


def declare_facts(book: Book) -> None:
    """The facts of ``relations``; the age and the ages of the law are declared by the kind."""
    book.fact("member", "core", "yes_no", "Ким доводиться заявникові")
    book.fact("member", "descendant", "yes_no", "Дитина заявника")
    book.fact("member", "parent", "yes_no", "Мати або батько заявника")
    book.fact("member", "student", "yes_no", "Навчання на денній формі")
    book.fact("member", "disability", "code", "Інвалідність")


def declare_people(book: Book) -> None:
    """Everything that ``member`` reads."""
    book.fact("member", "age", "years", "Дата народження")
    book.fact("member", "pensioner", "yes_no", "Пенсія")
    book.fact("member", "idle_months", "months", "Місяці без роботи й навчання")
    declare_facts(book)


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


def declare_work(book: Book, act: str, since: str) -> None:
    """Who is able to work and does not, longer than allowed. The kind declares MAJORITY, PENSION_AGE, IDLE_LIMIT."""

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def incapable(v, disability, pensioner, age, PENSION_AGE):
        """Втратив працездатність або має інвалідність: {result}."""
        return (disability > 0) | pensioner | (age >= PENSION_AGE)

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def idle_too_long(v, age, incapable, idle_months, MAJORITY, IDLE_LIMIT):
        """Не працює й не навчається {idle_months}, дозволено {IDLE_LIMIT}: {result}."""
        return (age >= MAJORITY) & v.no(incapable) & (idle_months > IDLE_LIMIT)
