"""Money is read and shown the same way, whatever a person typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turbota.kernel import money


@pytest.mark.parametrize(
    ("typed", "kopiykas"),
    [
        ("4350", 435_000),
        ("4 350", 435_000),
        ("4\u00a0350,5", 435_050),
        ("4350.05 грн", 435_005),
        ("4350,50 ₴", 435_050),
        (" 0,00 ", 0),
        ("1 234 567,89", 123_456_789),
    ],
)
def test_reads_what_a_person_types(typed: str, kopiykas: int) -> None:
    assert money.parse(typed) == kopiykas


@pytest.mark.parametrize(
    "typed", ["", "-5", "12,345", "4 35", "1.234,50", "abc", "1e5", "12 грн 50", "99999999999", "5,"]
)
def test_does_not_guess_a_sum(typed: str) -> None:
    with pytest.raises(ValueError, match="sum of money"):
        money.parse(typed)


@given(st.integers(min_value=0, max_value=money.LARGEST))
def test_a_shown_sum_is_read_back(kopiykas: int) -> None:
    assert money.parse(money.hryvnias(kopiykas)) == kopiykas
    assert money.parse(money.plain(kopiykas)) == kopiykas


def test_shows_sums_with_no_break_spaces_and_a_real_minus() -> None:
    assert money.hryvnias(435_000) == "4\u00a0350,00\u00a0₴"
    assert money.amount(-5) == "−0,05"
    assert money.plain(-435_007) == "-4350.07"
