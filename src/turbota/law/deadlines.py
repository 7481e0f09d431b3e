"""Legal terms: how long, counted in what, whose. The ledger of clocks lives elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from turbota.law.dated import BadLaw, by_key, day, day_or_none, entries, in_force

FILE = Path(__file__).with_name("deadlines.yaml")
FIELDS = (
    "code", "title", "act", "point", "since", "amount", "unit",
    "on_return", "on_return_verified", "owner", "verified", "source",
)  # fmt: skip

Unit = Literal["working_day", "calendar_day", "hour"]
OnReturn = Literal["pause", "run", "restart"]
Owner = Literal["community", "department", "citizen", "social_unit", "provider"]
ALLOWED = {
    "unit": ("working_day", "calendar_day", "hour"),
    "on_return": ("pause", "run", "restart"),
    "owner": ("community", "department", "citizen", "social_unit", "provider"),
}


@dataclass(frozen=True)
class DeadlineRule:
    """A term of the law. Counting starts on the next day, Kyiv time.

    `act` empty: the act of the kind of assistance sets it. `may_be_agreed`: no act gives the length, and people may agree
    on another last day.
    """

    code: str
    title: str
    act: str
    point: str
    since: date
    until: date | None
    amount: int
    unit: Unit
    on_return: OnReturn
    on_return_verified: bool
    owner: Owner
    verified: bool
    source: str
    may_be_agreed: bool = False


def deadline_rule(code: str, on: date) -> DeadlineRule:
    """The term in force on the day. Raises NotInForce."""
    return in_force(_all(), code, on)


def listing() -> list[DeadlineRule]:
    """Every term with every period."""
    return [rule for code in sorted(_all()) for rule in _all()[code]]


@cache
def _all() -> dict[str, tuple[DeadlineRule, ...]]:
    return by_key(load(FILE), lambda rule: rule.code)


def load(path: Path) -> list[DeadlineRule]:
    """Read a file of terms. Raises BadLaw."""
    return [
        _rule(entry, path.name)
        for entry in entries(path, required=FIELDS, optional=("until", "may_be_agreed"))
    ]


def _rule(entry: dict[str, Any], file: str) -> DeadlineRule:
    where = f"{file}: {entry['code']}"
    for field, allowed in ALLOWED.items():
        if entry[field] not in allowed:
            raise BadLaw(f"{where}: {field} is {entry[field]!r}, not one of {allowed}")
    if not isinstance(entry["amount"], int) or entry["amount"] < 1:
        raise BadLaw(f"{where}: amount is {entry['amount']!r}")
    dates = {"since": day(entry["since"], where), "until": day_or_none(entry.get("until"), where)}
    return DeadlineRule(**{**entry, **dates})
