"""Dated values, terms and texts: strict reading, dates, no silent zero."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from turbota.law import deadlines, texts, values
from turbota.law.dated import BadLaw, NotInForce, by_key
from turbota.law.values import Value

ENTRY = """
- key: limit
  title: "Межа"
  unit: UAH
  act: "акт"
  periods:
"""


def _load(tmp_path: Path, periods: str, head: str = ENTRY) -> list[Value]:
    (tmp_path / "one.yaml").write_text(head + periods, encoding="utf-8")
    return list(values.load(tmp_path))


def test_a_kind_brings_its_own_numbers_and_never_those_of_another(tmp_path: Path) -> None:
    folder = tmp_path / "warmth"
    folder.mkdir()
    period = '    - {since: 2024-01-01, value: "5.00", verified: false, source: "source"}\n'
    own = ENTRY.replace("key: limit", "key: warmth.limit") + period
    (folder / values.OWN).write_text(own, encoding="utf-8")
    assert [one.value for one in values.load(tmp_path, f"*/{values.OWN}")] == [500]
    (folder / values.OWN).write_text(ENTRY + period, encoding="utf-8")
    with pytest.raises(BadLaw, match="limit is not of this kind"):
        list(values.load(tmp_path, f"*/{values.OWN}"))


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("subsistence_minimum.general", 292000, 320900),
        ("subsistence_minimum.child_under_6", 256300, 281700),
        ("subsistence_minimum.child_6_18", 319600, 351200),
        ("subsistence_minimum.able_bodied", 302800, 332800),
        ("subsistence_minimum.lost_capacity", 236100, 259500),
        ("minimum_wage.month", 800000, 864700),
    ],
)
def test_a_value_changes_on_its_day(key: str, before: int, after: int) -> None:
    assert values.value(key, date(2025, 12, 31)).value == before
    assert values.value(key, date(2026, 1, 1)).value == after


def test_guarantee_levels_by_year() -> None:
    keys = [f"guarantee_level.{group}" for group in ("able_bodied", "lost_capacity", "children")]
    assert [values.value(key, date(2024, 12, 31)).value for key in keys] == [55, 100, 140]
    assert [values.value(key, date(2025, 1, 1)).value for key in keys] == [60, 100, 145]
    assert not any(values.value(key, date(2026, 1, 1)).verified for key in keys)

    by_act = [values.value(key, date(2021, 6, 1)) for key in keys]
    assert [(one.value, one.point, one.verified) for one in by_act] == [
        (35, "ст. 9", False),
        (100, "ст. 9", False),
        (130, "ст. 9", False),
    ]
    january = date(2022, 1, 1)
    assert [values.value(key, january).value for key in keys] == [45, 100, 130]


GROUPS = ("general", "child_under_6", "child_6_18", "able_bodied", "lost_capacity")


@pytest.mark.parametrize(
    ("on", "minimums"),
    [
        (date(2020, 1, 1), (2027, 1779, 2218, 2102, 1638)),
        (date(2020, 6, 30), (2027, 1779, 2218, 2102, 1638)),
        (date(2020, 7, 1), (2118, 1859, 2318, 2197, 1712)),
        (date(2020, 12, 1), (2189, 1921, 2395, 2270, 1769)),
        (date(2020, 12, 31), (2189, 1921, 2395, 2270, 1769)),
        (date(2021, 1, 1), (2189, 1921, 2395, 2270, 1769)),
        (date(2021, 7, 1), (2294, 2013, 2510, 2379, 1854)),
        (date(2021, 12, 1), (2393, 2100, 2618, 2481, 1934)),
        (date(2022, 6, 30), (2393, 2100, 2618, 2481, 1934)),
        (date(2022, 7, 1), (2508, 2201, 2744, 2600, 2027)),
        (date(2022, 11, 30), (2508, 2201, 2744, 2600, 2027)),
        (date(2022, 12, 1), (2589, 2272, 2833, 2684, 2093)),
        (date(2023, 6, 1), (2589, 2272, 2833, 2684, 2093)),
        (date(2024, 12, 31), (2920, 2563, 3196, 3028, 2361)),
        (date(2026, 1, 1), (3209, 2817, 3512, 3328, 2595)),
    ],
)
def test_subsistence_minimums_of_all_groups(on: date, minimums: tuple[int, ...]) -> None:
    found = [values.value(f"subsistence_minimum.{group}", on).value for group in GROUPS]
    assert found == [100 * one for one in minimums]


@pytest.mark.parametrize("key", [f"subsistence_minimum.{group}" for group in GROUPS])
def test_a_minimum_that_no_source_gave_is_never_taken_from_a_neighbour(key: str) -> None:
    with pytest.raises(NotInForce, match=rf"{key}.*2019-12-31.*2020-01-01…2020-06-30"):
        values.value(key, date(2019, 12, 31))
    assert not values.value(key, date(2020, 7, 1)).verified
    confirmed = key.endswith(("general", "lost_capacity"))
    assert values.value(key, date(2022, 6, 30)).verified == confirmed
    assert values.value(key, date(2023, 1, 1)).verified == key.endswith("general")
    periods = values.history(key)
    assert all(
        later.since - timedelta(days=1) == one.until for one, later in zip(periods, periods[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("on", "month", "hour"),
    [
        (date(2020, 8, 31), "4723.00", "28.31"),
        (date(2020, 9, 1), "5000.00", "29.20"),
        (date(2021, 11, 30), "6000.00", "36.11"),
        (date(2021, 12, 1), "6500.00", "39.12"),
        (date(2022, 9, 30), "6500.00", "39.26"),
        (date(2022, 10, 1), "6700.00", "40.46"),
        (date(2023, 12, 31), "6700.00", "40.46"),
        (date(2024, 3, 31), "7100.00", "42.60"),
        (date(2024, 4, 1), "8000.00", "48.00"),
        (date(2026, 1, 1), "8647.00", "52.00"),
    ],
)
def test_minimum_wages_on_both_sides_of_each_change(on: date, month: str, hour: str) -> None:
    assert values.value("minimum_wage.month", on).plain() == month
    assert values.value("minimum_wage.hour", on).plain() == hour


@pytest.mark.parametrize(
    ("key", "stored", "plain"),
    [
        ("subsidy.area_person", 1365, "13.65"),
        ("subsidy.area_household", 3522, "35.22"),
        ("subsidy.kg", 2, "2"),
        ("subsidy.rg", 15, "15"),
        ("privilege.area_family", 1050, "10.50"),
        ("privilege.income_percent", 140, "140"),
        ("fuel.index", 230128713822489, "2.30128713822489"),
    ],
)
def test_values_with_a_point_are_whole_numbers(key: str, stored: int, plain: str) -> None:
    found = values.value(key, date(2026, 3, 1))
    assert (found.value, found.plain(), found.verified) == (stored, plain, False)


def test_two_readings_are_kept_and_the_first_computes(tmp_path: Path) -> None:
    (one,) = _load(
        tmp_path,
        '    - {since: 2024-01-01, value: "1.00", verified: false, source: s, '
        'other_readings: [{value: "2.50", source: other}]}\n',
    )
    assert one.value == 100
    assert [(other.value, other.source) for other in one.other_readings] == [(250, "other")]


@pytest.mark.parametrize(
    "period",
    [
        'verified: true, source: s, other_readings: [{value: "2.00", source: o}]',
        'verified: false, source: s, other_readings: [{value: "1.00", source: o}]',
        'verified: false, source: s, other_readings: [{value: "2.00"}]',
        "verified: false, source: s, other_readings: [{value: 2, source: o}]",
        "verified: false, source: s, other_readings: two",
    ],
)
def test_a_careless_reading_is_refused(tmp_path: Path, period: str) -> None:
    with pytest.raises(BadLaw, match="limit"):
        _load(tmp_path, f'    - {{since: 2024-01-01, value: "1.00", {period}}}\n')


@pytest.mark.parametrize("written", ['"1.234"', '"-1.00"', '"a"', '"1."', "1.5", "1"])
def test_a_number_with_too_many_signs_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(BadLaw, match="limit"):
        _load(tmp_path, f"    - {{since: 2024-01-01, value: {written}, verified: false, source: s}}\n")


def test_outside_its_dates_a_value_is_an_error_that_names_it() -> None:
    known = r"guarantee_level.children.*2023-12-31.*2022-01-01…2022-01-31, 2024-01-01…2024-12-31"
    with pytest.raises(NotInForce, match=known):
        values.value("guarantee_level.children", date(2023, 12, 31))
    with pytest.raises(NotInForce, match="no such key"):
        values.value("guarantee_level.nobody", date(2025, 1, 1))


def test_every_value_has_an_act_and_a_source() -> None:
    found = values.listing()
    assert len(found) > 30
    assert all(one.act and one.source and one.title for one in found)


def test_what_came_from_memory_is_not_verified() -> None:
    assert not [one.key for one in values.listing() if one.verified and one.source.startswith("з пам’яті")]


def test_overlapping_periods_are_refused(tmp_path: Path) -> None:
    loaded = _load(
        tmp_path,
        '    - {since: 2024-01-01, until: 2025-01-01, value: "1.00", verified: false, source: s}\n'
        '    - {since: 2025-01-01, value: "2.00", verified: false, source: s}\n',
    )
    with pytest.raises(BadLaw, match="overlap"):
        by_key(loaded, lambda item: item.key)


@pytest.mark.parametrize(
    "period",
    [
        '    - {since: 2024-01-01, value: "1.00", verified: false, source: s, sours: x}\n',
        '    - {since: 2024-01-01, value: "1.00", verified: false}\n',
        "    - {since: 2024-01-01, value: 1.5, verified: false, source: s}\n",
        '    - {since: 2024-01-01, value: "1.00", verified: maybe, source: s}\n',
        '    - {since: soon, value: "1.00", verified: false, source: s}\n',
    ],
)
def test_a_careless_entry_is_refused(tmp_path: Path, period: str) -> None:
    with pytest.raises(BadLaw, match="limit"):
        _load(tmp_path, period)


def test_an_unknown_key_of_an_entry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadLaw, match="unknown keys"):
        _load(tmp_path, "", head=ENTRY.replace("title:", "titel:"))


@pytest.mark.requirement("R152", "R155", "R186")
@pytest.mark.parametrize(
    ("code", "amount", "unit", "owner", "verified"),
    [
        ("community_control", 1, "working_day", "community", True),
        ("community_handover", 1, "working_day", "community", True),
        ("department_acceptance", 3, "working_day", "department", True),
        ("decision", 10, "calendar_day", "department", False),
        ("completion_by_applicant", 30, "calendar_day", "citizen", False),
        ("rework_by_community", 3, "working_day", "community", False),
        ("notice_of_decision", 3, "working_day", "department", False),
    ],
)
def test_terms(code: str, amount: int, unit: str, owner: str, verified: bool) -> None:
    rule = deadlines.deadline_rule(code, date(2026, 3, 1))
    assert (rule.amount, rule.unit, rule.owner, rule.verified) == (amount, unit, owner, verified)
    assert not rule.on_return_verified


def test_a_term_before_its_act_is_not_in_force() -> None:
    with pytest.raises(NotInForce):
        deadlines.deadline_rule("community_control", date(2022, 1, 3))


def test_a_term_with_an_unknown_unit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "deadlines.yaml"
    file.write_text(
        deadlines.FILE.read_text(encoding="utf-8").replace("unit: working_day", "unit: week", 1), "utf-8"
    )
    with pytest.raises(BadLaw, match="unit"):
        deadlines.load(file)


@pytest.mark.requirement("R168")
def test_the_warning_says_what_the_order_says() -> None:
    said = texts.text("warning", date(2026, 3, 1))
    assert "всі наведені відомості є повними і точними" in said.text
    assert "зареєстровані в житловому приміщенні (будинку), та члени їхніх сімей" in said.text
    assert said.text.endswith("інших джерел доходів і натуральних надходжень не мають.")
    assert said.version and said.point


@pytest.mark.requirement("R169")
def test_the_consent_has_versions_and_names_who_asks() -> None:
    change = date(2025, 7, 1)
    before, after = texts.text("consent", change - timedelta(days=1)), texts.text("consent", change)
    assert before.version != after.version
    assert "Управлінням інформації, яка вимагається законодавством" in before.text
    assert "Пенсійним фондом" in after.text
    assert texts.version("consent", before.version) == before


def test_how_to_appeal_is_known() -> None:
    assert "скаргу" in texts.text("appeal", date(2026, 3, 1)).text
    with pytest.raises(KeyError):
        texts.version("appeal", "99")
