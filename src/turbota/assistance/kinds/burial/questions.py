"""The questions about a burial. The layout is our own: the form of the application could not be read."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import contact_is_given, passport_reads_right
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import NAME_QUESTIONS, applicant
from turbota.assistance.forms import Choice, Condition, Form, Question, Section
from turbota.assistance.kinds.burial.checks import died_after_birth, sums_are_sums
from turbota.assistance.kinds.burial.facts import CODE

BURIAL = Section(
    CODE,
    "Людина, яку поховали",
    (
        Question(
            "surname",
            "Прізвище",
            "Так, як у свідоцтві про смерть.",
            type="name",
            max_length=100,
            page="Кого поховали?",
        ),
        *NAME_QUESTIONS[1:],
        Question(
            "birth_date",
            "Дата народження",
            "Дата є у свідоцтві про смерть або паспорті.",
            type="date",
            past=True,
        ),
        Question(
            "death_date",
            "Дата смерті",
            "Дата є у свідоцтві про смерть. Наприклад: 3 02 2026.",
            "Від цього дня рахують строк, коли можна подати заяву.",
            "date",
            past=True,
        ),
        Question(
            "you_bury",
            "Чи поховання влаштували або влаштовуєте ви?",
            "Ви виконали волю людини або взялися її поховати.",
            "Допомогу платять тому, хто поховав.",
            "yes_no",
            page="Хто влаштовує поховання?",
        ),
        Question(
            "state_kept",
            "Чи жила людина на повному державному утриманні?",
            "Наприклад, в інтернаті.",
            "Тоді поховання оплачує заклад.",
            "yes_no",
        ),
        Question(
            "paid_before",
            "Чи вже платили допомогу на поховання цієї людини?",
            "Вам або комусь іншому.",
            "Допомогу платять один раз.",
            "yes_no",
        ),
        Question(
            "deceased_aid",
            "Що отримувала людина?",
            "Якщо не знаєте, оберіть «Щось інше»: з’ясує спеціаліст.",
            "Від цього залежить сума.",
            "choice",
            (
                Choice("none", "Нічого з цього"),
                Choice("aid_no_pension", "Допомогу тим, хто не має права на пенсію"),
                Choice("aid_childhood", "Допомогу з інвалідністю з дитинства або дитині з інвалідністю"),
                Choice("pension", "Пенсію"),
                Choice("other", "Щось інше"),
            ),
            page="Що отримувала людина?",
        ),
        Question(
            "aid_amount",
            "Скільки платили за місяць?",
            "Сума в гривнях. Якщо не знаєте, залиште порожнім: її візьмуть із реєстру.",
            "На поховання платять дві такі суми.",
            "money",
            required=False,
            visible_when=Condition("deceased_aid", ("aid_no_pension", "aid_childhood")),
        ),
        Question(
            "local_sum",
            "Скільки платить на поховання ваша громада?",
            "Сума в гривнях із рішення громади. Якщо не знаєте, залиште порожнім: її впише спеціаліст.",
            "Цю суму встановлює кожна громада сама.",
            "money",
            required=False,
            visible_when=Condition("deceased_aid", ("none",)),
        ),
    ),
)

FORMS = (
    Form(
        version="1",
        kind=CODE,
        sections=(applicant(), address(), BURIAL, PAYMENT, CONTACTS),
        since=date(2021, 2, 3),
        checks=(died_after_birth, sums_are_sums, contact_is_given, passport_reads_right),
    ),
)
