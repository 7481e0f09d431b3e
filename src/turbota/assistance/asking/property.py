"""Questions about what a family owns, for the kinds whose law asks."""

from __future__ import annotations

from turbota.assistance.forms import Condition, Question

DEPOSIT = (
    Question(
        "has_deposit",
        "Чи є у вас або вашої родини гроші на депозиті?",
        "У банку чи кредитній спілці. Рахунок для зарплати сюди не належить.",
        "Коли на депозитах більше за межу, яку встановив закон, допомогу не призначають.",
        "yes_no",
        page="Чи є гроші на депозиті?",
    ),
    Question(
        "deposit_amount",
        "Скільки разом на депозитах?",
        "Сума в гривнях на сьогодні. Валюту перерахуйте за курсом Нацбанку.",
        type="money",
        visible_when=Condition("has_deposit", (True,)),
    ),
)

PURCHASE = (
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
)

SECOND_DWELLING = Question(
    "second_dwelling",
    "Чи має родина більше ніж одне житло?",
    "Рахуйте житло всіх у родині, крім зруйнованого й того, що на окупованій території.",
    "Коли в родини є друге житло, допомогу не призначають.",
    "yes_no",
    page="Чи є друге житло?",
)

CURRENCY = (
    Question(
        "currency_bought",
        "Чи купували ви або ваша родина валюту чи банківські метали за останні 12 місяців?",
        "У банку, касі чи застосунку.",
        "Коли куплено більше, ніж дозволяє закон, допомогу не призначають.",
        "yes_no",
        page="Чи купували валюту за рік?",
    ),
    Question(
        "currency_amount",
        "На яку суму разом?",
        "Сума в гривнях за всі покупки валюти й металів за 12 місяців.",
        type="money",
        visible_when=Condition("currency_bought", (True,)),
    ),
)
