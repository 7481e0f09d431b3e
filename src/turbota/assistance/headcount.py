"""How many people are in the family, for the kinds where everybody whom the applicant names belongs to it."""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.law.engine.book import Book


def declare_headcount(book: Book, act: str, since: str) -> None:
    """``person`` of every member and ``persons`` of the family; the book has the fact ``age``."""

    @book.rule("member", act=act, point="", since=since, unit="yes_no")
    def person(v, age):
        """Вік {age}. Входить до родини, яку назвав заявник: {result}."""
        return age >= 0

    @book.rule("family", act=act, point="", since=since, unit="persons")
    def persons(v, count_person):
        """У родині: {result}."""
        return count_person
