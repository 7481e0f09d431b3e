"""Working days of martial law, the frozen clock, and names of rows."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota.kernel.working_days import (
    add_working_days,
    is_working_day,
    next_working_day,
    same_or_next_working_day,
    working_days_between,
)

DAYS = st.dates(min_value=date(2021, 1, 1), max_value=date(2030, 12, 31))


def test_under_martial_law_public_holidays_are_working_days() -> None:
    assert is_working_day(date(2026, 1, 1))
    assert is_working_day(date(2025, 8, 25))
    assert not is_working_day(date(2026, 1, 3))


def test_before_martial_law_a_public_holiday_is_a_day_off() -> None:
    assert not is_working_day(date(2022, 1, 7))
    assert not is_working_day(date(2021, 8, 24))


def test_new_year_of_2026_does_not_stretch_a_term() -> None:
    assert add_working_days(date(2025, 12, 31), 3) == date(2026, 1, 5)


def test_a_day_off_counts_as_the_next_working_day() -> None:
    assert same_or_next_working_day(date(2026, 11, 21)) == date(2026, 11, 23)
    assert same_or_next_working_day(date(2026, 11, 23)) == date(2026, 11, 23)
    assert next_working_day(date(2026, 11, 20)) == date(2026, 11, 23)


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_counting_forth_and_back_agree(day: date, count: int) -> None:
    end = add_working_days(day, count)
    assert working_days_between(day, end) == count
    assert count == 0 or is_working_day(end)


def test_the_day_is_the_day_of_kyiv() -> None:
    assert clock.day_of(datetime(2026, 6, 30, 21, 30, tzinfo=UTC)) == date(2026, 7, 1)
    assert clock.day_of(datetime(2026, 6, 30, 20, 30, tzinfo=UTC)) == date(2026, 6, 30)


def test_a_frozen_clock_stands_and_then_goes_on() -> None:
    at = datetime(2025, 6, 30, 23, 59, tzinfo=clock.KYIV)
    with clock.frozen(at):
        assert clock.now() == at
        assert clock.today() == date(2025, 6, 30)
        with clock.frozen(at + timedelta(minutes=1)):
            assert clock.today() == date(2025, 7, 1)
        assert clock.now() == at
    assert clock.now() > datetime(2026, 1, 1, tzinfo=clock.KYIV)


def test_names_of_rows_are_sorted_by_the_time_of_making() -> None:
    made = [new_id() for _ in range(200)]
    assert made == sorted(made)
    assert {one.version for one in made} == {7}
