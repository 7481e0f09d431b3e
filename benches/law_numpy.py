"""The formulas of three kinds as NumPy by hand over one chunk: what the engine over columns is compared with."""

from __future__ import annotations

from typing import Any

import numpy as np

from turbota.law.engine.columns import Columns


def _income(t: Any) -> Any:
    return (
        t["wage"] + t["military_pay"] + t["pension"] + t["scholarship"] + t["social_payment"]
        + t["unemployment"] + t["alimony"] + t["abroad_transfer"] + t["rent"] + t["other"]
    )  # fmt: skip


def _mask(grounds: tuple[Any, ...], families: int) -> Any:
    mask = np.zeros(families, dtype=np.int64)
    for bit, ground in enumerate(grounds):
        mask |= np.asarray(ground).astype(np.int64) << bit
    return mask


def low_income(p: dict[str, Any], columns: Columns) -> tuple[Any, Any]:
    """Groups, guarantee, income, seven refusals."""
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
    income = _income(t)
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
    return np.maximum(family_guarantee - average, 0), _mask(grounds, columns.families)


def base_assistance(p: dict[str, Any], columns: Columns) -> tuple[Any, Any]:
    """Shares of the base value, income of three months, eight refusals."""
    f, m, t = columns.facts["family"], columns.facts["member"], columns.facts["month"]
    age, disability = m["age"], m["disability"]
    student = (m["student"] != 0) & (age >= p["MAJORITY"]) & (age < p["STUDENT_AGE"])
    child = (m["descendant"] != 0) & (age < p["MAJORITY"])
    grown = (m["descendant"] != 0) & (student | (disability == 1))
    counts = (m["core"] != 0) | child | grown | ((m["parent"] != 0) & (disability > 0))
    incapable = (disability > 0) | (m["pensioner"] != 0) | (age >= p["PENSION_AGE"])
    disabled = (disability == 1) | (disability == 2)
    group = np.where(m["first"] != 0, 1, np.where(child, 2, np.where(disabled, 3, 0)))
    share = (p["BASE"] * np.asarray(p["SHARE"])[group] + 50) // 100
    idle = (age >= p["MAJORITY"]) & ~incapable & (m["idle_months"] > p["IDLE_LIMIT"])
    first, month = columns.starts["member"][:-1], columns.starts["month"][:-1]
    total = np.add.reduceat(np.add.reduceat(_income(t), month) * counts, first)
    base = np.add.reduceat(share * counts, first)
    average = (2 * total + p["WINDOW_MONTHS"]) // (2 * p["WINDOW_MONTHS"])
    grounds = (
        (f["receives_listed"] == 0) & (p["OPEN_TO_ALL"] == 0),
        average >= base,
        np.maximum.reduceat(idle & counts, first),
        f["purchase"] >= p["PURCHASE_LIMIT"],
        f["currency"] >= p["PURCHASE_LIMIT"],
        f["deposit"] > p["DEPOSIT_LIMIT"],
        f["second_dwelling"] != 0,
        f["occupied"] != 0,
    )
    return np.maximum(base - average, 0), _mask(grounds, columns.families)


def housing_subsidy(p: dict[str, Any], columns: Columns) -> tuple[Any, Any]:
    """Two windows of income, the share, the area, the services within norms, ten refusals."""
    f, m, t, s = (columns.facts[name] for name in ("family", "member", "month", "line"))
    starts = columns.starts
    first, month, line = (starts[name][:-1] for name in ("member", "month", "line"))
    persons, lines = np.diff(starts["member"]), np.diff(starts["line"])
    half = (_income(t) - t["pension"]) * t["in_half_year"]
    half = np.add.reduceat(np.add.reduceat(half, month), first)
    pensions = np.add.reduceat(np.add.reduceat(t["pension"] * t["in_pension_month"], month), first)
    income = (2 * half + p["HALF_YEAR"]) // (2 * p["HALF_YEAR"]) + pensions
    one = (2 * income + persons) // (2 * persons)
    divider = p["PM"] * p["KG"]
    share = (one * (2 * p["RG"] * 100) + divider) // (2 * divider)
    payment = (income * share + 5_000) // 10_000
    age = m["age"]
    incapable = (m["disability"] > 0) | (m["pensioner"] != 0) | (age >= p["PENSION_AGE"])
    idle = np.add.reduceat((incapable & (m["working"] == 0)).view(np.int8), first, dtype=np.int64)
    norm = persons * p["AREA_PERSON"] + p["AREA_HOUSEHOLD"]
    norm = np.where(idle >= persons, (norm * (100 + p["ALONE_PERCENT"]) + 50) // 100, norm)
    area, basis = np.minimum(f["area"], norm), s["basis"]
    each = np.where(basis == 1, np.repeat(persons, lines) * 100, 100)
    units = np.where(basis == 2, np.repeat(area, lines), each)
    quantity = (s["norm"] * units + 50) // 100
    cost = np.add.reduceat((quantity * s["tariff"] + 50_000_000) // 100_000_000, line)
    abroad = np.maximum.reduceat((age >= p["MAJORITY"]) & (m["abroad"] > p["MOST_ABROAD_DAYS"]), first)
    debt = (f["debt_months"] > p["MOST_DEBT_MONTHS"]) & (f["debt"] > p["MOST_DEBT_LIMIT"])
    grounds = (
        payment >= cost,
        debt & (f["debt_settled"] == 0),
        abroad,
        (f["purchase"] > p["MOST_PURCHASE_LIMIT"]) & (f["purchase_exempt"] == 0),
        f["currency"] > p["MOST_CURRENCY_LIMIT"],
        f["deposit"] > p["MOST_DEPOSIT_LIMIT"],
        f["overpaid"] != 0,
        f["alimony_months"] > p["MOST_ALIMONY_MONTHS"],
        f["second_dwelling"] != 0,
        f["area"] > np.asarray(p["AREA_LIMIT"])[f["house"]],
    )
    return np.maximum(cost - payment, 0), _mask(grounds, columns.families)
