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
