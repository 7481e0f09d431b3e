"""The questions of assistance at birth.

The layout is our own: the form approved by КМУ 765 (2025) could not be read. Income and property are not asked:
they do not matter. One claim is about the children born together; another child needs a claim of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from turbota.assistance.asking.children import CERTIFICATE
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import NAME_QUESTIONS, applicant
from turbota.assistance.forms import Choice, Form, Question, Repeat, Section
from turbota.assistance.kinds.birth.checks import CHECKS

CLAIM = Section(
    "claim",
    "Ви і дитина",
    (
        Question(
            "relation",
            "Ким ви доводитеся дитині?",
            "Оберіть одне.",
            "Допомогу призначають одному з батьків, усиновлювачеві або опікунові.",
            "choice",
            (
                Choice("mother", "Мати"),
                Choice("father", "Батько"),
                Choice("adopter", "Усиновлювач"),
                Choice("guardian", "Опікун"),
            ),
            page="Ким ви доводитеся дитині?",
        ),
        Question(
            "lives_with_you",
            "Чи живе дитина з вами?",
            "Якщо дитина зараз у лікарні чи пологовому, оберіть «Так».",
            "Якщо дитина живе не з вами, хто має отримати допомогу, вирішує спеціаліст.",
            "yes_no",
            page="Чи живе дитина з вами?",
        ),
    ),
)

CHILDREN = Section(
    "members",
    "Дитина",
    (
        *NAME_QUESTIONS,
        Question(
            "birth_date",
            "Дата народження",
            "Дата є у свідоцтві про народження. Наприклад: 3 01 2026.",
            "Від дня народження залежить, скільки і як платять.",
            "date",
            past=True,
        ),
        replace(CERTIFICATE, code="certificate"),
        Question(
            "born_abroad",
            "Чи народилася дитина за кордоном?",
            "Якщо свідоцтво видала інша держава, оберіть «Так».",
            "Запису про таку дитину може не бути в реєстрі України.",
            "yes_no",
        ),
        Question(
            "paid_before",
            "Чи вже призначали цю допомогу на дитину?",
            "Вам, другому з батьків чи комусь іншому.",
            "Допомогу на одну дитину призначають один раз.",
            "yes_no",
        ),
    ),
    entity="member",
    repeat=Repeat(1, 9, "Дитина", "Додати дитину"),
    hint="Додайте дитину, на яку просите допомогу. Двійнят чи трійнят додайте всіх: заява одна. "
    "На дитину, яка народилася іншим разом, подайте окрему заяву.",
)

FORMS = (
    Form(
        version="1",
        kind="birth",
        sections=(applicant(), address(), CLAIM, CHILDREN, PAYMENT, CONTACTS),
        since=date(2024, 1, 1),
        checks=CHECKS,
    ),
)
