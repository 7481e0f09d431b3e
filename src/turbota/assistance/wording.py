"""Numbers in Ukrainian sentences, by unit; a rule's sentence with its numbers put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from turbota.assistance import decimals
from turbota.assistance.calculation import Period, days_words
from turbota.kernel import money
from turbota.law import values
from turbota.law.engine.plan import Plan

PLACE = re.compile(r"\{(\w+)(?:\[(\w+)\])?\}")
OPTION = re.compile(r"(\d+) — ([^,]+)")
FORMS = {
    "years": ("рік", "роки", "років"),
    "months": ("місяць", "місяці", "місяців"),
    "days": ("день", "дні", "днів"),
    "hours": ("година", "години", "годин"),
    "times": ("раз", "рази", "разів"),
    "persons": ("особа", "особи", "осіб"),
    "tonnes": ("тонна", "тонни", "тонн"),
    "balloons": ("балон", "балони", "балонів"),
    "rounds": ("доба", "доби", "діб"),
    "pieces": ("штука", "штуки", "штук"),
}
UNITS = {
    "hour_week": ("hours", "на тиждень"),
    "time_week": ("times", "на тиждень"),
    "hour_month": ("hours", "на місяць"),
    "time_month": ("times", "на місяць"),
    "hour_all": ("hours", "усього"),
    "time_all": ("times", "усього"),
    "round_all": ("rounds", "поспіль"),
    "piece": ("pieces", ""),
}
"""How much of a service a decision gives: the noun of the unit, and of which time."""


def count_words(number: int, unit: str) -> str:
    """``1 рік``, ``2 роки``, ``5 років``."""
    one, few, many = FORMS[unit]
    tail, hundred = number % 10, number % 100
    if tail == 1 and hundred != 11:
        return f"{number} {one}"
    if 2 <= tail <= 4 and not 12 <= hundred <= 14:
        return f"{number} {few}"
    return f"{number} {many}"


def volume_words(volume: int, unit: str) -> str:
    """The volume of a service: «6 годин на тиждень», «1 штука»."""
    noun, each = UNITS[unit]
    return f"{count_words(volume, noun)} {each}".strip()


def show(value: Any, unit: str) -> str:
    """A number as a person reads it; what is not known is «невідомо»."""
    if value is None:
        return "невідомо"
    if unit == "kopiykas" or unit.startswith("UAH"):
        return money.hryvnias(value)
    if unit == "m2":
        return f"{money.amount(value)}{money.NBSP}м²"
    if unit == "index":
        return values.plain(value, unit).replace(".", ",")
    if unit in ("hundredths", "basis_points"):
        return money.amount(value) + (" %" if unit == "basis_points" else "")
    if unit == "rate":
        return decimals.words(unit, value)
    if unit == "yes_no":
        return "так" if value else "ні"
    return count_words(value, unit) if unit in FORMS else str(value)


def value_words(value: int, unit: str, title: str = "") -> str:
    """A value of the law with its unit: «2 920,00 ₴ на місяць», «60 %», «6 місяців», «13,65 м²».

    A choice is told as its title words it: of «…: 0 — ні, 1 — так» 1 is «так».
    """
    if unit == "choice":
        options: dict[str, str] = dict(OPTION.findall(title))
        return options.get(str(value), str(value))
    if unit == "percent":
        return f"{value}{money.NBSP}%"
    per = {"UAH/month": " на місяць", "UAH/hour": " за годину"}.get(unit, "")
    return show(value, unit) + per


def sums(monthly: int, once: int, *, by_days: bool = False) -> str:
    """What is paid, in words: «860,00 ₴ на місяць і 10 320,00 ₴ одноразово».

    `by_days`: some months are not paid whole, so the sum is only that of a whole one.
    """
    per = "за повний місяць" if by_days else "на місяць"
    parts = [f"{money.hryvnias(monthly)} {per}"] if monthly else []
    if once:
        parts.append(f"{money.hryvnias(once)} одноразово")
    return " і ".join(parts)


def days_of_month(part: Period) -> str:
    """«17 днів із 30», «4 дні з 31»; «31 день» of a whole month and where the days of the month were not kept."""
    said = count_words(part.days, "days")
    if part.month_days in (0, part.days):
        return said
    return f"{said} {'з' if said.endswith('і') else 'із'} {part.month_days}"


def paid_when(part: Period, day: Callable[[date], str]) -> str:
    """When a part is paid: «щомісяця з 1 березня до 31 серпня», «за 4 дні з 31 по 233,33 ₴, з 1 липня…»."""
    if part.per == "once":
        return "одноразово"
    when = days_words(part.since, part.until, day)
    if not part.days:
        return f"щомісяця {when}"
    often = "щомісяця за" if part.months > 1 else "за"
    return f"{often} {days_of_month(part)} по {money.hryvnias(part.rate)}, {when}"


def unit_of(plan: Plan, name: str) -> str:
    """The unit of a fact, a rule, a parameter; sums keep the unit of what they add."""
    book = plan.book
    if name in book.facts:
        return book.facts[name].unit
    if name in plan.values:
        return plan.values[name][0].unit
    for rule in book.rules:
        if rule.name == name:
            return rule.unit
    how, _, rest = name.partition("_")
    if how in ("sum", "any") and rest:
        return unit_of(plan, rest) if how == "sum" else "yes_no"
    return ""


def sentence(plan: Plan, text: str, named: Mapping[str, Any], result: Any, unit: str) -> str:
    """Put numbers into ``{name}``, ``{TABLE[code]}`` and ``{result}`` of a rule's sentence."""

    def number(found: re.Match[str]) -> str:
        name, code = found.group(1), found.group(2)
        if name == "result":
            return show(result, unit)
        value = named[name]
        if code is not None:
            place = named[code]
            value = None if place is None else value[place]
        followed_by_word = text[found.end() : found.end() + 6] == " років"
        return str(value) if followed_by_word else show(value, unit_of(plan, name))

    return PLACE.sub(number, text)
