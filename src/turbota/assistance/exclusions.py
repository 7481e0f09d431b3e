"""What one kind of assistance does to another: dated rows of ``exclusions.yaml``, in their written order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from turbota.law.dated import BadLaw, by_key, day, day_or_none, entries

FILE = Path(__file__).with_name("exclusions.yaml")
FIELDS = ("a", "b", "relation", "scope", "since", "act", "point", "verified", "source")
Relation = Literal["excludes", "counts_as_income", "replaces", "higher_of"]
ALLOWED = {
    "relation": ("excludes", "counts_as_income", "replaces", "higher_of"),
    "scope": ("family", "person", "child"),
}


@dataclass(frozen=True)
class Exclusion:
    """One row: kind ``a`` acts upon kind ``b`` from a day to a day, by an act."""

    a: str
    b: str
    relation: Relation
    scope: Literal["family", "person", "child"]
    since: date
    until: date | None
    act: str
    point: str
    verified: bool
    source: str


def on_day(on: date) -> list[Exclusion]:
    """The rows in force on the day, in the written order."""
    return [row for row in _all() if row.since <= on and (row.until is None or on <= row.until)]


@cache
def _all() -> tuple[Exclusion, ...]:
    return load(FILE)


def load(path: Path) -> tuple[Exclusion, ...]:
    """Read the rows. Raises BadLaw for an unknown word, a kind upon itself, overlapping periods, a ring of incomes."""
    rows = tuple(_row(entry, path.name) for entry in entries(path, required=FIELDS, optional=("until",)))
    by_key(rows, lambda row: f"{row.a} {row.relation} {row.b}")
    ring = _ring(
        {row.a: {r.b for r in rows if r.a == row.a and r.relation == "counts_as_income"} for row in rows}
    )
    if ring:
        raise BadLaw(f"{path.name}: a ring of counts_as_income: {' → '.join(ring)}")
    return rows


def _row(entry: dict[str, Any], file: str) -> Exclusion:
    where = f"{file}: {entry['a']} {entry['relation']} {entry['b']}"
    for name, allowed in ALLOWED.items():
        if entry[name] not in allowed:
            raise BadLaw(f"{where}: {name} is {entry[name]!r}, not one of {allowed}")
    if entry["a"] == entry["b"] or not isinstance(entry["verified"], bool):
        raise BadLaw(f"{where}: upon itself, or verified is not true or false")
    dates = {"since": day(entry["since"], where), "until": day_or_none(entry.get("until"), where)}
    return Exclusion(**{**entry, **dates})


def _ring(graph: dict[str, set[str]]) -> list[str]:
    """The kinds of a ring in their order, or nothing."""

    def walk(place: str, way: list[str]) -> list[str]:
        if place in way:
            return [*way[way.index(place) :], place]
        for following in sorted(graph.get(place, ())):
            if found := walk(following, [*way, place]):
                return found
        return []

    return next((ring for start in sorted(graph) if (ring := walk(start, []))), [])
