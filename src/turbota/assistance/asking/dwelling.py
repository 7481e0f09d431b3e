"""The dwelling, and the services of a month that the family pays for: of the subsidy and of privileges alike.

A norm of consumption depends on the house, its boilers and meters and on decisions of the local council (КМУ 409);
no act with the norms was read, so the norm and the tariff are asked, and what nobody knows stays unknown.
"""

from __future__ import annotations

from turbota.assistance.forms import Choice, Question, Repeat, Section

HOME = (
    Question(
        "kind",
        "Яке у вас житло?",
        "Оберіть один варіант.",
        "Від цього залежить найбільша площа.",
        "choice",
        (Choice("flat", "Квартира"), Choice("house", "Будинок або його частина")),
        page="Яке у вас житло?",
    ),
    Question(
        "area",
        "Загальна площа",
        "У квадратних метрах, наприклад 52,3. Є в документах на житло та у квитанції за опалення.",
        "Вартість опалення рахують на площу в межах норми.",
        "area",
    ),
)

SERVICE = (
    Choice("heating", "Опалення"),
    Choice("gas", "Газ"),
    Choice("electricity", "Електроенергія"),
    Choice("hot_water", "Гаряча вода"),
    Choice("cold_water", "Холодна вода"),
    Choice("sewage", "Водовідведення"),
    Choice("waste", "Вивезення сміття"),
    Choice("management", "Управління будинком"),
    Choice("other", "Інша послуга"),
)

SERVICES = Section(
    "services",
    "Послуги, за які ви платите",
    (
        Question("service", "Що це за послуга?", "Кожну послугу додайте окремо.", "", "choice", SERVICE),
        Question("provider", "Хто надає послугу?", "Назва з квитанції.", max_length=120),
        Question(
            "account",
            "Номер особового рахунку",
            "Є у квитанції. Якщо не знаєте, залиште порожнім.",
            required=False,
            max_length=40,
        ),
        Question(
            "season",
            "Коли ви за неї платите?",
            "Якщо норма влітку й узимку різна, додайте послугу двічі.",
            type="choice",
            choices=(
                Choice("always", "Цілий рік"),
                Choice("heating", "Лише в опалювальний сезон"),
                Choice("other", "Лише поза опалювальним сезоном"),
            ),
        ),
        Question(
            "basis",
            "На що рахують норму?",
            "Якщо не знаєте, залиште порожнім: спеціаліст дізнається в надавача.",
            type="choice",
            choices=(
                Choice("household", "На все житло"),
                Choice("person", "На кожну людину"),
                Choice("area", "На квадратний метр"),
            ),
            required=False,
        ),
        Question(
            "norm",
            "Норма споживання на місяць",
            "Число з точністю до 5 знаків. Якщо не знаєте, залиште порожнім: спеціаліст дізнається в надавача.",
            "Субсидію й пільги дають у межах норми. Норми немає в програмі, бо в кожному місті вона своя.",
            "rate",
            required=False,
        ),
        Question(
            "tariff",
            "Тариф за одиницю, гривень",
            "Як у квитанції, наприклад 7,95689. Якщо не знаєте, залиште порожнім.",
            type="rate",
            required=False,
        ),
    ),
    entity="line",
    repeat=Repeat(1, 30, "Послуга", "Додати послугу"),
    hint="Додайте кожну послугу з ваших квитанцій.",
)
