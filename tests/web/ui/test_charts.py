"""A chart of steps: what has happened is solid, what is promised is stitched, what nobody knows is a gap."""

from datetime import date

from turbota.web.ui.charts import step_chart

TODAY = date(2026, 3, 18)


def test_neighbours_are_joined_and_a_gap_stays_a_gap() -> None:
    joined = [(date(2024, 1, 1), date(2024, 12, 31), 100), (date(2025, 1, 1), None, 200)]
    apart = [(date(2024, 1, 1), date(2024, 6, 30), 100), (date(2025, 1, 1), None, 200)]
    assert step_chart(joined, TODAY, "", "").past.count("M") == 1
    assert "V4.00" in step_chart(joined, TODAY, "", "").past
    assert step_chart(apart, TODAY, "", "").past.count("M") == 2


def test_what_is_to_come_is_only_promised() -> None:
    drawn = step_chart(
        [(date(2025, 1, 1), date(2026, 12, 31), 1), (date(2027, 1, 1), None, 2)], TODAY, "", ""
    )
    assert drawn.past.startswith("M0.00 21.00H") and drawn.past.count("M") == 1
    assert drawn.promised.count("M") == 2
    ended = step_chart([(date(2020, 1, 1), date(2021, 1, 1), 1)], TODAY, "", "")
    assert ended.promised == ""


def test_zero_is_the_floor_and_the_greatest_value_the_top() -> None:
    drawn = step_chart(
        [(date(2024, 1, 1), date(2024, 12, 31), 0), (date(2025, 1, 1), None, 7)], TODAY, "", ""
    )
    assert drawn.past.startswith("M0.00 38.00") and "V4.00" in drawn.past
