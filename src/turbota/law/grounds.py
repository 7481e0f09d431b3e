"""Grounds of the law by date: to end an application without considering it, and to refuse social services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from turbota.law.dated import by_key, day, day_or_none, entries, in_force

FILE = Path(__file__).with_name("grounds.yaml")
REFUSALS = Path(__file__).with_name("service_refusals.yaml")


@dataclass(frozen=True)
class Ground:
    """One ground. `act` and `point` are empty and `verified` is false while no act that was read names it."""

    code: str
    title: str
    act: str
    point: str
    verified: bool
    since: date
    until: date | None


def ground(code: str, on: date) -> Ground:
    """The ground as it is in force on the day. Raises NotInForce."""
    return in_force(_all(), code, on)


def codes() -> tuple[str, ...]:
    """Codes of all grounds, in the order of the file."""
    return tuple(_all())


def refusals(on: date) -> tuple[Ground, ...]:
    """Grounds to refuse social services that are in force on the day, in the order of the file."""
    rows = _refusals().values()
    return tuple(row for periods in rows for row in periods if _holds(row, on))


def _holds(row: Ground, on: date) -> bool:
    return row.since <= on and (row.until is None or on <= row.until)


@cache
def _refusals() -> dict[str, tuple[Ground, ...]]:
    return by_key(load(REFUSALS), lambda row: row.code)


@cache
def _all() -> dict[str, tuple[Ground, ...]]:
    return by_key(load(FILE), lambda row: row.code)


def load(path: Path) -> list[Ground]:
    """Read a file of grounds. Raises BadLaw."""
    fields = ("code", "title", "since", "act", "point", "verified", "source")
    return [
        Ground(
            code=entry["code"],
            title=entry["title"],
            act=entry["act"],
            point=entry["point"],
            verified=entry["verified"],
            since=day(entry["since"], path.name),
            until=day_or_none(entry.get("until"), path.name),
        )
        for entry in entries(path, required=fields, optional=("until",))
    ]
