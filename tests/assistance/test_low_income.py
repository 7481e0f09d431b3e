"""Assistance to low-income families: properties of the rules, documents, the receipt, who asks whom."""

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance.samples import complete
from tests.assistance.strategies import FLAG, households, random_people

from turbota.assistance import catalogue, explaining
from turbota.assistance.examples import put
from turbota.assistance.income import COUNTED, window, window_months
from turbota.assistance.kinds.low_income.calculate import calculate_facts
from turbota.assistance.kinds.low_income.facts import facts
from turbota.law.engine.explained import run_one
from turbota.law.engine.plan import plan

KIND = catalogue.kind("low_income")
ON = date(2026, 3, 10)
MONTHS = window_months(ON)

_family = st.fixed_dictionaries(
    {
        "purchase": st.one_of(st.just(5_000_000), st.integers(4_999_990, 5_000_010), st.just(0)),
        "deposit": st.one_of(st.integers(9_999_990, 10_000_010), st.just(0)),
        "second_dwelling": FLAG,
        "has_car": FLAG,
        "car_years": st.integers(0, 30),
        "car_from_state": FLAG,
        "large_family": FLAG,
    }
)


FAMILIES = households(_family, MONTHS)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(FAMILIES, min_size=1, max_size=8),
    st.sampled_from((ON, date(2024, 12, 31), date(2026, 1, 1))),
)
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


@settings(max_examples=60, deadline=None)
@given(FAMILIES)
def test_the_award_lies_within_its_term_without_gaps(family: dict[str, Any]) -> None:
    found = calculate_facts(family, ON)
    if found.outcome != "granted":
        assert found.schedule == ()
        return
    assert found.schedule[0].since == date(2026, 3, 1)
    assert found.schedule[-1].until <= date(2026, 8, 31)
    for earlier, later in zip(found.schedule, found.schedule[1:], strict=False):
        assert (later.since - earlier.until).days == 1
        assert later.amount != earlier.amount


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2026, 3, 10), "2025-08", "2026-01"),
        (date(2026, 3, 31), "2025-08", "2026-01"),
        (date(2026, 4, 1), "2025-09", "2026-02"),
        (date(2026, 1, 1), "2025-06", "2025-11"),
    ],
)
def test_the_income_window_ends_before_the_month_that_precedes_the_application(
    on: date, first: str, last: str
) -> None:
    assert window(on) == (first, last)
    assert len(window_months(on)) == 6


def test_a_month_without_income_is_a_visible_zero() -> None:
    found = KIND.calculate(complete(), ON)
    months = {step.row: step.value for step in found.steps if step.name == "counted_income"}
    assert len(months) == 12
    assert months["applicant 2025-10"] == 600000
    assert months["m1 2025-08"] == 0


def test_the_window_may_be_anchored_to_another_day() -> None:
    found = KIND.calculate(complete(), ON, window_anchor=date(2025, 12, 1))
    assert (found.income_from, found.income_to) == ("2025-05", "2025-10")
    assert found.income_total == 600000


def test_who_counts_as_family() -> None:
    base = complete()["members"][0]
    people: list[tuple[dict[str, Any], int]] = [
        ({"relation": "child"}, 1),
        ({"relation": "child", "birth_date": "2004-01-01", "occupation": "studies_full_time"}, 1),
        ({"relation": "child", "birth_date": "2003-03-10", "occupation": "studies_full_time"}, 0),
        ({"relation": "child", "birth_date": "2004-01-01", "occupation": "works"}, 0),
        (
            {"relation": "child", "birth_date": "1999-01-01", "occupation": "works", "disability": "group_1"},
            1,
        ),
        ({"relation": "mother", "birth_date": "1960-01-01", "occupation": "pensioner"}, 0),
        ({"relation": "mother", "birth_date": "1960-01-01", "disability": "group_2"}, 1),
        ({"relation": "wife", "birth_date": "1990-01-01", "occupation": "works"}, 1),
        ({"relation": "grandchild"}, 0),
    ]
    answers = complete()
    answers["members"] = [{**base, "id": f"m{n}", **change} for n, (change, _) in enumerate(people)]
    counted = {step.row: step.value for step in KIND.calculate(answers, ON).steps if step.name == "counts"}
    assert [counted[f"m{n}"] for n in range(len(people))] == [expected for _, expected in people]
    assert counted["applicant"] == 1


def test_the_income_of_who_does_not_count_is_left_out() -> None:
    answers = complete()
    put(answers, "members.0.relation", "grandchild")
    found = KIND.calculate(answers, ON)
    assert found.income_total == 600000
    line = next(line for line in found.receipt if line.label.startswith("Соломія"))
    assert line.amount is None and "Не входить до родини" in line.because


def test_the_receipt_says_it_in_numbers_with_acts() -> None:
    found = KIND.calculate(complete(), ON)
    member, child, part, income, total = found.receipt
    assert (member.label, member.amount, member.sign) == ("Марія, 34 роки", 199680, "+")
    assert member.because == "Прожитковий мінімум працездатної особи 3\u00a0328,00\u00a0₴ × 60 %."
    assert "Державний бюджет України на 2026 рік" in member.act
    assert (child.label, child.amount) == ("Соломія, 4 роки", 408465)
    assert (part.amount, part.sign) == (608145, "part")
    assert "серпень 2025 — січень 2026" in income.because and "6 місяців" in income.because
    assert income.act == "постанова КМУ № 632 від 22.07.2020"
    assert (income.amount, total.amount) == (125008, 608145 - 125008)
    assert not member.verified and not income.verified


def test_a_refusal_says_the_numbers_and_what_to_do() -> None:
    answers = complete()
    answers["property"].update(has_deposit=True, deposit_amount=12_000_000)
    (reason,) = KIND.calculate(answers, ON).reasons
    assert reason.text == (
        "Допомогу не призначено: сума на депозитах 120\u00a0000,00\u00a0₴ більша за 100\u00a0000,00\u00a0₴. "
        "Якщо стане менша, подайте знову."
    )
    assert reason.clause.startswith("постанова КМУ № 250 від 24.02.2003: ")


def test_what_is_not_known_goes_to_an_officer_with_names() -> None:
    answers = complete()
    put(answers, "members.0.birth_date", None)
    put(answers, "property.has_car", None)
    found = KIND.calculate(answers, ON)
    assert found.outcome == "officer" and found.amount is None
    assert "Дата народження: Соломія" in found.missing
    assert "Автомобіль" in found.missing


def test_facts_are_plain_and_hidden_answers_do_not_leak_into_them() -> None:
    answers = complete()
    answers["property"]["deposit_amount"] = 99_000_000
    answers["applicant"]["idle_months"] = "6"
    found = facts(answers, ON)
    assert found["family"]["deposit"] == 0
    assert found["members"][0]["idle_months"] == 0


@pytest.mark.requirement("R139")
def test_what_registers_hold_is_not_demanded() -> None:
    needed = KIND.documents(complete(), ON)
    codes = [one.code for one in needed]
    assert codes[0] == "identity"
    held = ("tax_number", "residence", "birth_certificate", "wage", "pension", "disability", "unemployed")
    assert not set(held) & set(codes)
    assert all(one.why and one.act for one in needed)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("applicant.tax_number_state", "refused", "tax_number_refusal"),
        ("members.0.occupation", "studies_full_time", "study"),
        ("applicant.occupation", "ill", "medical"),
        ("members.0.relation", "ward", "guardianship"),
        ("incomes.0.class", "abroad_transfer", "income"),
        ("address.lives_elsewhere", True, "survey"),
    ],
)
def test_a_document_is_asked_only_when_it_is_needed(path: str, value: Any, code: str) -> None:
    answers = complete()
    answers["incomes"] = answers["incomes"][:1]
    assert code not in [one.code for one in KIND.documents(answers, ON)]
    put(answers, path, value)
    assert code in [one.code for one in KIND.documents(answers, ON)]


def test_who_decides_changes_on_the_first_of_july_2025() -> None:
    assert KIND.decider_on(date(2025, 6, 30)) == "department"
    assert KIND.decider_on(date(2025, 7, 1)) == "pension_fund"


def test_the_snapshot_keeps_values_with_acts_and_hashes() -> None:
    snapshot = KIND.calculate(complete(), ON).snapshot
    minimum = next(one for one in snapshot["parameters"] if one["key"] == "subsistence_minimum.child_under_6")
    assert minimum["value"] == "2817.00" and minimum["verified"] is True and minimum["since"] == "2026-01-01"
    assert {len(rule["sha256"]) for rule in snapshot["rules"]} == {64}
    (part,) = snapshot["schedule"]
    assert (part["since"], part["until"], part["amount"]) == ("2026-03-01", "2026-08-31", 483137)
    assert (part["per"], part["about"]) == ("month", "")


@pytest.mark.slow
def test_ten_thousand_random_families_are_equal_in_both_modes() -> None:
    chance = Random(20260310)
    families = [_random_family(chance) for _ in range(10_000)]
    ready = plan(KIND.book, ON)
    quick = explaining.over_columns(KIND, families, ON)
    for family, one in zip(families, quick, strict=True):
        run = run_one(ready, KIND.household(family, ON))
        assert one.amount == run.value("amount")
        assert one.reasons == tuple(rule.name for rule in run.refused())


def _random_family(chance: Random) -> dict[str, Any]:
    rare = ("second_dwelling", "has_car", "car_from_state", "large_family")
    family = {name: int(chance.random() < 0.1) for name in rare}
    family |= {
        "purchase": chance.choice((0, 5_000_000, 5_000_001)),
        "deposit": chance.choice((0, 10_000_001)),
    }
    family |= {"car_years": chance.randint(13, 16)}
    return {"family": family, **random_people(chance, MONTHS)}
