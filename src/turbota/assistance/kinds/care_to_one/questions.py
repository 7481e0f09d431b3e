"""The questions of assistance on the care of a child to one year. The layout is our own; income is not asked."""

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
from turbota.assistance.forms import Choice, Condition, Form, Question, Section

CARE = Section(
    "care_to_one_leave",
    "Ви і відпустка",
    (
        Question(
            "role",
            "Ким ви доводитеся дитині?",
            "Оберіть одне.",
            "Прийомним батькам і батькам-вихователям цієї допомоги не призначають.",
            "choice",
            (
                Choice("mother", "Мати"),
                Choice("other", "Інший законний представник", "батько, усиновлювач, опікун"),
                Choice("foster", "Прийомні батьки або батьки-вихователі"),
            ),
            page="Ким ви доводитеся дитині?",
        ),
        Question(
            "had_leave",
            "Чи була відпустка у зв’язку з вагітністю та пологами?",
            "Відпустка або допомога матері за час до і після пологів.",
            "Допомогу платять від дня, наступного після цієї відпустки.",
            "yes_no",
            page="Коли закінчується відпустка у зв’язку з пологами?",
        ),
        Question(
            "last_day",
            "Останній день цієї відпустки",
            "День є в лікарняному або медичному висновку. Наприклад: 7 06 2026.",
            type="date",
            visible_when=Condition("had_leave", (True,)),
        ),
    ),
)

MEMBERS = children(
    "care_to_one",
    "Чи просите на цю дитину допомогу для догляду до року?",
    LIVES_WITH_YOU,
    disability.group("Чи є інвалідність?", "На дитину з інвалідністю платять більше.", child=True),
    why_born="Платять, доки дитині не виповниться рік.",
    hint="Додайте дитину, якій ще немає року. Себе додавати не треба.",
)

FORMS = (
    Form(
        version="1",
        kind="care_to_one",
        sections=(applicant(), address(), CARE, MEMBERS, PAYMENT, CONTACTS),
        since=date(2026, 1, 1),
        checks=(
            *OF_FAMILY,
            only_children(
                "care_to_one", ANY_CHILD, "Цю допомогу просять на свою дитину або дитину під опікою."
            ),
        ),
    ),
)
