"""The questions of assistance to low-income families.

The layout is our own: the form approved by КМУ 765 (2025) and, before it, by order 441 of 21.04.2015
could not be read. Nothing is asked that state registers hold for certain (order 1, p. 1.4).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import situation
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.people import members
from turbota.assistance.asking.person import applicant
from turbota.assistance.forms import Form, Question
from turbota.assistance.kinds.low_income.property_questions import PROPERTY

WHY_DISABILITY = "Людям з інвалідністю закон гарантує вищий рівень."
WHY_BORN = "Від віку залежить рівень, який закон гарантує кожному в родині."

APPLICANT = applicant(*situation.of_applicant(WHY_DISABILITY), why_born=WHY_BORN)

ADDRESS = address(
    Question(
        "idp",
        "Чи ви внутрішньо переміщена особа?",
        "Якщо у вас є довідка переселенця, оберіть «Так».",
        type="yes_no",
        page="Чи ви внутрішньо переміщена особа?",
    ),
    why_elsewhere="Якщо родина живе окремо від адреси реєстрації, громада може скласти акт, щоб це підтвердити.",
)

MEMBERS = members(
    why_born=WHY_BORN,
    why_disability=WHY_DISABILITY,
    hint="Додайте чоловіка чи дружину, дітей до 18 років, дітей до 23 років, що вчаться на денній формі, "
    "батьків з інвалідністю, які живуть з вами. Себе додавати не треба.",
)

FORMS = (
    Form(
        version="1",
        kind="low_income",
        sections=(APPLICANT, ADDRESS, MEMBERS, INCOMES, PROPERTY, PAYMENT, CONTACTS),
        since=date(2020, 7, 1),
        checks=OF_FAMILY,
    ),
)
