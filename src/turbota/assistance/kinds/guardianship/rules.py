"""The rules of assistance on children under guardianship: whole numbers, one return each, a sentence each.

Points of the law were not read, so none is named.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import children, income
from turbota.assistance.income import HALF_UP
from turbota.law.engine.book import Book
from turbota.law.engine.vocabulary import ratio

CODE = "guardianship"
ACT = "Закон України № 2342-IV від 13.01.2005"
BEGAN = "2024-01-01"

BOOK = Book(CODE)

BOOK.fact("member", "disability", "code", "Інвалідність дитини")
children.declare_claim(BOOK)
income.declare_facts(BOOK)
BOOK.table("SHARE", ("guardianship.share", "guardianship.share_disabled"), anchor="award")

children.declare_claimed(BOOK, ACT, BEGAN)
children.declare_minimum(BOOK, ACT, BEGAN)


@BOOK.rule("month", act=ACT, point="", since=BEGAN)
def own_month(v, pension, alimony, scholarship):
    """Пенсія, аліменти й стипендія за місяць: {result}."""
    return pension + alimony + scholarship


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def own_income(v, sum_own_month, WINDOW_MONTHS):
    """Пенсія, аліменти й стипендія в середньому за місяць: {sum_own_month} / {WINDOW_MONTHS} = {result}."""
    return ratio(sum_own_month, 1, WINDOW_MONTHS)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def disabled(v, disability):
    """Дитина з інвалідністю: {result}."""
    return disability > 0


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def full(v, minimum, disabled, SHARE):
    """Розмір на дитину до віднімання: {minimum} × {SHARE[disabled]} % = {result}."""
    return ratio(minimum, v.pick(SHARE, disabled), 100)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, claimed, full, own_income):
    """На дитину на місяць: {full} мінус виплати дитини {own_income}, не менше нуля = {result}."""
    return v.where(claimed, v.at_least(full - own_income, 0), 0)


children.declare_sum(BOOK, ACT, BEGAN)
children.declare_no_child(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="виплати дитини не менші за допомогу", since=BEGAN)
def own_income_covers(v, count_claimed, sum_allowance):
    """Пенсія, аліменти й стипендія дитини не менші за розмір допомоги. Якщо їх стане менше або дитині виповниться
    6 років, подайте знову."""
    return (count_claimed > 0) & (sum_allowance < 1)


children.declare_together(BOOK, ACT, BEGAN)
