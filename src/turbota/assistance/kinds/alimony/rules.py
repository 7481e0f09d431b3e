"""The rules of temporary assistance to children who get no maintenance: one return each, a sentence each.

Points of КМУ 189 were not read, so none is named. Grounds: 0 it is paid, 1 one that the act names, 2 another.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from turbota.assistance import children
from turbota.assistance.income import HALF_UP
from turbota.law.engine.book import Book
from turbota.law.engine.vocabulary import ratio

CODE = "alimony"
ACT = "постанова КМУ № 189 від 22.02.2006"
BEGAN = "2024-01-01"

BOOK = Book(CODE)

BOOK.fact("family", "ground", "code", "Чому дитина не отримує аліментів")
children.declare_difference(BOOK, ACT, BEGAN)
children.declare_claimed(BOOK, ACT, BEGAN)
BOOK.parameter("FLOOR", "alimony.floor", anchor="award")


@BOOK.rule("member", act=ACT, point="", since=BEGAN, rounding=HALF_UP)
def floor(v, minimum, FLOOR):
    """Найменша допомога на дитину: {minimum} × {FLOOR} % = {result}."""
    return ratio(minimum, FLOOR, 100)


@BOOK.rule("member", act=ACT, point="", since=BEGAN)
def allowance(v, claimed, ceiling, floor, income_for_one):
    """На дитину на місяць: {ceiling} мінус середній дохід на людину {income_for_one}, але не менше ніж {floor}:
    {result}."""
    return v.where(claimed, v.at_least(ceiling - income_for_one, floor), 0)


children.declare_sum(BOOK, ACT, BEGAN)
children.declare_no_child(BOOK, ACT, BEGAN)


@BOOK.refusal(act=ACT, point="", clause="аліменти платять", since=BEGAN)
def debtor_pays(v, ground):
    """За вашою відповіддю, аліменти платять. Якщо їх перестануть платити, зверніться до виконавця: коли боржника
    внесуть до Єдиного реєстру боржників, подайте знову."""
    return ground == 0


@BOOK.doubt(act=ACT, clause="причина, якої немає в переліку", since=BEGAN)
def another_ground(v, ground):
    """Причину, з якої не платять аліментів, не названо в переліку. Чи призначають тоді допомогу, вирішує
    спеціаліст за текстом акта."""
    return ground == 2


children.declare_together(BOOK, ACT, BEGAN)
