"""How terms are counted."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turbota.deadlines import counting, words
from turbota.deadlines.states import CALENDAR_DAY, HOUR, WORKING_DAY
from turbota.kernel.clock import KYIV
from turbota.kernel.working_days import is_working_day

days = st.dates(min_value=date(2019, 1, 1), max_value=date(2028, 12, 31))
amounts = st.integers(min_value=1, max_value=40)
units = st.sampled_from([WORKING_DAY, CALENDAR_DAY])


def kyiv(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=KYIV)


@pytest.mark.requirement("R152", "R155", "R186")
@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        (date(2026, 3, 16), 1, WORKING_DAY, date(2026, 3, 17)),
        (date(2026, 3, 20), 1, WORKING_DAY, date(2026, 3, 23)),
        (date(2026, 3, 21), 1, WORKING_DAY, date(2026, 3, 23)),
        (date(2026, 3, 18), 3, WORKING_DAY, date(2026, 3, 23)),
        (date(2026, 3, 3), 3, WORKING_DAY, date(2026, 3, 6)),
        (date(2021, 3, 5), 1, WORKING_DAY, date(2021, 3, 9)),
        (date(2026, 3, 16), 10, CALENDAR_DAY, date(2026, 3, 26)),
        (date(2026, 3, 18), 10, CALENDAR_DAY, date(2026, 3, 30)),
        (date(2026, 3, 19), 10, CALENDAR_DAY, date(2026, 3, 30)),
    ],
)
def test_examples_of_terms(start: date, amount: int, unit: str, due: date) -> None:
    assert counting.due_day(start, amount, unit) == due


def test_a_day_lasts_until_midnight_in_kyiv() -> None:
    last_evening = datetime(2026, 3, 17, 23, 59, tzinfo=KYIV)
    due = counting.due_moment(datetime(2026, 3, 16, 0, 5, tzinfo=KYIV), 1, WORKING_DAY)
    assert last_evening < due == datetime(2026, 3, 18, 0, 0, tzinfo=KYIV)
    assert counting.due_on(due) == date(2026, 3, 17)


def test_hours_count_from_the_minute() -> None:
    start = datetime(2026, 3, 20, 16, 30, tzinfo=KYIV)
    assert counting.due_moment(start, 24, HOUR) == start + timedelta(hours=24)
    assert counting.used(start, start + timedelta(minutes=119), HOUR) == 1
    assert counting.first_day(start.date(), HOUR) == start.date()


@given(start=days, amount=amounts, unit=units)
def test_a_term_ends_on_a_working_day_after_its_start(start: date, amount: int, unit: str) -> None:
    due = counting.due_day(start, amount, unit)
    assert due > start
    assert is_working_day(due)


@given(start=days, amount=amounts, unit=units)
def test_the_whole_term_is_used_on_its_last_day_and_not_a_day_before(
    start: date, amount: int, unit: str
) -> None:
    due = counting.due_day(start, amount, unit)
    assert counting.used(kyiv(start), kyiv(due), unit) >= amount
    if unit == WORKING_DAY:
        assert counting.used(kyiv(start), kyiv(due - timedelta(days=1)), unit) == amount - 1


@given(start=days, first=amounts, second=amounts)
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle = counting.due_day(start, first, WORKING_DAY)
    assert counting.due_day(middle, second, WORKING_DAY) == counting.due_day(
        start, first + second, WORKING_DAY
    )


@given(start=days, length=st.integers(min_value=0, max_value=60), unit=units)
def test_used_never_falls_and_never_jumps(start: date, length: int, unit: str) -> None:
    until = start + timedelta(days=length)
    before = counting.used(kyiv(start), kyiv(until), unit)
    after = counting.used(kyiv(start), kyiv(until + timedelta(days=1)), unit)
    assert after - before in (0, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (words.left(1, WORKING_DAY), "лишився 1 робочий день"),
        (words.left(2, WORKING_DAY), "лишилося 2 робочі дні"),
        (words.left(5, WORKING_DAY), "лишилося 5 робочих днів"),
        (words.left(11, CALENDAR_DAY), "лишилося 11 днів"),
        (words.left(21, CALENDAR_DAY), "лишився 21 день"),
        (words.left(1, HOUR), "лишилася 1 година"),
        (words.over_by(1, WORKING_DAY), "прострочено на 1 день"),
        (words.over_by(3, WORKING_DAY), "прострочено на 3 дні"),
        (words.over_by(12, CALENDAR_DAY), "прострочено на 12 днів"),
        (words.later_by(1, HOUR), "виконано на 1 годину пізніше"),
        (words.later_by(2, CALENDAR_DAY), "виконано на 2 дні пізніше"),
        (words.amount_of(1, WORKING_DAY), "1 робочого дня"),
        (words.amount_of(3, WORKING_DAY), "3 робочих днів"),
    ],
)
def test_words_have_right_endings(text: str, expected: str) -> None:
    assert text == expected
