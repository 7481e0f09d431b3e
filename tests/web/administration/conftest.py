"""The administrator of the cast at the desk."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.kernel import clock
from turbota_demo.plays import Plays

MORNING = moment("2026-11-17 09:00")


@pytest.fixture
def admin(plays: Plays) -> Iterator[Client]:
    with clock.frozen(MORNING):
        yield client_of("admin", MORNING)
