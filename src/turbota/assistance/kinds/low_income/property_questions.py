"""Questions about property: refusals of КМУ 250 rest on them, large families are exempt."""

from __future__ import annotations

from turbota.assistance.asking.property import DEPOSIT
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
        Question(
            "big_purchase",
            "Чи купували ви або ваша родина щось дороге за останні 12 місяців?",
            "Машину, техніку, землю, дорогі послуги — однією покупкою.",
            "Коли покупка дорожча за межу, яку встановив закон, допомогу не призначають.",
            "yes_no",
            page="Чи були великі покупки за рік?",
        ),
        Question(
            "purchase_amount",
            "Скільки коштувала найбільша покупка?",
            "Сума в гривнях.",
            type="money",
            visible_when=Condition("big_purchase", (True,)),
        ),
        *DEPOSIT,
        Question(
            "second_dwelling",
            "Чи має родина більше ніж одне житло?",
            "Рахуйте житло всіх у родині, крім зруйнованого й того, що на окупованій території.",
            "Коли в родини є друге житло, допомогу не призначають.",
            "yes_no",
            page="Чи є друге житло?",
        ),
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
