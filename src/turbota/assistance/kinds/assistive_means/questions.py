"""The need for assistive means: what is needed, by whose conclusion. The layout is our own."""

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
from turbota.assistance.asking.person import applicant
from turbota.assistance.asking.request import MEMBERS
from turbota.assistance.forms import Choice, Form, Question, Repeat, Section

MEANS = Section(
    "means",
    "Що потрібно",
    (
        Question(
            "kind",
            "Що потрібно?",
            "Якщо назви немає в списку, оберіть «Інше» й напишіть нижче.",
            type="choice",
            choices=(
                Choice("wheelchair", "Крісло колісне"),
                Choice("prosthesis", "Протез або ортез"),
                Choice("hearing", "Слуховий апарат"),
                Choice("walking", "Засіб для пересування: милиці, ходунки"),
                Choice("hygiene", "Засіб для догляду й гігієни"),
                Choice("vision", "Засіб для незрячих або слабозорих"),
                Choice("rehabilitation", "Послуга з реабілітації"),
                Choice("other", "Інше"),
            ),
        ),
        Question(
            "words",
            "Що саме?",
            "Своїми словами: для чого, який розмір чи особливість, чи був такий засіб раніше й коли його дали.",
            max_length=500,
        ),
    ),
    entity="wish",
    repeat=Repeat(1, 6, "Засіб або послуга", "Додати засіб або послугу"),
    hint="Один засіб або послуга — один запис.",
)
CONCLUSION = Section(
    "conclusion",
    "Висновок лікаря",
    (
        Question(
            "ready",
            "Чи є висновок лікаря або програма реабілітації?",
            "Висновок комісії, індивідуальна програма реабілітації або електронний висновок лікаря.",
            "Засіб підбирають за висновком. Без нього спеціаліст скаже, куди звернутися.",
            "yes_no",
            page="Чи є висновок лікаря?",
        ),
    ),
)
FORMS = (
    Form(
        version="1",
        kind="assistive_means",
        sections=(applicant(), address(), MEANS, CONCLUSION, MEMBERS, CONTACTS),
        since=date(2020, 1, 1),
        checks=(parents_are_older, nobody_twice, contact_is_given, passport_reads_right),
    ),
)
