"""The rules for those without a right to a pension: whole numbers, one return each, a sentence each.

Points of КМУ 261 were not read, so none is named. The income is compared with the smallest and the greatest
subsistence minimum, because which of them the act means was not seen: between the two an officer decides.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance.headcount import declare_headcount
from turbota.assistance.income import HALF_UP, declare_facts, declare_rules
from turbota.law.engine.book import Book
from turbota.law.engine.vocabulary import ratio

CODE = "no_pension"
ACT = "постанова КМУ № 261 від 02.04.2005"
BEGAN = "2020-07-01"  # КМУ 632 counts income since this day

BOOK = Book(CODE)

BOOK.fact("member", "age", "years", "Дата народження")
BOOK.fact("member", "claimed", "yes_no", "Чи просять допомогу на цю людину")
BOOK.fact("member", "pensioner", "yes_no", "Чи є пенсія")
BOOK.fact("member", "disability", "code", "Інвалідність")
BOOK.fact("member", "survivor", "yes_no", "Чи втрачено годувальника")
BOOK.fact("member", "student", "yes_no", "Навчання на денній формі")
declare_facts(BOOK)

BOOK.parameter("PM", "subsistence_minimum.lost_capacity", anchor="award")
BOOK.table("SHARE", tuple(f"no_pension.survivors_{number}" for number in (1, 2, 3)), anchor="award")
BOOK.parameter("LEAST", "subsistence_minimum.lost_capacity")
BOOK.parameter("MOST", "subsistence_minimum.child_6_18")
BOOK.parameter("MAJORITY", "age.majority")
BOOK.parameter("OLD_AGE", "no_pension.age")
BOOK.parameter("STUDENT_AGE", "no_pension.student_age")


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def orphaned(v, claimed, pensioner, survivor, student, age, MAJORITY, STUDENT_AGE):
    """Дитина, яка втратила годувальника й не має пенсії (до {MAJORITY} років або навчається): {result}."""
    return claimed & v.no(pensioner) & survivor & ((age < MAJORITY) | (student & (age < STUDENT_AGE)))


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def elder(v, claimed, pensioner, orphaned, disability, age, OLD_AGE):
    """Пенсії немає, і людині вже {OLD_AGE} років або в неї I група інвалідності: {result}."""
    return claimed & v.no(pensioner) & v.no(orphaned) & ((age >= OLD_AGE) | (disability == 1))


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def pensioned(v, claimed, pensioner):
    """Просить допомогу й має пенсію: {result}."""
    return claimed & pensioner


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def outside(v, claimed, pensioner, orphaned, elder):
    """Пенсії немає, але не належить до жодної категорії: {result}."""
    return claimed & v.no(pensioner) & v.no(orphaned) & v.no(elder)


declare_rules(BOOK)
declare_headcount(BOOK, ACT, BEGAN)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def income_for_one(v, average_income, persons):
    """Середній дохід на людину за місяць: {average_income} / {persons} = {result}."""
    return ratio(average_income, 1, v.at_least(persons, 1))


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="persons")
def children(v, count_orphaned):
    """Дітей, які втратили годувальника: {result}."""
    return count_orphaned


@BOOK.rule("family", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def amount(v, children, PM, SHARE):
    """Допомога на місяць на всіх дітей ({children}), частка від {PM}: {result}."""
    return v.where(children > 0, ratio(PM, v.pick(SHARE, v.at_most(v.at_least(children, 1), 3) - 1), 100), 0)


@BOOK.refusal(act=ACT, point="", clause="немає людини, на яку просять допомогу", since=BEGAN)
def nobody_named(v, any_claimed):
    """Ви не назвали, на кого просите допомогу. Якщо така людина є, додайте її й подайте знову."""
    return any_claimed == 0


@BOOK.refusal(act=ACT, point="", clause="людина отримує пенсію", since=BEGAN)
def has_pension(v, any_pensioned, count_orphaned, count_elder):
    """Допомогу платять тим, хто не має пенсії, а пенсія вже є. Якщо її припинять, подайте знову."""
    return (any_pensioned > 0) & (count_orphaned == 0) & (count_elder == 0)


@BOOK.refusal(act=ACT, point="", clause="немає віку, інвалідності чи втрати годувальника", since=BEGAN)
def no_category(v, any_outside, count_orphaned, count_elder, OLD_AGE):
    """Без пенсії допомогу призначають людям від {OLD_AGE} років, людям з інвалідністю I групи та дітям, які
    втратили годувальника. Коли щось із цього настане, подайте знову."""
    return (any_outside > 0) & (count_orphaned == 0) & (count_elder == 0)


@BOOK.refusal(act=ACT, point="", clause="дохід більший за прожитковий мінімум", since=BEGAN)
def income_over_minimum(v, income_for_one, MOST):
    """Середній дохід на людину за місяць {income_for_one} більший за прожитковий мінімум, навіть за найбільший із
    них {MOST}. Якщо дохід стане менший, подайте знову."""
    return income_for_one > MOST


@BOOK.doubt(act=ACT, clause="частку прожиткового мінімуму для цієї категорії не знайдено", since=BEGAN)
def share_unknown(v, any_elder):
    """Допомога може належати. Скільки саме платять людям цього віку чи з I групою, ще не звірено з текстом акта:
    суму визначить спеціаліст."""
    return any_elder > 0


@BOOK.doubt(act=ACT, clause="умови виконано не для всіх, на кого просять допомогу", since=BEGAN)
def not_for_everybody(v, any_pensioned, any_outside, count_orphaned):
    """Допомогу просять на кількох людей, а умови виконано не для всіх. Кому призначити, вирішує спеціаліст."""
    return ((any_pensioned > 0) | (any_outside > 0)) & (count_orphaned > 0)


@BOOK.doubt(act=ACT, clause="дохід між найменшим і найбільшим прожитковим мінімумом", since=BEGAN)
def income_between(v, income_for_one, LEAST, MOST):
    """Середній дохід на людину {income_for_one}. З яким прожитковим мінімумом його порівнюють (від {LEAST} до
    {MOST}), вирішує спеціаліст за текстом акта."""
    return (income_for_one > LEAST) & (income_for_one <= MOST)
