"""The questions of the pay of foster parents and parent-educators. The layout is our own."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import disability
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.children import OCCUPATION, children
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.children import only_children
from turbota.assistance.forms import Choice, Form, Question, Section
from turbota.assistance.kinds.foster_pay.facts import PLACED

FAMILY = Section(
    "foster_pay_family",
    "Ваша родина",
    (
        Question(
            "form",
            "Хто ви для цих дітей?",
            "Оберіть те, що написано в договорі з громадою.",
            "Платять за договором про влаштування дітей.",
            "choice",
            (
                Choice("foster", "Прийомна мати або прийомний батько"),
                Choice("family_home", "Батьки-вихователі дитячого будинку сімейного типу"),
                Choice("none", "Договору з громадою немає"),
            ),
            page="Хто ви для цих дітей?",
        ),
    ),
)

MEMBERS = children(
    "foster_pay",
    "Чи живе ця дитина у вас за договором?",
    OCCUPATION,
    disability.group("Чи є інвалідність?", "Від цього залежить сума.", child=True),
    disability.SUBGROUP,
    why_born="Платять за дітей до 18 років.",
    hint="Додайте кожну дитину, яку влаштували до вас за договором. Рідних дітей і себе додавати не треба.",
)

FORMS = (
    Form(
        version="1",
        kind="foster_pay",
        sections=(applicant(), address(), FAMILY, MEMBERS, PAYMENT, CONTACTS),
        since=date(2024, 1, 1),
        checks=(
            *OF_FAMILY,
            only_children("foster_pay", PLACED, "За рідну дитину цієї плати не призначають."),
        ),
    ),
)
