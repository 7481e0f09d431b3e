"""The dated parts of an award in a calculation that was kept with a decision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.calculation import Period


def parts_of(content: Mapping[str, Any]) -> tuple[Period, ...]:
    """The parts of the award in a calculation that was kept with a decision."""
    return tuple(_part(dict(row)) for row in content.get("schedule") or ())


def _part(row: dict[str, Any]) -> Period:
    since, until = (date.fromisoformat(row.pop(name)) for name in ("since", "until"))
    return Period(since=since, until=until, **row)
