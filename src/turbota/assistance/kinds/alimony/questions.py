"""The questions of temporary assistance to children who get no maintenance.

The layout is our own: the form approved by КМУ 765 (2025) could not be read. One claim is about one debtor.
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import situation
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.children import LIVES_WITH_YOU, children
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.children import ANY_CHILD, only_children
from turbota.assistance.forms import Choice, Form, Question, Section

WHY_DISABILITY = "Від цього залежить, хто входить до родини."

DEBTOR = Section(
    "alimony_debtor",
    "Хто не платить аліментів",
    (
        Question(
            "ground",
            "Чому дитина не отримує аліментів від другого з батьків?",
            "Оберіть те, що можна підтвердити. Якщо підходить кілька, оберіть перше з них.",
            "Допомогу призначають, коли є одна з причин, які називає закон.",
            "choice",
            (
                Choice("register", "Боржник є в Єдиному реєстрі боржників"),
                Choice("criminal", "Проти боржника ведуть кримінальне провадження"),
                Choice("treatment", "Боржник на примусовому лікуванні"),
                Choice("prison", "Боржник у місці позбавлення волі"),
                Choice("incapable", "Суд визнав боржника недієздатним"),
                Choice("conscript", "Боржник на строковій військовій службі"),
                Choice("unknown", "Не відомо, де боржник живе або перебуває"),
                Choice("other", "Інша причина"),
                Choice("pays", "Аліменти платять"),
            ),
            page="Чому дитина не отримує аліментів?",
        ),
    ),
)

MEMBERS = children(
    "alimony",
    "Чи просите на цю дитину тимчасову допомогу замість аліментів?",
    LIVES_WITH_YOU,
    about_all=situation.of_member(WHY_DISABILITY),
    why_born="Від віку дитини залежить сума.",
    hint="Додайте дітей і всіх, хто входить до вашої родини: від цього залежить дохід на людину. Себе додавати не "
    "треба. Якщо аліментів не платять різні батьки, подайте окрему заяву про кожного.",
)

FORMS = (
    Form(
        version="1",
        kind="alimony",
        sections=(
            applicant(*situation.of_applicant(WHY_DISABILITY)),
            address(),
            DEBTOR,
            MEMBERS,
            INCOMES,
            PAYMENT,
            CONTACTS,
        ),
        since=date(2024, 1, 1),
        checks=(
            *OF_FAMILY,
            only_children("alimony", ANY_CHILD, "Цю допомогу просять на свою дитину або дитину під опікою."),
        ),
    ),
)
