"""The one Chromium of a test process: Playwright allows no second one beside it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright


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
