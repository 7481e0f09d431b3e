"""Factors of difficult life circumstances as dated data (`factors.yaml`); the social card codes a case by them."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from turbota.law.dated import by_key, day, day_or_none, entries

FILE = Path(__file__).with_name("factors.yaml")
FIELDS = ("code", "title", "group", "act", "point", "since", "verified", "source")


@dataclass(frozen=True)
class Factor:
    """A factor in force from `since` to `until`. `code` is ours; `verified` False: not compared with the act."""

    code: str
    title: str
    group: str
    act: str
    point: str
    since: date
    until: date | None
    verified: bool
    source: str


def factors(on: date) -> tuple[Factor, ...]:
    """Every factor in force on the day, in the order of the file."""
    return tuple(
        found
        for periods in _all().values()
        for found in periods
        if found.since <= on and (found.until is None or on <= found.until)
    )


def factor(code: str) -> Factor | None:
    """The newest edition of a factor, whatever the day; None when there is no such code."""
    periods = _all().get(code)
    return periods[-1] if periods else None


@cache
def _all() -> dict[str, tuple[Factor, ...]]:
    return by_key(load(FILE), lambda one: one.code)


def load(path: Path) -> list[Factor]:
    """Read a file of factors. Raises BadLaw."""
    found = []
    for entry in entries(path, required=FIELDS, optional=("until",)):
        where = f"{path.name}: {entry['code']}"
        dates = {"since": day(entry["since"], where), "until": day_or_none(entry.get("until"), where)}
        found.append(Factor(**{**entry, **dates}))
    return found
