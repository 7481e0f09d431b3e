"""The questions of base social assistance.

The layout is our own: the form approved by КМУ 765 (2025) could not be read. Nothing is asked that state registers
hold for certain (order 1, p. 1.4).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import situation
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT, incomes
from turbota.assistance.asking.people import members
from turbota.assistance.asking.person import applicant
from turbota.assistance.asking.property import CURRENCY, DEPOSIT, PURCHASE, SECOND_DWELLING
from turbota.assistance.forms import Form, Question, Section

WHY_DISABILITY = "На людину з інвалідністю I чи II групи рахують базову величину повністю."
WHY_BORN = "На кожну дитину до 18 років рахують базову величину повністю."

MEMBERS = members(
    why_born=WHY_BORN,
    why_disability=WHY_DISABILITY,
    hint="Додайте чоловіка чи дружину, дітей до 18 років, дітей до 23 років, що вчаться на денній формі, "
    "батьків з інвалідністю, які живуть з вами. Себе додавати не треба.",
)
INCOMES = incomes(
    "Для цієї допомоги рахують середній дохід за три місяці.",
    "Додайте доходи кожного за три попередні місяці. Місяці без доходу не додавайте.",
)
PROPERTY = Section("property", "Майно й покупки", (*PURCHASE, *CURRENCY, *DEPOSIT, SECOND_DWELLING))

RECEIVES = Question(
    "receives_listed",
    "Чи отримує ваша родина зараз одну з цих допомог?",
    "Малозабезпеченій родині, одинокій матері, багатодітній родині або тимчасову допомогу через несплату аліментів.",
    "До жовтня 2025 року базову допомогу могли просити лише отримувачі цих чотирьох.",
    "yes_no",
    page="Яку допомогу ви вже отримуєте?",
)
OCCUPIED = Question(
    "occupied",
    "Чи живете ви зараз на окупованій території?",
    "Якщо виїхали звідти, оберіть «Ні».",
    "Поки людина живе на окупованій території, цієї допомоги не призначають.",
    "yes_no",
    page="Де живе ваша родина?",
)
MAINTAINED = Question(
    "maintained",
    "Чи живе хтось із родини в закладі на повному утриманні держави?",
    "Наприклад, в інтернаті або будинку для літніх людей.",
    "На таку людину базової допомоги не рахують.",
    "yes_no",
)


def _form(version: str, since: date, *own: Question) -> Form:
    about = Section("base_assistance", "Умови базової допомоги", own)
    return Form(
        version=version,
        kind="base_assistance",
        sections=(
            applicant(*situation.of_applicant(WHY_DISABILITY), why_born=WHY_BORN),
            address(),
            MEMBERS,
            INCOMES,
            PROPERTY,
            about,
            PAYMENT,
            CONTACTS,
        ),
        since=since,
        checks=OF_FAMILY,
    )


FORMS = (
    _form("1", date(2025, 7, 1), RECEIVES, OCCUPIED, MAINTAINED),
    _form("2", date(2025, 10, 1), OCCUPIED, MAINTAINED),
)
