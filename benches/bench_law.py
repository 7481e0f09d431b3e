"""The law engine against the same formulas by hand.

1. One family explained against one bare Python function (goal: at most 10 times slower).
2. A million families over columns against hand-written NumPy (goal: at least half of its speed),
   with the peak of memory for a quarter of a million and for a million families.

The bare function and the NumPy function compute the whole kind: groups, guarantee, income, seven
refusals. Rounds are interleaved, so that a slow minute of the machine hurts both alike.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections import deque
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from benches.measuring import Measured, compare

from turbota.assistance.income import COUNTED, EXCLUDED
from turbota.assistance.kinds.low_income.facts import household
from turbota.assistance.kinds.low_income.rules import BOOK
from turbota.law.engine.columns import CHUNK, Columns, run_columns
from turbota.law.engine.explained import Household, run_one
from turbota.law.engine.plan import Plan, plan

ON = date(2026, 3, 10)
ROUNDS = 9
FAMILIES = 1_000_000
LOADED = 65_536  # families that the loader brings at once
MEMBERS = 3
MONTHS = 6
ASK = ("amount", "average_income", "family_guarantee")


def example() -> Household:
    """Two adults and two children, wages in every month of the window."""
    months = [f"2025-{month:02d}" for month in range(8, 13)] + ["2026-01"]
    empty = {"disability": 0, "pensioner": 0, "idle_months": 0, "student": 0, "parent": 0, "name": ""}
    people = [
        ("a", "1991-05-12", 1, 0),
        ("b", "1989-08-03", 1, 0),
        ("c", "2016-10-20", 0, 1),
        ("d", "2022-02-07", 0, 1),
    ]
    family = dict.fromkeys(
        ("purchase", "deposit", "second_dwelling", "has_car", "car_years", "car_from_state", "large_family"),
        0,
    )
    return household(
        {
            "family": family,
            "members": [{**empty, "id": k, "born": b, "core": c, "descendant": d} for k, b, c, d in people],
            "window": months,
            "incomes": {
                "a": {m: {"wage": 340_000} for m in months},
                "b": {m: {"wage": 885_000} for m in months},
            },
        },
        ON,
    )


def bare(p: dict[str, Any], f: dict[str, Any], m: dict[str, Any], t: dict[str, Any]) -> tuple[int, int]:
    """The same formulas as one plain function: amount and mask of refusals, nothing explained."""
    guarantee = minimum = total = 0
    idle = False
    months = p["WINDOW_MONTHS"]
    for i in range(len(m["age"])):
        age, disability = m["age"][i], m["disability"][i]
        student = m["student"][i] and p["MAJORITY"] <= age < p["STUDENT_AGE"]
        counts = (
            m["core"][i]
            or (m["descendant"][i] and (age < p["MAJORITY"] or student or disability == 1))
            or (m["parent"][i] and disability > 0)
        )
        incapable = disability > 0 or m["pensioner"][i] or age >= p["PENSION_AGE"]
        if age < p["SCHOOL_AGE"]:
            group = 2
        elif age < p["MAJORITY"]:
            group = 3
        else:
            group = 1 if incapable else 4 if student else 0
        if not counts:
            continue
        minimum += p["PM"][group]
        guarantee += (p["PM"][group] * p["LEVEL"][group] + 50) // 100
        idle = idle or (age >= p["MAJORITY"] and not incapable and m["idle_months"][i] > p["IDLE_LIMIT"])
        for j in range(i * months, (i + 1) * months):
            total += (
                t["wage"][j] + t["military_pay"][j] + t["pension"][j] + t["scholarship"][j]
                + t["social_payment"][j] + t["unemployment"][j] + t["alimony"][j]
                + t["abroad_transfer"][j] + t["rent"][j] + t["other"][j]
            )  # fmt: skip
    average = (2 * total + months) // (2 * months)
    free = not f["large_family"][0]
    grounds = (
        average >= minimum,
        guarantee <= average < minimum,
        idle,
        f["purchase"][0] > p["PURCHASE_LIMIT"] and free,
        f["deposit"][0] > p["DEPOSIT_LIMIT"] and free,
        f["second_dwelling"][0] and free,
        f["has_car"][0] and f["car_years"][0] < p["CAR_AGE"] and not f["car_from_state"][0] and free,
    )
    mask = sum(1 << bit for bit, ground in enumerate(grounds) if ground)
    return max(guarantee - average, 0), mask


def by_hand(p: dict[str, Any], columns: Columns) -> tuple[Any, Any]:
    """The same formulas in plain NumPy over one chunk."""
    f, m, t = columns.facts["family"], columns.facts["member"], columns.facts["month"]
    age, disability = m["age"], m["disability"]
    student = (m["student"] != 0) & (age >= p["MAJORITY"]) & (age < p["STUDENT_AGE"])
    child = (m["descendant"] != 0) & (age < p["MAJORITY"])
    grown = (m["descendant"] != 0) & (student | (disability == 1))
    counts = (m["core"] != 0) | child | grown | ((m["parent"] != 0) & (disability > 0))
    incapable = (disability > 0) | (m["pensioner"] != 0) | (age >= p["PENSION_AGE"])
    adult = np.where(incapable, 1, np.where(student, 4, 0))
    group = np.where(age < p["SCHOOL_AGE"], 2, np.where(age < p["MAJORITY"], 3, adult))
    minimum = np.asarray(p["PM"])[group]
    guarantee = (minimum * np.asarray(p["LEVEL"])[group] + 50) // 100
    idle = (age >= p["MAJORITY"]) & ~incapable & (m["idle_months"] > p["IDLE_LIMIT"])
    income = (
        t["wage"] + t["military_pay"] + t["pension"] + t["scholarship"] + t["social_payment"]
        + t["unemployment"] + t["alimony"] + t["abroad_transfer"] + t["rent"] + t["other"]
    )  # fmt: skip
    first, month = columns.starts["member"][:-1], columns.starts["month"][:-1]
    total = np.add.reduceat(np.add.reduceat(income, month) * counts, first)
    family_minimum = np.add.reduceat(minimum * counts, first)
    family_guarantee = np.add.reduceat(guarantee * counts, first)
    average = (2 * total + p["WINDOW_MONTHS"]) // (2 * p["WINDOW_MONTHS"])
    free = f["large_family"] == 0
    grounds = (
        average >= family_minimum,
        (average < family_minimum) & (average >= family_guarantee),
        np.maximum.reduceat(idle & counts, first),
        (f["purchase"] > p["PURCHASE_LIMIT"]) & free,
        (f["deposit"] > p["DEPOSIT_LIMIT"]) & free,
        (f["second_dwelling"] != 0) & free,
        (f["has_car"] != 0) & (f["car_years"] < p["CAR_AGE"]) & (f["car_from_state"] == 0) & free,
    )
    mask = np.zeros(columns.families, dtype=np.int64)
    for bit, ground in enumerate(grounds):
        mask |= ground.astype(np.int64) << bit
    return np.maximum(family_guarantee - average, 0), mask


def families(count: int, seed: int) -> Columns:
    """Random families of three, six months each."""
    chance = np.random.default_rng(seed)

    def some(size: int, high: int) -> Any:
        return chance.integers(0, high, size, dtype=np.int64)

    members, months = count * MEMBERS, count * MEMBERS * MONTHS

    def flags(size: int, one_in: int) -> Any:
        return (chance.integers(0, one_in, size) == 0).astype(np.int8)

    family = {n: flags(count, 10) for n in ("second_dwelling", "has_car", "car_from_state", "large_family")}
    family |= {
        "purchase": some(count, 5_500_000),
        "deposit": some(count, 11_000_000),
        "car_years": some(count, 40),
    }
    first = np.tile(np.array([1, 0, 0], dtype=np.int8), count)
    member = {
        "age": some(members, 70),
        "core": first,
        "descendant": 1 - first,
        "parent": some(members, 2) * 0,
    }
    member |= {"student": flags(members, 5), "disability": some(members, 4), "pensioner": flags(members, 5)}
    member |= {"idle_months": some(members, 5)}
    month = {name: some(months, 100_000) for name in (*COUNTED, *EXCLUDED)}
    starts = {"member": np.arange(0, members + 1, MEMBERS), "month": np.arange(0, months + 1, MONTHS)}
    return Columns({"family": family, "member": member, "month": month}, starts, count)


def one_family() -> list[Measured]:
    """Five hundred families, bare and explained, in interleaved rounds (goal: ratio at most 10)."""
    ready, home = plan(BOOK, ON), example()
    p, f, m, t = ready.parameters, home.facts["family"], home.facts["member"], home.facts["month"]
    run = run_one(ready, home)
    if (run.value("amount"), 0) != bare(p, dict(f), dict(m), dict(t)) or run.refused():
        raise AssertionError("the engine and the bare function differ")
    return compare(
        "law, 500 families",
        {
            "bare function": lambda: deque(
                (bare(p, dict(f), dict(m), dict(t)) for _ in range(500)), maxlen=0
            ),
            "engine, explained": lambda: deque((run_one(ready, home) for _ in range(500)), maxlen=0),
        },
        rounds=ROUNDS,
    )


def many_families() -> list[Measured]:
    """Families over columns, by hand and by the engine, over the same chunks (goal: ratio at most 2)."""
    ready = plan(BOOK, ON)
    loaded = families(LOADED, seed=1)
    parts = [loaded.part(first, first + CHUNK) for first in range(0, LOADED, CHUNK)]
    for outcome, part in zip(run_columns(ready, loaded, ASK), parts, strict=True):
        amount, mask = by_hand(ready.parameters, part)
        if not (outcome.results["amount"] == amount).all() or not (outcome.refusals == mask).all():
            raise AssertionError("the engine and NumPy differ")
    turns = FAMILIES // LOADED

    def engine() -> None:
        for _ in range(turns):
            deque(run_columns(ready, loaded, ASK), maxlen=0)

    def numpy() -> None:
        for _ in range(turns):
            deque((by_hand(ready.parameters, part) for part in parts), maxlen=0)

    return compare("law, a million families", {"NumPy by hand": numpy, "engine": engine}, rounds=ROUNDS)


def memory() -> list[Measured]:
    """Peak memory (megabytes in the columns of milliseconds) for a quarter of a million and a million families."""
    quarter, whole = _peak(FAMILIES // 4), _peak(FAMILIES)
    bench = "law, peak memory in MB"
    return [
        Measured(bench, "a quarter of a million", quarter, quarter, 0.0, 1.0),
        Measured(bench, "a million", whole, whole, 0.0, whole / quarter),
    ]


def stream(count: int) -> int:
    """Run so many families as a stream of chunks; the peak of memory of this process in MB."""
    ready: Plan = plan(BOOK, ON)
    total = 0
    for seed, first in enumerate(range(0, count, LOADED)):
        for outcome in run_columns(ready, families(min(LOADED, count - first), seed), ASK):
            total += int(outcome.results["amount"].sum())
    if total <= 0:
        raise AssertionError("nothing was computed")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def run() -> list[Measured]:
    """All measurements; `make bench` calls this."""
    return [*one_family(), *many_families(), *memory()]


def _peak(count: int) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "benches.bench_law", str(count)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
        cwd=Path(__file__).parents[1],
    )
    return int(done.stdout)


if __name__ == "__main__":
    print(stream(int(sys.argv[1])))
