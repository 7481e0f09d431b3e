"""How Ukrainian texts are set on a screen: dates, plural forms, spaces that must not break."""

import re
from datetime import date, datetime

from turbota.kernel.clock import KYIV
from turbota.kernel.money import NBSP

MONTHS_OF = (
    "січня", "лютого", "березня", "квітня", "травня", "червня",
    "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip
MONTHS = (
    "січень", "лютий", "березень", "квітень", "травень", "червень",
    "липень", "серпень", "вересень", "жовтень", "листопад", "грудень",
)  # fmt: skip
WEEKDAYS = ("понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота", "неділя")

FORMS = {
    "робочий день": ("робочий день", "робочі дні", "робочих днів"),
    "день": ("день", "дні", "днів"),
    "календарний день": ("календарний день", "календарні дні", "календарних днів"),
    "година": ("година", "години", "годин"),
    "місяць": ("місяць", "місяці", "місяців"),
    "рік": ("рік", "роки", "років"),
    "справа": ("справа", "справи", "справ"),
    "заява": ("заява", "заяви", "заяв"),
    "документ": ("документ", "документи", "документів"),
    "сторінка": ("сторінка", "сторінки", "сторінок"),
    "файл": ("файл", "файли", "файлів"),
    "запитання": ("запитання", "запитання", "запитань"),
    "помилка": ("помилка", "помилки", "помилок"),
    "людина": ("людина", "людини", "людей"),
    "раз": ("раз", "рази", "разів"),
}

_SHORT = re.compile(
    r"(?<![\w’'-])(у|в|і|й|з|із|зі|на|до|не|за|по|від|без|для|про|під|над|при|о|об|та|чи|як|що|це|ні|№"
    r"|п\.|ч\.|ст\.) +",
    re.IGNORECASE,
)
_BEFORE_DASH = re.compile(r" +([—–])")
_NUMBER_SPACE = re.compile(r"(?<=\d) +(?=\d{3}(?:\D|$))|(?<=\d) +(?=[₴%])|(?<=₴) +(?=на\b)")


def keep_together(text: str) -> str:
    """The same text with no-break spaces after short words, before dashes and inside sums."""
    text = _SHORT.sub(lambda match: match.group(1) + NBSP, text)
    text = _BEFORE_DASH.sub(NBSP + r"\1", text)
    return _NUMBER_SPACE.sub(NBSP, text)


def local_day(value: date | datetime) -> date:
    """The Kyiv calendar day of a day or of an aware moment."""
    if isinstance(value, datetime):
        return value.astimezone(KYIV).date() if value.tzinfo else value.date()
    return value


def long_date(value: date | datetime) -> str:
    """18 березня 2026."""
    day = local_day(value)
    return f"{day.day}{NBSP}{MONTHS_OF[day.month - 1]} {day.year}"


def day_and_month(value: date | datetime) -> str:
    """18 березня."""
    day = local_day(value)
    return f"{day.day}{NBSP}{MONTHS_OF[day.month - 1]}"


def weekday_date(value: date | datetime) -> str:
    """18 березня, середа."""
    day = local_day(value)
    return f"{day_and_month(day)}, {WEEKDAYS[day.weekday()]}"


def short_date(value: date | datetime) -> str:
    """18.03, for tables of staff."""
    return f"{local_day(value):%d.%m}"


def numeric_date(value: date | datetime) -> str:
    """18.03.2026, for tables where years differ."""
    return f"{local_day(value):%d.%m.%Y}"


def clock_time(value: datetime) -> str:
    """14:32, Kyiv time."""
    moment = value.astimezone(KYIV) if value.tzinfo else value
    return f"{moment:%H:%M}"


def moment(value: datetime) -> str:
    """18 березня 2026, 14:32."""
    return f"{long_date(value)}, {clock_time(value)}"


def month_of(value: str) -> str:
    """«2026-03» as «березень 2026»; anything else comes back as it was."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", value)
    if not match or not 1 <= int(match[2]) <= 12:
        return value
    return f"{MONTHS[int(match[2]) - 1]} {match[1]}"


def plural_form(number: int, one: str, few: str, many: str) -> str:
    """The form that goes with the number: 1 день, 2 дні, 5 днів, 11 днів, 21 день."""
    tens, units = abs(number) % 100, abs(number) % 10
    if 11 <= tens <= 14:
        return many
    if units == 1:
        return one
    return few if 2 <= units <= 4 else many


def counted(number: int, noun: str) -> str:
    """«5 робочих днів». `noun` is a key of FORMS or three forms divided by commas."""
    forms = FORMS.get(noun) or tuple(part.strip() for part in noun.split(","))
    if len(forms) != 3:
        raise ValueError(f"three forms of the noun are needed, not {noun!r}")
    return f"{number}{NBSP}{plural_form(number, forms[0], forms[1], forms[2])}"


def size_words(number_of_bytes: int) -> str:
    """84 КБ, 1,4 МБ."""
    if number_of_bytes < 1024 * 1024:
        return f"{max(1, round(number_of_bytes / 1024))}{NBSP}КБ"
    return f"{number_of_bytes / 1024 / 1024:.1f}".replace(".", ",") + f"{NBSP}МБ"
