"""The rules of assistance on pregnancy and childbirth to the uninsured: one return each, a sentence each.

Points of the laws were not read, so none is named.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def, no-redef"

from __future__ import annotations

from turbota.assistance import part_months
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.vocabulary import ratio

CODE = "maternity_uninsured"
ACT = "Закон України № 2811-XII від 21.11.1992"
NEW_ACT = "Закон України № 4681-IX від 05.11.2025"
BEGAN = "2024-01-01"
NEW = "2026-01-01"
HALF_UP = Rounding("до копійки, половина копійки вгору", ACT, verified=False)

BOOK = Book(CODE)

BOOK.fact("family", "insured", "yes_no", "Чи заявниця застрахована")
BOOK.fact("family", "two_regimes", "yes_no", "За які дні платити")
BOOK.fact("member", "age", "years", "Дата народження")
BOOK.fact("member", "asked", "yes_no", "Кому платять")
BOOK.parameter("PM", "subsistence_minimum.able_bodied")
BOOK.parameter("SHARE", "maternity_uninsured.share_before_2026", until="2025-12-31")
BOOK.parameter("AMOUNT", "maternity_uninsured.amount", since=NEW)
part_months.declare(BOOK, "maternity_uninsured.part_month")


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def allowance(v, PM, SHARE):
    """За місяць, найменший розмір: {PM} × {SHARE} % = {result}."""
    return ratio(PM, SHARE, 100)


@BOOK.rule("member", act=NEW_ACT, point="", since=NEW)
def allowance(v, AMOUNT):  # noqa: F811
    """За місяць: {result}."""
    return AMOUNT


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, sum_allowance):
    """Допомога на місяць: {result}."""
    return sum_allowance


@BOOK.refusal(act=ACT, point="", clause="жінка застрахована", since=BEGAN)
def applicant_insured(v, insured):
    """Застрахованим жінкам платять за іншим порядком: зверніться до роботодавця або, якщо сплачуєте внесок за
    себе, до Пенсійного фонду. Якщо страхування не підтвердиться, подайте знову."""
    return insured


@BOOK.doubt(act=NEW_ACT, clause="дні до і після 1 січня 2026 року", since=BEGAN)
def days_of_two_regimes(v, two_regimes):
    """Дні допомоги або день заяви лежать по обидва боки від 1 січня 2026 року, коли змінився розмір. Як тоді
    рахувати, вирішує спеціаліст за текстом закону."""
    return two_regimes
