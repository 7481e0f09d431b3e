"""The rules of assistance on a gravely ill child: whole numbers, one return each, a sentence each.

Points of the law were not read, so none is named.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import children, part_months
from turbota.law.engine.book import Book

CODE = "sick_child"
ACT = "Закон України № 2811-XII від 21.11.1992"
BEGAN = "2024-01-01"

BOOK = Book(CODE)

BOOK.fact("member", "disability", "code", "Інвалідність дитини")
BOOK.fact("member", "expired", "yes_no", "До якого дня діє довідка комісії")
children.declare_claim(BOOK)
BOOK.parameter("SHARE", "sick_child.share", anchor="award")
part_months.declare(BOOK, "part_month.term_end")

children.declare_claimed(BOOK, ACT, BEGAN)
children.declare_minimum(BOOK, ACT, BEGAN)
children.declare_ceiling(BOOK, ACT, BEGAN)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def disabled(v, claimed, disability):
    """Дитина з інвалідністю: {result}."""
    return claimed & (disability > 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def outdated(v, claimed, disabled, expired):
    """Без інвалідності, але довідка вже не діє: {result}."""
    return claimed & v.no(disabled) & expired


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def entitled(v, claimed, disabled, expired):
    """Без інвалідності, довідка діє: {result}."""
    return claimed & v.no(disabled) & v.no(expired)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, entitled, ceiling):
    """На дитину на місяць: {result}."""
    return v.where(entitled, ceiling, 0)


children.declare_sum(BOOK, ACT, BEGAN)
children.declare_no_child(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="дитина має інвалідність", since=BEGAN)
def child_disabled(v, any_disabled, count_entitled):
    """Дитина має інвалідність, а цю допомогу призначають на дитину без інвалідності. Подайте заяву на допомогу
    дитині з інвалідністю."""
    return (any_disabled > 0) & (count_entitled < 1)


@BOOK.refusal(act=ACT, point="", clause="довідка комісії більше не діє", since=BEGAN)
def certificate_expired(v, any_outdated, count_entitled):
    """Строк довідки лікарсько-консультативної комісії минув. Отримайте нову довідку і подайте знову."""
    return (any_outdated > 0) & (count_entitled < 1)


children.declare_together(BOOK, ACT, BEGAN)
