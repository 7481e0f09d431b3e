"""The rules of the living allowance of displaced people: whole numbers, one return each, a sentence each.

Points of КМУ 332 were not read, so none is named. Only the categories that the retellings name are computed;
every other case goes to an officer.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance.family import declare_income_for_one
from turbota.assistance.income import declare_facts, declare_rules
from turbota.law.engine.book import Book

CODE = "idp_living"
ACT = "постанова КМУ № 332 від 20.03.2022"
BEGAN = "2022-03-20"

BOOK = Book(CODE)

BOOK.fact("family", "deposit", "kopiykas", "Сума на депозитах")
BOOK.fact("family", "received_before", "yes_no", "Чи отримували цю допомогу раніше")
BOOK.fact("family", "orphans", "yes_no", "Діти-сироти в родині")
BOOK.fact("member", "age", "years", "Дата народження")
BOOK.fact("member", "registered", "yes_no", "Довідка внутрішньо переміщеної особи")
BOOK.fact("member", "disability", "code", "Інвалідність")
BOOK.fact("member", "pensioner", "yes_no", "Пенсія")
BOOK.fact("member", "idle_months", "months", "Місяці без роботи й навчання")
BOOK.fact("member", "abroad_row", "days", "Дні за кордоном поспіль")
BOOK.fact("member", "abroad_all", "days", "Дні за кордоном разом за пів року")
declare_facts(BOOK)

BOOK.codes["group"] = ("дорослий", "дитина або людина з інвалідністю")
BOOK.table("AMOUNT", ("idp_living.adult", "idp_living.child_or_disabled"), anchor="award")
BOOK.parameter("PM", "subsistence_minimum.lost_capacity")
BOOK.parameter("TIMES", "idp_living.income_minimums")
BOOK.parameter("DEPOSIT_LIMIT", "idp_living.deposit_limit")
BOOK.parameter("TERM_MONTHS", "idp_living.term_months")
BOOK.parameter("ABROAD_ROW", "idp_living.abroad_in_a_row")
BOOK.parameter("ABROAD_ALL", "idp_living.abroad_in_all")
BOOK.parameter("IDLE_LIMIT", "idp_living.idle_months")
BOOK.parameter("MAJORITY", "age.majority")
BOOK.parameter("PENSION_AGE", "age.pension")


@BOOK.rule("law", act=ACT, point="", since=BEGAN)
def income_limit(v, PM, TIMES):
    """Межа середнього доходу на людину: {PM} × {TIMES} = {result}."""
    return PM * TIMES


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="code")
def group(v, age, disability, MAJORITY):
    """Вік {age}. Група за законом: {result}."""
    return v.where((age < MAJORITY) | (disability > 0), 1, 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def abroad_too_long(v, abroad_row, abroad_all, ABROAD_ROW, ABROAD_ALL):
    """За кордоном поспіль {abroad_row}, разом за пів року {abroad_all}. Довше, ніж можна: {result}."""
    return (abroad_row > ABROAD_ROW) | (abroad_all > ABROAD_ALL)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def able_adult(v, age, disability, pensioner, MAJORITY, PENSION_AGE):
    """Працездатний дорослий: {result}."""
    return (age >= MAJORITY) & (age < PENSION_AGE) & (disability == 0) & v.no(pensioner)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def idle(v, able_adult, idle_months):
    """Не працює й не навчається {idle_months}, хоч міг би: {result}."""
    return able_adult & (idle_months > 0)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def idle_too_long(v, able_adult, idle_months, IDLE_LIMIT):
    """Не працює й не навчається {idle_months}, дозволено {IDLE_LIMIT}. Довше, ніж можна: {result}."""
    return able_adult & (idle_months > IDLE_LIMIT)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, group, AMOUNT):
    """Допомога на цю людину: {result}."""
    return v.pick(AMOUNT, group)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def unregistered(v, registered):
    """Довідки внутрішньо переміщеної особи немає: {result}."""
    return v.no(registered)


declare_rules(BOOK)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="persons")
def persons(v, count_allowance):
    """У родині: {result}."""
    return count_allowance


declare_income_for_one(BOOK, ACT, BEGAN)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, sum_allowance):
    """Допомога на місяць на всіх у родині: {result}."""
    return sum_allowance


@BOOK.refusal(act=ACT, point="", clause="немає довідки внутрішньо переміщеної особи", since=BEGAN)
def nobody_registered(v, count_unregistered, persons):
    """Ні в кого немає довідки внутрішньо переміщеної особи. Оформіть її у громаді або ЦНАПі, а потім подайте
    знову."""
    return count_unregistered >= persons


@BOOK.refusal(act=ACT, point="", clause="середній дохід на людину більший за межу", since=BEGAN)
def income_over_limit(v, income_for_one, income_limit):
    """Середній дохід на людину за місяць {income_for_one} більший за {income_limit}. Якщо дохід стане менший,
    подайте знову."""
    return income_for_one > income_limit


@BOOK.refusal(act=ACT, point="", clause="гроші на депозитах понад установлену суму", since=BEGAN)
def deposit_over_limit(v, deposit, DEPOSIT_LIMIT, orphans):
    """Сума на депозитах {deposit} більша за {DEPOSIT_LIMIT}. Якщо стане менша, подайте знову."""
    return (deposit > DEPOSIT_LIMIT) & v.no(orphans)


@BOOK.refusal(act=ACT, point="", clause="усі були за кордоном довше, ніж можна", since=BEGAN)
def everybody_abroad(v, count_abroad_too_long, persons, ABROAD_ROW, ABROAD_ALL):
    """Усі, на кого просять допомогу, були за кордоном довше, ніж можна (поспіль — {ABROAD_ROW}, разом за пів
    року — {ABROAD_ALL}). Коли цей час мине, подайте знову."""
    return count_abroad_too_long >= persons


@BOOK.refusal(
    act=ACT,
    point="",
    clause="дорослий, який отримував допомогу, не шукає роботи довше, ніж можна",
    since=BEGAN,
)
def idle_again(v, received_before, any_idle_too_long, IDLE_LIMIT):
    """Ви вже отримували цю допомогу, а хтось із дорослих не працює й не навчається без поважної причини довше,
    ніж можна (дозволено {IDLE_LIMIT}). Якщо людина влаштується на роботу або стане на облік у центрі зайнятості,
    подайте знову."""
    return received_before & (any_idle_too_long > 0)


@BOOK.doubt(act=ACT, clause="за кордоном довго були не всі", since=BEGAN)
def some_abroad(v, count_abroad_too_long, persons):
    """Хтось із родини був за кордоном довше, ніж можна, а хтось ні. Кому тоді платять, вирішує спеціаліст за
    текстом акта."""
    return (count_abroad_too_long > 0) & (count_abroad_too_long < persons)


@BOOK.doubt(act=ACT, clause="депозит родини, у якій є дитина-сирота", since=BEGAN)
def deposit_of_orphans(v, deposit, DEPOSIT_LIMIT, orphans):
    """Сума на депозитах {deposit} більша за {DEPOSIT_LIMIT}, а в родині є дитина-сирота. Чи діє тоді межа, вирішує
    спеціаліст за текстом акта."""
    return (deposit > DEPOSIT_LIMIT) & orphans


@BOOK.doubt(act=ACT, clause="не всі в родині мають довідку", since=BEGAN)
def somebody_unregistered(v, count_unregistered, persons):
    """Хтось із родини не має довідки внутрішньо переміщеної особи. Чи рахують його самого і його дохід, вирішує
    спеціаліст за текстом акта."""
    return (count_unregistered > 0) & (count_unregistered < persons)
