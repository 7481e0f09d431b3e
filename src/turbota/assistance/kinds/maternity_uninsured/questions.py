"""The questions of assistance on pregnancy and childbirth to the uninsured. The layout is our own."""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import contact_is_given, passport_reads_right
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.money import PAYMENT
from turbota.assistance.asking.person import applicant
from turbota.assistance.forms import Form, Question, Section

LEAVE = Section(
    "maternity_uninsured_leave",
    "Вагітність і пологи",
    (
        Question(
            "insured",
            "Чи ви працюєте або сплачуєте єдиний внесок за себе?",
            "Також якщо ви служите або отримуєте допомогу з безробіття.",
            "Застрахованим жінкам платять за іншим порядком і більше.",
            "yes_no",
            page="Чи ви застраховані?",
        ),
        Question(
            "first_day",
            "З якого дня ви маєте право на цю допомогу?",
            "День є в медичному висновку про вагітність: 70 днів до очікуваних пологів.",
            "Від цього дня рахують, за скільки днів платять.",
            "date",
            page="За які дні платити?",
        ),
        Question(
            "more_days",
            "Чи були пологи ускладнені або народилося двоє чи більше дітей?",
            "Якщо дитина ще не народилася, оберіть «Ні»: потім дні додадуть.",
            "Тоді після пологів платять за більше днів.",
            "yes_no",
        ),
    ),
)

FORMS = (
    Form(
        version="1",
        kind="maternity_uninsured",
        sections=(applicant(), address(), LEAVE, PAYMENT, CONTACTS),
        since=date(2024, 1, 1),
        checks=(contact_is_given, passport_reads_right),
    ),
)
