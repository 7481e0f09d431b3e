"""The questions of assistance on the children of a single mother.

The layout is our own: the form approved by КМУ 765 (2025) could not be read.
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import situation
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.children import children
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.disability import PENSION
from turbota.assistance.asking.home import address
from turbota.assistance.asking.marriage import MARITAL_STATUS
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.children import OWN, only_children
from turbota.assistance.forms import Choice, Form, Question

WHY_DISABILITY = "Від цього залежить, хто входить до родини."
WHY_BORN = "Від віку дитини залежить сума."

OTHER_PARENT = Question(
    "other_parent",
    "Чи записано у свідоцтві батька (другого з батьків)?",
    "Якщо дитину всиновили ви самі, оберіть «Не записано».",
    "Допомогу призначають, коли дитину виховує хтось один.",
    "choice",
    (
        Choice("none", "Не записано"),
        Choice("by_mother", "Записано зі слів матері"),
        Choice("named", "Записано", "за спільною заявою, шлюбом або рішенням суду"),
        Choice("died", "Записано, але він помер або вона померла"),
    ),
)

MEMBERS = children(
    "single_mother",
    "Чи просите на цю дитину допомогу одинокій матері?",
    OTHER_PARENT,
    PENSION,
    about_all=situation.of_member(WHY_DISABILITY),
    why_born=WHY_BORN,
    hint="Додайте своїх дітей, а також усіх, хто входить до вашої родини: від цього залежить дохід на людину. "
    "Себе додавати не треба.",
)

FORMS = (
    Form(
        version="1",
        kind="single_mother",
        sections=(
            applicant(MARITAL_STATUS, *situation.of_applicant(WHY_DISABILITY)),
            address(),
            MEMBERS,
            INCOMES,
            PAYMENT,
            CONTACTS,
        ),
        since=date(2024, 1, 1),
        checks=(
            *OF_FAMILY,
            only_children("single_mother", OWN, "Цю допомогу просять лише на свою доньку чи сина."),
        ),
    ),
)
