"""Is a household one that can exist: shape, people, incomes, place. Every fault is the path and a sentence with a way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from turbota.assistance import catalogue, contract, forms, union
from turbota.assistance.answers import month_words
from turbota.assistance.asking import checks
from turbota.assistance.asking.checks import people
from turbota.assistance.contract import Faults
from turbota.assistance.forms import APPLICANT, Answers
from turbota.assistance.kind import Kind
from turbota.law.values import NotInForce

REGIONS = Path(__file__).with_name("regions.yaml")
SHORT = {
    "арк": "автономна республіка крим",
    "ар крим": "автономна республіка крим",
    "крим": "автономна республіка крим",
}
ONE_APPLICANT = "Заявник один. Залиште тут одну людину, а решту впишіть у members."
OURSELVES = ("applicant", "self", "me")


def read(sent: Any, on: date) -> tuple[dict[str, Any], Faults]:
    """The household as it is kept, and its faults by path. An unknown section or question is a fault too."""
    if not isinstance(sent, Mapping):
        return {}, {"": "Файл має бути об’єктом JSON з відповідями."}
    faults: Faults = {}
    if isinstance(sent.get(APPLICANT), list):
        faults[APPLICANT] = ONE_APPLICANT
        sent = {code: value for code, value in sent.items() if code != APPLICANT}
    for index, row in enumerate(people(sent)):
        if row.get("relation") in OURSELVES:
            faults[f"members.{index}.relation"] = ONE_APPLICANT
    household, wrong = contract.read(union.form(on), _with_ids(sent))
    faults = {**wrong, **faults}
    return household, faults or faults_of(household, on)


def _with_ids(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Rows without an id of their own get one by their place."""
    return {
        code: [
            {"id": f"{code[:20]}-{n}", **row} if isinstance(row, Mapping) and "id" not in row else row
            for n, row in enumerate(value)
        ]
        if isinstance(value, list)
        else value
        for code, value in sent.items()
    }


def faults_of(household: Answers, on: date) -> Faults:
    """What cannot be together: faults by path; nothing is said of what was left out."""
    faults = forms.check_given(union.form(on), household, on)
    for rule in OF_HOUSEHOLD:
        for path, sentence in rule(household, on).items():
            faults.setdefault(path, sentence)
    return faults


def of_kind(kind: Kind, household: Answers, on: date) -> Faults:
    """What the kind's own form says of the answers given: only faults of answers, by the path of the household."""
    form = union.form_of(kind, on)
    own = union.answers_of(kind, household, on)
    faults: Faults = {}
    for rule in form.checks if form else ():
        for path, sentence in rule(own, on).items():
            faults.setdefault(union.path_of(kind, path, own, household), sentence)
    return faults


def window(on: date) -> tuple[str, str] | None:
    """First and last month that any kind counts on the day; None when no kind counts incomes."""
    found = []
    for kind in catalogue.kinds():
        if kind.income_window:
            try:
                found.append(kind.income_window(on))
            except NotInForce:
                continue
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def months_counted(household: Answers, on: date) -> Faults:
    """A month that no kind counts is a slip of the pen, not an income."""
    counted = window(on)
    rows = household.get("incomes")
    if counted is None or not isinstance(rows, list):
        return {}
    first, last = counted
    return {
        f"incomes.{index}.month": f"{month_words(row['month']).capitalize()} не входить до періоду, за який рахують доходи. "
        f"Вкажіть місяць від «{month_words(first)}» до «{month_words(last)}» або приберіть цей рядок."
        for index, row in enumerate(rows)
        if isinstance(row.get("month"), str) and not first <= row["month"] <= last
    }


def place_is_known(household: Answers, on: date) -> Faults:
    """The region is one of Ukraine."""
    address = household.get("address")
    return {
        f"address.{code}": "Такої області немає. Напишіть область України, наприклад «Київська», або «Київ»."
        for code in ("oblast", "actual_oblast")
        if isinstance(address, Mapping) and address.get(code) and _region(str(address[code])) not in regions()
    }


@cache
def regions() -> frozenset[str]:
    """Regions of Ukraine, as ``regions.yaml`` writes them."""
    return frozenset(yaml.safe_load(REGIONS.read_text(encoding="utf-8")))


def _region(text: str) -> str:
    plain = re.sub(r"\b(область|обл|місто|м)\b\.?", "", text.lower().replace("’", ""))
    plain = " ".join(plain.split())
    return SHORT.get(plain, plain)


OF_HOUSEHOLD: tuple[Callable[[Answers, date], Mapping[str, str]], ...] = (
    checks.parents_are_older,
    checks.nobody_twice,
    checks.one_spouse,
    checks.child_is_a_child,
    checks.income_once,
    months_counted,
    place_is_known,
)
