"""Citizens of the demonstration cast, signed in to the cabinet; cases made by plays."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings
from tests.factories import world

from turbota.access.models import Account
from turbota.kernel import clock
from turbota.signatures import revocation
from turbota.web.shared.session import open_session
from turbota_demo import stage
from turbota_demo.plays import Plays
from turbota_simulators.issuing import Authority

SignIn = Callable[..., Client]


@pytest.fixture(scope="session")
def _authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with world.answering_authority(tmp_path_factory.mktemp("authority")) as authority:
        yield authority


@pytest.fixture
def authority(_authority: Authority, settings: Settings, tmp_path: Path) -> Authority:
    revocation.forget_lists()
    settings.TURBOTA_TRUST_DIR = str(_authority.trust)
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # nobody types a password here
    return _authority


@pytest.fixture
def at() -> datetime:
    """A moment of yesterday: what is done later in a test stands after it."""
    return clock.now() - timedelta(days=1)


@pytest.fixture
def plays(db: None, authority: Authority) -> Plays:
    return world.plays(authority)


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Give a client in whose browser this citizen is signed in."""

    def enter(key: str, *, shared: bool = False) -> Client:
        actor = stage.at_home(key, clock.now())
        client = Client()
        session = client.session
        account = Account.objects.get(pk=actor.account_id)
        open_session(session, account, level="high", shared=shared, at=clock.now())
        session.save()
        client.cookies[django_settings.SESSION_COOKIE_NAME] = str(session.session_key)
        return client

    return enter
