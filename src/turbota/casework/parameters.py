"""Numbers of case management that no act gives: dated, ours, each to be confirmed.

`norms.yaml` has those of load and handover, `parameters.yaml` the others.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from turbota.law.dated import BadLaw, by_key, day, day_or_none, entries, in_force

HERE = Path(__file__).parent
LEAST = {"norms.yaml": 0, "parameters.yaml": 1}
"""The files, and the least number that may stand in each: a case may weigh nothing, nobody is called every 0 minutes."""
FIELDS = ("code", "title", "amount", "unit", "since", "verified", "source")


@dataclass(frozen=True)
class Parameter:
    """A whole number with its unit, in force from `since` to `until`."""

    code: str
    title: str
    amount: int
    unit: str
    since: date
    until: date | None
    verified: bool
    source: str


def parameter(code: str, on: date) -> Parameter:
    """The parameter in force on the day. Raises NotInForce."""
    return in_force(_all(), code, on)


@cache
def _all() -> dict[str, tuple[Parameter, ...]]:
    rows = [row for name, least in LEAST.items() for row in load(HERE / name, least)]
    return by_key(rows, lambda one: one.code)


def load(path: Path, least: int) -> list[Parameter]:
    """Read a file of parameters, none under `least`. Raises BadLaw."""
    found = []
    for entry in entries(path, required=FIELDS, optional=("until",)):
        where = f"{path.name}: {entry['code']}"
        if not isinstance(entry["amount"], int) or entry["amount"] < least:
            raise BadLaw(f"{where}: amount is {entry['amount']!r}")
        dates = {"since": day(entry["since"], where), "until": day_or_none(entry.get("until"), where)}
        found.append(Parameter(**{**entry, **dates}))
    return found
