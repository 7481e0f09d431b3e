"""One Turbota of real processes for all kill tests, with its offices, people, mail server and authority."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.db.utils import ConnectionHandler
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from tests.factories import world
from tests.factories.fixtures import lasting_keys
from tests.factories.world import Answering
from tests.kills.mail import MailServer
from tests.kills.person import Person
from tests.kills.running import Turbota, turbota

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota.kernel.working_days import same_or_next_working_day
from turbota.project.settings import database as database_settings
from turbota_demo import answers, cast, stage
from turbota_demo.plays import Plays
from turbota_demo.stage import Keys
from turbota_demo.world import people, working_moment
from turbota_simulators import idgov
from turbota_simulators.issuing import establish


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Kill tests run in a process of their own: they start and kill servers, and need both cores."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("kills")


@dataclass
class Town:
    """The running Turbota with everybody in it. `plays` make cases through the operations, beside the web."""

    platform: Turbota
    plays: Plays
    keys: Keys
    mail: MailServer
    authority: Answering

    def citizen(self, key: str) -> Person:
        """This citizen, signed in."""
        return Person(self.platform.address).enter_as_citizen(key)

    def staff(self, code: str) -> Person:
        """This member of staff, signed in."""
        return Person(self.platform.address).enter_as_staff(code)

    def draft(self, key: str) -> Application:
        """A whole draft of this citizen, begun an hour ago; the answers fit the day that counts if it is sent now.

        What another test added to the same draft is taken away.
        """
        day = same_or_next_working_day(clock.today())
        draft = self.plays.draft(key, self.earlier(1), answers=answers.low_income(cast.citizen(key), on=day))
        draft.attachments.filter(document_code="other", removed_at=None).update(removed_at=clock.now())
        return draft

    def submitted(self, key: str) -> Application:
        """An application that this citizen has just sent."""
        day = same_or_next_working_day(clock.today())
        return self.plays.submitted(
            key, self.earlier(0.2), answers=answers.low_income(cast.citizen(key), on=day)
        )

    def earlier(self, hours: float) -> datetime:
        """A moment before now, for what already happened."""
        return clock.now() - timedelta(hours=hours)

    @property
    def files(self) -> Path:
        """The folder of the store."""
        return self.platform.home / "files"


@contextmanager
def inside(platform: Turbota, trust: Path) -> Iterator[None]:
    """In this block the code of the product, called by the test, works in that Turbota."""
    home = platform.home
    ours = connections["default"]
    handler = ConnectionHandler({"default": database_settings(platform.server.application_url)})
    connections["default"] = handler["default"]
    try:
        with override_settings(
            TURBOTA_HOME=home,
            TURBOTA_FILES_DIR=home / "files",
            TURBOTA_KEY_RING=home / "keys" / "ring.json",
            TURBOTA_TRUST_DIR=str(trust),
            TURBOTA_PUBLIC_URL=platform.address,
        ):
            yield
    finally:
        handler["default"].close()
        connections["default"] = ours


@contextmanager
def sign_in_service(home: Path) -> Iterator[str]:
    """The training id.gov.ua with the people of the cast; gives its address."""
    file = home / "people.json"
    file.write_text(json.dumps(people(), ensure_ascii=False), encoding="utf-8")
    server = idgov.server(idgov.Sessions(idgov.read_people(file)), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def silent_at_the_end(authority: Answering) -> Iterator[None]:
    """The authority answers nobody after the block."""
    try:
        yield
    finally:
        authority.fall_silent()


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Everything runs."""
    home, letters = tmp_path_factory.mktemp("kills"), MailServer()
    authority = world.neighbour(establish(tmp_path_factory.mktemp("authority"), world.free_port()))
    trust, keys = authority.authority.trust, lasting_keys(authority.authority)
    with silent_at_the_end(authority), sign_in_service(tmp_path_factory.mktemp("people")) as address:
        variables = {
            "TURBOTA_TRUST_DIR": str(trust),
            "IDGOV_URL": address,
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(letters.port),
        }
        with turbota(home, variables) as platform, letters, django_db_blocker.unblock():
            with inside(platform, trust):
                stage.enter_all(working_moment(5))
                platform.start("web", "worker")
                yield Town(platform, Plays(keys), keys, letters, authority)


@pytest.fixture(autouse=True)
def whole(town: Town) -> Iterator[None]:
    """Before each test everything runs; after it everything runs again and the letters are taken as usual."""
    assert settings.TURBOTA_HOME == town.platform.home
    yield
    town.mail.work()
    for name in ("web", "worker"):
        assert name in town.platform.running, f"the test left {name} dead"
