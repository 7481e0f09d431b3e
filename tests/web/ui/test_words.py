"""How Ukrainian texts are set."""

from datetime import UTC, date, datetime

import pytest

from turbota.web.ui import words

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "робочий день"), (2, "робочі дні"), (5, "робочих днів"), (11, "робочих днів"), (21, "робочий день"),
     (22, "робочі дні"), (112, "робочих днів"), (0, "робочих днів")],
)  # fmt: skip
def test_counted_takes_the_right_form(number: int, expected: str) -> None:
    assert words.counted(number, "робочий день") == f"{number}{SPACE}{expected}"


def test_counted_takes_three_forms_of_any_noun() -> None:
    assert words.counted(3, "акт, акти, актів") == f"3{SPACE}акти"
    with pytest.raises(ValueError, match="three forms"):
        words.counted(3, "акт")


def test_dates_for_people_and_for_tables() -> None:
    day = date(2026, 3, 18)
    assert words.long_date(day) == f"18{SPACE}березня 2026"
    assert words.weekday_date(day) == f"18{SPACE}березня, середа"
    assert words.short_date(day) == "18.03"
    assert words.numeric_date(day) == "18.03.2026"
    assert words.month_of("2026-03") == "березень 2026"
    assert words.month_of("колись") == "колись"


def test_a_moment_is_shown_by_kyiv_time() -> None:
    late = datetime(2026, 3, 18, 22, 30, tzinfo=UTC)
    assert words.moment(late) == f"19{SPACE}березня 2026, 00:30"


def test_short_words_and_sums_are_not_torn() -> None:
    assert words.keep_together("Дохід у родині з 3 людей") == f"Дохід у{SPACE}родині з{SPACE}3 людей"
    assert words.keep_together("4 350,00 ₴ на місяць") == f"4{SPACE}350,00{SPACE}₴{SPACE}на{SPACE}місяць"
    assert words.keep_together("рука в руці") == f"рука в{SPACE}руці"


def test_sizes_are_read_by_people() -> None:
    assert words.size_words(421_888) == f"412{SPACE}КБ"
    assert words.size_words(14 * 1024 * 1024) == f"14,0{SPACE}МБ"
