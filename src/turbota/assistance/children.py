"""A child of a claim as canonical facts name it, and the subsistence minimum of its age.

Kinds that pay for each child take from here who is asked for, whose certificate it is, and which minimum applies.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance import family, income, persons
from turbota.assistance.asking.checks import people
from turbota.assistance.asking.children import CERTIFICATE, LIVES_WITH_YOU, marker
from turbota.assistance.forms import APPLICANT, Answers, Check
from turbota.assistance.household import flag
from turbota.assistance.income import HALF_UP
from turbota.law.engine.book import Book
from turbota.law.engine.vocabulary import ratio

LOOKALIKES = str.maketrans("ABCEHIKMOPTX", "АВСЕНІКМОРТХ")
OWN, WARD = ("child",), ("ward",)
ANY_CHILD = (*OWN, *WARD)


def certificate_key(text: str) -> str:
    """The number of a certificate as it is compared: capital Ukrainian letters and digits only."""
    return re.sub(r"[^0-9A-ZА-ЯҐЄІЇ]", "", text.upper()).translate(LOOKALIKES)


def person(key: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Who it is; a certificate of birth says it for every other application."""
    found = persons.named(key, row)
    certificate = certificate_key(str(row.get(CERTIFICATE.code) or ""))
    return {**found, "about": f"свідоцтво {certificate}"} if certificate else found


def asked(
    kind: str, key: str, row: Mapping[str, Any], relations: tuple[str, ...], *, by_itself: bool
) -> int | None:
    """Is the claim for this person: never for who is no such child. While nobody said: ``by_itself`` for every such
    child, else it is not known.
    """
    relation = row.get("relation")
    if key == APPLICANT or (relation is not None and relation not in relations):
        return 0
    return persons.asked_for(row, marker(kind), lambda _: None if relation is None or not by_itself else 1)


def if_asked(found: int | None, value: int | None) -> int | None:
    """A fact that is asked of the children of the claim only: 0 of everybody else."""
    return persons.only_if(found, value)


def apart(found: int | None, row: Mapping[str, Any]) -> int | None:
    """Does a child of the claim live elsewhere."""
    together = flag(row.get(LIVES_WITH_YOU.code))
    return if_asked(found, None if together is None else 1 - together)


def months_begun(since: date, on: date) -> int:
    """Months from a day, the begun one counted whole: on the very day of the twelfth month it is still 12."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return max(0, months + int(on.day > since.day))


def only_children(kind: str, relations: tuple[str, ...], sentence: str) -> Check:
    """A check: the claim is marked at such children only, and at one of them at least."""

    def faults(answers: Answers, on: date) -> dict[str, str]:
        rows = people(answers)
        marked = [index for index, row in enumerate(rows) if row.get(marker(kind)) is True]
        found = {
            f"members.{index}.{marker(kind)}": sentence
            for index in marked
            if rows[index].get("relation") not in (None, *relations)
        }
        if rows and not marked and all(marker(kind) in row for row in rows):
            found[f"members.0.{marker(kind)}"] = "Позначте хоча б одну дитину, на яку просите допомогу."
        return found

    return faults


def declare_claim(book: Book) -> None:
    """Whom the claim is for, the ages of the law."""
    book.fact("member", "age", "years", "Дата народження")
    book.fact("member", "asked", "yes_no", "Чи просять допомогу на цю дитину")
    book.parameter("MAJORITY", "age.majority")


def declare_minimum(book: Book, act: str, since: str) -> None:
    """The subsistence minimum of a child by its age; people of other ages have one that nobody reads."""
    book.codes["group"] = ("дитина до 6 років", "дитина від 6 до 18 років")
    groups = ("child_under_6", "child_6_18")
    book.table("PM", tuple(f"subsistence_minimum.{group}" for group in groups), anchor="award")
    book.parameter("SCHOOL_AGE", "age.school")

    @book.rule("member", act=act, point="", since=since, unit="code")
    def group(v, age, SCHOOL_AGE):
        """Вік {age}. Група за законом: {result}."""
        return v.where(age < SCHOOL_AGE, 0, 1)

    @book.rule("member", act=act, point="", since=since)
    def minimum(v, group, PM):
        """Прожитковий мінімум на дитину цього віку: {result}."""
        return v.pick(PM, group)


def declare_ceiling(book: Book, act: str, since: str) -> None:
    """The share of the minimum of the child that is the most it gets; the book declares ``SHARE``."""

    @book.rule("member", act=act, point="", since=since, rounding=HALF_UP)
    def ceiling(v, minimum, SHARE):
        """Найбільша допомога на дитину: {minimum} × {SHARE} % = {result}."""
        return ratio(minimum, SHARE, 100)


def declare_together(book: Book, act: str, since: str) -> None:
    """The child lives with who applies; the law for another case was not read."""
    book.fact("member", "apart", "yes_no", "Чи живе дитина із заявником")

    @book.doubt(act=act, clause="дитина не живе із заявником", since=since)
    def child_lives_apart(v, any_apart):
        """Дитина не живе із заявником. Кому тоді належить допомога, вирішує спеціаліст за текстом закону."""
        return any_apart > 0


def declare_sum(book: Book, act: str, since: str) -> None:
    """The sum of what is paid for each child."""

    @book.rule("family", act=act, point="", since=since)
    def amount(v, sum_allowance):
        """Допомога на місяць на всіх дітей заяви: {result}."""
        return sum_allowance


def declare_claimed(book: Book, act: str, since: str) -> None:
    """A child under age for whom the claim is made."""

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def claimed(v, asked, age, MAJORITY):
        """Дитина до {MAJORITY} років, на яку просять допомогу: {result}."""
        return asked & (age < MAJORITY)


def declare_no_child(book: Book, act: str, since: str) -> None:
    """A claim needs a child for whom it is made."""

    @book.refusal(act=act, point="", clause="немає дитини, на яку призначають допомогу", since=since)
    def no_child(v, count_claimed, MAJORITY):
        """Серед людей, яких ви назвали, немає дитини до {MAJORITY} років, на яку ви просите цю допомогу.
        Якщо дитину пропущено, додайте її і позначте, що просите допомогу на неї."""
        return count_claimed < 1


def declare_difference(book: Book, act: str, since: str) -> None:
    """What every kind declares that pays a share of the minimum of the child minus the income of one of the family.

    The values ``student_age``, ``term_months`` and ``share`` stand in the numbers of the kind.
    """
    declare_claim(book)
    family.declare_facts(book)
    income.declare_facts(book)
    book.parameter("STUDENT_AGE", f"{book.kind}.student_age")
    book.parameter("TERM_MONTHS", f"{book.kind}.term_months")
    book.parameter("SHARE", f"{book.kind}.share", anchor="award")
    family.declare_rules(book, act, since)
    family.declare_persons(book, act, since)
    income.declare_rules(book)
    family.declare_income_for_one(book, act, since)
    declare_minimum(book, act, since)
    declare_ceiling(book, act, since)
