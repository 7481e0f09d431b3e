"""The formulas of three kinds as plain Python functions: what an explained run of the engine is compared with.

Each gives the amount and the mask of refusals, as the engine does, and explains nothing.
"""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]


def low_income(p: Facts, f: Facts, m: Facts, t: Facts, s: Facts) -> tuple[int, int]:
    """Groups, guarantee, income, seven refusals."""
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


def base_assistance(p: Facts, f: Facts, m: Facts, t: Facts, s: Facts) -> tuple[int, int]:
    """Shares of the base value, income of three months, eight refusals."""
    base = total = 0
    idle = False
    months = p["WINDOW_MONTHS"]
    for i in range(len(m["age"])):
        age, disability = m["age"][i], m["disability"][i]
        student = m["student"][i] and p["MAJORITY"] <= age < p["STUDENT_AGE"]
        child = m["descendant"][i] and age < p["MAJORITY"]
        if not (
            m["core"][i]
            or child
            or (m["descendant"][i] and (student or disability == 1))
            or (m["parent"][i] and disability > 0)
        ):
            continue
        group = 1 if m["first"][i] else 2 if child else 3 if disability in (1, 2) else 0
        base += (p["BASE"] * p["SHARE"][group] + 50) // 100
        incapable = disability > 0 or m["pensioner"][i] or age >= p["PENSION_AGE"]
        idle = idle or (age >= p["MAJORITY"] and not incapable and m["idle_months"][i] > p["IDLE_LIMIT"])
        for j in range(i * months, (i + 1) * months):
            total += (
                t["wage"][j] + t["military_pay"][j] + t["pension"][j] + t["scholarship"][j]
                + t["social_payment"][j] + t["unemployment"][j] + t["alimony"][j]
                + t["abroad_transfer"][j] + t["rent"][j] + t["other"][j]
            )  # fmt: skip
    average = (2 * total + months) // (2 * months)
    grounds = (
        not f["receives_listed"][0] and not p["OPEN_TO_ALL"],
        average >= base,
        idle,
        f["purchase"][0] >= p["PURCHASE_LIMIT"],
        f["currency"][0] >= p["PURCHASE_LIMIT"],
        f["deposit"][0] > p["DEPOSIT_LIMIT"],
        f["second_dwelling"][0],
        f["occupied"][0],
    )
    return max(base - average, 0), sum(1 << bit for bit, ground in enumerate(grounds) if ground)


def housing_subsidy(p: Facts, f: Facts, m: Facts, t: Facts, s: Facts) -> tuple[int, int]:
    """Two windows of income, the share, the area, the services within norms, ten refusals."""
    persons, half, pensions, abroad = len(m["age"]), 0, 0, False
    alone, months = True, len(t["wage"]) // persons
    for i in range(persons):
        age = m["age"][i]
        incapable = m["disability"][i] > 0 or m["pensioner"][i] or age >= p["PENSION_AGE"]
        alone = alone and incapable and not m["working"][i]
        abroad = abroad or (age >= p["MAJORITY"] and m["abroad"][i] > p["MOST_ABROAD_DAYS"])
        for j in range(i * months, (i + 1) * months):
            if t["in_half_year"][j]:
                half += (
                    t["wage"][j] + t["military_pay"][j] + t["scholarship"][j] + t["social_payment"][j]
                    + t["unemployment"][j] + t["alimony"][j] + t["abroad_transfer"][j] + t["rent"][j]
                    + t["other"][j]
                )  # fmt: skip
            if t["in_pension_month"][j]:
                pensions += t["pension"][j]
    income = (2 * half + p["HALF_YEAR"]) // (2 * p["HALF_YEAR"]) + pensions
    one = (2 * income + persons) // (2 * persons)
    divider = p["PM"] * p["KG"]
    share = (2 * one * p["RG"] * 100 + divider) // (2 * divider)
    payment = (income * share + 5_000) // 10_000
    area = persons * p["AREA_PERSON"] + p["AREA_HOUSEHOLD"]
    if alone:
        area = (area * (100 + p["ALONE_PERCENT"]) + 50) // 100
    area = min(area, f["area"][0])
    cost = 0
    for k in range(len(s["basis"])):
        units = (100, persons * 100, area)[s["basis"][k]]
        quantity = (s["norm"][k] * units + 50) // 100
        cost += (quantity * s["tariff"][k] + 50_000_000) // 100_000_000
    grounds = (
        payment >= cost,
        f["debt_months"][0] > p["MOST_DEBT_MONTHS"]
        and f["debt"][0] > p["MOST_DEBT_LIMIT"]
        and not f["debt_settled"][0],
        abroad,
        f["purchase"][0] > p["MOST_PURCHASE_LIMIT"] and not f["purchase_exempt"][0],
        f["currency"][0] > p["MOST_CURRENCY_LIMIT"],
        f["deposit"][0] > p["MOST_DEPOSIT_LIMIT"],
        f["overpaid"][0],
        f["alimony_months"][0] > p["MOST_ALIMONY_MONTHS"],
        f["second_dwelling"][0],
        f["area"][0] > p["AREA_LIMIT"][f["house"][0]],
    )
    return max(cost - payment, 0), sum(1 << bit for bit, ground in enumerate(grounds) if ground)
