"""Rule bodies keep to the vocabulary, and a released rule never changes unnoticed."""
# Rule bodies have no types: they take an int or a column.
# mypy: disable-error-code="no-untyped-def"

from collections.abc import Callable
from pathlib import Path
from typing import Any

from turbota.law.engine import lint, lock
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.vocabulary import ratio

HALF_UP = Rounding("half up", "act", verified=False)


def _book(kind: str = "trial") -> Book:
    book = Book(kind)
    book.fact("family", "rent", "kopiykas", "Оренда")
    book.fact("month", "wage", "kopiykas", "Зарплата")
    return book


def _rule(book: Book, **more: Any) -> Callable[..., Any]:
    return book.rule("family", act="act", point="1", since="2020-01-01", **more)


LINTED = {
    "condition": "IfExp",
    "divided": "FloorDiv",
    "joined": "BoolOp",
    "negated": "UnaryOp",
    "number": "1500",
    "outside": "outside the vocabulary",
    "float_number": "0.5",
    "added": "a condition is added",
    "unrounded": "names no rounding",
    "two_steps": "single return",
    "foreign": "LIMIT",
    "chained": "chain",
}
LIMIT = 5


def _crooked() -> Book:
    book = _book()

    @_rule(book)
    def condition(v, rent):
        """x"""
        return 1 if rent else 0

    @_rule(book)
    def divided(v, rent):
        """x"""
        return rent // 2

    @_rule(book)
    def joined(v, rent):
        """x"""
        return rent > 1 and rent < 3

    @_rule(book)
    def negated(v, rent):
        """x"""
        return not rent

    @_rule(book)
    def number(v, rent):
        """x"""
        return rent > 1500

    @_rule(book)
    def outside(v, rent):
        """x"""
        return max(rent, 1)

    @_rule(book)
    def float_number(v, rent):
        """x"""
        return rent * 0.5

    @_rule(book)
    def added(v, rent):
        """x"""
        return (rent > 1) + (rent > 2)

    @_rule(book)
    def unrounded(v, rent):
        """x"""
        return ratio(rent, 1, 2)

    @_rule(book)
    def two_steps(v, rent):
        """x"""
        twice = rent * 2
        return twice

    @_rule(book)
    def foreign(v, rent):
        """x"""
        return rent > LIMIT

    @_rule(book)
    def chained(v, rent):
        """x"""
        return 1 < rent < 3

    return book


def test_the_lint_names_each_crooked_rule() -> None:
    found = lint.faults(_crooked())
    for name, fault in LINTED.items():
        assert any(f"trial.{name} " in line and fault in line for line in found), name


def test_a_straight_rule_passes_the_lint() -> None:
    book = _book()

    @_rule(book, rounding=HALF_UP)
    def share(v, rent, sum_wage):
        """Частка."""
        return v.where((rent > 0) & v.no(sum_wage == 0), ratio(rent, 100, v.at_least(sum_wage, 1)), 0)

    assert lint.faults(book) == []


def test_a_changed_rule_breaks_the_lock_and_a_better_sentence_does_not(tmp_path: Path) -> None:
    def first(v, rent):
        """Одне."""
        return rent * 2

    def reworded(v, rent):
        """Те саме іншими словами."""
        return rent * 2

    def changed(v, rent):
        """Одне."""
        return rent * 3

    file = tmp_path / "rules.lock"
    for body in (first, reworded, changed):
        body.__name__ = "share"
    released = _book()
    _rule(released)(first)
    file.write_text("\n".join(lock.lines(released)), encoding="utf-8")
    for body, broken in ((reworded, False), (changed, True)):
        book = _book()
        _rule(book)(body)
        assert bool(lock.faults(book, file)) is broken
    file_of_none = tmp_path / "none.lock"
    file_of_none.write_text("", encoding="utf-8")
    assert "not in none.lock" in lock.faults(released, file_of_none)[0]
    assert lock.faults(_book(), file) == ["share 2020-01-01: released and removed"]
