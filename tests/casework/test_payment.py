"""Who pays: every answer has its reasons, nobody is charged by a guess, and more income never costs less."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turbota.law import services
from turbota.law.payment import Circumstances, Mode, said, settled, who_pays

ON = date(2026, 11, 24)
CODES = st.sampled_from([one.code for one in services.services_on(ON)])
PAID = st.sampled_from([one.code for one in services.services_on(ON) if not one.free_for_all])
SUMS = st.integers(0, 10**8)
MINIMUMS = st.integers(1, 10**6)
TARIFFS = st.none() | st.integers(0, 10**6)
ORDER = {Mode.FREE: 0, Mode.DIFFERENTIATED: 1, Mode.FULL: 2}


@pytest.mark.parametrize(
    ("income", "mode"),
    [
        (0, Mode.FREE),
        (199, Mode.FREE),
        (200, Mode.DIFFERENTIATED),
        (400, Mode.DIFFERENTIATED),
        (401, Mode.FULL),
    ],
)
def test_the_bounds_of_income(income: int, mode: Mode) -> None:
    found = who_pays(service="015.1", known=Circumstances(income=income, minimum=100), tariff=7000, on=ON)
    assert found.mode == mode
    assert found.fee == {Mode.FREE: 0, Mode.DIFFERENTIATED: None, Mode.FULL: 7000}[mode]


@given(PAID, SUMS, SUMS, MINIMUMS, TARIFFS)
def test_more_income_never_costs_less(
    code: str, one: int, more: int, minimum: int, tariff: int | None
) -> None:
    low, high = (
        who_pays(service=code, known=Circumstances(income=income, minimum=minimum), tariff=tariff, on=ON)
        for income in (one, one + more)
    )
    assert low.mode and high.mode and ORDER[low.mode] <= ORDER[high.mode]


@given(CODES, st.none() | SUMS, st.none() | MINIMUMS, TARIFFS)
def test_every_answer_has_reasons_and_no_fee_is_invented(
    code: str, income: int | None, minimum: int | None, tariff: int | None
) -> None:
    found = who_pays(service=code, known=Circumstances(income=income, minimum=minimum), tariff=tariff, on=ON)
    assert found.reasons and all(reason.words for reason in found.reasons)
    assert found.fee in (None, 0, tariff)
    assert found.mode != Mode.DIFFERENTIATED or found.fee is None
    if services.service(code, ON).free_for_all:
        assert (found.mode, found.fee) == (Mode.FREE, 0)
    elif income is None or minimum is None:
        assert found.mode is None and found.needs_officer


@given(PAID, st.sampled_from([one.code for one in services.free_categories(ON)]), st.none() | SUMS)
def test_a_category_frees_from_payment_whatever_the_income(
    code: str, category: str, income: int | None
) -> None:
    known = Circumstances(frozenset({category}), income, 100)
    assert who_pays(service=code, known=known, tariff=9000, on=ON).fee == 0


def test_what_cannot_be_is_refused() -> None:
    for known in (Circumstances(income=-1, minimum=100), Circumstances(income=1, minimum=0)):
        with pytest.raises(ValueError):
            who_pays(service="015.1", known=known, tariff=None, on=ON)


def test_only_confirmed_codes_are_shown() -> None:
    confirmed = {one.code for one in services.services_on(ON) if one.code_verified}
    assert confirmed == {"001.0", "002.0", "015.1"}
    assert services.service("015.2", ON).title == "Денний догляд (код не підтверджено)"
    assert all(
        one.description and one.recipients and one.places and one.term for one in services.services_on(ON)
    )


@pytest.mark.parametrize(
    ("words", "categories", "text", "fault"),
    [
        ("безоплатно", (), "безоплатно", ""),
        ("безоплатно: довідка № 7", (), "безоплатно: довідка № 7", ""),
        ("безоплатно", ("violence",), "безоплатно: Безоплатно незалежно від доходу: Постраждалі", ""),
        ("за повну плату", ("violence",), "", "За правилами: безоплатно"),
        ("за повну плату", (), "", "Поясніть, чому людина платить"),
        ("за повну плату: дохід 60 000 грн", (), "за повну плату: дохід 60 000 грн", ""),
        ("якось", (), "", "Виберіть, хто платить"),
    ],
)
def test_a_decision_says_who_pays_by_the_same_rule_as_a_plan(
    words: str, categories: tuple[str, ...], text: str, fault: str
) -> None:
    known = Circumstances(categories=frozenset(categories))
    verdict = who_pays(service="015.1", known=known, tariff=None, on=date(2026, 11, 20))
    told, wrong = settled(words, verdict)
    assert told.startswith(text) and wrong.startswith(fault) and bool(told) != bool(wrong)
    assert not told or said(told)[0] is not None
