"""Answers become rows of whole numbers: a family, its members, the months of the income window.

A month without income is a visible row of zeros. What nobody answered is None: the engine names it and
an officer decides. The dictionary is plain JSON and is kept in the snapshot of the decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from turbota.assistance.answers import month_words
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.kinds.low_income.rules import COUNTED, EXCLUDED
from turbota.law import values
from turbota.law.engine.explained import Household
from turbota.law.engine.schedule import month_after

CLASSES = (*COUNTED, *EXCLUDED)
DISABILITY = {"none": 0, "group_1": 1, "group_2": 2, "group_3": 3, "child": 4}
CORE = ("husband", "wife")
FAMILY = (
    "purchase", "deposit", "second_dwelling", "has_car", "car_years", "car_from_state", "large_family",
)  # fmt: skip
MEMBER = ("age", "core", "descendant", "parent", "student", "disability", "pensioner", "idle_months")


def window(on: date) -> tuple[str, str]:
    """First and last month of the income window of an application on this day.

    Raises NotInForce where the length of the window is not known.
    """
    months = values.value("income_window.months", on).value
    gap = values.value("income_window.gap", on).value
    last = month_after(on, -gap)
    first = month_after(last, 1 - months)
    return f"{first:%Y-%m}", f"{last:%Y-%m}"


def window_months(on: date) -> list[str]:
    """Every month of the window, oldest first."""
    first, last = window(on)
    months = [first]
    while months[-1] != last:
        year, month = months[-1].split("-")
        months.append(f"{month_after(date(int(year), int(month), 1)):%Y-%m}")
    return months


def facts(answers: Answers, on: date) -> dict[str, Any]:
    """Canonical facts of the household, JSON-able; ``born`` stays so that the award can be cut."""
    members = [_member(answers.get("applicant") or {}, APPLICANT, applicant=True)]
    for index, row in enumerate(answers.get("members") or []):
        members.append(_member(row, str(row.get("id", index)), applicant=False))
    return {
        "family": _property(answers.get("property") or {}, on),
        "members": members,
        "window": window_months(on),
        "incomes": _incomes(answers, {member["id"] for member in members}),
    }


def household(found: Mapping[str, Any], on: date) -> Household:
    """Rows for the engine, with ages on the day."""
    members = found["members"]
    months = found["window"]
    rows: dict[str, list[Any]] = {name: [] for name in CLASSES}
    keys: list[str] = []
    for member in members:
        for month in months:
            keys.append(f"{member['id']} {month}")
            mine = found["incomes"].get(member["id"], {}).get(month, {})
            for name in CLASSES:
                rows[name].append(mine.get(name, 0))
    facts_of_members = {name: [member.get(name) for member in members] for name in MEMBER if name != "age"}
    facts_of_members["age"] = [_age(member.get("born"), on) for member in members]
    return Household(
        facts={
            "family": {name: [found["family"].get(name)] for name in FAMILY},
            "member": facts_of_members,
            "month": rows,
        },
        keys={"family": ["family"], "member": [member["id"] for member in members], "month": keys},
        parents={
            "member": [0] * len(members),
            "month": [index for index in range(len(members)) for _ in months],
        },
    )


def describe_window(months: list[str]) -> str:
    """«серпень 2025 — січень 2026»."""
    return f"{month_words(months[0])} — {month_words(months[-1])}"


def _age(born: str | None, on: date) -> int | None:
    if not born:
        return None
    day = date.fromisoformat(born)
    return max(0, on.year - day.year - ((on.month, on.day) < (day.month, day.day)))


def _flag(value: Any) -> int | None:
    return int(value) if isinstance(value, bool) else None


def _member(row: Mapping[str, Any], key: str, *, applicant: bool) -> dict[str, Any]:
    relation, occupation = row.get("relation"), row.get("occupation")
    idle = occupation == "idle"
    months = row.get("idle_months")
    known = applicant or relation is not None
    return {
        "id": key,
        "name": str(row.get("given_name") or "").strip(),
        "born": row.get("birth_date") or None,
        "core": int(applicant or relation in CORE) if known else None,
        "descendant": int(relation in ("child", "ward")) if known else None,
        "parent": int(relation in ("mother", "father")) if known else None,
        "student": None if occupation is None else int(occupation == "studies_full_time"),
        "disability": DISABILITY.get(str(row.get("disability"))),
        "pensioner": None if occupation is None else int(occupation == "pensioner"),
        "idle_months": (int(months) if months is not None else None) if idle else _zero_if(occupation),
    }


def _zero_if(occupation: Any) -> int | None:
    return None if occupation is None else 0


def _property(row: Mapping[str, Any], on: date) -> dict[str, Any]:
    car = _flag(row.get("has_car"))
    year = row.get("car_year")
    return {
        "large_family": _flag(row.get("large_family")),
        "purchase": _sum(row.get("big_purchase"), row.get("purchase_amount")),
        "deposit": _sum(row.get("has_deposit"), row.get("deposit_amount")),
        "second_dwelling": _flag(row.get("second_dwelling")),
        "has_car": car,
        "car_years": 0 if car == 0 else (max(0, on.year - year) if isinstance(year, int) else None),
        "car_from_state": 0 if car == 0 else _flag(row.get("car_for_disabled")),
    }


def _sum(has: Any, amount: Any) -> int | None:
    if has is False:
        return 0
    return amount if has is True and isinstance(amount, int) else None


def _incomes(answers: Answers, known: set[str]) -> dict[str, dict[str, dict[str, int | None]]]:
    """member → month → class → kopiykas. Rows of one class are added; a row outside stays and is not read."""
    result: dict[str, dict[str, dict[str, int | None]]] = {}
    for row in answers.get("incomes") or []:
        member, month, name = str(row.get("member")), str(row.get("month")), str(row.get("class"))
        if member not in known or name not in CLASSES:
            continue
        mine = result.setdefault(member, {}).setdefault(month, {})
        before, amount = mine.get(name, 0), row.get("amount")
        mine[name] = None if amount is None or before is None else before + amount
    return result
