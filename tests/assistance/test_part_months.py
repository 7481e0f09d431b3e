"""Months of which only some days are paid: no day lost, none twice, the rate rounded first, every reading counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turbota.assistance import catalogue, command, part_months
from turbota.assistance.calculation import NO_END, Calculation, Period
from turbota.assistance.examples import examples
from turbota.assistance.part_months import EVERY_DAY, OF_DIVISOR, OF_MONTH, WHOLE, counted
from turbota.assistance.wording import days_of_month, paid_when
from turbota.kernel.money import hryvnias
from turbota.law import values
from turbota.law.engine.schedule import last_day

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
BY_DAYS = ("maternity_uninsured", "care_to_one")
TO_THE_END_OF_A_TERM = ("sick_child", "mental_disorder_care", "childhood_disability", "privilege_utilities")


@settings(max_examples=150, deadline=None)
@given(
    DAYS,
    st.integers(0, 500),
    st.integers(0, 10**7),
    st.sampled_from([WHOLE, OF_MONTH, OF_DIVISOR, EVERY_DAY]),
)
def test_every_day_stays_once_and_a_sum_of_days_is_its_rate_by_its_days(
    since: date, more: int, amount: int, how: int
) -> None:
    part = Period(since, since + timedelta(days=more), amount)
    pieces = counted([part], how, 30)
    assert (pieces[0].since, pieces[-1].until) == (part.since, part.until)
    for one, following in zip(pieces, pieces[1:], strict=False):
        assert following.since == one.until + timedelta(days=1)
        paid = [(each.amount, each.days, each.month_days) for each in (one, following)]
        assert paid[0] != paid[1]
    for one in pieces:
        if one.days:
            assert one.amount == one.rate * one.days
            assert one.month_days == last_day(one.since).day >= one.days
            divisor = last_day(one.since).day if how == OF_MONTH else 30
            assert one.rate == (2 * amount + divisor) // (2 * divisor)
            assert one.months > 1 or one.days == (one.until - one.since).days + 1
        else:
            assert (one.amount, one.rate, one.month_days) == (amount, 0, 0)
            assert how == WHOLE or (one.since.day == 1 and one.until == last_day(one.until))
    assert (how != WHOLE) or pieces == (part,)
    if how == EVERY_DAY:
        assert part_months.total(pieces) == (more + 1) * ((2 * amount + 30) // 60)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(0, 400), DAYS, st.sampled_from([WHOLE, OF_MONTH, OF_DIVISOR, EVERY_DAY]))
def test_back_pay_and_what_is_still_to_come_are_the_total(since: date, more: int, on: date, how: int) -> None:
    pieces = counted([Period(since, since + timedelta(days=more), 70_000)], how, 30)
    first = on.replace(day=1)
    later = [replace(one, since=max(one.since, first)) for one in pieces if one.until >= first]
    assert part_months.before(pieces, on) + part_months.total(later) == part_months.total(pieces)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(1, 10**7), st.integers(2, 14))
def test_the_first_and_the_last_part_month_are_together_the_days_of_one(
    since: date, amount: int, months: int
) -> None:
    """From a day to the day before it: what the first month lacks the last one has."""
    since = since.replace(day=max(2, min(since.day, 28)))
    following = last_day(since)
    for _ in range(months - 1):
        following = last_day(following + timedelta(days=1))
    until = following.replace(day=since.day - 1)
    first, *middle, last = counted([Period(since, until, amount)], OF_MONTH, 30)
    assert first.days + since.day - 1 == first.month_days and last.days == since.day - 1
    assert (first.amount, last.amount) == (first.days * first.rate, last.days * last.rate)
    assert all((one.days, one.amount) == (0, amount) for one in middle)
    if first.month_days == last.month_days:
        assert first.rate == last.rate
        assert abs(first.amount + last.amount - amount) <= first.month_days // 2 + 1


def test_an_award_for_life_and_what_is_paid_once_are_left_as_they_are() -> None:
    for_life = Period(date(2026, 3, 1), NO_END, 1000)
    once = Period(date(2026, 3, 5), date(2026, 3, 9), 1000, "once")
    assert counted([for_life, once], OF_MONTH, 30) == (for_life, once)
    assert part_months.total([for_life, once]) == 1000


@pytest.mark.requirement("R226")
def test_a_published_total_comes_out_with_the_rate_rounded_first() -> None:
    said = _of("maternity_uninsured")
    assert [(part.amount, part.days, part.rate) for part in said.schedule][-1] == (93_332, 4, 23_333)
    assert part_months.total(said.schedule) == 126 * 23_333
    (line,) = [line for line in said.receipt if line.label.startswith("За день")]
    assert line.amount == 23_333
    assert all(hryvnias(part.amount) in line.because for part in said.schedule)
    assert {used.key for used in line.parameters} == {
        "maternity_uninsured.amount", "maternity_uninsured.part_month", "part_month.divisor"
    }  # fmt: skip
    assert line.act and not line.verified
    assert paid_when(said.schedule[-1], str) == "за 4 дні з 31 по 233,33\xa0₴, з 2026-07-01 до 2026-07-04"
    assert "4 дні з 31, з 1" in line.because and "30 днів, з 1" in line.because


@pytest.mark.parametrize(
    ("days", "month_days", "said"),
    [
        (17, 30, "17 днів із 30"),
        (4, 31, "4 дні з 31"),
        (1, 31, "1 день із 31"),
        (31, 31, "31 день"),
        (17, 0, "17 днів"),
    ],
)
def test_days_are_told_with_the_days_of_their_month_where_these_are_known(
    days: int, month_days: int, said: str
) -> None:
    part = Period(date(2026, 6, 14), date(2026, 6, 30), 1000, days=days, month_days=month_days)
    assert days_of_month(part) == said


def test_the_command_says_days_and_rate_of_what_is_paid_by_days() -> None:
    example = next(iter(examples(catalogue.kind("maternity_uninsured"))))
    said = command.calculate("maternity_uninsured", example.on, dict(example.answers))
    assert said["amount"] == "7233.23"  # payable in the first month
    first = said["components"][0]
    assert (first["days"], first["month_days"], first["rate"]) == (31, 31, "233.33")


@pytest.mark.parametrize("code", (*BY_DAYS, *TO_THE_END_OF_A_TERM))
def test_the_reading_of_a_kind_is_a_dated_value_that_nobody_has_verified(code: str) -> None:
    kind = catalogue.kind(code)
    (key,) = kind.book.parameters[part_months.HOW].keys
    for value in values.history(key):
        assert not value.verified and value.other_readings
        assert {value.value, *(other.value for other in value.other_readings)} <= set(part_months.WORDS)
        assert (value.value == WHOLE) is (code in TO_THE_END_OF_A_TERM)


def test_a_whole_month_of_care_is_the_whole_sum_and_only_its_ends_are_counted_by_days() -> None:
    said = _of("care_to_one")
    assert [bool(part.days) for part in said.schedule] == [True, False, True]
    assert said.schedule[1].amount == said.amount


def _of(code: str) -> Calculation:
    kind = catalogue.kind(code)
    example = next(iter(examples(kind)))
    return kind.calculate(example.answers, example.on)
