"""The one Chromium of a test process: Playwright allows no second one beside it. And what axe says of its pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """async rules => {
    const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"], preload: false});
    return found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 200)}`));
}"""
"""Only what is wrong travels back: what is right is a megabyte of it."""
PAGES_ON_THE_WAY = 5
"""More than any way of ours leads through by itself."""


def chromium() -> str:
    """The browser: $CHROMIUM, or one on the PATH."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: apt-get install chromium, or give its path in CHROMIUM"
    return found


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """One Chromium for the session; its own connection of the database is closed with it."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        connection.close()
        started.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that open a browser are marked, so that they run in a process of their own."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def settled(page: Page) -> None:
    """Until the page that stays is loaded whole, with its fonts: a page that is being left is waited out."""
    leaving = "Execution context was destroyed"
    for _ in range(PAGES_ON_THE_WAY):
        page.wait_for_load_state("load")
        try:
            page.evaluate("document.fonts.ready.then(() => null)")
        except PlaywrightError as error:
            if leaving not in error.message:
                raise
        else:
            return
    raise AssertionError("One page leads to the next without an end.")


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page as it stands, once its styles are there."""
    settled(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(LOOK, RULES))
