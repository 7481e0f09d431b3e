"""The cast and its keys, for tests of the whole path."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.factories import world

from turbota_demo.plays import Plays
from turbota_simulators.issuing import Authority


@pytest.fixture(scope="session")
def session_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with world.answering_authority(tmp_path_factory.mktemp("authority")) as authority:
        yield authority


@pytest.fixture
def plays(db: None, session_authority: Authority, settings: Any) -> Plays:
    """Offices and staff are entered; plays sign with real keys."""
    settings.TURBOTA_TRUST_DIR = session_authority.trust
    return world.plays(session_authority, world.moment("2026-11-01 09:00"))
