"""Base social assistance: the pilot and its dates, both readings, the same in both modes, monotone in income."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance.samples import complete
from tests.assistance.strategies import FLAG, households

from turbota.assistance import catalogue, explaining
from turbota.assistance.income import COUNTED, window_months
from turbota.assistance.kinds.base_assistance.calculate import calculate_facts
from turbota.assistance.kinds.base_assistance.facts import WINDOW
from turbota.law import values
from turbota.law.values import NotInForce

KIND = catalogue.kind("base_assistance")
ON = date(2026, 3, 10)
MONTHS = window_months(ON, WINDOW)

_family = st.fixed_dictionaries(
    {
        "purchase": st.sampled_from((0, 9_999_999, 10_000_000)),
        "currency": st.sampled_from((0, 0, 9_999_999, 10_000_000)),
        "deposit": st.sampled_from((0, 10_000_000, 10_000_001)),
        "second_dwelling": st.sampled_from((0, 0, 1)),
        "receives_listed": FLAG,
        "occupied": st.sampled_from((0, 0, 1)),
        "maintained": st.sampled_from((0, 0, 1)),
    }
)
FAMILIES = households(_family, MONTHS)


def _answers() -> dict[str, Any]:
    answers = complete()
    answers["property"] = {
        "big_purchase": False, "currency_bought": False, "has_deposit": False, "second_dwelling": False,
    }  # fmt: skip
    return {**answers, "incomes": [], "base_assistance": {"occupied": False, "maintained": False}}


@settings(max_examples=60, deadline=None)
@given(st.lists(FAMILIES, min_size=1, max_size=8), st.sampled_from((date(2025, 7, 1), date(2025, 9, 30), ON)))
def test_both_modes_give_the_same_to_the_kopiyka(families: list[dict[str, Any]], on: date) -> None:
    for family, quick in zip(families, explaining.over_columns(KIND, families, on), strict=True):
        found = calculate_facts(family, on)
        assert quick.reasons == tuple(reason.code for reason in found.reasons)
        steps = {step.name: step.value for step in found.steps if step.entity == "family"}
        assert quick.amount == steps["amount"]


@settings(max_examples=60, deadline=None)
@given(FAMILIES, st.integers(1, 500_000), st.sampled_from(COUNTED))
def test_more_income_never_gives_more(family: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    before = calculate_facts(family, ON)
    month = family["incomes"].setdefault("m0", {}).setdefault(MONTHS[0], {})
    month[name] = min(month.get(name, 0) + more, 10**10)
    after = calculate_facts(family, ON)
    assert (after.amount or 0) <= (before.amount or 0)
    assert not (before.outcome == "refused" and after.outcome == "granted")


@pytest.mark.parametrize("on", [date(2025, 6, 30), date(2027, 8, 1)])
def test_outside_the_pilot_nothing_is_in_force_and_that_is_said(on: date) -> None:
    with pytest.raises(NotInForce, match=r"base_assistance\.open_to_all.*2025-07-01"):
        KIND.calculate(_answers(), on)


def test_the_window_is_the_three_months_before_the_month_of_the_application() -> None:
    assert KIND.income_window is not None
    assert KIND.income_window(ON) == ("2025-12", "2026-02")
    assert KIND.calculate(_answers(), ON, window_anchor=date(2026, 1, 5)).income_from == "2025-10"


def test_where_sources_disagree_the_other_reading_is_kept_and_does_not_compute() -> None:
    shares = {name: values.value(f"base_assistance.share_{name}", ON) for name in ("child", "other")}
    assert {name: one.value for name, one in shares.items()} == {"child": 100, "other": 70}
    assert [one.other_readings[0].value for one in shares.values()] == [70, 100]
    gap = values.value(f"{WINDOW}.gap", ON)
    assert (gap.value, [one.value for one in gap.other_readings], gap.verified) == (1, [2], False)


def test_the_whole_form_has_no_faults_and_the_question_of_2025_is_asked_in_2025_only() -> None:
    early, late = KIND.form_on(date(2025, 9, 30)), KIND.form_on(date(2025, 10, 1))
    assert [one.code for one in early.section("base_assistance").questions] == [
        "receives_listed",
        "occupied",
        "maintained",
    ]
    assert [one.code for one in late.section("base_assistance").questions] == ["occupied", "maintained"]


def test_the_receipt_names_the_share_of_each_and_the_pilot_is_told() -> None:
    found = KIND.calculate(_answers(), ON)
    first, child, part, income, total = found.receipt
    assert (first.label, first.amount) == ("Марія, 34 роки", 450000)
    assert first.because == "Базова величина 4\u00a0500,00\u00a0₴ × 100 %: перший у родині."
    assert child.because.endswith("× 100 %: дитина до 18 років.")
    assert (child.amount, part.amount, income.amount, total.amount) == (450000, 900000, 0, 900000)
    assert "31 серпня 2026" in found.conditions[0] and "31 липня 2027" in found.conditions[0]
    assert [one.code for one in KIND.documents(_answers(), ON)] == ["identity"]
