"""The questions to those without a right to a pension.

The layout is our own: the form approved by КМУ 765 (2025) could not be read. Pensions and disability are in registers;
they are asked because the calculation must not wait for an answer of a register.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from turbota.assistance.asking import disability
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.family import family
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.person import TAX_QUESTIONS, applicant
from turbota.assistance.forms import Condition, Form, Question
from turbota.assistance.kinds.no_pension.facts import MARKER

ASKED = Question(
    MARKER,
    "Чи просите допомогу на цю людину?",
    "На того, хто не має пенсії: на себе, дитину, людину, якою опікуєтеся.",
    "Допомогу призначають тим, хто не має права на пенсію.",
    "yes_no",
)
LOST_BREADWINNER = Question(
    "lost_breadwinner",
    "Чи втрачено годувальника?",
    "Помер один із батьків або той, хто утримував.",
    "Дітям, які втратили годувальника й не мають пенсії, платять за іншим розміром.",
    "yes_no",
)
STUDIES = Question(
    "studies",
    "Чи навчається на денній або дуальній формі?",
    "У школі, коледжі, університеті.",
    "Після 18 років допомогу платять тим, хто навчається.",
    "yes_no",
    visible_when=Condition("lost_breadwinner", (True,)),
)
WHY_GROUP = "Без пенсії допомогу призначають людям з I групою."
OWN = (
    replace(ASKED, label="Чи просите допомогу на себе?", page="На кого просите допомогу?"),
    disability.PENSION,
    disability.group("Чи є у вас інвалідність?", WHY_GROUP, child=False),
    LOST_BREADWINNER,
    STUDIES,
)
OF_MEMBER = (
    *TAX_QUESTIONS,
    ASKED,
    disability.PENSION,
    disability.group("Чи є інвалідність?", WHY_GROUP, child=True),
    LOST_BREADWINNER,
    STUDIES,
)

FORMS = (
    Form(
        version="1",
        kind="no_pension",
        sections=(
            applicant(*OWN, why_born="Від віку залежить право на допомогу."),
            address(),
            family(
                *OF_MEMBER,
                why_born="Від віку залежить право на допомогу.",
                hint="Додайте всіх, хто живе з вами однією родиною: дохід рахують на всіх. Себе додавати не треба.",
            ),
            INCOMES,
            PAYMENT,
            CONTACTS,
        ),
        since=date(2020, 7, 1),
        checks=OF_FAMILY,
    ),
)
