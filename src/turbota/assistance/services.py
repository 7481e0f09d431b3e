"""Services of a month as rows of the engine, and the rule of their cost within norms: subsidy and privileges alike.

A norm and a tariff are whole numbers of 10⁻⁵ (of a unit, of a hryvnia), areas and counts are hundredths.
"""

# Rule bodies have no types: they take an int or a column of ints. mypy checks the engine around them.
# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.forms import Answers
from turbota.law import values
from turbota.law.engine.book import Book, Rounding
from turbota.law.engine.explained import Household
from turbota.law.engine.vocabulary import ratio

BASIS = {"household": 0, "person": 1, "area": 2}
COUNTED_ON = ("на все житло", "на кожну людину", "на квадратний метр")
TITLES = {
    "heating": "Опалення", "gas": "Газ", "electricity": "Електроенергія", "hot_water": "Гаряча вода",
    "cold_water": "Холодна вода", "sewage": "Водовідведення", "waste": "Вивезення сміття",
    "management": "Управління будинком", "other": "Інша послуга",
}  # fmt: skip
LINE = ("basis", "norm", "tariff")
NONE = {"id": "none", "service": "other", "season": "always", "basis": 0, "norm": 0, "tariff": 0}
UNKNOWN = {**NONE, "id": "unknown", "basis": None, "norm": None, "tariff": None}
FIRST_MONTH, LAST_MONTH = "heating_season.first_month", "heating_season.last_month"


def lines(answers: Answers) -> list[dict[str, Any]]:
    """Canonical rows of the services of the household; what nobody answered is None."""
    rows = answers.get("services")
    return [
        {
            "id": str(row.get("id", index)),
            "service": str(row.get("service") or "other"),
            "season": row.get("season"),
            "basis": BASIS.get(str(row.get("basis"))),
            "norm": row.get("norm"),
            "tariff": row.get("tariff"),
        }
        for index, row in enumerate(rows if isinstance(rows, list) else [])
        if isinstance(row, Mapping)
    ]


def is_heating(on: date) -> bool:
    """Does the day lie in the heating season. Raises NotInForce where the season is not known."""
    first, last = (values.value(key, on).value for key in (FIRST_MONTH, LAST_MONTH))
    return on.month >= first or on.month <= last


def of_month(found: Mapping[str, Any], on: date) -> list[dict[str, Any]]:
    """The services that are paid for in the month of the day; never empty, so that columns have a row."""
    rows: list[dict[str, Any]] = found["lines"]
    if not rows:
        return [UNKNOWN]
    season = "heating" if is_heating(on) else "other"
    mine = [
        row if row["season"] else {**row, "norm": None}
        for row in rows
        if row["season"] in (None, "always", season)
    ]
    return mine or [NONE]


def with_lines(home: Household, found: Mapping[str, Any], on: date) -> Household:
    """The household with a row for every service of the month."""
    rows, month = of_month(found, on), f"{on:%Y-%m}"
    return Household(
        facts={**home.facts, "line": {name: [row[name] for row in rows] for name in LINE}},
        keys={**home.keys, "line": [f"{row['id']} {month}" for row in rows]},
        parents={**home.parents, "line": [0] * len(rows)},
    )


def called(found: Mapping[str, Any], on: date) -> dict[str, str]:
    """What a row of a service is called."""
    rows = [*found["lines"], NONE, UNKNOWN]
    return {f"{row['id']} {on:%Y-%m}": TITLES.get(row["service"], TITLES["other"]) for row in rows}


def declare_facts(book: Book) -> None:
    """What is known of a service in a month."""
    book.fact("line", "basis", "code", "На що рахують норму")
    book.fact("line", "norm", "rate", "Норма споживання на місяць")
    book.fact("line", "tariff", "rate", "Тариф за одиницю")


def declare_rules(book: Book, *, act: str, since: str, rounding: Rounding) -> None:
    """The cost of a service within its norm. The kind has the rules ``persons`` and ``paid_area``."""

    @book.rule("line", act=act, point="", since=since, unit="hundredths")
    def units(v, basis, persons, paid_area):
        """Норму множать на {result}."""
        return v.where(basis == 2, paid_area, v.where(basis == 1, persons * 100, 100))

    @book.rule("line", act=act, point="", since=since, unit="rate", rounding=rounding)
    def quantity(v, norm, units):
        """Обсяг у межах норми: {norm} × {units} = {result}."""
        return ratio(norm, units, 100)

    @book.rule("line", act=act, point="", since=since, rounding=rounding)
    def cost(v, quantity, tariff):
        """Вартість у межах норми: {quantity} × {tariff} ₴ = {result}."""
        return ratio(quantity, tariff, 100 * 100 * 100 * 100)
