"""Sections of a workplace: in groups where they are many, and the one above a page is marked."""

import pytest

from turbota.web.shared.context import TABS
from turbota.web.shared.sections import GROUPS, MOST, address, grouped, marked
from turbota.web.ui.components import Tab


def _all(names: list[str]) -> list[Tab]:
    return [Tab(name, address(name)) for name in names]


def test_every_section_has_exactly_one_group() -> None:
    named = [name for _, names in GROUPS for name in names]
    assert sorted(named) == sorted({name for _, name, _ in TABS})
    assert all(len(names) <= MOST + 1 for _, names in GROUPS)


def test_few_sections_stand_without_groups() -> None:
    tabs = _all([name for _, name, _ in TABS][:MOST])
    (only,) = grouped(tabs, "/")
    assert only.title == "" and list(only.tabs) == tabs
    assert grouped([], "/") == ()


@pytest.mark.parametrize(
    ("page", "title"), [("manager:load", "Підрозділ"), ("department:to-sign", "Заяви й рішення")]
)
def test_the_group_of_the_page_is_open_and_no_section_is_lost(page: str, title: str) -> None:
    path = address(page)
    tabs = [Tab(name, address(name), current=address(name) == path) for _, name, _ in TABS]
    groups = grouped(tabs, path)
    assert [one.title for one in groups if one.open] == [title]
    assert sorted(tab.url for one in groups for tab in one.tabs) == sorted(tab.url for tab in tabs)


def test_a_page_below_a_section_marks_the_nearest_one() -> None:
    tabs = marked(
        _all(["manager:queue", "manager:reports", "manager:duty"]), address("manager:reports") + "new/"
    )
    assert [tab.title for tab in tabs if tab.within] == ["manager:reports"]
    assert not any(tab.within for tab in marked(_all(["manager:load"]), "/manager/duty/"))
