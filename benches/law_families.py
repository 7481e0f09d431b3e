"""Random families for the bench of the law: columns of three kinds, and one family of a column as a household."""

from __future__ import annotations

from typing import Any

import numpy as np

from turbota.assistance.income import COUNTED, EXCLUDED
from turbota.law.engine.columns import Array, Columns
from turbota.law.engine.explained import Household

MEMBERS = 3
LINES = 5  # services that a family pays for in a month
MONTHS = {"low_income": 6, "base_assistance": 3, "housing_subsidy": 7}


class Chance:
    """Random columns of one size; every call draws from the same generator."""

    def __init__(self, seed: int) -> None:
        self._generator = np.random.default_rng(seed)

    def some(self, size: int, high: int) -> Array:
        """Whole numbers from 0 to below ``high``."""
        found: Array = self._generator.integers(0, high, size, dtype=np.int64)
        return found

    def flags(self, size: int, one_in: int) -> Array:
        """Ones, one in so many."""
        found: Array = (self._generator.integers(0, one_in, size) == 0).astype(np.int8)
        return found


def families(kind: str, count: int, seed: int) -> Columns:
    """Random families of three; of the subsidy with five services of a month."""
    chance, months = Chance(seed), MONTHS[kind]
    size = count * MEMBERS
    facts = {
        "family": FAMILY[kind](chance, count),
        "member": _members(chance, count),
        "month": {name: chance.some(size * months, 100_000) for name in (*COUNTED, *EXCLUDED)},
    }
    starts = {"member": np.arange(0, size + 1, MEMBERS), "month": np.arange(0, size * months + 1, months)}
    if kind == "housing_subsidy":
        place = np.tile(np.arange(months), size)
        facts["month"] |= {
            "in_half_year": (place < months - 1).astype(np.int8),
            "in_pension_month": (place == months - 1).astype(np.int8),
        }
        facts["line"] = {
            "basis": chance.some(count * LINES, 3),
            "norm": chance.some(count * LINES, 200_000),
            "tariff": chance.some(count * LINES, 20_000_000),
        }
        starts["line"] = np.arange(0, count * LINES + 1, LINES)
    return Columns(facts, starts, count)


def one_of(columns: Columns, index: int) -> Household:
    """The family of this number as the explained run takes it."""
    part = columns.part(index, index + 1)
    facts = {
        entity: {name: one.tolist() for name, one in rows.items()} for entity, rows in part.facts.items()
    }
    sizes = {entity: len(next(iter(rows.values()))) for entity, rows in facts.items()}
    keys = {entity: [f"{entity} {n}" for n in range(size)] for entity, size in sizes.items()}
    parents = {entity: [0] * size for entity, size in sizes.items() if entity in ("member", "line")}
    parents["month"] = [n * sizes["member"] // sizes["month"] for n in range(sizes["month"])]
    return Household(facts, keys, parents)


def _members(chance: Chance, count: int) -> dict[str, Array]:
    size = count * MEMBERS
    first = np.tile(np.array([1, 0, 0], dtype=np.int8), count)
    return {
        "age": chance.some(size, 70),
        "first": first,
        "core": first,
        "descendant": 1 - first,
        "parent": np.zeros(size, dtype=np.int8),
        "student": chance.flags(size, 5),
        "disability": chance.some(size, 4),
        "pensioner": chance.flags(size, 5),
        "idle_months": chance.some(size, 5),
        "working": chance.flags(size, 2),
        "abroad": chance.some(size, 62),
    }


def _low_income(chance: Chance, count: int) -> dict[str, Array]:
    names = ("second_dwelling", "has_car", "car_from_state", "large_family")
    return {
        **{name: chance.flags(count, 10) for name in names},
        "purchase": chance.some(count, 5_500_000),
        "deposit": chance.some(count, 11_000_000),
        "car_years": chance.some(count, 40),
    }


def _base_assistance(chance: Chance, count: int) -> dict[str, Array]:
    names = ("second_dwelling", "receives_listed", "occupied", "maintained")
    return {
        **{name: chance.flags(count, 10) for name in names},
        "purchase": chance.some(count, 11_000_000),
        "currency": chance.some(count, 11_000_000),
        "deposit": chance.some(count, 11_000_000),
    }


def _housing_subsidy(chance: Chance, count: int) -> dict[str, Array]:
    names = ("second_dwelling", "purchase_exempt", "debt_settled", "overpaid", "wants_fuel", "house")
    return {
        **{name: chance.flags(count, 10) for name in names},
        "area": chance.some(count, 14_000),
        "purchase": chance.some(count, 5_500_000),
        "currency": chance.some(count, 5_500_000),
        "deposit": chance.some(count, 11_000_000),
        "debt_months": chance.some(count, 6),
        "debt": chance.some(count, 100_000),
        "alimony_months": chance.some(count, 5),
    }


FAMILY: dict[str, Any] = {
    "low_income": _low_income,
    "base_assistance": _base_assistance,
    "housing_subsidy": _housing_subsidy,
}
