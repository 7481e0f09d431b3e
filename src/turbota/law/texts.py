"""Texts that the acts oblige to show to an applicant, with versions by date (R168, R169)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from turbota.law.dated import by_key, day, day_or_none, entries, in_force

FILE = Path(__file__).with_name("wordings") / "legal.yaml"


@dataclass(frozen=True)
class LegalText:
    """One wording of a text; an application stores the code and the version it was signed with."""

    code: str
    version: str
    text: str
    act: str
    point: str
    since: date
    until: date | None


def text(code: str, on: date) -> LegalText:
    """The wording in force on the day: ``warning``, ``consent``, ``confirmation`` or ``appeal``. Raises NotInForce."""
    return in_force(_all(), code, on)


def version(code: str, number: str) -> LegalText:
    """The wording with this version, for an application signed earlier. Raises KeyError."""
    for wording in _all()[code]:
        if wording.version == number:
            return wording
    raise KeyError(f"{code} {number}")


@cache
def _all() -> dict[str, tuple[LegalText, ...]]:
    return by_key(load(FILE), lambda wording: wording.code)


def load(path: Path) -> list[LegalText]:
    """Read a file of texts. Raises BadLaw."""
    fields = ("code", "version", "since", "act", "point", "text")
    return [
        LegalText(
            code=entry["code"],
            version=entry["version"],
            text=entry["text"],
            act=entry["act"],
            point=entry["point"],
            since=day(entry["since"], path.name),
            until=day_or_none(entry.get("until"), path.name),
        )
        for entry in entries(path, required=fields, optional=("until",))
    ]
