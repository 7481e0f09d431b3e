"""Who works with people in difficult circumstances in the demonstration. All names are invented words."""

from dataclasses import replace

from turbota_demo.cast import Body, Employee

BODIES = (
    Body(
        "unit",
        "social_unit",
        "Відділ соціального захисту Калинівської-Зразкової міської ради",
        "Відділ соцзахисту Зразкового",
        "12300090",
        "kalyna",
        address="м. Зразкове, пл. Калинова, 1, каб. 12",
    ),
    Body(
        "unit_yavir",
        "social_unit",
        "Відділ соціального захисту Яворівської-Прикладної селищної ради",
        "Відділ соцзахисту Прикладного",
        "12300109",
        "yavir",
        address="с-ще Прикладне, вул. Яворова, 3",
    ),
    Body(
        "care",
        "provider",
        "Комунальний центр надання соціальних послуг «Оселя турботи» (вигаданий)",
        "Оселя турботи",
        "12300115",
        "kalyna",
        address="м. Зразкове, вул. Тиха, 4",
    ),
    Body(
        "ngo",
        "provider",
        "Благодійна організація «Плече» (вигадана)",
        "БО «Плече»",
        "12300121",
        "kalyna",
        address="м. Зразкове, вул. Дружня, 8",
    ),
    Body(
        "hospital",
        "partner",
        "Зразківська міська лікарня (вигадана)",
        "Лікарня",
        "12300138",
        "kalyna",
        address="м. Зразкове, вул. Лікарська, 1",
    ),
    Body(
        "police",
        "partner",
        "Відділення поліції м. Зразкове (вигадане)",
        "Поліція",
        "12300144",
        "kalyna",
        address="м. Зразкове, вул. Спокійна, 2",
    ),
)

_EMPLOYEES = (
    Employee(
        "turbotna",
        "Турботна",
        "Леся",
        "Андріївна",
        "2927400115",
        (
            ("unit", "social_manager", "Соціальна менеджерка", ""),
            ("unit", "specialist", "Спеціалістка з надання соціальних послуг", ""),
        ),
    ),
    Employee(
        "pomichnyi",
        "Помічний",
        "Юрій",
        "Романович",
        "3018500220",
        (
            ("unit", "social_manager", "Соціальний менеджер", ""),
            ("unit", "specialist", "Спеціаліст з надання соціальних послуг", ""),
        ),
    ),
    Employee(
        "nastavna",
        "Наставна",
        "Галина",
        "Петрівна",
        "2844700237",
        (
            ("unit", "supervisor", "Супервізорка соціальних менеджерів", ""),
            ("unit", "head", "Начальниця відділу соціального захисту", ""),
        ),
    ),
    Employee(
        "susidnii",
        "Сусідній",
        "Марко",
        "Ігорович",
        "2677800147",
        (("unit_yavir", "social_manager", "Соціальний менеджер", ""),),
    ),
    Employee(
        "oblasnyi",
        "Обласний",
        "Тиміш",
        "Гаврилович",
        "2988300176",
        (
            ("oblast", "social_manager", "Черговий обласної адміністрації", ""),
            ("oblast", "supervisor", "Начальник відділу соціальної підтримки", ""),
        ),
    ),
    Employee(
        "dohliadna",
        "Доглядна",
        "Олена",
        "Василівна",
        "3309900259",
        (("care", "provider_worker", "Соціальна робітниця", ""), ("care", "head", "Директорка", "")),
    ),
    Employee(
        "plechova",
        "Плечова",
        "Рита",
        "Семенівна",
        "2751100366",
        (("ngo", "provider_worker", "Психологиня", ""), ("ngo", "head", "Голова організації", "")),
    ),
    Employee(
        "likarnyi",
        "Лікарний",
        "Павло",
        "Олексійович",
        "2892200175",
        (("hospital", "partner_specialist", "Сімейний лікар", ""),),
    ),
    Employee(
        "dilnychna",
        "Дільнична",
        "Віра",
        "Тарасівна",
        "2963300482",
        (("police", "partner_specialist", "Ювенальна поліцейська", ""),),
    ),
)
EMPLOYEES = tuple(replace(one, email=f"{one.code}@example.invalid") for one in _EMPLOYEES)
"""Everybody gets letters: who is called by an alarm, who is asked to approve or to assess."""


def worker(code: str) -> Employee:
    """The member of staff with this code."""
    return next(person for person in EMPLOYEES if person.code == code)
