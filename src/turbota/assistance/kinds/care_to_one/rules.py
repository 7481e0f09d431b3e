"""The rules of assistance on the care of a child to one year: whole numbers, one return each, a sentence each.

Points of the law were not read, so none is named.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import children, part_months
from turbota.law.engine.book import Book

CODE = "care_to_one"
ACT = "Закон України № 4681-IX від 05.11.2025"
BEGAN = "2026-01-01"

BOOK = Book(CODE)

BOOK.fact("family", "foster", "yes_no", "Ким ви доводитеся дитині")
BOOK.fact("family", "no_leave", "yes_no", "Чи була відпустка у зв’язку з вагітністю та пологами")
BOOK.fact("member", "disability", "code", "Інвалідність дитини")
BOOK.fact("member", "nothing_left", "yes_no", "Останній день відпустки і дата народження дитини")
children.declare_claim(BOOK)
BOOK.parameter("AMOUNT", "care_to_one.amount", since=BEGAN)
BOOK.parameter("AMOUNT_DISABLED", "care_to_one.amount_disabled", since=BEGAN)
BOOK.parameter("TO_AGE", "care_to_one.to_age", since=BEGAN)
BOOK.parameter("IN_FORCE", "care_to_one.in_force", since=BEGAN)
part_months.declare(BOOK, "care_to_one.part_month", since=BEGAN)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def claimed(v, asked, age, TO_AGE):
    """Дитина, якій ще немає {TO_AGE} року, на яку просять допомогу: {result}."""
    return asked & (age < TO_AGE)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def disabled(v, disability):
    """Дитина з інвалідністю: {result}."""
    return disability > 0


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def entitled(v, claimed, nothing_left, foster, IN_FORCE):
    """Після відпустки до року ще лишаються дні, а допомога вже діє: {result}."""
    return claimed & v.no(nothing_left) & v.no(foster) & (IN_FORCE > 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, entitled, disabled, AMOUNT, AMOUNT_DISABLED):
    """На дитину на місяць: {result}."""
    return v.where(entitled, v.where(disabled, AMOUNT_DISABLED, AMOUNT), 0)


children.declare_sum(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="немає дитини, якій ще немає року", since=BEGAN)
def no_baby(v, count_claimed):
    """Серед людей, яких ви назвали, немає дитини, якій ще немає року і на яку ви просите допомогу. Якщо дату
    народження записано з помилкою, виправте її і подайте знову. Для дитини від року спитайте про єЯсла."""
    return count_claimed < 1


@BOOK.refusal(act=ACT, point="", clause="прийомні батьки й батьки-вихователі", since=BEGAN)
def foster_parents(v, foster):
    """Прийомним батькам і батькам-вихователям цієї допомоги не призначають: їм платять за договором. Якщо ви стали
    опікуном або усиновили дитину, подайте знову."""
    return foster


@BOOK.refusal(act=ACT, point="", clause="відпустка триває, доки дитині виповниться рік", since=BEGAN)
def leave_to_the_end(v, count_claimed, count_entitled, foster):
    """За вашою відповіддю, відпустка закінчується тоді, коли дитині вже виповниться рік. Якщо день записано з
    помилкою, виправте його і подайте знову."""
    return (count_claimed > 0) & (count_entitled < 1) & v.no(foster)


@BOOK.doubt(act=ACT, clause="відпустки у зв’язку з вагітністю та пологами не було", since=BEGAN)
def start_unknown(v, no_leave):
    """Допомогу платять від дня, наступного після відпустки у зв’язку з вагітністю та пологами, а її не було. Від
    якого дня платити, вирішує спеціаліст за текстом закону."""
    return no_leave


@BOOK.doubt(act=ACT, clause="допомогу просять на кількох дітей", since=BEGAN)
def several_children(v, count_claimed):
    """Ви просите на кількох дітей. Чи платять на кожну, вирішує спеціаліст за текстом закону."""
    return count_claimed > 1


children.declare_together(BOOK, ACT, BEGAN)
