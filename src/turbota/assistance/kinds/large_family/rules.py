"""The rules of assistance to large families: whole numbers, one return each, a sentence each.

Points of КМУ 250 of 2019 were not read, so none is named.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import children
from turbota.law.engine.book import Book

CODE = "large_family"
ACT = "постанова КМУ № 250 від 13.03.2019"
BEGAN = "2024-01-01"

BOOK = Book(CODE)

BOOK.fact("family", "receives_base", "yes_no", "Чи отримує родина базову соціальну допомогу")
BOOK.fact("member", "ward", "yes_no", "Дитина під опікою")
BOOK.fact("member", "born_day", "days", "Дата народження")
BOOK.fact("member", "together_later", "persons", "Діти, народжені разом")
children.declare_claim(BOOK)

BOOK.parameter("AMOUNT", "large_family.amount", anchor="award")
BOOK.parameter("FIRST_PAID", "large_family.first_paid", anchor="award")
BOOK.parameter("PAID_AGE", "large_family.paid_to_age")

children.declare_claimed(BOOK, ACT, BEGAN)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="")
def queue(v, claimed, born_day):
    """Місце в порядку народження: спершу діти до 18 років, за днем народження."""
    return v.where(claimed, born_day, born_day * 100)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="")
def place(v, rank_queue, together_later):
    """Котра за порядком народження: {rank_queue}. Народжених разом із нею після неї: {together_later}."""
    return rank_queue + together_later


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def little(v, claimed, age, PAID_AGE):
    """До початку місяця ще не виповнилося {PAID_AGE} років: {result}."""
    return claimed & (age < PAID_AGE)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def entitled(v, little, place, FIRST_PAID):
    """Третя або наступна дитина, якій платять: {result}."""
    return little & (place >= FIRST_PAID)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def little_unpaid(v, little, entitled):
    """Мала дитина, яка за порядком перша або друга: {result}."""
    return little & v.no(entitled)


@BOOK.rule("member", act=ACT, point="", since=BEGAN, unit="yes_no")
def grown(v, asked, age, MAJORITY):
    """Син або донька, яким до початку місяця вже виповнилося {MAJORITY} років: {result}."""
    return asked & (age >= MAJORITY)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, entitled, AMOUNT):
    """На дитину на місяць: {result}."""
    return v.where(entitled, AMOUNT, 0)


@BOOK.rule("family", act=ACT, point="", since=BEGAN, unit="yes_no")
def order_unclear(v, any_ward, any_grown, count_little_unpaid, count_little):
    """Порядок дітей залежить від дитини під опікою або дорослої дитини: {result}."""
    return ((any_ward > 0) & (count_little > 0)) | ((any_grown > 0) & (count_little_unpaid > 0))


children.declare_sum(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="родина отримує базову соціальну допомогу", since=BEGAN)
def base_is_paid(v, receives_base):
    """Родина отримує базову соціальну допомогу, а разом з нею цю не платять. Якщо базову припинять, подайте
    знову."""
    return receives_base


@BOOK.refusal(act=ACT, point="", clause="у родині менше трьох дітей", since=BEGAN)
def too_few_children(v, count_claimed, FIRST_PAID, order_unclear):
    """Дітей до 18 років у відповідях менше ніж {FIRST_PAID}. Якщо когось із дітей пропущено або народиться ще одна
    дитина, подайте знову."""
    return (count_claimed < FIRST_PAID) & v.no(order_unclear)


@BOOK.refusal(act=ACT, point="", clause="третій і наступним дітям уже є 6 років", since=BEGAN)
def children_grew_up(v, count_claimed, FIRST_PAID, count_entitled, order_unclear, PAID_AGE):
    """Допомогу платять на третю і наступних дітей, доки їм немає {PAID_AGE} років, а таких дітей у родині немає.
    Якщо народиться ще одна дитина, подайте знову."""
    return (count_claimed >= FIRST_PAID) & (count_entitled < 1) & v.no(order_unclear)


@BOOK.doubt(act=ACT, clause="порядок дітей неясний", since=BEGAN)
def order_of_children(v, order_unclear):
    """У родині є дитина під опікою або доросла дитина. Чи рахують її, коли визначають, котра дитина третя, вирішує
    спеціаліст за текстом акта."""
    return order_unclear
