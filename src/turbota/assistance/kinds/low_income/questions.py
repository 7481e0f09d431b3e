"""The questions of assistance to low-income families.

The layout is our own: the form approved by КМУ 765 (2025) and, before it, by order 441 of 21.04.2015
could not be read. Nothing is asked that state registers hold for certain (order 1, p. 1.4).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.options import DISABILITY, OCCUPATIONS, RELATIONS
from turbota.assistance.asking.person import NAME_QUESTIONS, TAX_QUESTIONS, applicant
from turbota.assistance.forms import Choice, Condition, Form, Question, Repeat, Section
from turbota.assistance.kinds.low_income.checks import CHECKS
from turbota.assistance.kinds.low_income.property_questions import PROPERTY

WHY_OCCUPATION = (
    "Дорослі в родині мають працювати, вчитися, служити, стояти на обліку або мати поважну причину."
)
SINCE_STOPPED = Question(
    "idle_months",
    "Скільки повних місяців без роботи й навчання?",
    "Рахуйте за останні пів року. Якщо пів року або більше, оберіть 6.",
    "Коли дорослий довго не працює й не навчається без поважної причини, допомогу не призначають.",
    "choice",
    tuple(Choice(str(n), f"{n}") for n in range(7)),
    visible_when=Condition("occupation", ("idle",)),
)

WHY_BORN = "Від віку залежить рівень, який закон гарантує кожному в родині."

APPLICANT = applicant(
    Question(
        "occupation",
        "Чим ви зараз займаєтесь?",
        "Оберіть головне.",
        WHY_OCCUPATION,
        "choice",
        tuple(choice for choice in OCCUPATIONS if choice.value != "child"),
        page="Чим ви зараз займаєтесь?",
    ),
    SINCE_STOPPED,
    Question(
        "disability",
        "Чи є у вас інвалідність?",
        "Якщо групу ще оформлюють, оберіть «Немає».",
        "Людям з інвалідністю закон гарантує вищий рівень.",
        "choice",
        DISABILITY[:4],
        page="Чи є у вас інвалідність?",
    ),
    why_born=WHY_BORN,
)

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

MEMBERS = Section(
    "members",
    "Ваша родина",
    (
        *NAME_QUESTIONS,
        Question(
            "birth_date",
            "Дата народження",
            "Дата є у свідоцтві про народження або паспорті. Наприклад: 7 02 2022.",
            WHY_BORN,
            "date",
            past=True,
        ),
        Question(
            "relation",
            "Ким вам доводиться?",
            "Наприклад: син, дружина, мати.",
            type="choice",
            choices=RELATIONS,
        ),
        *TAX_QUESTIONS,
        Question(
            "occupation",
            "Чим зараз займається?",
            "Для дитини до 18 років оберіть «Дитина до 18 років».",
            WHY_OCCUPATION,
            "choice",
            OCCUPATIONS,
        ),
        SINCE_STOPPED,
        Question(
            "disability",
            "Чи є інвалідність?",
            "Якщо групу ще оформлюють, оберіть «Немає».",
            "Людям з інвалідністю закон гарантує вищий рівень.",
            "choice",
            DISABILITY,
        ),
    ),
    entity="member",
    repeat=Repeat(0, 25, "Член родини", "Додати людину"),
    hint="Додайте чоловіка чи дружину, дітей до 18 років, дітей до 23 років, що вчаться на денній формі, "
    "батьків з інвалідністю, які живуть з вами. Себе додавати не треба.",
)

FORMS = (
    Form(
        version="1",
        kind="low_income",
        sections=(APPLICANT, ADDRESS, MEMBERS, INCOMES, PROPERTY, PAYMENT, CONTACTS),
        since=date(2020, 7, 1),
        checks=CHECKS,
    ),
)
