"""Staff of a community at the screen."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client
from tests.factories import world

from turbota.access.models import Account
from turbota.kernel import clock
from turbota.web.shared.session import open_session
from turbota_demo.plays import Plays

AtWork = Callable[[str], Client]
MONDAY = world.moment("2026-11-16 10:00")


@pytest.fixture
def at() -> datetime:
    """Monday morning; the clock of the pages stands there."""
    return MONDAY


@pytest.fixture(autouse=True)
def _monday(at: datetime):  # type: ignore[no-untyped-def]
    with clock.frozen(at):
        yield


@pytest.fixture
def at_work(plays: Plays) -> AtWork:
    """A browser in which a member of staff is signed in, by personal code."""

    def enter(code: str) -> Client:
        client = Client()
        session = client.session
        open_session(session, Account.objects.get(code=code), level="staff", shared=False, at=clock.now())
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
        return client

    return enter
