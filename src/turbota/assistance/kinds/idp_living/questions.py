"""The questions of the living allowance of displaced people.

The layout is our own: the form approved by КМУ 765 (2025) could not be read. Whether a certificate is in force is
for the register; its number says whom to look for.
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking import situation
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.options import RELATIONS
from turbota.assistance.asking.person import NAME_QUESTIONS, TAX_QUESTIONS, applicant
from turbota.assistance.asking.property import DEPOSIT
from turbota.assistance.forms import Condition, Form, Question, Repeat, Section
from turbota.assistance.kinds.idp_living.checks import one_certificate_each, stay_adds_up

WHY_DISABILITY = "Дітям і людям з інвалідністю платять більше, ніж дорослим."
WHY_BORN = "Від віку залежить сума."
WHY_ABROAD = "Хто довго живе за кордоном, тому цієї допомоги не платять."
NUMBER = Question(
    "certificate",
    "Номер довідки переселенця",
    "Цифри з дефісом, наприклад 3200-5001234567.",
    "За номером перевірять довідку в реєстрі, щоб не просити копії.",
    max_length=30,
    visible_when=Condition("registered", (True,)),
)


def _registered(label: str, page: str = "") -> tuple[Question, ...]:
    asked = Question(
        "registered",
        label,
        "Паперова чи електронна, у Дії. Якщо її скасували, оберіть «Ні».",
        "Допомогу платять тим, хто має чинну довідку внутрішньо переміщеної особи.",
        "yes_no",
        page=page,
    )
    return (asked, NUMBER)


def _abroad(in_a_row: str, page: str = "") -> tuple[Question, ...]:
    return (
        Question(
            "abroad_in_a_row",
            in_a_row,
            "За останні пів року. Якщо за кордон не виїжджали, напишіть 0.",
            WHY_ABROAD,
            "days",
            page=page,
        ),
        Question(
            "abroad_in_all",
            "А скільки днів разом?",
            "Усі дні за кордоном за останні пів року. Якщо не виїжджали, напишіть 0.",
            type="days",
        ),
    )


APPLICANT = applicant(
    *_registered("Чи є у вас довідка переселенця?", "Чи є у вас довідка переселенця?"),
    *situation.of_applicant(WHY_DISABILITY),
    *_abroad("Скільки найбільше днів поспіль ви були за кордоном?", "Чи були ви за кордоном?"),
    why_born=WHY_BORN,
)

MEMBERS = Section(
    "members",
    "Ваша родина",
    (
        *NAME_QUESTIONS,
        Question(
            "birth_date",
            "Дата народження",
            "Дата є у свідоцтві про народження або паспорті. Наприклад: 7 02 2022.",
            WHY_BORN,
            "date",
            past=True,
        ),
        Question(
            "relation", "Ким вам доводиться?", "Наприклад: син, дружина, мати.", "", "choice", RELATIONS
        ),
        *TAX_QUESTIONS,
        *_registered("Чи є довідка переселенця?"),
        *situation.of_member(WHY_DISABILITY),
        *_abroad("Скільки найбільше днів поспіль була людина за кордоном?"),
    ),
    entity="member",
    repeat=Repeat(0, 25, "Член родини", "Додати людину"),
    hint="Додайте всіх, хто переїхав разом з вами і на кого просите допомогу. Себе додавати не треба.",
)

CLAIM = Section(
    "claim",
    "Допомога й заощадження",
    (
        Question(
            "received_before",
            "Чи ви вже отримували цю допомогу?",
            "Хоча б раз, у будь-якій громаді.",
            "Дорослі, які отримували допомогу й можуть працювати, мають шукати роботу.",
            "yes_no",
            page="Чи ви вже отримували цю допомогу?",
        ),
        *DEPOSIT,
        Question(
            "orphans",
            "Чи є в родині дитина-сирота або дитина, позбавлена батьківського піклування?",
            "Якщо ви опікун або прийомні батьки, оберіть «Так».",
            "Для таких дітей закон має окремі правила.",
            "yes_no",
            page="Чи є в родині дитина-сирота?",
        ),
    ),
)

FORMS = (
    Form(
        version="1",
        kind="idp_living",
        sections=(APPLICANT, address(), MEMBERS, INCOMES, CLAIM, PAYMENT, CONTACTS),
        since=date(2024, 1, 1),
        checks=(*OF_FAMILY, one_certificate_each, stay_adds_up),
    ),
)
