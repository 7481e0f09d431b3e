"""The rules of assistance to low-income families, on the engine of ``law``.

КМУ 250 and КМУ 632 could be read in retellings only, so points are empty and nothing is verified here
beyond the acts themselves. Groups of a member: 0 able-bodied, 1 lost capacity or disability,
2 child under 6, 3 child from 6 to 18, 4 student of 18 to 23.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import family
from turbota.assistance.income import HALF_UP, declare_facts, declare_rules
from turbota.law.engine.book import Book
from turbota.law.engine.vocabulary import ratio

CODE = "low_income"
ACT = "постанова КМУ № 250 від 24.02.2003"
BEGAN = "2020-07-01"  # КМУ 632 counts income since this day

BOOK = Book(CODE)

BOOK.fact("family", "purchase", "kopiykas", "Найбільша покупка за 12 місяців")
BOOK.fact("family", "deposit", "kopiykas", "Сума на депозитах")
BOOK.fact("family", "second_dwelling", "yes_no", "Друге житло")
BOOK.fact("family", "has_car", "yes_no", "Автомобіль")
BOOK.fact("family", "car_years", "years", "Вік автомобіля")
BOOK.fact("family", "car_from_state", "yes_no", "Автомобіль від органів соціального захисту")
BOOK.fact("family", "large_family", "yes_no", "Статус багатодітної родини")
family.declare_people(BOOK)
declare_facts(BOOK)

GROUPS = ("able_bodied", "lost_capacity", "child_under_6", "child_6_18", "able_bodied")
BOOK.codes["group"] = (
    "працездатна особа",
    "особа, яка втратила працездатність або має інвалідність",
    "дитина до 6 років",
    "дитина від 6 до 18 років",
    "студент денної форми",
)
LEVELS = ("able_bodied", "lost_capacity", "children", "children", "children")
BOOK.table("PM", tuple(f"subsistence_minimum.{group}" for group in GROUPS), anchor="award")
BOOK.table("LEVEL", tuple(f"guarantee_level.{group}" for group in LEVELS), anchor="award")
BOOK.parameter("SCHOOL_AGE", "age.school")
BOOK.parameter("MAJORITY", "age.majority")
BOOK.parameter("PENSION_AGE", "age.pension")
BOOK.parameter("STUDENT_AGE", "low_income.student_age")
BOOK.parameter("TERM_MONTHS", "low_income.term_months")
BOOK.parameter("PURCHASE_LIMIT", "low_income.purchase_limit")
BOOK.parameter("DEPOSIT_LIMIT", "low_income.deposit_limit")
BOOK.parameter("CAR_AGE", "low_income.car_age")
BOOK.parameter("IDLE_LIMIT", "low_income.idle_months")


family.declare_rules(BOOK, act=ACT, since=BEGAN)
family.declare_work(BOOK, act=ACT, since=BEGAN)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="code")
def group(v, age, young_student, incapable, SCHOOL_AGE, MAJORITY):
    """Вік {age}. Група за законом: {result}."""
    return v.where(
        age < SCHOOL_AGE,
        2,
        v.where(age < MAJORITY, 3, v.where(incapable, 1, v.where(young_student, 4, 0))),
    )


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def minimum(v, group, PM):
    """Прожитковий мінімум: {result}."""
    return v.pick(PM, group)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def guarantee(v, minimum, group, LEVEL):
    """Гарантований рівень: {minimum} × {LEVEL[group]} % = {result}."""
    return ratio(minimum, v.pick(LEVEL, group), 100)


declare_rules(BOOK)


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def family_minimum(v, sum_minimum):
    """Прожитковий мінімум родини: {result}."""
    return sum_minimum


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def family_guarantee(v, sum_guarantee):
    """Гарантований рівень родини: {result}."""
    return sum_guarantee


@BOOK.rule("family", act=ACT, point="", since=BEGAN)
def amount(v, family_guarantee, average_income):
    """Допомога на місяць: {family_guarantee} − {average_income} = {result}."""
    return v.at_least(family_guarantee - average_income, 0)


@BOOK.refusal(act=ACT, point="", clause="дохід не менший за прожитковий мінімум родини", since=BEGAN)
def income_not_below(v, average_income, family_minimum):
    """Середній дохід родини за місяць {average_income} не менший за прожитковий мінімум родини
    {family_minimum}. Якщо дохід стане менший, подайте знову."""
    return average_income >= family_minimum


@BOOK.refusal(act=ACT, point="", clause="дохід не менший за гарантований рівень", since=BEGAN)
def nothing_to_add(v, average_income, family_minimum, family_guarantee):
    """Середній дохід родини за місяць {average_income} не менший за рівень, який гарантує закон,
    {family_guarantee}. Якщо дохід стане менший, подайте знову."""
    return (average_income < family_minimum) & (average_income >= family_guarantee)


@BOOK.refusal(
    act=ACT, point="", clause="дорослий не працює й не навчається без поважної причини", since=BEGAN
)
def idle_adult(v, any_idle_too_long, IDLE_LIMIT):
    """Хтось із дорослих не працює й не навчається без поважної причини довше, ніж можна
    (дозволено {IDLE_LIMIT}). Якщо людина стане на облік у центрі зайнятості, влаштується на роботу або
    матиме поважну причину, подайте знову."""
    return any_idle_too_long > 0


@BOOK.refusal(act=ACT, point="", clause="покупка понад установлену суму", since=BEGAN)
def purchase_over_limit(v, purchase, PURCHASE_LIMIT, large_family):
    """Покупка на {purchase} більша за {PURCHASE_LIMIT}. Подайте знову, коли від дня покупки мине
    12 місяців."""
    return (purchase > PURCHASE_LIMIT) & v.no(large_family)


@BOOK.refusal(act=ACT, point="", clause="гроші на депозитах понад установлену суму", since=BEGAN)
def deposit_over_limit(v, deposit, DEPOSIT_LIMIT, large_family):
    """Сума на депозитах {deposit} більша за {DEPOSIT_LIMIT}. Якщо стане менша, подайте знову."""
    return (deposit > DEPOSIT_LIMIT) & v.no(large_family)


@BOOK.refusal(act=ACT, point="", clause="більше ніж одне житло", since=BEGAN)
def more_than_one_dwelling(v, second_dwelling, large_family):
    """Родина має більше ніж одне житло. Якщо лишиться одне, подайте знову. Зруйноване житло й житло
    на окупованій території не рахують: скажіть про це, якщо у вас так."""
    return second_dwelling & v.no(large_family)


@BOOK.refusal(act=ACT, point="", clause="автомобіль, молодший за встановлений вік", since=BEGAN)
def young_car(v, has_car, car_years, car_from_state, CAR_AGE, large_family):
    """Автомобілю {car_years}, а закон не зважає лише на той, якому {CAR_AGE} або більше.
    Якщо автомобіля не стане, подайте знову."""
    return has_car & (car_years < CAR_AGE) & v.no(car_from_state) & v.no(large_family)
