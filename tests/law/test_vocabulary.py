"""The words of rules on one family and on columns; awards cut at known boundaries."""

from datetime import date

import numpy as np
import pytest

from turbota.law.engine.book import BadRules, Book
from turbota.law.engine.schedule import birthday, cuts, last_day, month_after, schedule
from turbota.law.engine.vocabulary import MANY, ONE, ratio


@pytest.mark.parametrize(
    ("a", "num", "den", "expected"),
    [(5, 1, 2, 3), (4, 1, 2, 2), (1, 1, 3, 0), (2, 1, 3, 1), (0, 7, 1, 0), (1, 1, 6, 0), (3, 1, 6, 1)],
)
def test_ratio_rounds_half_up_in_both_modes(a: int, num: int, den: int, expected: int) -> None:
    assert ratio(a, num, den) == expected
    assert ratio(np.array([a]), num, den).tolist() == [expected]
    assert ratio(np.array([a]), np.array([num]), np.array([den])).tolist() == [expected]


def test_ratio_is_exact_where_a_product_would_not_fit_a_column() -> None:
    sums = [10**12 + 1, 7 * 10**13, 3]
    shares = [10**9, 3 * 10**8, 5]
    exact = [ratio(a, num, 10_000) for a, num in zip(sums, shares, strict=True)]
    assert ratio(np.array(sums), np.array(shares), 10_000).tolist() == exact
    assert ratio(np.array(sums), 10**8, 70_000).tolist() == [ratio(a, 10**8, 70_000) for a in sums]
    assert ratio(5, np.array([3, 4]), 100).tolist() == [ratio(5, 3, 100), ratio(5, 4, 100)]


def test_ratio_refuses_negative_numbers_and_zero() -> None:
    for wrong in (-1, np.array([4, -1])):
        with pytest.raises(ValueError, match="negative"):
            ratio(wrong, 1, 2)
    with pytest.raises(ValueError, match="divided by 0"):
        ratio(1, 1, 0)


def test_the_words_agree() -> None:
    assert ONE.pick((7, 8, 9), 2) == MANY.pick((7, 8, 9), np.array([2]))[0] == 9
    for vocabulary, code in ((ONE, 3), (MANY, np.array([3]))):
        with pytest.raises(IndexError):
            vocabulary.pick((7, 8, 9), code)
    with pytest.raises(IndexError):
        ONE.pick((7, 8, 9), -1)
    assert ONE.no(1) is False and ONE.no(0) is True
    assert MANY.no(np.array([1, 0])).tolist() == [False, True]


def test_an_award_is_cut_at_values_and_birthdays_on_the_first_of_a_month() -> None:
    book = Book("trial")
    book.table("PM", ("subsistence_minimum.child_under_6",), anchor="award")
    since, until = date(2025, 12, 1), date(2026, 5, 31)
    found = cuts(book, since, until, [date(2020, 2, 7), date(2000, 1, 1)], (6, 18))
    assert found == [since, date(2026, 1, 1), date(2026, 3, 1)]


def test_equal_neighbours_are_joined_and_a_stop_ends_the_award() -> None:
    starts = [date(2026, month, 1) for month in (1, 2, 3, 4)]
    amounts = {1: 5, 2: 5, 3: 7, 4: None}
    parts = schedule(starts, date(2026, 6, 30), lambda day: amounts[day.month])
    assert [(part.since.month, part.until, part.amount) for part in parts] == [
        (1, date(2026, 2, 28), 5),
        (3, date(2026, 3, 31), 7),
    ]


def test_days_of_months_and_birthdays() -> None:
    assert month_after(date(2025, 11, 30), 2) == date(2026, 1, 1)
    assert month_after(date(2026, 1, 15), -2) == date(2025, 11, 1)
    assert last_day(date(2024, 2, 1)) == date(2024, 2, 29)
    assert birthday(date(2020, 2, 29), 6) == date(2026, 3, 1)


def test_a_name_is_declared_once() -> None:
    book = Book("trial")
    book.fact("family", "rent", "kopiykas", "Оренда")
    with pytest.raises(BadRules, match="rent is declared twice"):
        book.fact("member", "rent", "kopiykas", "Ще раз")
    with pytest.raises(BadRules, match="upper case"):
        book.parameter("limit", "age.majority")
