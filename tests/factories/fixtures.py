"""Fixtures of the demonstration cast, for every test: offices, staff, keys and plays."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.factories import planned, world
from tests.factories.entered import LONG_AGO, enter_cast

from turbota_demo.plays import Plays
from turbota_demo.stage import Keys
from turbota_simulators.issuing import Authority

QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


def lasting_keys(authority: Authority) -> Keys:
    """Keys for moments of any year that a test may name."""
    return Keys(authority, since=world.moment("2024-01-02 00:00"), until=world.moment("2038-01-01 00:00"))


@pytest.fixture(scope="session")
def session_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """One certification authority for the session; OCSP, lists and time stamps answer on loopback."""
    with world.answering_authority(tmp_path_factory.mktemp("authority")) as authority:
        yield authority


@pytest.fixture(scope="session")
def session_keys(session_authority: Authority) -> Keys:
    """Keys of the cast, made once for the session; they are in force whenever the tests run."""
    return lasting_keys(session_authority)


@pytest.fixture
def plays(db: None, session_keys: Keys, settings: Settings) -> Plays:
    """Offices and staff are entered; plays sign with real keys. Passwords are hashed quickly."""
    settings.TURBOTA_TRUST_DIR = str(session_keys.ca.trust)
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
    enter_cast(LONG_AGO)
    return Plays(session_keys)


@pytest.fixture
def plays_for_many(transactional_db: None, session_keys: Keys, settings: Settings) -> Plays:
    """The same in a database whose transactions really commit, for tests with several actors at once.

    Django does not empty the queue between such tests, so it is emptied here.
    """
    planned.forget_all()
    settings.TURBOTA_TRUST_DIR = str(session_keys.ca.trust)
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
    enter_cast(LONG_AGO)
    return Plays(session_keys)
