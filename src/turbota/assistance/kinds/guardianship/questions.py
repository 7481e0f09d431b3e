"""The questions of assistance on children under guardianship. The layout is our own."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import disability
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.children import LIVES_WITH_YOU, children
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.children import WARD, only_children
from turbota.assistance.forms import Form

MEMBERS = children(
    "guardianship",
    "Чи просите на цю дитину допомогу опікунові?",
    LIVES_WITH_YOU,
    disability.group("Чи є інвалідність?", "На дитину з інвалідністю платять більше.", child=True),
    *disability.TERM,
    why_born="Від віку дитини залежить сума.",
    hint="Додайте дітей, яким ви опікун або піклувальник. Далі запишіть їхні пенсії, аліменти й стипендії: їх віднімуть. "
    "Себе додавати не треба.",
)

FORMS = (
    Form(
        version="1",
        kind="guardianship",
        sections=(applicant(), address(), MEMBERS, INCOMES, PAYMENT, CONTACTS),
        since=date(2024, 1, 1),
        checks=(
            *OF_FAMILY,
            only_children(
                "guardianship", WARD, "Цю допомогу просять лише на дитину, якій ви опікун або піклувальник."
            ),
        ),
    ),
)
