"""Questions about property: refusals of КМУ 250 rest on them, large families are exempt."""

from __future__ import annotations

from turbota.assistance.asking.property import DEPOSIT, PURCHASE, SECOND_DWELLING
from turbota.assistance.forms import Condition, Question, Section

PROPERTY = Section(
    "property",
    "Майно й покупки",
    (
        Question(
            "large_family",
            "Чи є у вас статус багатодітної родини?",
            "У родині троє дітей або більше, є посвідчення.",
            "Для багатодітних родин обмеження щодо майна не діють.",
            "yes_no",
            page="Чи є у вас статус багатодітної родини?",
        ),
        *PURCHASE,
        *DEPOSIT,
        SECOND_DWELLING,
        Question(
            "has_car",
            "Чи має родина автомобіль?",
            "Мотоцикл і причіп не рахуйте. Якщо машин кілька, рахуйте найновішу.",
            "Закон зважає на вік машини.",
            "yes_no",
            page="Чи є автомобіль?",
        ),
        Question(
            "car_year",
            "Якого року випуску?",
            "Чотири цифри з техпаспорта, наприклад 2008.",
            type="year",
            visible_when=Condition("has_car", (True,)),
        ),
        Question(
            "car_for_disabled",
            "Машину отримали через органи соціального захисту?",
            "Наприклад, для людини з інвалідністю.",
            type="yes_no",
            visible_when=Condition("has_car", (True,)),
        ),
    ),
)
