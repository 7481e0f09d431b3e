"""The questions of the housing subsidy: an application and a declaration of incomes and expenses in one.

The layout is our own: the forms approved by КМУ 848 could not be read (S2 L264). Nothing is asked that state registers
hold for certain (order 1, p. 1.4).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import situation
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.dwelling import HOME, SERVICES
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT, incomes
from turbota.assistance.asking.people import members
from turbota.assistance.asking.person import applicant
from turbota.assistance.asking.property import CURRENCY, DEPOSIT, PURCHASE, SECOND_DWELLING
from turbota.assistance.forms import Choice, Condition, Form, Question, Section

WHY_DISABILITY = "Для людей, які не можуть працювати й живуть самі, норма житла більша."
WHY_BORN = "Від кількості й віку людей залежить норма житла."
ABROAD = Question(
    "abroad_in_all",
    "Скільки днів разом ви були за кордоном?",
    "Усі дні за кордоном за останні пів року. Якщо не виїжджали, напишіть 0.",
    "Коли дорослий довго був за кордоном, субсидії не призначають.",
    "days",
)
ABROAD_MEMBER = Question(
    "abroad_in_all",
    "Скільки днів разом людина була за кордоном?",
    "Усі дні за кордоном за останні пів року. Якщо не виїжджала, напишіть 0.",
    type="days",
)

MEMBERS = members(
    ABROAD_MEMBER,
    why_born=WHY_BORN,
    why_disability=WHY_DISABILITY,
    hint="Додайте всіх, хто зареєстрований у житлі або винаймає його разом з вами. Себе додавати не треба.",
)
INCOMES = incomes(
    "Пенсію беруть за один місяць, решту доходів — за пів року.",
    "Додайте доходи кожного за пів року й останню пенсію. Місяці без доходу не додавайте.",
)
PROPERTY = Section("property", "Майно й покупки", (*PURCHASE, *CURRENCY, *DEPOSIT, SECOND_DWELLING))

MONTHS = tuple(Choice(str(n), f"{n}") for n in range(13))
OWN = Section(
    "housing_subsidy",
    "Борги й умови субсидії",
    (
        Question(
            "purchase_exempt",
            "Велика покупка була на лікування або на обмін житла?",
            "Такі покупки закон не рахує.",
            type="yes_no",
            visible_when=Condition("property.big_purchase", (True,)),
        ),
        Question(
            "debt_months",
            "За скільки місяців у вас борг за послуги?",
            "Якщо боргу немає, оберіть 0. Якщо більше ніж за рік, оберіть 12.",
            "Коли борг великий і давній, субсидії не призначають, поки не домовитеся про розстрочення.",
            "choice",
            MONTHS,
        ),
        Question("debt", "Яка сума боргу?", "Сума в гривнях. Якщо боргу немає, напишіть 0.", type="money"),
        Question(
            "debt_settled",
            "Борг розстрочили або ви оскаржуєте його в суді?",
            "Якщо боргу немає, оберіть «Ні».",
            type="yes_no",
        ),
        Question(
            "overpaid",
            "Чи є субсидія, яку вам переплатили й ви ще не повернули?",
            "Якщо вам про таке не писали, оберіть «Ні».",
            type="yes_no",
        ),
        Question(
            "alimony_months",
            "За скільки місяців хтось у родині має борг з аліментів?",
            "Якщо такого боргу немає, оберіть 0. Якщо більше ніж за рік, оберіть 12.",
            type="choice",
            choices=MONTHS,
        ),
        Question(
            "wants_fuel",
            "Чи потрібна субсидія також на дрова, вугілля або газ у балонах?",
            "Її рахують окремо, раз на рік.",
            type="yes_no",
        ),
    ),
)

FORMS = (
    Form(
        version="1",
        kind="housing_subsidy",
        sections=(
            applicant(*situation.of_applicant(WHY_DISABILITY), ABROAD, why_born=WHY_BORN),
            address(),
            MEMBERS,
            Section("home", "Ваше житло", HOME),
            SERVICES,
            INCOMES,
            PROPERTY,
            OWN,
            PAYMENT,
            CONTACTS,
        ),
        since=date(2024, 1, 1),
        checks=OF_FAMILY,
    ),
)
