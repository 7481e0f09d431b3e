"""The rules of the municipal nanny: whole numbers, one return each, a sentence each.

Points of КМУ 68 were not read, so none is named.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def, no-redef"

from __future__ import annotations

from turbota.assistance import children
from turbota.law.engine.book import Book

ACT = "постанова КМУ № 68 від 30.01.2019"
MONTH_ACT = "постанова КМУ № 1474 від 30.12.2022"
BEGAN = "2020-01-01"
BY_MONTH = "2023-01-01"
BY_HOUR = "2025-01-01"

BOOK = Book("nanny")

BOOK.fact("family", "contract", "yes_no", "Чи є договір із нянею")
BOOK.fact("family", "parent_disabled", "yes_no", "Чи має хтось із батьків I або II групу")
BOOK.fact("family", "idp", "yes_no", "Чи ви внутрішньо переміщена особа")
BOOK.fact("family", "no_kindergarten", "yes_no", "Чи немає у громаді дитячого садка")
BOOK.fact("family", "parents_busy", "yes_no", "Чи працюють або навчаються батьки")
BOOK.fact("member", "ill", "yes_no", "Інвалідність або тяжка хвороба дитини")
BOOK.fact("member", "hours", "hours", "Години няні на місяць")
children.declare_claim(BOOK)

BOOK.parameter("AGE", "nanny.age")
BOOK.parameter("AGE_ILL", "nanny.age_ill")
BOOK.parameter("PM", "subsistence_minimum.child_under_6", anchor="award", until="2022-12-31")
BOOK.parameter("MONTH", "nanny.month", anchor="award", since=BY_MONTH, until="2024-12-31")
BOOK.parameter("HOUR", "minimum_wage.hour", anchor="award", since=BY_HOUR)
BOOK.parameter("MOST_HOURS", "nanny.most_hours", anchor="award", since=BY_HOUR)


children.declare_claimed(BOOK, ACT, BEGAN)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def grown(v, claimed, age, AGE_ILL):
    """Дитина старша, ніж дозволено (до {AGE_ILL} років): {result}."""
    return claimed & (age >= AGE_ILL)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def between(v, claimed, ill, age, AGE, AGE_ILL):
    """Дитина без інвалідності чи тяжкої хвороби, якій уже є {AGE} років: {result}."""
    return claimed & v.no(ill) & (age >= AGE) & (age < AGE_ILL)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def cared(v, claimed, ill, age, AGE, AGE_ILL):
    """Дитина, няню якої оплачують: {result}."""
    return claimed & ((age < AGE) | (ill & (age < AGE_ILL)))


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def healthy(v, claimed, ill):
    """Дитина без інвалідності чи тяжкої хвороби: {result}."""
    return claimed & v.no(ill)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, cared, PM):
    """На дитину за місяць: {result}."""
    return v.where(cared, PM, 0)


@BOOK.rule("member", act=MONTH_ACT, point="", since=BY_MONTH)
def allowance(v, cared, MONTH):  # noqa: F811
    """На дитину за місяць: {result}."""
    return v.where(cared, MONTH, 0)


@BOOK.rule("member", act=ACT, point="", since=BY_HOUR)
def allowance(v, cared, hours, HOUR, MOST_HOURS):  # noqa: F811
    """Година {HOUR}, годин за місяць — {hours}, але не більше ніж {MOST_HOURS}: {result}."""
    return v.where(cared, HOUR * v.at_most(hours, MOST_HOURS), 0)


children.declare_sum(BOOK, ACT, BEGAN)


@BOOK.rule("family", act=ACT, point="", since=BY_MONTH, unit="yes_no")
def family_ground(v, parent_disabled, idp, no_kindergarten):
    """Інвалідність батьків, переміщення або громада без садка: {result}."""
    return parent_disabled | idp | no_kindergarten


children.declare_no_child(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="немає договору з нянею", since=BEGAN)
def no_contract(v, contract):
    """Немає договору з нянею. Укладіть договір із підприємцем, організацією чи зареєстрованою нянею і подайте
    знову."""
    return v.no(contract)


@BOOK.refusal(act=ACT, point="", clause="дитина старша за дозволений вік", since=BEGAN)
def too_old(v, any_grown, count_cared, count_between, AGE, AGE_ILL):
    """Няню оплачують до {AGE} років, а дитині з інвалідністю чи тяжкою хворобою до {AGE_ILL} років."""
    return (any_grown > 0) & (count_cared + count_between < 1)


@BOOK.refusal(act=ACT, point="", clause="немає підстави для оплати няні", since=BY_MONTH)
def no_ground(v, family_ground, count_healthy, count_claimed):
    """Няню оплачують дітям з інвалідністю чи тяжкою хворобою, дітям батьків з I чи II групою, переселенцям
    і там, де немає садка. Коли настане щось із цього, подайте знову."""
    return v.no(family_ground) & (count_healthy >= count_claimed) & (count_claimed > 0)


@BOOK.doubt(act=ACT, clause="дитині 3 роки або більше, а інвалідності чи тяжкої хвороби немає", since=BEGAN)
def age_unclear(v, any_between, AGE):
    """Дитині вже є {AGE} років, а інвалідності чи тяжкої хвороби немає. Чи оплачують тоді няню, вирішує спеціаліст
    за текстом порядку."""
    return any_between > 0


@BOOK.doubt(act=ACT, clause="підстава є не для кожної дитини", since=BY_MONTH)
def ground_for_some(v, family_ground, count_healthy, count_claimed):
    """Не кожна дитина має інвалідність чи тяжку хворобу, а іншої підстави немає. Кому оплатити няню, вирішує
    спеціаліст."""
    return v.no(family_ground) & (count_healthy > 0) & (count_healthy < count_claimed)


@BOOK.doubt(act=ACT, clause="одна з дітей старша за дозволений вік", since=BEGAN)
def some_too_old(v, any_grown, count_cared):
    """Хтось із дітей старший за дозволений вік. Години няні на кожну дитину звірить спеціаліст."""
    return (any_grown > 0) & (count_cared > 0)


@BOOK.doubt(act=ACT, clause="переселенці, які не працюють і не навчаються", since=BY_MONTH)
def idle_idp(v, idp, parents_busy, parent_disabled, no_kindergarten, any_healthy):
    """Переселенцям няню оплачують, коли батьки працюють, навчаються або недавно стоять на обліку в центрі
    зайнятості. Чи є інша підстава, вирішує спеціаліст."""
    return idp & v.no(parents_busy) & v.no(parent_disabled) & v.no(no_kindergarten) & (any_healthy > 0)
