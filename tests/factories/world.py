"""Offices, staff, people and keys of the demonstration cast, with a certification authority that answers."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import ThreadingHTTPServer
from pathlib import Path

from tests.factories.entered import LONG_AGO, enter_cast

from turbota.access.actors import Actor, staff_actor
from turbota.decisions.models import Decision
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota.signatures import revocation
from turbota_demo import cast, stage
from turbota_demo.cast import Employee
from turbota_demo.plays import Plays
from turbota_demo.stage import Keys
from turbota_simulators import authority as simulator
from turbota_simulators.issuing import Authority, Issued, establish
from turbota_simulators.signing import sign


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Answering:
    """The authority and its server, which a test may silence."""

    authority: Authority
    server: ThreadingHTTPServer

    def fall_silent(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        revocation.forget_lists()

    def answer_again(self) -> None:
        self.server = simulator.server(self.authority)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def neighbour(authority: Authority) -> Answering:
    """The authority, answering on loopback from now on."""
    made = Answering(authority, simulator.server(authority))
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    return made


@contextmanager
def answering(authority: Authority) -> Iterator[Authority]:
    """OCSP, CRL and time stamps of this authority answer on loopback."""
    answers = neighbour(authority)
    try:
        yield authority
    finally:
        answers.fall_silent()


@contextmanager
def answering_authority(home: Path) -> Iterator[Authority]:
    """A new certification authority that answers."""
    with answering(establish(home, free_port())) as authority:
        yield authority


def moment(text: str) -> datetime:
    """ "2026-11-16 10:00" in Kyiv."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.KYIV)


def plays(authority: Authority) -> Plays:
    """The cast entered long ago, and plays signed by keys of this authority."""
    enter_cast(LONG_AGO)
    return Plays(Keys(authority))


def colleague(
    code: str, *, like: str, at: datetime, tax_number: str = "2888400012"
) -> tuple[Actor, Employee]:
    """Another member of staff with the same posts as one of the cast; the employee is for the keys."""
    employee = Employee(code, "Колега", "Надія", "Тестівна", tax_number, cast.employee(like).posts)
    return staff_actor(stage.enter_employee(employee, at), at.date()), employee


def sign_paper(
    verb: Callable[..., Decision], by: Actor, decision: Decision, key: Issued, at: datetime
) -> Decision:
    """Sign the present paper of a decision by `propose` or `approve`."""
    cms = sign(key, read(decision.paper), at=at)
    return verb(by=by, decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms, at=at)


def expired_key(plays: Plays, person: cast.Citizen | Employee) -> Issued:
    """The key of the person by a certificate whose term is over."""
    return Keys(plays.keys.ca, since=LONG_AGO, until=moment("2026-11-01 00:00")).person(person)
