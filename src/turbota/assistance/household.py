"""Canonical facts of a family become the rows of the engine; small readings that many kinds need.

Canonical facts: ``{"family": {…}, "members": [{"id", "born", …}], "window": [months], "incomes":
{member: {month: {class: kopiykas}}}}``; a kind without incomes has no window.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.income import CLASSES
from turbota.law.engine.explained import Household

DISABILITY = {"none": 0, "group_1": 1, "group_2": 2, "group_3": 3, "child": 4}


def household(
    found: Mapping[str, Any], on: date, family: tuple[str, ...], member: tuple[str, ...]
) -> Household:
    """Rows for the engine, with ages on the day; ``family`` and ``member`` name the facts of each."""
    members = found["members"]
    facts: dict[str, dict[str, list[Any]]] = {
        "family": {name: [found["family"].get(name)] for name in family},
        "member": {name: [one.get(name) for one in members] for name in member},
    }
    if "age" in member:
        facts["member"]["age"] = [age(one.get("born"), on) for one in members]
    keys = {"family": ["family"], "member": [one["id"] for one in members]}
    parents = {"member": [0] * len(members)}
    if "window" in found:
        facts["month"], keys["month"] = _months(found)
        parents["month"] = [index for index in range(len(members)) for _ in found["window"]]
    return Household(facts=facts, keys=keys, parents=parents)


def _months(found: Mapping[str, Any]) -> tuple[dict[str, list[Any]], list[str]]:
    rows: dict[str, list[Any]] = {name: [] for name in CLASSES}
    keys: list[str] = []
    for one in found["members"]:
        for month in found["window"]:
            keys.append(f"{one['id']} {month}")
            mine = found["incomes"].get(one["id"], {}).get(month, {})
            for name in CLASSES:
                rows[name].append(mine.get(name, 0))
    return rows, keys


def age(born: str | None, on: date) -> int | None:
    """Whole years on the day; None when the date is not known."""
    if not born:
        return None
    day = date.fromisoformat(born)
    return max(0, on.year - day.year - ((on.month, on.day) < (day.month, day.day)))


def flag(value: Any) -> int | None:
    """1 and 0 of «так» and «ні»; None of no answer."""
    return int(value) if isinstance(value, bool) else None


def amount_if(has: Any, amount: Any) -> int | None:
    """The amount asked after «так»; 0 after «ні»; None while either is not answered."""
    if has is False:
        return 0
    return amount if has is True and isinstance(amount, int) else None


def idle_months(row: Mapping[str, Any]) -> int | None:
    """Months without work and study of a person: 0 of who does something, None while it is not answered."""
    occupation, months = row.get("occupation"), row.get("idle_months")
    if occupation != "idle":
        return None if occupation is None else 0
    return None if months is None else int(months)
