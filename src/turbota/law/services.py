"""The classifier of social services by date (order 429 of 23.06.2020)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from turbota.law.dated import by_key, day, day_or_none, entries, in_force

FILE = Path(__file__).with_name("services.yaml")


@dataclass(frozen=True)
class Service:
    """One service. `free`: free for everybody. `verified`: code and title were read in the classifier."""

    code: str
    title: str
    type: str
    free: bool
    act: str
    verified: bool
    since: date
    until: date | None


def service(code: str, on: date) -> Service:
    """The service as the classifier names it on the day. Raises NotInForce."""
    return in_force(_all(), code, on)


def listing(on: date) -> list[Service]:
    """Every service in force on the day, by code."""
    rows = [row for code in sorted(_all()) for row in _all()[code]]
    return [row for row in rows if row.since <= on and (row.until is None or on <= row.until)]


@cache
def _all() -> dict[str, tuple[Service, ...]]:
    return by_key(load(FILE), lambda row: row.code)


def load(path: Path) -> list[Service]:
    """Read a file of services. Raises BadLaw."""
    fields = ("code", "title", "type", "free", "since", "act", "verified", "source")
    return [
        Service(
            code=entry["code"],
            title=entry["title"],
            type=entry["type"],
            free=entry["free"],
            act=entry["act"],
            verified=entry["verified"],
            since=day(entry["since"], path.name),
            until=day_or_none(entry.get("until"), path.name),
        )
        for entry in entries(path, required=fields, optional=("until",))
    ]
