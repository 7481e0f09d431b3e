"""Grounds on which a deciding body may end an application without considering it, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from turbota.law.dated import by_key, day, day_or_none, entries, in_force

FILE = Path(__file__).with_name("grounds.yaml")


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
