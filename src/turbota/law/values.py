"""Dated values of the law: subsistence minimum, guarantee levels, limits, windows.

What several kinds read stands in ``law/numbers``; what one kind reads stands in ``numbers.yaml`` of its
folder, so that a kind is added and taken away with its folder alone. Both are found by listing.

Every value is a whole number, never a float: kopiykas of money, hundredths of a square metre, 10⁻¹⁴ of an
index, whole percents, years or months (``DECIMALS``). What is written with a point stands in quotes.

Where sources disagree, the period keeps every reading: its own value computes, ``other_readings`` are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from turbota.law.dated import BadLaw, NotInForce, by_key, day, day_or_none, entries, in_force

__all__ = ["BadLaw", "NotInForce", "Reading", "Value", "boundaries", "listing", "value"]

FOLDER = Path(__file__).with_name("numbers")
KINDS = Path(__file__).parents[1] / "assistance" / "kinds"
OWN = "numbers.yaml"
GROUPS = Path(__file__).with_name("groups.yaml")
MONEY_UNITS = ("UAH", "UAH/month", "UAH/hour")
DECIMALS = {**dict.fromkeys(MONEY_UNITS, 2), "m2": 2, "index": 14}  # signs after the point that the int keeps
UNITS = (
    *DECIMALS,
    "percent",
    "years",
    "months",
    "days",
    "hours",
    "times",
    "persons",
    "tonnes",
    "balloons",
    "choice",
)
WRITTEN = re.compile(r"^(\d{1,9})(?:\.(\d+))?$")
PERIOD = {"since", "until", "value", "act", "point", "verified", "source", "other_readings"}


@dataclass(frozen=True)
class Reading:
    """What another source says instead of the value that computes; in the same unit."""

    value: int
    source: str


@dataclass(frozen=True)
class Value:
    """One value of the law for its dates. ``value`` is kopiykas when the unit is hryvnias."""

    key: str
    title: str
    value: int
    unit: str
    since: date
    until: date | None
    act: str
    point: str
    verified: bool
    source: str
    other_readings: tuple[Reading, ...] = ()

    @property
    def group(self) -> str:
        """The part of the key before its point: a national group, or the code of a kind."""
        return self.key.partition(".")[0]

    @property
    def is_money(self) -> bool:
        """Is the value an amount in kopiykas."""
        return self.unit in MONEY_UNITS

    def plain(self) -> str:
        """The value for programs: ``2817.00`` of money, ``13.65`` of an area, ``145`` of a share."""
        return plain(self.value, self.unit)


def plain(value: int, unit: str) -> str:
    """A stored number of this unit as programs read it, with all the signs that the unit keeps."""
    decimals = DECIMALS.get(unit, 0)
    if not decimals:
        return str(value)
    whole, part = divmod(value, 10**decimals)
    return f"{whole}.{part:0{decimals}d}"


def value(key: str, on: date) -> Value:
    """The value in force on the day. Raises NotInForce outside its dates; never answers zero."""
    return in_force(_all(), key, on)


def listing() -> list[Value]:
    """Every value with every period, by key and date."""
    return [item for key in sorted(_all()) for item in _all()[key]]


def boundaries(keys: frozenset[str]) -> list[date]:
    """The days on which any of these values begins, in order."""
    return sorted({item.since for key in keys for item in _all().get(key, ())})


def history(key: str) -> tuple[Value, ...]:
    """Every period of the value, oldest first. Raises NotInForce when there is no such key."""
    if key not in _all():
        raise NotInForce(f"{key}: no such key")
    return _all()[key]


def known(key: str, on: date) -> Value | None:
    """The value in force on the day, or None: for lists and comparisons, never for computing."""
    try:
        return value(key, on)
    except NotInForce:
        return None


@cache
def group_titles() -> dict[str, str]:
    """What the groups of national values are called, by the part of the key before its point."""
    loaded: dict[str, str] = yaml.safe_load(GROUPS.read_text(encoding="utf-8"))
    return loaded


@cache
def _all() -> dict[str, tuple[Value, ...]]:
    return by_key((*load(FOLDER), *load(KINDS, f"*/{OWN}")), lambda item: item.key)


def load(folder: Path, pattern: str = "*.yaml") -> Iterator[Value]:
    """Read the YAML files of a folder. Raises BadLaw with the file and the entry.

    Keys of ``numbers.yaml`` begin with the name of its folder: no kind changes a value of another.
    """
    for path in sorted(folder.glob(pattern)):
        for entry in entries(path, required=("key", "title", "unit", "act", "periods")):
            if path.name == OWN and not str(entry["key"]).startswith(f"{path.parent.name}."):
                raise BadLaw(f"{path.parent.name}/{path.name}: {entry['key']} is not of this kind")
            yield from _periods(path.name, entry)


def _periods(file: str, entry: dict[str, Any]) -> Iterator[Value]:
    where = f"{file}: {entry['key']}"
    for period in entry["periods"]:
        if set(period) - PERIOD:
            raise BadLaw(f"{where}: unknown keys {sorted(set(period) - PERIOD)}")
        missing = {"since", "value", "verified", "source"} - set(period)
        if missing or not isinstance(period["verified"], bool):
            raise BadLaw(f"{where}: missing or wrong {sorted(missing) or ['verified']}")
        own = _number(entry["unit"], period["value"], where)
        yield Value(
            key=entry["key"],
            title=entry["title"],
            value=own,
            unit=entry["unit"],
            since=day(period["since"], where),
            until=day_or_none(period.get("until"), where),
            act=period.get("act", entry["act"]),
            point=period.get("point", ""),
            verified=period["verified"],
            source=period["source"],
            other_readings=tuple(_readings(entry["unit"], own, period, where)),
        )


def _readings(unit: str, own: int, period: dict[str, Any], where: str) -> Iterator[Reading]:
    """Other readings of a period. What is disputed cannot be verified, and a reading differs from the value."""
    listed = period.get("other_readings", [])
    if not isinstance(listed, list) or (listed and period["verified"]):
        raise BadLaw(f"{where}: other_readings is a list, and a value with other readings is not verified")
    for one in listed:
        if not isinstance(one, dict) or set(one) != {"value", "source"} or not one["source"]:
            raise BadLaw(f"{where}: a reading has exactly a value and a source: {one!r}")
        read = _number(unit, one["value"], where)
        if read == own:
            raise BadLaw(f"{where}: another reading says the same {one['value']!r}")
        yield Reading(read, one["source"])


def _number(unit: str, written: Any, where: str) -> int:
    if unit not in UNITS:
        raise BadLaw(f"{where}: unknown unit {unit!r}")
    if unit in DECIMALS:
        return _scaled(written, DECIMALS[unit], where)
    if not isinstance(written, int) or isinstance(written, bool) or written < 0:
        raise BadLaw(f"{where}: {written!r} is not a whole number")
    return written


def _scaled(written: Any, decimals: int, where: str) -> int:
    if not isinstance(written, str):
        raise BadLaw(f"{where}: write {written!r} in quotes, so that it never becomes a float")
    found = WRITTEN.match(written)
    part = (found.group(2) or "") if found else ""
    if found is None or len(part) > decimals:
        raise BadLaw(f"{where}: {written!r} is not a number with at most {decimals} signs after the point")
    return int(found.group(1) + part.ljust(decimals, "0"))
