"""The questions about a disability since childhood.

The layout is our own: the form approved by КМУ 765 (2025) could not be read. Income is not asked: it does not matter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from turbota.assistance.asking import disability
from turbota.assistance.asking.checks import (
    child_is_a_child,
    contact_is_given,
    nobody_twice,
    parents_are_older,
    passport_reads_right,
)
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.family import family
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import TAX_QUESTIONS, applicant
from turbota.assistance.forms import Form, Question
from turbota.assistance.kinds.childhood_disability.facts import MARKER

WHY = "Від групи залежить сума."
ASKED = Question(
    MARKER,
    "Чи просите допомогу на цю людину?",
    "На дитину з інвалідністю або людину з інвалідністю з дитинства оберіть «Так».",
    "Допомогу призначають на кожну таку людину окремо.",
    "yes_no",
)
OF_ADULT = (disability.SINCE_CHILDHOOD, *disability.TERM, disability.SUBGROUP, *disability.CARE[:2])
OWN = (
    replace(ASKED, label="Чи просите допомогу на себе?", page="На кого просите допомогу?"),
    disability.group("Чи є у вас інвалідність?", WHY, child=False),
    *OF_ADULT,
    disability.PENSION,
)
OF_MEMBER = (
    *TAX_QUESTIONS,
    ASKED,
    disability.group("Чи є інвалідність?", WHY, child=True),
    *OF_ADULT,
    disability.CARE[2],
    replace(disability.PENSION, required=False, visible_when=disability.ADULT),
)

FORMS = (
    Form(
        version="1",
        kind="childhood_disability",
        sections=(
            applicant(*OWN),
            address(),
            family(
                *OF_MEMBER,
                why_born="Від віку дитини залежить надбавка на догляд.",
                hint="Додайте тих, на кого просите допомогу. Якщо просите лише на себе, нікого не додавайте.",
            ),
            PAYMENT,
            CONTACTS,
        ),
        since=date(2024, 1, 1),
        checks=(parents_are_older, nobody_twice, child_is_a_child, contact_is_given, passport_reads_right),
    ),
)
