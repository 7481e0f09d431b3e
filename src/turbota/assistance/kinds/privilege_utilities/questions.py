"""The questions of privileges: an application for entry to the register of the entitled and for the privilege itself.

The layout is our own: the form of order 275 of 27.05.2021 could not be read; its fields are those that a community
published (name, birth, kinds wanted, category and its document, number, address, providers).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.dwelling import HOME, SERVICES
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.people import members
from turbota.assistance.asking.person import applicant
from turbota.assistance.forms import Choice, Condition, Form, Question, Section
from turbota.assistance.kinds.privilege_utilities.exempt import EXEMPT

UTILITIES = Condition("privilege_utilities.wants_utilities", (True,))
COUNT = tuple(Choice(str(n), f"{n}") for n in range(1, 5))

COVERED = Question(
    "privilege_covers",
    "Чи поширюється ваша пільга на цю людину?",
    "Про це сказано в законі про вашу категорію. Якщо не знаєте, залиште без відповіді.",
    "Від кількості людей залежить норма площі й послуг.",
    "yes_no",
    required=False,
)
MEMBERS = members(
    COVERED,
    why_born="За датою народження людину знаходять у реєстрі.",
    why_disability="Інвалідність може давати право на пільгу.",
    hint="Додайте всіх, хто зареєстрований у житлі разом з вами. Себе додавати не треба.",
)
OWN = Section(
    "privilege_utilities",
    "Яка у вас пільга",
    (
        Question(
            "category",
            "За що у вас пільга?",
            f"Напишіть, як у посвідченні, наприклад: учасник бойових дій. {EXEMPT.sentence}",
            max_length=150,
        ),
        Question("proof", "Документ про право на пільгу", "Назва, серія й номер посвідчення чи довідки."),
        Question(
            "percent",
            "Скільки відсотків становить пільга?",
            "Число від 0 до 100. Якщо не знаєте, залиште порожнім: впише спеціаліст.",
            "Відсоток для кожної категорії стоїть у її законі.",
            "percent",
            required=False,
        ),
        Question(
            "income_tested",
            "Чи залежить ваша пільга від доходу?",
            "Якщо не знаєте, залиште без відповіді: скаже спеціаліст.",
            "Для деяких категорій дохід родини має бути не більший за межу.",
            "yes_no",
            required=False,
        ),
        Question(
            "until",
            "До якого дня надають пільгу?",
            "Останній день дії документа або перевірки доходу. Якщо не знаєте, залиште порожнім.",
            type="date",
            required=False,
        ),
        Question(
            "wants_utilities",
            "Чи потрібна пільга на послуги: опалення, воду, світло?",
            "Оберіть одне.",
            type="yes_no",
            page="На що потрібна пільга?",
        ),
        Question(
            "wants_solid_fuel",
            "Чи потрібна пільга на дрова, вугілля чи інше тверде паливо?",
            "Її дають раз на рік.",
            type="yes_no",
        ),
        Question(
            "fuel_tonnes",
            "На скільки тонн палива за нормою?",
            "Якщо не знаєте, залиште без відповіді: рахуватимуть за нормою на рік.",
            type="choice",
            choices=COUNT,
            required=False,
            visible_when=Condition("wants_solid_fuel", (True,)),
        ),
        Question("wants_lpg", "Чи потрібна пільга на газ у балонах?", "Її дають раз на рік.", type="yes_no"),
        Question(
            "lpg_balloons",
            "На скільки балонів за нормою?",
            "Якщо не знаєте, залиште без відповіді: скаже спеціаліст.",
            type="choice",
            choices=COUNT,
            required=False,
            visible_when=Condition("wants_lpg", (True,)),
        ),
    ),
)

FORMS = (
    Form(
        version="1",
        kind="privilege_utilities",
        sections=(
            applicant(why_born="За датою народження вас знаходять у реєстрі."),
            address(),
            OWN,
            MEMBERS,
            Section("home", "Ваше житло", HOME, visible_when=UTILITIES),
            replace(SERVICES, visible_when=UTILITIES),
            INCOMES,
            PAYMENT,
            CONTACTS,
        ),
        since=date(2024, 1, 1),
        checks=OF_FAMILY,
    ),
)
