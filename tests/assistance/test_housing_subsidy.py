"""Housing subsidy: share, windows, seasons, services, three outcomes; the same in both modes, monotone in income."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assistance.samples import complete
from tests.assistance.strategies import FLAG, households

from turbota.assistance import catalogue, explaining, forms
from turbota.assistance.examples import put
from turbota.assistance.income import COUNTED
from turbota.assistance.kinds.housing_subsidy import seasons
from turbota.assistance.kinds.housing_subsidy.calculate import calculate_facts
from turbota.assistance.kinds.housing_subsidy.facts import facts
from turbota.law.values import NotInForce

KIND = catalogue.kind("housing_subsidy")
ON = date(2025, 11, 10)
HALF = seasons.half_year(ON)
WINDOW = [*HALF, seasons.pension_month(ON)]

_family = st.fixed_dictionaries(
    {
        "area": st.sampled_from((3000, 7617, 13_000, 13_001, 10**6)),
        "house": FLAG,
        "purchase": st.sampled_from((0, 5_000_000, 5_000_001)),
        "purchase_exempt": FLAG,
        "currency": st.sampled_from((0, 0, 5_000_001)),
        "deposit": st.sampled_from((0, 10_000_000, 10_000_001)),
        "second_dwelling": st.sampled_from((0, 0, 1)),
        "debt_months": st.integers(0, 12),
        "debt": st.sampled_from((0, 68_000, 68_001)),
        "debt_settled": FLAG,
        "overpaid": st.sampled_from((0, 0, 1)),
        "alimony_months": st.integers(0, 5),
        "wants_fuel": st.sampled_from((0, 0, 0, 1)),
    }
)
_line = st.fixed_dictionaries(
    {
        "id": st.just("s"),
        "service": st.just("gas"),
        "season": st.sampled_from(("always", "heating", "other")),
        "basis": st.integers(0, 2),
        "norm": st.one_of(st.integers(1, 10**6), st.just(10**9)),
        "tariff": st.one_of(st.integers(1, 10**8), st.just(10**9)),
    }
)
_member = {"working": FLAG, "abroad": st.sampled_from((0, 0, 60, 61))}
_people = households(_family, WINDOW, _member)


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """Facts of a random household with its services; incomes may be absurd, for overflow."""
    lines = draw(st.lists(_line, min_size=1, max_size=4))
    lines = [{**one, "id": f"s{n}"} for n, one in enumerate(lines)]
    windows = {"half_year": HALF, "pension_month": WINDOW[-1]}
    return {**draw(_people), "lines": lines, **windows}


def _answers() -> dict[str, Any]:
    answers = complete()
    answers["applicant"] |= {"abroad_in_all": 0}
    answers["members"][0] |= {"abroad_in_all": 0}
    answers["property"] = {
        "big_purchase": False, "currency_bought": False, "has_deposit": False, "second_dwelling": False,
    }  # fmt: skip
    answers["home"] = {"kind": "flat", "area": 5000}
    line = {"provider": "Надавач", "season": "always", "basis": "household"}
    answers["services"] = [
        {"id": "s1", "service": "heating", **line, "season": "heating", "basis": "area", "norm": 4310, "tariff": 165441000},
        {"id": "s2", "service": "electricity", **line, "norm": 10000000, "tariff": 432000},
    ]  # fmt: skip
    answers["incomes"] = [
        {"id": "i1", "member": "applicant", "month": "2025-05", "class": "wage", "amount": 3600000}
    ]
    answers["housing_subsidy"] = {
        "debt_months": "0", "debt": 0, "debt_settled": False, "overpaid": False, "alimony_months": "0",
        "wants_fuel": False,
    }  # fmt: skip
    return answers


@settings(max_examples=60, deadline=None)
@given(
    st.lists(families(), min_size=1, max_size=6), st.sampled_from((ON, date(2026, 1, 1), date(2026, 5, 1)))
)
def test_both_modes_give_the_same_to_the_kopiyka(found: list[dict[str, Any]], on: date) -> None:
    for family, quick in zip(found, explaining.over_columns(KIND, found, on), strict=True):
        said = calculate_facts(family, on)
        assert quick.reasons == tuple(reason.code for reason in said.reasons)
        steps = {step.name: step.value for step in said.steps if step.entity == "family"}
        assert quick.amount == steps["amount"]
        if said.outcome == "not_assigned":
            assert (quick.amount, quick.reasons) == (0, ("paid_by_itself",))


@settings(max_examples=60, deadline=None)
@given(families(), st.integers(1, 500_000), st.sampled_from(COUNTED))
def test_more_income_never_gives_more(family: dict[str, Any], more: int, name: str) -> None:
    assert KIND.monotone_in_income == "down"
    before = calculate_facts(family, ON)
    month = family["incomes"].setdefault("m0", {}).setdefault(WINDOW[-1 if name == "pension" else 0], {})
    month[name] = min(month.get(name, 0) + more, 10**10)
    after = calculate_facts(family, ON)
    assert (after.amount or 0) <= (before.amount or 0)
    assert before.outcome == "granted" or after.outcome != "granted"


@pytest.mark.parametrize(
    ("on", "first", "last", "half", "pension"),
    [
        (date(2025, 10, 1), date(2025, 10, 1), date(2026, 4, 30), ("2025-01", "2025-06"), "2025-08"),
        (date(2026, 1, 20), date(2025, 10, 1), date(2026, 4, 30), ("2025-01", "2025-06"), "2025-11"),
        (date(2026, 4, 30), date(2025, 10, 1), date(2026, 4, 30), ("2025-01", "2025-06"), "2026-02"),
        (date(2026, 5, 1), date(2026, 5, 1), date(2026, 9, 30), ("2025-07", "2025-12"), "2026-03"),
        (date(2026, 9, 30), date(2026, 5, 1), date(2026, 9, 30), ("2025-07", "2025-12"), "2026-07"),
    ],
)
def test_seasons_and_both_windows(
    on: date, first: date, last: date, half: tuple[str, str], pension: str
) -> None:
    assert seasons.season(on) == (first, last)
    assert KIND.income_window is not None and KIND.income_window(on) == half
    assert len(seasons.half_year(on)) == 6
    assert seasons.pension_month(on) == pension


@pytest.mark.requirement("R109")
def test_the_share_is_rounded_to_two_decimals_and_half_goes_up() -> None:
    answers = _answers()
    answers["members"], answers["incomes"] = [], []
    for income, share in ((58_400, 150), (58_594, 150), (58_595, 151), (0, 0)):
        answers["incomes"] = [
            {"id": "i", "member": "applicant", "month": "2025-09", "class": "pension", "amount": income}
        ]
        steps = {step.name: step for step in KIND.calculate(answers, ON).steps}
        assert steps["share"].value == share, income
    assert "КМУ № 1156" in steps["share"].act and "Ро = Кд / Кг × Рг" in steps["share"].text


@pytest.mark.requirement("R109", "R165")
def test_a_whole_application_with_its_declaration_has_no_faults_and_is_computed() -> None:
    answers = _answers()
    form = KIND.form_on(ON)
    assert forms.check(form, answers, ON) == {}
    said = KIND.calculate(answers, ON)
    assert said.outcome == "granted" and said.until == date(2026, 4, 30)
    assert said.average_income == 600_000
    titles = [section.code for section in form.sections]
    assert {"members", "home", "services", "incomes", "property", "housing_subsidy"} <= set(titles)


def test_norm_and_tariff_may_be_left_to_the_officer_and_are_then_named() -> None:
    answers = _answers()
    for code in ("basis", "norm", "tariff"):
        put(answers, f"services.0.{code}", None)
    assert forms.check(KIND.form_on(ON), answers, ON) == {}
    said = KIND.calculate(answers, ON)
    assert (said.outcome, said.amount) == ("officer", None)
    assert "Тариф за одиницю: Опалення" in said.missing


def test_the_receipt_repeats_the_arithmetic_with_its_acts() -> None:
    heating, light, part, income, payment, total = KIND.calculate(_answers(), ON).receipt
    assert heating.because == "Норма на квадратний метр 0,0431 × 50,00\u00a0м², тариф 1654,41 ₴ за одиницю."
    assert (heating.amount, light.amount, part.amount) == (356_525, 43_200, 399_725)
    assert "січень 2025 — червень 2025" in income.because and "пенсії за вересень 2025" in income.because
    assert payment.because.endswith("3\u00a0000,00 / 2\u00a0920,00 / 2 × 15 % = 7,71 % від доходу.")
    assert (payment.amount, total.amount) == (46_260, 353_465)
    assert "1156" in payment.act


def test_the_whole_income_is_told_beside_the_average() -> None:
    answers = _answers()
    answers["incomes"].append(
        {"id": "i2", "member": "applicant", "month": "2025-09", "class": "pension", "amount": 250_000}
    )
    said = KIND.calculate(answers, ON)
    assert (said.income_total, said.average_income) == (3_850_000, 850_000)
    assert [(part.per, part.code) for part in said.schedule] == [("month", "subsidy")]


def test_hidden_answers_do_not_leak_and_an_exempt_purchase_is_asked_only_of_a_purchase() -> None:
    answers = _answers()
    answers["property"]["purchase_amount"] = 99_000_000
    answers["housing_subsidy"]["purchase_exempt"] = True
    found = facts(answers, ON)["family"]
    assert (found["purchase"], found["purchase_exempt"]) == (0, 0)
    answers["property"]["big_purchase"] = True
    del answers["housing_subsidy"]["purchase_exempt"]
    assert "housing_subsidy.purchase_exempt" in forms.check(KIND.form_on(ON), answers, ON)
    assert KIND.calculate(answers, ON).missing == ("Чи була покупка на лікування або обмін житла",)


def test_before_the_law_is_known_nothing_is_answered() -> None:
    with pytest.raises(NotInForce, match=r"heating_season\.first_month.*2024-01-01"):
        KIND.calculate(_answers(), date(2023, 12, 31))


def test_documents_follow_the_answers() -> None:
    answers = _answers()
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity"]
    answers["housing_subsidy"]["debt_settled"] = True
    assert [one.code for one in KIND.documents(answers, ON)] == ["identity", "debt_agreement"]
