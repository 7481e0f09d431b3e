"""Privileges for housing services and fuel: limit, area, caps, what an officer writes; the same in both modes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance.samples import complete
from tests.assistance.strategies import FLAG

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.income import CLASSES, COUNTED, window_months
from turbota.assistance.kinds.privilege_utilities.calculate import calculate_facts
from turbota.assistance.kinds.privilege_utilities.exempt import EXEMPT
from turbota.assistance.kinds.privilege_utilities.facts import facts
from turbota.law.engine.plan import plan

KIND = catalogue.kind("privilege_utilities")
ON = date(2026, 1, 10)
MONTHS = window_months(ON)

_family = st.fixed_dictionaries(
    {
        "percent": st.integers(0, 100),
        "income_tested": FLAG,
        "area": st.sampled_from((3000, 5250, 10**6)),
        "months_left": st.integers(0, 12),
        "wants_utilities": FLAG,
        "wants_solid_fuel": FLAG,
        "fuel_tonnes": st.integers(0, 4),
        "wants_lpg": FLAG,
        "lpg_balloons": st.integers(0, 4),
        "lpg_unknown": FLAG,
    }
)


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """Facts of a random holder of a privilege with people and services."""
    covered = draw(st.lists(FLAG, max_size=4))
    members = [{"id": f"m{n}", "name": "", "covered": one} for n, one in enumerate([1, *covered])]
    lines = [
        {"id": f"s{n}", "service": "gas", "season": "always", "basis": basis, "norm": norm, "tariff": 165441}
        for n, (basis, norm) in enumerate(
            draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 10**7)), min_size=1, max_size=3))
        )
    ]
    row = st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 2_000_000), max_size=2)
    incomes = {m["id"]: draw(st.dictionaries(st.sampled_from(MONTHS), row, max_size=3)) for m in members}
    family = draw(_family)
    family["fuel_tonnes"] *= family["wants_solid_fuel"]
    return {
        "family": family,
        "members": members,
        "window": MONTHS,
        "incomes": incomes,
        "lines": lines,
        "until": "2026-12-31",
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(families(), min_size=1, max_size=6), st.sampled_from((ON, date(2025, 12, 31))))
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    for family, quick in zip(found, explaining.over_columns(KIND, found, on), strict=True):
        said = calculate_facts(family, on)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        steps = {step.name: step.value for step in said.steps if step.entity == "family"}
        assert (quick.amount, quick.once) == (steps["amount"], steps["once"])
        if said.outcome == "officer":
            assert quick.doubts == tuple(doubt.code for doubt in said.doubts)


@settings(max_examples=40, deadline=None)
@given(families(), st.integers(1, 5_000_000), st.sampled_from(COUNTED))
def test_more_income_never_gives_more(family: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    before = calculate_facts(family, ON)
    month = family["incomes"].setdefault("m0", {}).setdefault(MONTHS[0], {})
    month[name] = month.get(name, 0) + more
    after = calculate_facts(family, ON)
    assert (after.amount or 0) + after.once <= (before.amount or 0) + before.once
    assert before.outcome == "granted" or after.outcome != "granted"


@pytest.mark.requirement("R110")
def test_each_product_of_the_index_is_rounded_on_its_own() -> None:
    ready = plan(KIND.book, ON)
    assert ready.parameter("FUEL_INDEX") == 230128713822489
    assert (ready.parameter("solid_fuel_cap"), ready.parameter("lpg_cap")) == (460257, 46026)


@pytest.mark.parametrize(("on", "limit"), [(date(2025, 12, 31), 424000), (date(2026, 1, 1), 466000)])
@pytest.mark.requirement("R110")
def test_the_income_limit_is_rounded_to_ten_hryvnias(on: date, limit: int) -> None:
    assert plan(KIND.book, on).parameter("income_limit") == limit


def _answers() -> dict[str, Any]:
    answers = complete()
    answers["privilege_utilities"] = {
        "category": "Учасниця бойових дій", "proof": "Посвідчення 000001", "wants_utilities": False,
        "wants_solid_fuel": True, "wants_lpg": False,
    }  # fmt: skip
    return answers


@pytest.mark.requirement("R110", "R166")
def test_the_application_may_leave_to_the_officer_what_only_an_act_says() -> None:
    answers = _answers()
    form = KIND.form_on(ON)
    assert forms.check(form, answers, ON) == {}
    said = KIND.calculate(answers, ON)
    assert (said.outcome, said.amount, said.once) == ("officer", None, 0)
    assert set(said.missing) == {
        "Відсоток пільги",
        "Чи залежить пільга від доходу",
        "До якого дня надають пільгу",
        "Чи поширюється пільга на людину: Соломія",
    }
    answers["members"][0]["privilege_covers"] = False
    answers["privilege_utilities"] |= {
        "percent": 50,
        "income_tested": False,
        "until": "2026-06-30",
    }
    by_norm = KIND.calculate(answers, ON).receipt[0]
    assert (by_norm.amount, by_norm.source) == (460257, "кількість за нормою: 2 тонни на рік")
    assert "privilege_utilities.solid_fuel_norm" in {used.key for used in by_norm.parameters}
    answers["privilege_utilities"]["fuel_tonnes"] = "1"
    said = KIND.calculate(answers, ON)
    assert (said.outcome, said.amount, said.once) == ("granted", 0, 230129)
    fuel, total = said.receipt
    assert fuel.source == "кількість: зі слів заявника, у заяві"
    assert fuel.because == "Гранична вартість 4\u00a0602,57\u00a0₴ × 1 × 50 %."
    assert (total.per, total.sign, total.amount) == ("once", "total", 230129)
    assert "30 червня 2026" in said.conditions[0]


@pytest.mark.parametrize(
    ("until", "left"),
    [("2026-01-09", 0), ("2026-01-10", 1), ("2026-02-01", 2), ("2026-12-31", 12), ("2027-02-01", 14)],
)
def test_months_of_the_document_are_counted_by_the_calendar(until: str, left: int) -> None:
    answers = _answers()
    answers["privilege_utilities"]["until"] = until
    assert facts(answers, ON)["family"]["months_left"] == left


def test_what_is_paid_by_month_and_what_once_are_told_apart() -> None:
    answers = _answers()
    answers["members"] = []
    answers["home"] = {"kind": "flat", "area": 5000}
    line = {"provider": "Надавач", "season": "always", "basis": "household"}
    answers["services"] = [{"id": "s1", "service": "gas", **line, "norm": 100_000, "tariff": 46_026_000}]
    answers["privilege_utilities"] |= {
        "percent": 50, "income_tested": False, "until": "2026-01-31", "fuel_tonnes": "1", "wants_utilities": True,
    }  # fmt: skip
    assert facts(answers, ON)["family"]["lpg_balloons"] == 0
    parts = KIND.calculate(answers, ON).schedule
    assert [(part.per, part.code) for part in parts] == [("month", "utilities"), ("once", "fuel")]


def test_services_and_the_dwelling_are_asked_only_of_who_wants_them_paid() -> None:
    answers = _answers()
    form = KIND.form_on(ON)
    assert not forms.visible(form, answers, "services") and not forms.visible(form, answers, "home.area")
    answers["privilege_utilities"]["wants_utilities"] = True
    faults = forms.check(form, answers, ON)
    assert set(faults) == {"home.kind", "home.area", "services"}


def test_a_document_of_the_right_is_brought() -> None:
    assert [one.code for one in KIND.documents(_answers(), ON)] == [
        "identity",
        "privilege_proof",
        "income",
    ]


@pytest.mark.requirement("R167")
def test_who_need_not_file_the_application_is_told_before_it_is_filled() -> None:
    assert set(EXEMPT.workers) == {
        "pedagogic", "medical", "pharmaceutical", "library", "museum", "plant_protection", "culture",
    }  # fmt: skip
    assert (EXEMPT.point, EXEMPT.verified) == ("п. 2.2", True)
    hint = KIND.form_on(ON).section("privilege_utilities").question("category").hint
    assert "у селі або селищі" in hint
    assert all(title in hint for title in EXEMPT.workers.values())
    assert hint.endswith("цієї заяви подавати не треба.")
