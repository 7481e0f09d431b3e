"""Very many people for a grown world: invented surnames, valid tax numbers, the same for the same seed.

A surname is made of two words of a landscape and an ending («Старовишнебродук»), so nobody takes the people for real
ones. Every tax number that is there passes the check digit, because every form asks for that; about two in a hundred
have none on purpose, half of them with a number of the register of residents instead.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from turbota.people import names

BEFORE = ("", "Ново", "Старо", "Пра")
FIRST = (
    "Вишне", "Яблуне", "Груше", "Слива", "Калино", "Малино", "Ожино", "Сунице", "Горобино", "Липо", "Клено", "Вербо",
    "Тополе", "Явіро", "Сосно", "Ялино", "Дубо", "Бучино", "Ясене", "Вільхо", "Поле", "Луго", "Лісо", "Степо", "Річко",
    "Озеро", "Крино", "Росо", "Туманно", "Зоре", "Сонце", "Місяце", "Хмаро", "Вітро", "Сніго", "Морозо", "Весно",
    "Літо", "Жито", "Ячмене", "Льоно", "Маково", "Волошко", "Ромашко", "Барвінко", "М’ято", "Чебрецево", "Медо",
)  # fmt: skip
SECOND = (
    "гай", "цвіт", "бор", "дол", "гор", "брід", "став", "луж", "сад", "лист", "корін", "квіт", "трав", "пер", "крил",
    "співач", "дзвін", "міст", "двір", "ток", "стеж", "шлях", "хат", "піч", "глек", "ткач", "ковал", "бондар", "писар",
    "чумак", "рибак", "пасіч", "жнець", "косар", "плуг", "серп", "човен", "вітрил", "пісок", "камін",
)  # fmt: skip
ENDINGS = (
    ("енко", "енко"), ("ук", "ук"), ("чук", "чук"), ("ський", "ська"), ("ич", "ич"), ("ак", "ак"), ("ець", "ець"),
    ("ний", "на"), ("ів", "ів"), ("ишин", "ишин"),
)  # fmt: skip
WOMEN = (
    "Марія", "Олена", "Ірина", "Ганна", "Віра", "Надія", "Любов", "Оксана", "Наталія", "Тетяна", "Світлана", "Юлія",
    "Катерина", "Софія", "Дарина", "Соломія", "Злата", "Христина", "Лідія", "Ніна", "Галина", "Зоя", "Мар’яна", "Леся",
)  # fmt: skip
MEN = (
    "Тарас", "Іван", "Петро", "Микола", "Степан", "Роман", "Олег", "Андрій", "Сергій", "Василь", "Богдан", "Данило",
    "Юрій", "Ігор", "Павло", "Максим", "Назар", "Остап", "Лук’ян", "Гнат", "Марко", "Матвій", "Ярослав", "Володимир",
)  # fmt: skip
FATHERS = (
    ("Тарасович", "Тарасівна"), ("Іванович", "Іванівна"), ("Петрович", "Петрівна"), ("Миколайович", "Миколаївна"),
    ("Степанович", "Степанівна"), ("Романович", "Романівна"), ("Олегович", "Олегівна"), ("Андрійович", "Андріївна"),
    ("Сергійович", "Сергіївна"), ("Васильович", "Василівна"), ("Богданович", "Богданівна"), ("Юрійович", "Юріївна"),
    ("Ігорович", "Ігорівна"), ("Павлович", "Павлівна"), ("Максимович", "Максимівна"), ("Маркович", "Марківна"),
)  # fmt: skip
DAY_ZERO = date(1899, 12, 31)
WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
FIRST_SERIAL = 100
"""Below it stand the numbers of the cast."""
OLDEST = 95 * 365


class Name(NamedTuple):
    """A surname in the form of a sex, with its keys."""

    surname: str
    key: str
    sound: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the crowd. `number` counts them from nought."""

    number: int
    woman: bool
    surname: str
    given_name: str
    patronymic: str
    born: date
    tax_number: str
    unzr: str
    document: str
    key: str
    sound: str


SURNAMES = len(BEFORE) * len(FIRST) * len(SECOND) * len(ENDINGS)


@cache
def surname(place: int) -> tuple[Name, Name]:
    """The surname at a place of all `SURNAMES`, as men and as women bear it."""
    place, ending = divmod(place, len(ENDINGS))
    place, second = divmod(place, len(SECOND))
    before, first = divmod(place, len(FIRST))
    stem = f"{BEFORE[before]}{FIRST[first]}{SECOND[second]}".capitalize()
    man, woman = (_name(stem + last) for last in ENDINGS[ending])
    return man, woman


def _name(surname: str) -> Name:
    return Name(surname, names.key(surname), names.sound(surname))


def tax_number(born: date, serial: int) -> str:
    """A РНОКПП whose check digit fits; the ninth digit is odd for a man, as the law of the register has it."""
    body = f"{(born - DAY_ZERO).days:05d}{serial:04d}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return f"{body}{total % 11 % 10}"


def crowd(count: int, *, seed: int, today: date) -> Iterator[Somebody]:
    """So many people; the same arguments give the same people. Some surnames are common, most are rare."""
    chance = random.Random(seed)
    places = list(range(SURNAMES))
    chance.shuffle(places)
    known = {word: names.key(word) for pair in (*FATHERS, MEN, WOMEN) for word in pair}
    serials: dict[date, int] = {}
    for number in range(count):
        woman = chance.random() < 0.58
        called = surname(places[int(SURNAMES * chance.random() ** 3)])[woman]
        given_name = chance.choice(WOMEN if woman else MEN)
        patronymic = chance.choice(FATHERS)[woman]
        born = today - timedelta(days=1 + int(OLDEST * chance.random()))
        serial = serials.get(born, FIRST_SERIAL)
        serials[born] = serial + 2
        lot = chance.random()
        yield Somebody(
            number,
            woman,
            called.surname,
            given_name,
            patronymic,
            born,
            "" if lot < 0.02 else tax_number(born, serial + (not woman)),
            f"{born:%Y%m%d}-{serial:05d}" if lot < 0.01 else "",
            f"{500_000_000 + number:09d}",
            f"{called.key} {known[given_name]} {known[patronymic]}",
            called.sound,
        )
