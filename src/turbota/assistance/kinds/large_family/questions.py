"""The questions of assistance to large families. The layout is our own; income and property are not asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.children import CERTIFICATE
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.family import family
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.forms import Condition, Form, Question, Section

CLAIM = Section(
    "large_family_claim",
    "Інша допомога",
    (
        Question(
            "receives_base",
            "Чи отримує родина базову соціальну допомогу?",
            "Якщо ви лише подали заяву на неї, оберіть «Ні».",
            "Разом з базовою допомогою цю допомогу не платять.",
            "yes_no",
            page="Чи отримує родина базову соціальну допомогу?",
        ),
    ),
)

MEMBERS = family(
    replace(CERTIFICATE, visible_when=Condition("relation", ("child",))),
    why_born="Платять за порядком народження дітей і до 6 років.",
    hint="Додайте всіх своїх дітей: від того, котра дитина за порядком, залежить допомога. Себе додавати не треба.",
    least=1,
)

FORMS = (
    Form(
        version="1",
        kind="large_family",
        sections=(applicant(), address(), MEMBERS, CLAIM, PAYMENT, CONTACTS),
        since=date(2024, 1, 1),
        checks=OF_FAMILY,
    ),
)
