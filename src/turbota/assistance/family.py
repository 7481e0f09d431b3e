"""People of a family as facts of the engine, and the rules that say who belongs to it and who is able to work.

The composition is the one of assistance to low-income families (retold by newspapers on 21.08.2025; the point was
not seen), so a kind that takes it from here names its own act and the same doubt: nothing is verified.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from turbota.assistance.asking.checks import people
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.household import DISABILITY, idle_months
from turbota.law.engine.book import Book

CORE = ("husband", "wife")
MEMBER = ("age", "core", "descendant", "parent", "student", "disability", "pensioner", "idle_months")


def members(answers: Answers) -> list[dict[str, Any]]:
    """Canonical rows of everybody in the household, the applicant first; what nobody answered is None."""
    found = [member(answers.get("applicant") or {}, APPLICANT, applicant=True)]
    found += [
        member(row, str(row.get("id", index)), applicant=False) for index, row in enumerate(people(answers))
    ]
    return found


def member(row: Mapping[str, Any], key: str, *, applicant: bool) -> dict[str, Any]:
    """One person as numbers; ``born`` stays so that an award can be cut at a birthday."""
    relation, occupation = row.get("relation"), row.get("occupation")
    known = applicant or relation is not None
    return {
        "id": key,
        "name": str(row.get("given_name") or "").strip(),
        "born": row.get("birth_date") or None,
        "core": int(applicant or relation in CORE) if known else None,
        "descendant": int(relation in ("child", "ward")) if known else None,
        "parent": int(relation in ("mother", "father")) if known else None,
        "student": None if occupation is None else int(occupation == "studies_full_time"),
        "disability": DISABILITY.get(str(row.get("disability"))),
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
    """Everything that ``member`` reads."""
    book.fact("member", "age", "years", "Дата народження")
    book.fact("member", "core", "yes_no", "Ким доводиться заявникові")
    book.fact("member", "descendant", "yes_no", "Дитина заявника")
    book.fact("member", "parent", "yes_no", "Мати або батько заявника")
    book.fact("member", "student", "yes_no", "Навчання на денній формі")
    book.fact("member", "disability", "code", "Інвалідність")
    book.fact("member", "pensioner", "yes_no", "Пенсія")
    book.fact("member", "idle_months", "months", "Місяці без роботи й навчання")


def declare_rules(book: Book, *, act: str, since: str) -> None:
    """Who belongs to the family. The kind declares MAJORITY and STUDENT_AGE."""

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


def declare_work(book: Book, *, act: str, since: str) -> None:
    """Who is able to work and does not, longer than allowed. The kind declares MAJORITY, PENSION_AGE, IDLE_LIMIT."""

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def incapable(v, disability, pensioner, age, PENSION_AGE):
        """Втратив працездатність або має інвалідність: {result}."""
        return (disability > 0) | pensioner | (age >= PENSION_AGE)

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def idle_too_long(v, age, incapable, idle_months, MAJORITY, IDLE_LIMIT):
        """Не працює й не навчається {idle_months}, дозволено {IDLE_LIMIT}: {result}."""
        return (age >= MAJORITY) & v.no(incapable) & (idle_months > IDLE_LIMIT)
