"""The questions of care for a person with a mental disorder.

The layout is our own: the form approved by КМУ 765 (2025) could not be read. The diagnosis is not asked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from turbota.assistance.asking import disability
from turbota.assistance.asking.checks import OF_FAMILY
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.family import family
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import INCOMES, PAYMENT
from turbota.assistance.asking.person import TAX_QUESTIONS, applicant
from turbota.assistance.forms import Form, Question, Section
from turbota.assistance.kinds.mental_disorder_care.facts import CODE, MARKER

CARE = Section(
    CODE,
    "Догляд",
    (
        Question(
            "lives_together",
            "Чи живете ви разом із людиною, за якою доглядаєте?",
            "Якщо зареєстровані окремо, а живете разом, оберіть «Так».",
            "Допомогу платять тому, хто живе разом і доглядає.",
            "yes_no",
            page="Догляд",
        ),
        Question(
            "conclusion",
            "Чи є висновок лікарської комісії, що людина потребує постійного догляду?",
            "Його дає лікар людини, за якою ви доглядаєте.",
            "Без висновку допомогу не призначають.",
            "yes_no",
        ),
        Question(
            "carer_capable",
            "Чи ви дієздатні?",
            "Якщо суд не визнавав вас недієздатними, оберіть «Так».",
            "Доглядати має доросла дієздатна людина.",
            "yes_no",
        ),
    ),
)
MEMBERS = family(
    *TAX_QUESTIONS,
    Question(
        MARKER,
        "Чи це людина, за якою ви доглядаєте?",
        "Для інших людей у родині оберіть «Ні».",
        "Допомогу призначають на догляд за цією людиною.",
        "yes_no",
    ),
    disability.group(
        "Чи є інвалідність?", "Допомогу платять за догляд за людиною з I чи II групою.", child=True
    ),
    Question(
        "mental_disorder",
        "Чи інвалідність через психічний розлад?",
        "Причина є в довідці чи витягу. Діагнозу не питаємо.",
        "Від причини залежить право на допомогу.",
        "yes_no",
        visible_when=disability.ANY,
    ),
    *disability.TERM,
    why_born="За віком перевіряють дані в реєстрах.",
    hint="Додайте людину, за якою доглядаєте, і всіх, хто живе з вами однією родиною. Себе додавати не треба.",
    least=1,
)

FORMS = (
    Form(
        version="1",
        kind=CODE,
        sections=(
            applicant(why_born="Доглядати має доросла людина."),
            address(why_elsewhere="Якщо ви живете не за адресою реєстрації, громада складе акт обстеження."),
            MEMBERS,
            CARE,
            replace(INCOMES, hint="Додайте доходи кожного в родині за кожен місяць пів року."),
            PAYMENT,
            CONTACTS,
        ),
        since=date(2020, 7, 1),
        checks=OF_FAMILY,
    ),
)
