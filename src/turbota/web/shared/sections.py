"""Sections of a workplace in groups: nobody has to read more than seven names at once."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import NoReverseMatch, reverse

from turbota.web.ui.components import Tab, TabGroup

MOST = 7
"""So many sections still stand side by side without groups."""

OTHER = "Інше"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Випадки",
        (
            "manager:reports", "manager:queue", "manager:notices", "manager:team", "manager:second",
            "manager:report-new", "manager:duty",
        ),
    ),
    ("Підрозділ", ("manager:unit", "manager:approvals", "manager:load", "manager:outcomes", "manager:needs")),
    (
        "Прийом заяв",
        (
            "community:queue", "community:returned", "community:control", "community:ready", "community:seal",
            "community:registers", "community:report",
        ),
    ),
    ("Послуги", ("provider:today", "provider:home", "provider:card")),
    (
        "Заяви й рішення",
        (
            "department:queue", "department:work", "department:to-sign", "manager:emergencies",
            "department:registers",
        ),
    ),
    (
        "Люди й установи",
        (
            "administration:home", "administration:staff", "colleagues:home", "administration:rights",
            "administration:providers", "community:mandates", "department:mandates", "department:identities",
        ),
    ),
    ("Система", ("administration:outbox", "administration:systems", "administration:security")),
)  # fmt: skip
"""Names of groups with their sections. A section of no group stands under `OTHER`."""


def address(name: str) -> str:
    """The address of a page, or an empty string when this copy has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def marked(tabs: Sequence[Tab], path: str) -> tuple[Tab, ...]:
    """The tabs; where the page has none of its own, the tab above it in the address is marked."""
    above = [tab for tab in tabs if path.startswith(tab.url)]
    nearest = max(above, key=lambda tab: len(tab.url), default=None)
    return tuple(replace(tab, within=tab is nearest and not tab.current) for tab in tabs)


def grouped(tabs: Sequence[Tab], path: str) -> tuple[TabGroup, ...]:
    """The tabs in groups when they are more than `MOST`. The group of the page is open, else the first."""
    if len(tabs) <= MOST:
        return (TabGroup("", tuple(tabs)),) if tabs else ()
    places = _places()
    rows = [(title, tuple(tab for tab in tabs if places.get(tab.url, OTHER) == title)) for title in _titles()]
    held = [(title, inside) for title, inside in rows if inside]
    chosen = next(
        (title for title, inside in held if any(tab.current or tab.within for tab in inside)), held[0][0]
    )
    return tuple(TabGroup(title, inside, title == chosen) for title, inside in held)


def _titles() -> tuple[str, ...]:
    return (*(title for title, _ in GROUPS), OTHER)


def _places() -> dict[str, str]:
    """The group of every address."""
    return {address(name): title for title, names in GROUPS for name in names}
