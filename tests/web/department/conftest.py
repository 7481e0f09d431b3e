"""The deciding body of the cast with cases in its states, seen through a test client."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota_demo.plays import Plays

MORNING = moment("2026-11-17 09:00")


@dataclass
class Office:
    """The specialist and the head of the Pension Fund at their desks, on the morning of 17 November 2026."""

    plays: Plays
    specialist: Client
    head: Client
    now: datetime = MORNING

    def case(self, application: Application, part: str = "", client: Client | None = None) -> HttpResponse:
        """A page of a case as the specialist (or another client) sees it."""
        found = (client or self.specialist).get(f"/department/case/{application.pk}/{part}")
        assert isinstance(found, HttpResponse)
        return found

    def submitted(self, key: str = "maria") -> Application:
        """A portal application that came yesterday."""
        return self.plays.submitted(key, moment("2026-11-16 10:00"))

    def in_work(self, key: str = "maria") -> Application:
        """A portal application that the specialist accepted this morning."""
        return self.plays.accepted(self.submitted(key), "umovnyi", self.now)

    def handed_over(self, key: str = "stepan") -> Application:
        """A paper application that a community without control sent by a register yesterday."""
        application = self.plays.finished(key, "starosta", "yavir", moment("2026-11-16 10:00"))
        self.plays.handed_over([application], "starosta", moment("2026-11-16 16:00"))
        return Application.objects.get(pk=application.pk)


@pytest.fixture
def office(plays: Plays) -> Iterator[Office]:
    with clock.frozen(MORNING):
        yield Office(plays, client_of("umovnyi", MORNING), client_of("pokazova", MORNING))
