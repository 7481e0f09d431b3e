"""Journeys: Chromium against the whole platform on loopback, with simulators as processes of their own.

A journey asks for `stage` (offices, staff and keys are entered; `stage.plays` moves cases along) and for
`desk` (1280 px) or `phone` (360 px): a `Visit` is one browser of one person. More browsers come from `visits`.

    desk.sign_in_as("maria")                 # a citizen, through the simulator of id.gov.ua
    desk.sign_in_as_staff("umovnyi")         # staff, with code and password
    desk.open("/cabinet/")
    desk.seen("cabinet-home")                # axe without violations, no sideways scroll, a screenshot
    desk.sign_with(stage.key_file("maria"))  # the form of signing on the page
    run_jobs()                               # everything that is planned, by a real worker

Every page state is looked at once with `seen`; pictures lie in build/screenshots.
"""

import io
import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socket import create_connection

import pytest
from django.conf import settings as django_settings
from django.db import connection
from playwright.sync_api import Browser, Page
from procrastinate.contrib.django import app
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.factories import world
from tests.factories.browsing import settled, violations
from tests.factories.secrets import assert_no_personal_data

from turbota.kernel import clock
from turbota.project import assets
from turbota.project.logs import LineFormatter
from turbota.signatures import revocation
from turbota_demo import cast, social_cast
from turbota_demo import world as demo_world
from turbota_demo.plays import Plays
from turbota_simulators import idgov
from turbota_simulators.issuing import Authority, opened

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
PATIENCE = 30_000  # milliseconds; a loaded machine is slow, never wrong


@dataclass
class Visit:
    """One person at one browser. `complaints`: what the console said that it should not have said."""

    page: Page
    address: str
    width: int
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to an address of the site."""
        self.page.goto(self.address + path)
        return self.page

    def sign_in_as(self, key: str, *, shared: bool = False) -> Page:
        """Sign in a citizen of the cast through id.gov.ua; ends on the cabinet's first page."""
        person = cast.citizen(key)
        self.open("/sign-in/")
        if shared:
            self.page.get_by_label("Цим комп’ютером користуюся не лише я").check()
        self.page.get_by_role("button", name="Увійти через id.gov.ua").click()
        self.page.get_by_role("button", name=f"{person.surname} {person.given_name}").click()
        self.page.wait_for_url(f"{self.address}/cabinet/**")
        return self.page

    def sign_in_as_staff(self, code: str) -> Page:
        """Sign in a member of staff of the cast; ends on the first section of the workplace."""
        self.open("/sign-in/staff/")
        self.page.get_by_label("Ваш код").fill(code)
        self.page.get_by_label("Пароль").fill(cast.PASSWORD)
        self.page.get_by_role("button", name="Увійти").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        return self.page

    def sign_with(
        self, key_file: bytes, password: str = cast.KEY_PASSWORD, *, button: str = "Підписати"
    ) -> None:
        """Choose the key, write its password and press the button of the signing form on the page."""
        self.page.set_input_files(
            "[data-sign-key]", {"name": "key.p12", "mimeType": "application/x-pkcs12", "buffer": key_file}
        )
        self.page.fill("[data-sign-password]", password)
        self.page.locator("form[data-sign]").get_by_role("button", name=button).click()

    def seen(self, name: str) -> None:
        """This state of the page is in order: no axe violation, no sideways scroll. A picture is kept."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        settled(self.page)
        self.page.screenshot(path=PICTURES / f"{name}-{self.width}.png", full_page=True)
        assert violations(self.page) == []
        assert not self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    def words(self) -> str:
        """All words of the page once it is whole, with ordinary spaces."""
        settled(self.page)
        return self.page.locator("body").inner_text().replace("\u00a0", " ")


@dataclass
class Simulators:
    """Where the neighbours answer, and the folders of their keys and letters."""

    authority: Authority
    idgov: str
    smtp_port: int
    letters: Path


@dataclass
class Stage:
    """The cast entered in the database, with keys; `yesterday` is before everything a journey does."""

    plays: Plays
    simulators: Simulators
    yesterday: datetime

    def key_file(self, key: str) -> bytes:
        """The PKCS#12 file of a citizen or of a member of staff."""
        staff = (*cast.EMPLOYEES, *social_cast.EMPLOYEES)
        known = {**{c.key: c for c in cast.CITIZENS}, **{e.code: e for e in staff}}
        return self.plays.keys.person(known[key]).pkcs12(cast.KEY_PASSWORD)

    def seal_file(self, body: str) -> bytes:
        """The PKCS#12 file of an organisation's seal."""
        return self.plays.keys.seal(cast.body(body)).pkcs12(cast.KEY_PASSWORD)

    def letters(self) -> list[EmailMessage]:
        """Letters that the mail server took, oldest first."""
        files = sorted(self.simulators.letters.glob("*.eml"))
        found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        return [letter for letter in found if isinstance(letter, EmailMessage)]


@pytest.fixture(scope="session")
def simulators(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulators]:
    """Certification authority, id.gov.ua and mail as processes, as in a demonstration."""
    home = tmp_path_factory.mktemp("simulators")
    (home / "people.json").write_text(json.dumps(demo_world.people(), ensure_ascii=False), encoding="utf-8")
    ports = {name: world.free_port() for name in ("authority", "idgov", "smtp", "mail")}
    commands = (
        ("authority", "--home", str(home / "authority"), "--port", str(ports["authority"])),
        ("idgov", "--port", str(ports["idgov"]), "--people", str(home / "people.json")),
        (
            "mail",
            "--smtp-port",
            str(ports["smtp"]),
            "--web-port",
            str(ports["mail"]),
            "--dir",
            str(home / "letters"),
        ),
    )
    running = [
        subprocess.Popen([sys.executable, "-m", f"turbota_simulators.{name}", *options])
        for name, *options in commands
    ]
    try:
        for port in ports.values():
            wait_for_port(port)
        yield Simulators(
            opened(home / "authority"), f"http://127.0.0.1:{ports['idgov']}", ports["smtp"], home / "letters"
        )
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(10)


def wait_for_port(port: int, seconds: float = 20) -> None:
    """Until somebody listens on the port of loopback."""
    until = time.monotonic() + seconds
    while True:
        try:
            with closing(create_connection(("127.0.0.1", port), 1)):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def built_pages() -> None:
    """Styles and scripts as they are served, built once per state of their sources."""
    assets.ensure()
    Path(django_settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def site(built_pages: None, live_server: LiveServer, simulators: Simulators, settings: Settings) -> str:
    """The address of the running platform, wired to the simulators, with the built pages."""
    revocation.forget_lists()
    settings.STATICFILES_DIRS = [django_settings.TURBOTA_ASSETS_DIR]
    settings.TURBOTA_PUBLIC_URL = live_server.url
    settings.TURBOTA_TRUST_DIR = str(simulators.authority.trust)
    settings.IDGOV_URL = simulators.idgov
    settings.IDGOV_CLIENT_ID, settings.IDGOV_CLIENT_SECRET = idgov.CLIENT_ID, idgov.CLIENT_SECRET
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = simulators.smtp_port
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for the cast only
    policies = django_settings.CONTENT_SECURITY_POLICY
    directives = {**policies["DIRECTIVES"], "form-action": ["'self'", simulators.idgov]}
    settings.CONTENT_SECURITY_POLICY = {**policies, "DIRECTIVES": directives}
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    return live_server.url


@pytest.fixture
def stage(site: str, simulators: Simulators) -> Stage:
    """The cast is entered; letters of former journeys are gone."""
    for letter in simulators.letters.glob("*.eml"):
        letter.unlink()
    yesterday = clock.now() - timedelta(days=1)
    return Stage(world.plays(simulators.authority), simulators, yesterday)


@pytest.fixture
def visits(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Open browsers of several people. At the end no console may have complained."""
    opened_visits: list[Visit] = []

    def visit(width: int = 1280) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="uk-UA",
            timezone_id="Europe/Kyiv",
            has_touch=width < 500,
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        made = Visit(page, site, width)
        page.on("console", lambda message: _listen(made, message.type, message.text))
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        opened_visits.append(made)
        return made

    yield visit
    for made in opened_visits:
        made.page.context.close()
    assert [words for made in opened_visits for words in made.complaints] == []


def _listen(visit: Visit, kind: str, text: str) -> None:
    """Refusals of our own (401, 409, 422) are no complaint: they are told on the page."""
    if kind == "error" and "Failed to load resource" not in text:
        visit.complaints.append(text)


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """What the platform logs during a journey, at the lowest level, names nobody."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LineFormatter("%(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield
    root.removeHandler(handler)
    root.setLevel(level)
    assert_no_personal_data(written.getvalue(), "the log of the journey")


@pytest.fixture
def desk(visits: Callable[..., Visit]) -> Visit:
    """A person at a desk, 1280 px wide."""
    return visits(1280)


@pytest.fixture
def phone(visits: Callable[..., Visit]) -> Visit:
    """A person with a small phone, 360 px wide."""
    return visits(360)


@pytest.fixture
def run_jobs(site: str) -> Callable[[], None]:
    """Let a real worker do everything that is planned by now, and what that plans in its turn."""

    def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    def run() -> None:
        failures: list[BaseException] = []

        def guarded() -> None:
            try:
                work()
            except BaseException as failure:
                failures.append(failure)

        thread = threading.Thread(target=guarded, name="worker")
        thread.start()
        thread.join(60)
        assert not thread.is_alive()
        assert failures == []

    return run
