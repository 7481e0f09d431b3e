"""The rules of the pay of foster parents: whole numbers, one return each, a sentence each.

Points of the acts were not read, so none is named. Sub-groups: 1 is sub-group A.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def, no-redef"

from __future__ import annotations

from turbota.assistance import children
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.vocabulary import ratio

CODE = "foster_pay"
ACT = "постанова КМУ № 552 від 26.06.2019"
NEW_ACT = "постанова КМУ № 1241 від 01.10.2025"
BEGAN = "2024-01-01"
NEW = "2026-01-01"
HALF_UP = Rounding("до копійки, половина копійки вгору", NEW_ACT, verified=False)

BOOK = Book(CODE)

BOOK.fact("family", "contract", "yes_no", "Хто ви для цих дітей")
BOOK.fact("member", "placed", "yes_no", "Чи живе дитина у вас за договором")
BOOK.fact("member", "student", "yes_no", "Навчання на денній формі")
BOOK.fact("member", "disability", "code", "Інвалідність дитини")
BOOK.fact("member", "subgroup", "code", "Підгрупа інвалідності дитини")
children.declare_claim(BOOK)
BOOK.parameter("PM", "subsistence_minimum.able_bodied", anchor="award")
BOOK.parameter("EACH", "foster_pay.each_before_2026", anchor="award", until="2025-12-31")
BOOK.parameter("FIRST", "foster_pay.first", anchor="award", since=NEW)
BOOK.parameter("NEXT", "foster_pay.next", anchor="award", since=NEW)
BOOK.parameter("DISABLED", "foster_pay.disabled", anchor="award", since=NEW)
BOOK.parameter("DISABLED_A", "foster_pay.disabled_a", anchor="award", since=NEW)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def claimed(v, placed, age, MAJORITY):
    """Дитина до {MAJORITY} років, яка живе в родині за договором: {result}."""
    return placed & (age < MAJORITY)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def grown_student(v, placed, student, age, MAJORITY):
    """Живе в родині за договором, має {MAJORITY} років або більше і навчається: {result}."""
    return placed & student & (age >= MAJORITY)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def severe(v, claimed, disability, subgroup):
    """Дитина з інвалідністю підгрупи А: {result}."""
    return claimed & (disability > 0) & (subgroup == 1)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def disabled(v, claimed, disability, severe):
    """Дитина з інвалідністю, не підгрупи А: {result}."""
    return claimed & (disability > 0) & v.no(severe)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="percent")
def share(v, count_claimed, EACH):
    """Відсотків прожиткового мінімуму: дітей {count_claimed}, по {EACH}, разом {result}."""
    return EACH * count_claimed


@BOOK.rule("family", act=NEW_ACT, point="", since=NEW, unit="percent")
def share(v, count_claimed, count_disabled, count_severe, FIRST, NEXT, DISABLED, DISABLED_A):  # noqa: F811
    """Відсотків прожиткового мінімуму: {FIRST} і по {NEXT} за кожну дитину без інвалідності понад одну, по
    {DISABLED} за дитину з інвалідністю, по {DISABLED_A} за дитину підгрупи А: {result}."""
    return (
        FIRST
        + NEXT * (count_claimed - count_disabled - count_severe)
        - NEXT
        + DISABLED * count_disabled
        + DISABLED_A * count_severe
    )


@BOOK.rule("family", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def pay(v, PM, share, count_claimed, contract):
    """Плата на місяць: {PM} × {share} % = {result}."""
    return v.where((count_claimed > 0) & contract, ratio(PM, share, 100), 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, asked, pay):
    """Платять заявникові на місяць: {result}."""
    return v.where(asked, pay, 0)


children.declare_sum(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="немає договору про влаштування дітей", since=BEGAN)
def without_contract(v, contract):
    """Плату призначають прийомним батькам і батькам-вихователям, які мають договір з громадою. Зверніться до служби
    у справах дітей вашої громади; коли договір буде, подайте знову."""
    return v.no(contract)


@BOOK.refusal(act=ACT, point="", clause="немає дитини до 18 років, яку влаштовано в родину", since=BEGAN)
def nobody_placed(v, count_claimed, count_grown_student, MAJORITY):
    """Серед людей, яких ви назвали, немає дитини до {MAJORITY} років, яка живе у вас за договором. Якщо дитину
    пропущено, додайте її і позначте."""
    return (count_claimed < 1) & (count_grown_student < 1)


@BOOK.doubt(act=ACT, clause="вихованцеві вже є 18 років, і він навчається", since=BEGAN)
def student_placed(v, any_grown_student):
    """Комусь із вихованців уже є 18 років, і він навчається. Чи рахують його тоді, вирішує спеціаліст за текстом
    акта."""
    return any_grown_student > 0
