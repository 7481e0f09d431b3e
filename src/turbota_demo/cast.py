"""Who there is in the demonstration world. All names are invented words; codes and numbers are made for tests."""

from dataclasses import dataclass, field
from datetime import date

from turbota_demo import geography

PASSWORD = "turbota-demo-2026"
KEY_PASSWORD = "demo-key"


@dataclass(frozen=True)
class Body:
    """An organisation of the demonstration."""

    key: str
    kind: str
    name: str
    short_name: str
    code: str
    parent: str = ""
    has_control: bool = False
    address: str = ""
    place: str = ""


@dataclass(frozen=True)
class Employee:
    """A member of staff: personal code, name, and the posts (organisation key, role, title, district).

    `email`: an address that no real mail server knows; empty: none.
    """

    code: str
    surname: str
    given_name: str
    patronymic: str
    tax_number: str
    posts: tuple[tuple[str, str, str, str], ...]
    email: str = ""

    @property
    def name(self) -> str:
        """Own name and surname, as people call each other at work."""
        return f"{self.given_name} {self.surname}"


@dataclass(frozen=True)
class Citizen:
    """A person who asks for help. `tax_number` empty: refused one."""

    key: str
    surname: str
    given_name: str
    patronymic: str
    birth_date: date
    document: str
    tax_number: str = ""
    unzr: str = ""
    auth_type: str = "dig_sign"
    note: str = ""
    family: tuple[tuple[str, str, str, date, str], ...] = field(default=())

    @property
    def email(self) -> str:
        """An address that no real mail server knows."""
        return f"{self.key}@example.invalid"


BODIES = (
    Body("ministry", "ministry", "Міністерство (навчальне)", "Міністерство", "12300012"),
    Body(
        "oblast",
        "oblast",
        "Вишнева область, обласна адміністрація",
        "Вишнева область",
        "12300026",
        "ministry",
        place=geography.OBLAST,
    ),
    Body(
        "department",
        "department",
        "Управління соціального захисту населення Вишневого району",
        "Управління",
        "12300032",
        "oblast",
        place=geography.RAION,
        address="м. Вишневе, вул. Вигадана, 1",
    ),
    Body(
        "pension",
        "pension_fund",
        "Головне управління Пенсійного фонду у Вишневій області",
        "Пенсійний фонд",
        "12300049",
        "oblast",
        address="м. Вишневе, вул. Умовна, 10",
    ),
    Body(
        "dolyna",
        "community",
        "Вишнедольська сільська територіальна громада",
        "Вишнедольська громада",
        "12300055",
        "oblast",
        has_control=True,
        address="с. Вишнедол, вул. Садова, 2",
        place=geography.DOLYNA,
    ),
    Body(
        "yavir",
        "community",
        "Яворівська-Прикладна селищна територіальна громада",
        "Яворівська громада",
        "12300061",
        "oblast",
        place=geography.YAVIR,
        address="с-ще Прикладне, вул. Яворова, 3",
    ),
    Body(
        "kalyna",
        "community",
        "Калинівська-Зразкова міська територіальна громада",
        "Калинівська громада",
        "12300078",
        "oblast",
        place=geography.KALYNA,
        address="м. Зразкове, пл. Калинова, 1",
    ),
    Body(
        "centre",
        "service_centre",
        "Центр надання адміністративних послуг м. Зразкове",
        "ЦНАП Зразкове",
        "12300084",
        "kalyna",
        address="м. Зразкове, пл. Калинова, 5",
    ),
)

EMPLOYEES = (
    Employee(
        "admin",
        "Головата",
        "Ніна",
        "Умовна",
        "2931400129",
        (("ministry", "administrator", "Адміністраторка", ""),),
    ),
    Employee(
        "zrazkova",
        "Зразкова",
        "Ірина",
        "Олегівна",
        "3096400021",
        (
            ("dolyna", "community_officer", "Уповноважена особа громади", ""),
            ("dolyna", "seal_operator", "Відповідальна за печатку", ""),
        ),
    ),
    Employee(
        "probna",
        "Пробна",
        "Тетяна",
        "Юріївна",
        "2755000120",
        (("dolyna", "control_specialist", "Спеціалістка з контролю", ""),),
    ),
    Employee(
        "starosta",
        "Староста",
        "Гнат",
        "Львович",
        "2545400113",
        (
            ("yavir", "community_officer", "Староста", "Нижньояворівський старостинський округ"),
            ("yavir", "seal_operator", "Відповідальний за печатку", ""),
        ),
    ),
    Employee(
        "centrova",
        "Центрова",
        "Алла",
        "Петрівна",
        "2824900120",
        (
            ("centre", "community_officer", "Адміністраторка ЦНАП", ""),
            ("centre", "seal_operator", "Відповідальна за печатку", ""),
        ),
    ),
    Employee(
        "umovnyi",
        "Умовний",
        "Олег",
        "Іванович",
        "3110800119",
        (("pension", "specialist", "Спеціаліст відділу призначень", ""),),
    ),
    Employee(
        "pokazova",
        "Показова",
        "Богдана",
        "Степанівна",
        "3320700127",
        (("pension", "head", "Начальниця відділу призначень", ""),),
    ),
    Employee(
        "davnii",
        "Давній",
        "Петро",
        "Маркович",
        "2633000110",
        (("department", "specialist", "Спеціаліст Управління", ""),),
    ),
    Employee(
        "kerivna",
        "Керівна",
        "Ганна",
        "Ігорівна",
        "3236200120",
        (("department", "head", "Начальниця Управління", ""),),
    ),
)

COLLEAGUES = (
    Employee(
        "vidpustna",
        "Відпустна",
        "Надія",
        "Тарасівна",
        "2888400012",
        (("pension", "specialist", "Спеціалістка відділу призначень", ""),),
    ),
    Employee(
        "holova",
        "Гласна",
        "Оксана",
        "Іванівна",
        "2700100027",
        (("dolyna", "head", "Голова громади", ""),),
    ),
)
"""Colleagues of the demonstration only: one is away, one heads a community. Tests enter them when they need them."""

CITIZENS: tuple[Citizen, ...] = (
    Citizen(
        "maria",
        "Прикладенко",
        "Марія",
        "Іванівна",
        date(1991, 5, 12),
        "000000101",
        "3336900025",
        note="має електронний підпис, двоє дітей",
        family=(
            ("Прикладенко", "Тарас", "Андрійович", date(2016, 10, 20), "child"),
            ("Прикладенко", "Соломія", "Андріївна", date(2022, 2, 7), "child"),
        ),
    ),
    Citizen(
        "stepan",
        "Зразкевич",
        "Степан",
        "Ілліч",
        date(1957, 7, 19),
        "КС000102",
        "2101900010",
        auth_type="bank_id",
        note="пенсіонер, вхід через банк",
    ),
    Citizen(
        "olesia",
        "Прикладна",
        "Олеся",
        "Юріївна",
        date(1996, 2, 14),
        "000000103",
        "3510800029",
        note="одна з дитиною",
        family=(("Прикладна", "Злата", "Олесівна", date(2020, 6, 1), "child"),),
    ),
    Citizen(
        "vira",
        "Гіпотетична",
        "Віра",
        "Марківна",
        date(1948, 3, 1),
        "КС000104",
        "",
        "19480301-00104",
        note="без податкового номера, є запис у реєстрі",
    ),
    Citizen(
        "danylo",
        "Безномерний",
        "Данило",
        "Саввич",
        date(1979, 1, 30),
        "КС000105",
        "",
        "",
        auth_type="bank_id",
        note="без податкового номера й УНЗР: звіряє людина",
    ),
    Citizen(
        "roman",
        "Показовий",
        "Роман",
        "Ігорович",
        date(1983, 11, 11),
        "000000106",
        "3063000111",
        note="безробітний, на обліку",
    ),
)


TARAS = Citizen(
    "taras", "Прикладенко", "Тарас", "Андрійович", date(2016, 10, 20), "000000201", unzr="20161020-00201"
)
"""A child of Maria: she applies for him; he signs in nowhere."""


def citizen(key: str) -> Citizen:
    """The citizen with this key."""
    return next(person for person in CITIZENS if person.key == key)


def employee(code: str) -> Employee:
    """The member of staff with this code."""
    return next(person for person in (*EMPLOYEES, *COLLEAGUES) if person.code == code)


def body(key: str) -> Body:
    """The organisation with this key."""
    return next(found for found in BODIES if found.key == key)
