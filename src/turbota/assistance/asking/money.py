"""Incomes by month, and where to pay."""

from __future__ import annotations

from turbota.assistance.asking.options import INCOME_CLASSES
from turbota.assistance.forms import Choice, Condition, Question, Repeat, Section


def incomes(why: str, hint: str) -> Section:
    """The section of incomes by month; ``why`` and ``hint`` name the months that the kind reads."""
    return Section(
        "incomes",
        "Доходи родини",
        (
            Question("member", "Чий це дохід?", "Оберіть людину зі своєї родини.", type="member"),
            Question("month", "За який місяць?", "Кожен місяць додайте окремо.", why, "month", past=True),
            Question(
                "class", "Що це за дохід?", "Оберіть один варіант.", type="choice", choices=INCOME_CLASSES
            ),
            Question(
                "amount",
                "Скільки отримали?",
                "Сума в гривнях після податку. Наприклад: 8 450,50.",
                type="money",
            ),
        ),
        entity="month",
        repeat=Repeat(0, 600, "Дохід", "Додати дохід"),
        hint=hint,
    )


INCOMES = incomes(
    "Закон рахує середній дохід за пів року.",
    "Додайте доходи кожного за кожен місяць пів року. Місяці без доходу не додавайте.",
)

PAYMENT = Section(
    "payment",
    "Куди платити",
    (
        Question(
            "way",
            "Куди вам зручно отримувати гроші?",
            "Змінити можна будь-коли.",
            type="choice",
            choices=(
                Choice("bank", "На рахунок у банку"),
                Choice("post", "Укрпоштою: у відділенні або вдома"),
            ),
            page="Куди вам зручно отримувати гроші?",
        ),
        Question(
            "iban",
            "Номер рахунку IBAN",
            "Є в застосунку банку. Починається з UA, 29 знаків. Рахунок має бути ваш.",
            type="iban",
            visible_when=Condition("way", ("bank",)),
        ),
        Question(
            "post_index",
            "Поштовий індекс",
            "5 цифр. За ним визначать ваше відділення.",
            type="post_index",
            visible_when=Condition("way", ("post",)),
        ),
    ),
)
