"""The application for a social service: person, category, what is asked, where and for how long.

The layout is our own: the form of the ministry could not be read (its content is remembered).
"""

from __future__ import annotations

from datetime import date

from turbota.assistance.asking.checks import (
    contact_is_given,
    nobody_twice,
    parents_are_older,
    passport_reads_right,
)
from turbota.assistance.asking.contacts import CONTACTS
from turbota.assistance.asking.home import address
from turbota.assistance.asking.need import COMMUNITY, DISPLACED, SAFE_CONTACT, STORY, THREAT, VIOLENCE
from turbota.assistance.asking.person import applicant
from turbota.assistance.asking.request import MEMBERS
from turbota.assistance.forms import Choice, Form, Question, Repeat, Section
from turbota.law import services

CATEGORIES = (
    Choice("elderly", "Людина похилого віку"),
    Choice("disability", "Людина з інвалідністю"),
    Choice("ill", "Людина з тяжкою чи тривалою хворобою"),
    Choice("family", "Сім’я з дітьми у складних обставинах"),
    Choice("orphan", "Дитина без батьківської опіки або людина з таких дітей"),
    Choice("war", "Постраждала від війни людина"),
    Choice("veteran", "Ветеран війни або його сім’я"),
    Choice("homeless", "Людина без житла"),
    Choice("released", "Людина, яка звільнилася з місць позбавлення волі"),
    Choice("other", "Інше або не знаю"),
)

NEED = Section(
    "need",
    "Що сталося",
    (
        STORY,
        Question(
            "category",
            "Хто потребує послуг?",
            "Оберіть найближче. Якщо не певні, оберіть останнє: соціальний менеджер розбереться.",
            type="choice",
            choices=CATEGORIES,
            page="Хто потребує послуг?",
        ),
        DISPLACED,
        THREAT,
        VIOLENCE,
        SAFE_CONTACT,
    ),
)

FIRST_DAY = date(2020, 7, 1)
"""The first day of the classifier (order 429 of 23.06.2020): its names are what may be asked for."""
NOT_ASKED = ("006.0",)
"""Social prevention is done for everybody; nobody applies for it."""
SERVICES = (
    Choice("unknown", "Не знаю, скажу словами"),
    *(Choice(one.code, one.name) for one in services.services_on(FIRST_DAY) if one.code not in NOT_ASKED),
)

WANTED = Section(
    "wanted",
    "Які послуги потрібні",
    (
        Question(
            "service",
            "Яка послуга потрібна?",
            "Якщо не знаєте назви, оберіть «Не знаю, скажу словами».",
            type="choice",
            choices=SERVICES,
        ),
        Question(
            "words",
            "Що саме робити й як часто?",
            "Наприклад: двічі на тиждень купити продукти й прибрати.",
            "Громада визначить обсяг за оцінкою потреб, але ваші слова важливі.",
            max_length=500,
        ),
        Question(
            "place",
            "Де зручно отримувати послугу?",
            "Оберіть одне.",
            type="choice",
            choices=(
                Choice("home", "Удома"),
                Choice("centre", "У закладі вдень"),
                Choice("inpatient", "У закладі цілодобово"),
                Choice("street", "Там, де я перебуваю"),
                Choice("remote", "Телефоном або через інтернет"),
                Choice("any", "Байдуже"),
            ),
        ),
        Question(
            "term",
            "Як довго потрібна послуга?",
            "Оберіть приблизно.",
            type="choice",
            choices=(
                Choice("once", "Один раз"),
                Choice("months", "Кілька місяців"),
                Choice("year", "Рік"),
                Choice("constant", "Постійно"),
                Choice("unknown", "Не знаю"),
            ),
        ),
    ),
    entity="wish",
    repeat=Repeat(1, 6, "Послуга", "Додати послугу"),
    hint="Одна послуга — один запис. Грошей за заяву не беруть: хто платить за послугу, скаже рішення.",
)

FORMS = (
    Form(
        version="1",
        kind="social_service",
        sections=(applicant(), address(COMMUNITY), NEED, WANTED, MEMBERS, CONTACTS),
        since=date(2020, 1, 1),
        checks=(parents_are_older, nobody_twice, contact_is_given, passport_reads_right),
    ),
)
