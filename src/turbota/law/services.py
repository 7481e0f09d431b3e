"""The classifier of social services (order 429 of 23.06.2020) and who is served free of charge (law 2671-VIII, art. 28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from turbota.law.dated import BadLaw, by_key, day, day_or_none, entries, in_force

FILE = Path(__file__).with_name("services.yaml")
FREE_FILE = Path(__file__).with_name("free_services.yaml")
FIELDS = (
    "number", "code", "name", "description", "recipients", "places", "term",
    "type", "aim", "free_for_all", "basic", "since", "code_verified", "verified", "source",
)  # fmt: skip
FREE_FIELDS = ("code", "title", "act", "point", "since", "verified", "source")

Type = Literal["simple", "complex", "complex_specialised", "auxiliary"]
Aim = Literal["prevention", "support", "servicing"]
TYPES: dict[str, str] = {
    "simple": "проста",
    "complex": "комплексна",
    "complex_specialised": "комплексна спеціалізована",
    "auxiliary": "допоміжна",
}
AIMS: dict[str, str] = {
    "prevention": "соціальна профілактика",
    "support": "соціальна підтримка",
    "servicing": "соціальне обслуговування",
}
PLACES: dict[str, str] = {
    "home": "за місцем проживання",
    "semi": "напівстаціонарно",
    "inpatient": "стаціонарно",
    "street": "за місцем перебування",
    "remote": "телефоном або через інтернет",
}
"""Column 6 of the classifier; the same codes as of the offers of providers."""


@dataclass(frozen=True)
class Service:
    """One row of the classifier for its dates: seven columns, the type and the aim of art. 16.

    `code` is our key always; only a `code_verified` one is shown to people. `basic`: every community has to provide it.
    """

    number: int
    code: str
    name: str
    description: str
    recipients: str
    places: tuple[str, ...]
    term: str
    type: Type
    aim: Aim
    free_for_all: bool
    basic: bool
    since: date
    until: date | None
    code_verified: bool
    verified: bool
    source: str

    @property
    def code_words(self) -> str:
        """The code as people see it: «015.1», or that it is not confirmed."""
        return self.code if self.code_verified else "код не підтверджено"

    @property
    def title(self) -> str:
        """The name with its code: «Догляд вдома (015.1)»."""
        return f"{self.name} ({self.code_words})"

    @property
    def place_words(self) -> str:
        """Where it is provided."""
        return ", ".join(PLACES[place] for place in self.places)


@dataclass(frozen=True)
class FreeCategory:
    """People who get every service free of charge whatever their income (law 2671-VIII, art. 28)."""

    code: str
    title: str
    act: str
    point: str
    since: date
    until: date | None
    verified: bool
    source: str


def service(code: str, on: date) -> Service:
    """The row of the classifier in force on the day. Raises NotInForce."""
    return in_force(_all(), code, on)


def name_of(code: str) -> str:
    """The newest name under the code, also of a row that is over; empty when there was none."""
    rows = _all().get(code, ())
    return rows[-1].title if rows else ""


def services_on(on: date) -> list[Service]:
    """The classifier on the day, in its own order."""
    return sorted(_on(_all(), on), key=lambda item: item.number)


def free_categories(on: date) -> list[FreeCategory]:
    """The categories in force on the day, in the order of the file."""
    return _on(_free(), on)


def _on(groups: dict[str, tuple[Any, ...]], on: date) -> list[Any]:
    return [
        item
        for rows in groups.values()
        for item in rows
        if item.since <= on and (item.until is None or on <= item.until)
    ]


@cache
def _all() -> dict[str, tuple[Service, ...]]:
    return by_key(load(FILE), lambda item: item.code)


@cache
def _free() -> dict[str, tuple[FreeCategory, ...]]:
    return by_key(load_free(FREE_FILE), lambda item: item.code)


def load(path: Path) -> list[Service]:
    """Read a classifier. Raises BadLaw."""
    return [_service(entry, path.name) for entry in entries(path, required=FIELDS, optional=("until",))]


def load_free(path: Path) -> list[FreeCategory]:
    """Read the categories that are served free of charge. Raises BadLaw."""
    rows = entries(path, required=FREE_FIELDS, optional=("until",))
    return [FreeCategory(**{**row, **_dates(row, f"{path.name}: {row['code']}")}) for row in rows]


def _service(entry: dict[str, Any], file: str) -> Service:
    where = f"{file}: {entry['code']}"
    for field, allowed in (("type", TYPES), ("aim", AIMS)):
        if entry[field] not in allowed:
            raise BadLaw(f"{where}: {field} is {entry[field]!r}, not one of {sorted(allowed)}")
    unknown = set(entry["places"]) - set(PLACES)
    if unknown or not isinstance(entry["code"], str):
        raise BadLaw(f"{where}: unknown places {sorted(unknown)}, or the code is no text in quotes")
    return Service(**{**entry, "places": tuple(entry["places"]), **_dates(entry, where)})


def _dates(entry: dict[str, Any], where: str) -> dict[str, Any]:
    return {"since": day(entry["since"], where), "until": day_or_none(entry.get("until"), where)}
