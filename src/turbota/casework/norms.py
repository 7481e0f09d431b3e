"""Numbers of load and handover as dated data (`norms.yaml`); none is confirmed by an act that was read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from turbota.law.dated import BadLaw, by_key, day, day_or_none, entries, in_force

FILE = Path(__file__).with_name("norms.yaml")
FIELDS = ("code", "title", "amount", "unit", "since", "verified", "source")


@dataclass(frozen=True)
class Norm:
    """A whole number with its unit, in force from `since` to `until`."""

    code: str
    title: str
    amount: int
    unit: str
    since: date
    until: date | None
    verified: bool
    source: str


def norm(code: str, on: date) -> Norm:
    """The number in force on the day. Raises NotInForce."""
    return in_force(_all(), code, on)


@cache
def _all() -> dict[str, tuple[Norm, ...]]:
    return by_key(load(FILE), lambda one: one.code)


def load(path: Path) -> list[Norm]:
    """Read a file of norms. Raises BadLaw."""
    found = []
    for entry in entries(path, required=FIELDS, optional=("until",)):
        where = f"{path.name}: {entry['code']}"
        if not isinstance(entry["amount"], int) or entry["amount"] < 0:
            raise BadLaw(f"{where}: amount is {entry['amount']!r}")
        dates = {"since": day(entry["since"], where), "until": day_or_none(entry.get("until"), where)}
        found.append(Norm(**{**entry, **dates}))
    return found
