"""Dated values of the law: subsistence minimum, guarantee levels, limits, windows.

What several kinds read stands in ``law/numbers``; what one kind reads stands in ``numbers.yaml`` of its
folder, so that a kind is added and taken away with its folder alone. Both are found by listing.

Amounts of money are whole kopiykas, shares are whole percents, terms are whole years or months.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from turbota.kernel import money
from turbota.law.dated import BadLaw, NotInForce, by_key, day, day_or_none, entries, in_force

__all__ = ["BadLaw", "NotInForce", "Value", "boundaries", "listing", "value"]

FOLDER = Path(__file__).with_name("numbers")
KINDS = Path(__file__).parents[1] / "assistance" / "kinds"
OWN = "numbers.yaml"
MONEY_UNITS = ("UAH", "UAH/month", "UAH/hour")
UNITS = (*MONEY_UNITS, "percent", "years", "months", "days", "hours", "times", "persons", "choice")


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

    @property
    def is_money(self) -> bool:
        """Is the value an amount in kopiykas."""
        return self.unit in MONEY_UNITS

    def plain(self) -> str:
        """The value for programs: ``2817.00`` of money, ``145`` of anything else."""
        return money.plain(self.value) if self.is_money else str(self.value)


def value(key: str, on: date) -> Value:
    """The value in force on the day. Raises NotInForce outside its dates; never answers zero."""
    return in_force(_all(), key, on)


def listing() -> list[Value]:
    """Every value with every period, by key and date."""
    return [item for key in sorted(_all()) for item in _all()[key]]


def boundaries(keys: frozenset[str]) -> list[date]:
    """The days on which any of these values begins, in order."""
    return sorted({item.since for key in keys for item in _all().get(key, ())})


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
    known = {"since", "until", "value", "act", "point", "verified", "source"}
    for period in entry["periods"]:
        if set(period) - known:
            raise BadLaw(f"{where}: unknown keys {sorted(set(period) - known)}")
        missing = {"since", "value", "verified", "source"} - set(period)
        if missing or not isinstance(period["verified"], bool):
            raise BadLaw(f"{where}: missing or wrong {sorted(missing) or ['verified']}")
        yield Value(
            key=entry["key"],
            title=entry["title"],
            value=_number(entry["unit"], period["value"], where),
            unit=entry["unit"],
            since=day(period["since"], where),
            until=day_or_none(period.get("until"), where),
            act=period.get("act", entry["act"]),
            point=period.get("point", ""),
            verified=period["verified"],
            source=period["source"],
        )


def _number(unit: str, written: Any, where: str) -> int:
    if unit not in UNITS:
        raise BadLaw(f"{where}: unknown unit {unit!r}")
    if unit in MONEY_UNITS:
        try:
            return money.parse(str(written)) if isinstance(written, str) else _refuse(where, written)
        except ValueError as error:
            raise BadLaw(f"{where}: {written!r} is not a sum") from error
    if not isinstance(written, int) or isinstance(written, bool) or written < 0:
        raise BadLaw(f"{where}: {written!r} is not a whole number")
    return written


def _refuse(where: str, written: Any) -> int:
    raise BadLaw(f"{where}: write the sum {written!r} in quotes, so that it never becomes a float")
