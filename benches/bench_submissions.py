"""How many signed applications one web process takes, against the least that has to be done for one.

The least: one thread that verifies the signature by pyHanko, with one context for all (roots and revocation list read
once), and writes the same rows by psycopg. The platform: granian with one process behind HTTP, the load from another
process, every application signed beforehand by a key of its own, the certification authority a process too. Both take
turns, round after round. Goal: the platform takes at most twice as long for one. Beside the time by the wall stands that
of the processor in each of the two: other work of the machine changes it least.
"""

import asyncio
import base64
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
from asn1crypto import cms as asn1_cms
from benches.measuring import Measured, measured
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from tests.factories import world

from turbota.access.actors import Actor
from turbota.access.models import Account
from turbota.access.sign_in import citizen_account
from turbota.applications.operations import attaching, drafting, submission
from turbota.assistance import catalogue
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota.people.operations import tie_account
from turbota.signatures.trust import trust_list
from turbota.web.shared.session import open_session
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND
from turbota_simulators.issuing import Authority, opened
from turbota_simulators.signing import sign

ROUNDS = 6
IN_ROUND = 20
CONNECTIONS = 4
TOKEN = "b" * 32
"""The unmasked token of forms: the cookie and the form carry the same."""
ROWS = (
    ("signatures_signature", "id = (select signature_id from applications_application where id = %(id)s)"),
    ("applications_applicationstep", "subject_id = %(id)s and verb = 'submit'"),
    ("applications_holding", "application_id = %(id)s"),
    ("deadlines_clock", "subject_id = %(id)s"),
    ("deadlines_clockentry", "clock_id in (select id from deadlines_clock where subject_id = %(id)s)"),
    ("audit_event", "subject_id = %(id)s and action = 'application.submit'"),
)
"""What one submission leaves in the tables, beside the changed row of the application."""


@dataclass(frozen=True)
class Signed:
    """One application, signed beforehand, with the open session of its author."""

    application: str
    session: str
    sha256: str
    cms: bytes

    def as_json(self) -> dict[str, str]:
        """As the sending process takes it."""
        return {
            "application": self.application,
            "session": self.session,
            "token": TOKEN,
            "sha256": self.sha256,
            "signature": base64.b64encode(self.cms).decode(),
        }


def _tax_number(number: int) -> str:
    """A РНОКПП with a right check digit, of a person who was never born: far in the past."""
    body = f"0{number:08d}"
    weights = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
    return body + str(sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11 % 10)


def _signed(number: int, ca: Authority, at: datetime) -> Signed:
    person = replace(cast.citizen("roman"), key=f"bench-{number}", tax_number=_tax_number(number))
    account = citizen_account(identity=stage.identity_of(person), name=person.surname)
    row = tie_account(account=account, data=stage.data_of(person), at=at)
    actor = Actor(account.pk, row.full_name, "high", row.pk, person.tax_number)
    draft = drafting.open_draft(by=actor, kind=KIND, at=at)
    full = told.low_income(person, on=at.date())
    for section in (one.code for one in catalogue.kind(KIND).form_on(at.date()).sections):
        drafting.save_section(by=actor, application_id=draft.pk, section=section, values=full[section], at=at)
    attaching.attach(by=actor, application_id=draft.pk, code="identity", scan=papers.scan("Паспорт"), at=at)
    paper = submission.print_for_signing(by=actor, application_id=draft.pk, at=at)
    key = ca.person(surname=person.surname, given_name=person.given_name, tax_number=person.tax_number)
    return Signed(str(draft.pk), _session(account), paper.sha256, sign(key, read(paper), at=at))


def _session(account: Account) -> str:
    session = Client().session
    open_session(session, account, level="high", shared=False, at=clock.now())
    session.save()
    return str(session.session_key)


class Least:
    """The least that has to be done for one submission, on one thread: verification and rows."""

    def __init__(self, ca: Authority, url: str, example: str) -> None:
        trust = trust_list()
        lists = [self._list(certificate) for certificate in trust.others]
        lists += [self._list(certificate) for certificate in (self._leaf(ca),)]
        self.context = ValidationContext(
            trust_roots=list(trust.roots),
            other_certs=list(trust.others),
            crls=[one for one in lists if one],
            revocation_mode="hard-fail",
        )
        self.usage = KeyUsageConstraints(key_usage={"non_repudiation"})
        self.connection = psycopg.connect(url, row_factory=dict_row)
        self.rows = [(table, self._example(table, which, example)) for table, which in ROWS]
        self.connection.commit()

    @staticmethod
    def _leaf(ca: Authority) -> Any:
        key = ca.person(surname="Мірна", given_name="Людина", tax_number=_tax_number(99_999))
        signed = asn1_cms.ContentInfo.load(sign(key, b"x"))["content"]
        return next(one.chosen for one in signed["certificates"] if not one.chosen.ca)

    @staticmethod
    def _list(certificate: Any) -> bytes:
        points = certificate.crl_distribution_points
        return httpx.get(points[0].url).content if points else b""

    def _example(self, table: str, which: str, application: str) -> list[dict[str, Any]]:
        found = self.connection.execute(
            f"select * from {table} where {which}", {"id": application}
        ).fetchall()
        if not found:
            raise AssertionError(f"the example left no row in {table}")
        return found

    def take(self, one: Signed) -> None:
        """Verify one signature and write its rows."""
        data = asn1_cms.ContentInfo.load(one.cms)["content"]
        status = asyncio.run(
            async_validate_cms_signature(
                data,
                raw_digest=bytes.fromhex(one.sha256),
                validation_context=self.context,
                key_usage_settings=self.usage,
            )
        )
        if not (status.valid and status.intact and status.trusted):
            raise AssertionError("the least of all does not verify")
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.execute(
                "update applications_application set state = 'received', version = version + 1, number = %s,"
                " registered_at = now(), received_on = current_date where id = %s",
                [f"90-{new_id().hex[-12:]}", one.application],
            )
            clocks: dict[Any, Any] = {}
            for table, rows in self.rows:
                for row in rows:
                    self._insert(cursor, table, row, clocks)

    @staticmethod
    def _insert(cursor: Any, table: str, row: dict[str, Any], clocks: dict[Any, Any]) -> None:
        fresh = {**row, "id": new_id()}
        if table == "deadlines_clock":
            fresh["subject_id"], clocks[row["id"]] = new_id(), fresh["id"]
        if table == "deadlines_clockentry":
            fresh["clock_id"] = clocks[row["clock_id"]]
        if table == "applications_holding":
            return
        values = [Jsonb(value) if isinstance(value, dict | list) else value for value in fresh.values()]
        cursor.execute(
            sql.SQL("insert into {} ({}) values ({})").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, fresh)),
                sql.SQL(", ").join(sql.Placeholder() * len(fresh)),
            ),
            values,
        )


@contextmanager
def _process(*command: str, log: Path, **environment: str) -> Iterator[int]:
    """A process beside this one. What it logs is kept apart from the figures, and shown when something goes wrong."""
    with log.open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-m", *command], env={**os.environ, **environment}, stderr=said
        )
        try:
            yield running.pid
        except BaseException:
            print(log.read_text(encoding="utf-8"), file=sys.stderr)
            raise
        finally:
            running.terminate()
            running.wait(20)


def _processor(parent: int) -> float:
    """Seconds of the processor that a server has taken so far in its processes (clock_getcpuclockid of each)."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return sum(time.clock_gettime((~pid << 3) | 2) for pid in (parent, *map(int, children)))


def _until_answers(address: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            httpx.get(address, timeout=5)
        except httpx.HTTPError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _send(address: str, some: list[Signed]) -> float:
    """Seconds for one submission when these are sent over a few connections at once."""
    asked = {"address": address, "connections": CONNECTIONS, "submissions": [one.as_json() for one in some]}
    done = subprocess.run(
        [sys.executable, "-m", "benches.submitting"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(json.loads(done.stdout)["whole"]) / len(some)


def _compare(address: str, web: int, ca: Authority, ready: list[Signed]) -> list[Measured]:
    first, ready = ready[:CONNECTIONS], ready[CONNECTIONS:]
    _send(address, first)
    url = str(os.environ["DATABASE_URL"])
    least = Least(ca, url, first[0].application)
    wall: dict[str, list[float]] = {"verification and rows": [], "one web process": []}
    processor: dict[str, list[float]] = {f"{name}, processor": [] for name in wall}
    for number in range(ROUNDS):
        some = ready[number * 2 * IN_ROUND : (number + 1) * 2 * IN_ROUND]
        start, used = time.perf_counter(), time.process_time()
        for one in some[:IN_ROUND]:
            least.take(one)
        wall["verification and rows"].append((time.perf_counter() - start) / IN_ROUND * 1000)
        processor["verification and rows, processor"].append((time.process_time() - used) / IN_ROUND * 1000)
        used = _processor(web)
        wall["one web process"].append(_send(address, some[IN_ROUND:]) * 1000)
        processor["one web process, processor"].append((_processor(web) - used) / IN_ROUND * 1000)
    least.connection.close()
    return [*measured("submissions", wall), *measured("submissions", processor)]


def run() -> list[Measured]:
    """Milliseconds for one submission: the least of all, and through the platform."""
    with tempfile.TemporaryDirectory() as folder:
        home, ports = Path(folder) / "authority", [world.free_port() for _ in range(2)]
        authority = ("turbota_simulators.authority", "--home", str(home), "--port", str(ports[0]))
        with _process(*authority, log=Path(folder) / "authority.log"):
            _until_answers(f"http://127.0.0.1:{ports[0]}/")
            ca = opened(home)
            with override_settings(TURBOTA_TRUST_DIR=str(ca.trust)):
                at = clock.now()
                stage.enter_all(at)
                ready = [_signed(number, ca, at) for number in range(CONNECTIONS + ROUNDS * IN_ROUND * 2)]
                connection.close()
                address = f"http://127.0.0.1:{ports[1]}"
                web = ("turbota.project.command_line", "web", "--port", str(ports[1]), "--workers", "1")
                folders = {"TURBOTA_TRUST_DIR": ca.trust, "TURBOTA_FILES_DIR": settings.TURBOTA_FILES_DIR}
                variables = {name: str(path) for name, path in folders.items()}
                with _process(*web, log=Path(folder) / "web.log", **variables) as server:
                    _until_answers(f"{address}/healthz")
                    return _compare(address, server, ca, ready)
