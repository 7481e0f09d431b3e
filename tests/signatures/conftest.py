"""A development authority that answers on loopback, and people with keys."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page
from tests.factories import world
from tests.factories.world import Answering
from tests.signatures.signing_site import Site, server_of

from turbota.signatures import revocation
from turbota_simulators import authority as authority_simulator
from turbota_simulators.authority import Authority, Issued

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENT = "Заява про призначення допомоги. ".encode() * 200
TAX_NUMBER = "1759013776"
UNZR = "19480101-12345"
ORGANISATION_CODE = "00015622"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("authority")


@pytest.fixture(scope="session")
def _session_authority(home: Path) -> Authority:
    return authority_simulator.establish(home, world.free_port())


@pytest.fixture
def answering(_session_authority: Authority, settings: LazySettings) -> Iterator[Answering]:
    revocation.forget_lists()
    settings.TURBOTA_TRUST_DIR = str(_session_authority.trust)
    answers = world.neighbour(_session_authority)
    yield answers
    answers.fall_silent()


@pytest.fixture
def authority(answering: Answering) -> Authority:
    return answering.authority


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def person(authority: Authority) -> Issued:
    return authority.person(
        surname="Шевченко", given_name="Тарас", patronymic="Григорович", tax_number=TAX_NUMBER
    )


@pytest.fixture
def seal(authority: Authority) -> Issued:
    return authority.seal(name="Виконавчий комітет Ясенівської сільської ради", code=ORGANISATION_CODE)


@pytest.fixture
def expired(authority: Authority, now: datetime) -> Issued:
    return authority.person(
        surname="Шевченко",
        given_name="Тарас",
        tax_number=TAX_NUMBER,
        since=now - timedelta(days=800),
        until=now - timedelta(days=3),
    )


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("bundle") / "signing.js"
    command = [str(REPOSITORY / "node_modules/.bin/esbuild"), "frontend/signing/main.js", "--bundle"]
    command += ["--format=iife", "--target=chrome109,firefox115,safari16", f"--outfile={target}"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return target.read_bytes()


@pytest.fixture
def site(bundle: bytes) -> Iterator[Site]:
    site = Site(bundle, DOCUMENT)
    server = server_of(site)
    site.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="uk-UA")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()
