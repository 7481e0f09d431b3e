"""The questions of assistance on a gravely ill child. The layout is our own."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import disability
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.children import LIVES_WITH_YOU, children
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.children import ANY_CHILD, only_children
from turbota.assistance.forms import Form, Question

CERTIFICATE_UNTIL = Question(
    "sick_child_until",
    "До якого дня діє довідка лікарсько-консультативної комісії?",
    "День є в довідці про тяжке захворювання дитини.",
    "Допомогу платять, доки діє довідка.",
    "date",
)

MEMBERS = children(
    "sick_child",
    "Чи просите допомогу на цю тяжко хвору дитину?",
    CERTIFICATE_UNTIL,
    LIVES_WITH_YOU,
    disability.group("Чи є інвалідність?", "На дитину з інвалідністю призначають іншу допомогу.", child=True),
    why_born="Від віку дитини залежить сума.",
    hint="Додайте дитину, за якою доглядаєте. Себе додавати не треба.",
)

FORMS = (
    Form(
        version="1",
        kind="sick_child",
        sections=(applicant(), address(), MEMBERS, PAYMENT, CONTACTS),
        since=date(2024, 1, 1),
        checks=(
            *OF_FAMILY,
            only_children(
                "sick_child", ANY_CHILD, "Цю допомогу просять на свою дитину або дитину під опікою."
            ),
        ),
    ),
)
