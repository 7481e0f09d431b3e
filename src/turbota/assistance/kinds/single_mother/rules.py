"""The rules of assistance on the children of a single mother: whole numbers, one return each, a sentence each.

Points of the law were not read, so none is named. Records of the other parent: 0 none, 1 by word of the mother,
2 named, 3 named and dead.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import children
from turbota.law.engine.book import Book

CODE = "single_mother"
ACT = "Закон України № 2811-XII від 21.11.1992"
BEGAN = "2024-01-01"

BOOK = Book(CODE)

BOOK.fact("family", "married", "yes_no", "Чи заявник у шлюбі")
BOOK.fact("family", "widowed", "yes_no", "Чи заявник у шлюбі")
BOOK.fact("member", "recorded", "code", "Чи записано у свідоцтві другого з батьків")
BOOK.fact("member", "survivor_pension", "yes_no", "Чи має дитина пенсію")
children.declare_difference(BOOK, ACT, BEGAN)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def claimed(v, asked, child, young_student):
    """Дитина або студент, на яких просять допомогу: {result}."""
    return asked & (child | young_student)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def without_other_parent(v, recorded, widowed, survivor_pension):
    """Другого з батьків не записано, записано зі слів матері або він помер і пенсії за нього немає: {result}."""
    return (recorded < 2) | ((recorded == 3) & widowed & v.no(survivor_pension))


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def unsettled(v, claimed, recorded, widowed, married):
    """Другий з батьків помер, а заявник не був із ним у шлюбі: {result}."""
    return claimed & (recorded == 3) & v.no(widowed) & v.no(married)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def entitled(v, claimed, age, MAJORITY, without_other_parent, married):
    """На цю дитину допомогу призначають: {result}."""
    return claimed & (age < MAJORITY) & without_other_parent & v.no(married)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def has_other_parent(v, claimed, recorded):
    """Другого з батьків записано, і він живий: {result}."""
    return claimed & (recorded == 2)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def has_survivor_pension(v, claimed, recorded, survivor_pension):
    """Дитина має пенсію у зв’язку з втратою годувальника: {result}."""
    return claimed & (recorded == 3) & survivor_pension


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def student_claimed(v, claimed, young_student):
    """Просять на студента, якому вже є 18 років: {result}."""
    return claimed & young_student


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, entitled, ceiling, income_for_one):
    """На дитину на місяць: {ceiling} мінус середній дохід на людину {income_for_one}, не менше нуля = {result}."""
    return v.where(entitled, v.at_least(ceiling - income_for_one, 0), 0)


children.declare_sum(BOOK, ACT, BEGAN)
children.declare_no_child(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="заявник у шлюбі", since=BEGAN)
def applicant_married(v, married):
    """Цю допомогу призначають тим, хто не у шлюбі. Якщо шлюб розірвуть, подайте знову."""
    return married


@BOOK.refusal(act=ACT, point="", clause="другого з батьків записано у свідоцтві", since=BEGAN)
def parent_recorded(v, any_has_other_parent, count_entitled, count_unsettled, count_student_claimed, married):
    """У свідоцтві дитини записано другого з батьків не зі слів матері. Якщо запис змінено або скасовано судом,
    подайте знову. Коли другий з батьків не платить аліментів, спитайте про тимчасову допомогу на дитину."""
    return (
        (any_has_other_parent > 0)
        & (count_entitled + count_unsettled + count_student_claimed < 1)
        & v.no(married)
    )


@BOOK.refusal(act=ACT, point="", clause="дитина має пенсію у зв’язку з втратою годувальника", since=BEGAN)
def survivor_pension_paid(
    v, any_has_survivor_pension, count_entitled, count_unsettled, count_student_claimed, married
):
    """Дитина отримує пенсію у зв’язку з втратою годувальника, а вдові чи вдівцеві допомогу призначають лише без
    неї. Якщо пенсію більше не платять, подайте знову."""
    return (
        (any_has_survivor_pension > 0)
        & (count_entitled + count_unsettled + count_student_claimed < 1)
        & v.no(married)
    )


@BOOK.refusal(
    act=ACT, point="", clause="дохід на людину не менший за прожитковий мінімум дитини", since=BEGAN
)
def income_not_below(
    v, income_for_one, count_entitled, sum_allowance, count_unsettled, count_student_claimed
):
    """Середній дохід на людину за місяць {income_for_one} не менший за прожитковий мінімум дитини. Якщо дохід
    стане менший, подайте знову."""
    return (count_entitled > 0) & (sum_allowance < 1) & (count_unsettled + count_student_claimed < 1)


@BOOK.doubt(act=ACT, clause="студент від 18 років", since=BEGAN)
def student_minimum(v, any_student_claimed):
    """Хтось із дітей має 18 років або більше і навчається. Який прожитковий мінімум тоді беруть, у правилах ще не
    описано: це вирішує спеціаліст за текстом закону."""
    return any_student_claimed > 0


@BOOK.doubt(act=ACT, clause="другий з батьків помер, а шлюбу з ним не було", since=BEGAN)
def parent_died_unmarried(v, any_unsettled):
    """Другий з батьків дитини помер, а ви не вдова і не вдівець. Чи належить допомога, вирішує спеціаліст за
    текстом закону."""
    return any_unsettled > 0
