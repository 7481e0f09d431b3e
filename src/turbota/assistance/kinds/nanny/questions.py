"""The questions about a nanny. The layout is our own: the form of the application could not be read."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import disability
from turbota.assistance.asking.checks import (
    child_is_a_child,
    contact_is_given,
    nobody_twice,
    parents_are_older,
    passport_reads_right,
)
from turbota.assistance.asking.children import children
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.children import ANY_CHILD, only_children
from turbota.assistance.forms import Condition, Form, Question, Section
from turbota.assistance.kinds.nanny.facts import CODE

IDP = Question(
    "idp",
    "Чи ви внутрішньо переміщена особа?",
    "Якщо у вас є довідка переселенця, оберіть «Так».",
    type="yes_no",
    page="Чи ви внутрішньо переміщена особа?",
)
NANNY = Section(
    CODE,
    "Няня",
    (
        Question(
            "contract",
            "Чи є договір із нянею?",
            "З підприємцем, організацією або зареєстрованою нянею.",
            "Оплачують лише за договором.",
            "yes_no",
            page="Договір із нянею",
        ),
        Question(
            "contract_until",
            "До якого дня діє договір?",
            "День є в договорі.",
            "До цього дня платять компенсацію.",
            "date",
            visible_when=Condition("contract", (True,)),
        ),
        Question(
            "parent_disabled",
            "Чи має хтось із батьків I або II групу інвалідності?",
            "Мати, батько, опікун чи усиновлювач.",
            "Тоді няню оплачують.",
            "yes_no",
            page="Чому потрібна няня?",
        ),
        Question(
            "no_kindergarten",
            "Чи немає у вашій громаді дитячого садка?",
            "Або садки зачинено через війну.",
            "Тоді няню оплачують.",
            "yes_no",
        ),
        Question(
            "parents_busy",
            "Чи працюють або навчаються батьки?",
            "Також «Так», якщо стоять на обліку в центрі зайнятості не довше ніж 6 місяців.",
            "Для переселенців це умова оплати.",
            "yes_no",
            visible_when=Condition("address.idp", (True,)),
        ),
    ),
)
HOURS = Question(
    "nanny_hours",
    "Скільки годин на місяць працює няня?",
    "Ціле число годин із договору, наприклад 80.",
    "Платять за кожну годину.",
    "hours",
)
ILLNESS = Question(
    "severe_illness",
    "Чи є тяжка хвороба, яку підтвердив лікар?",
    "Діагнозу не питаємо.",
    "Няню тяжкохворої дитини оплачують довше.",
    "yes_no",
)

FORMS = (
    Form(
        version="1",
        kind=CODE,
        sections=(
            applicant(),
            address(IDP),
            children(
                CODE,
                "Чи просите оплатити няню цієї дитини?",
                disability.group(
                    "Чи є інвалідність?", "Няню дитини з інвалідністю оплачують довше.", child=True
                ),
                ILLNESS,
                HOURS,
                why_born="Від віку залежить, чи оплачують няню.",
                hint="Додайте дитину, з якою працює няня.",
            ),
            NANNY,
            PAYMENT,
            CONTACTS,
        ),
        since=date(2020, 1, 1),
        checks=(
            parents_are_older,
            nobody_twice,
            child_is_a_child,
            contact_is_given,
            passport_reads_right,
            only_children(CODE, ANY_CHILD, "Няню оплачують лише вашій дитині або дитині під вашою опікою."),
        ),
    ),
)
