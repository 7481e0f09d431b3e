"""A browser whose requests are answered by Django's test client: no server, no network, the real policies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route
from tests.factories import browsing

ORIGIN = "http://localhost"


@dataclass
class Look:
    """An open page and what its console complained of."""

    page: Page
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(ORIGIN + path)
        return self.page

    def violations(self) -> list[str]:
        """What axe finds wrong on the page as it stands, once its styles are there."""
        return browsing.violations(self.page)

    def scrolls_sideways(self) -> bool:
        """True when something is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def _answer(route: Route) -> None:
    request = route.request
    path = request.url.removeprefix(ORIGIN)
    if path.startswith("/static/"):
        route.fulfill(path=settings.TURBOTA_ASSETS_DIR / path.removeprefix("/static/"))
        return
    client = Client(raise_request_exception=False, headers={"cookie": request.headers.get("cookie", "")})
    answer = client.generic(
        request.method,
        path,
        data=request.post_data_buffer or b"",
        content_type=request.headers.get("content-type", "text/html"),
        headers={"accept": request.headers.get("accept", "")},
    )
    connection.close()  # Playwright answers requests in a context of its own, with a connection of its own
    headers = dict(answer.items())
    if answer.cookies:
        headers["set-cookie"] = answer.cookies.output(header="", sep="\n").strip()
    route.fulfill(status=answer.status_code, headers=headers, body=answer.content)


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """The server of static files wants its folder, even an empty one."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def look(browser: Browser, db: None, request: pytest.FixtureRequest) -> Iterator[Look]:
    """A page of a given width (`indirect` parameter, 1280 by default)."""
    width = getattr(request, "param", 1280)
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="uk-UA")
    context.route("**/*", _answer)
    page = context.new_page()
    seen = Look(page, context)
    page.on(
        "console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    yield seen
    context.close()
