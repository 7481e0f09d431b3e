"""/metrics gives numbers of the parts to monitoring alone, and names requests by their route."""

import errno
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test import Client

from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota.messages.models import Message
from turbota.people.models import Person
from turbota.signatures.models import Signature
from turbota.web.shared import watching

pytestmark = pytest.mark.django_db


def values(text: str) -> dict[str, float]:
    """Every measurement by its name with labels."""
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def asked(client: Client, **headers: str) -> dict[str, float]:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    return values(answer.content.decode())


def test_requests_are_counted_by_route_and_status_and_never_by_address(client: Client) -> None:
    case = "/cabinet/application/01a2172e-cdff-751c-948d-6fc47ba4b404/"
    name = 'turbota_request_seconds_count{route="cabinet:application",status="302"}'
    before = asked(client).get(name, 0)
    client.get(case)
    client.get("/nothing/3336900025/")
    text = client.get("/metrics").content.decode()
    assert values(text)[name] == before + 1
    assert values(text)['turbota_request_seconds_count{route="none",status="404"}'] >= 1
    assert "01a2172e" not in text and "3336900025" not in text


def test_a_page_is_given_though_the_measurements_have_no_place_to_grow(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As on a full disk: the library asks for more of its file, and never finds what it believes to have got."""
    for failure in (OSError(errno.EFBIG, "too large"), IndexError("mmap slice assignment is wrong size")):
        monkeypatch.setattr(watching.REQUESTS, "labels", Mock(side_effect=failure))
        assert [client.get(path).status_code for path in ("/", "/nothing/")] == [200, 404]
        assert f"a request was not measured: {type(failure).__name__}" in caplog.messages


def test_due_jobs_and_their_age_are_told_by_queue_and_state(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, status, scheduled_at) values"
            " ('urgent', 'any', '{}', 'todo', now() - interval '90 seconds'),"
            " ('urgent', 'any', '{}', 'failed', null)"
        )
    said = asked(client)
    assert said["turbota_jobs_due"] == 1
    assert 85 <= said["turbota_jobs_oldest_seconds"] <= 120
    assert said['turbota_jobs{queue="urgent",state="failed"}'] == 1
    assert said["turbota_workers"] == 0


def test_the_age_of_a_job_that_was_to_run_at_once_is_told(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, status)"
            " values ('urgent', 'any', '{}', 'todo') returning id"
        )
        job = cursor.fetchone()[0]
        cursor.execute("delete from procrastinate_events where job_id = %s", [job])
        cursor.execute(
            "insert into procrastinate_events (job_id, type, at)"
            " values (%s, 'deferred', now() - interval '40 seconds')",
            [job],
        )
    assert 35 <= asked(client)["turbota_jobs_oldest_seconds"] <= 60


def _letter(now: datetime, state: str) -> None:
    person = Person.objects.create(surname="Прикладна", given_name="Марія", created_at=now)
    message = Message.objects.create(
        direction="to_person", person=person, subject_kind="application", subject_id=new_id(),
        kind="any", subject="Новина", body="Новина", created_at=now,
    )  # fmt: skip
    message.deliveries.create(channel="email", state=state, next_at=now - timedelta(minutes=7))


def test_letters_signatures_terms_and_seals_are_told(client: Client) -> None:
    now = clock.now()
    before = asked(client)
    assert before["turbota_terms_overdue"] == before["turbota_audit_unsealed_seconds"] == 0
    Signature.objects.create(
        sha256="0" * 64, cms=b"", state="pending", code="pending", reason="", checked_at=now,
        received_at=now - timedelta(minutes=5),
    )  # fmt: skip
    for state in ("waiting", "failed"):
        _letter(now, state)
    office = Organisation.objects.create(
        kind="pension_fund", name="Центр", short_name="Центр", code="00000000", since=date(2020, 1, 1)
    )
    for days in (60, 0):
        deadlines.start(
            rule_code="department_acceptance", subject_kind="application", subject_id=new_id(),
            organisation=office, at=now - timedelta(days=days), by=SYSTEM,
        )  # fmt: skip
    record(actor=SYSTEM, action="any", right="read", subject_kind="page", subject_id=None, purpose="", at=now)
    said = asked(client)
    assert said["turbota_signatures_pending"] == 1
    assert 290 <= said["turbota_signatures_oldest_seconds"] <= 400
    assert said['turbota_letters{state="waiting"}'] == said['turbota_letters{state="failed"}'] == 1
    assert 410 <= said["turbota_letters_oldest_seconds"] <= 500
    assert said["turbota_terms_overdue"] == 1
    assert said["turbota_audit_unsealed_seconds"] > 0


def test_parts_outside_the_database_are_told(client: Client, settings: Any) -> None:
    settings.TURBOTA_CLAMD = "tcp:127.0.0.1:1"
    said = asked(client)
    assert said["turbota_scanner_up"] == 0 and said["turbota_database_up"] == 1
    assert (
        0 < said['turbota_files_disk_bytes{state="free"}'] < said['turbota_files_disk_bytes{state="whole"}']
    )


def test_with_a_token_only_its_owner_sees_them(client: Client, settings: Any) -> None:
    settings.TURBOTA_METRICS_TOKEN = "a-token-of-monitoring"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer another"}).status_code == 404
    assert "turbota_jobs_due" in asked(client, Authorization="Bearer a-token-of-monitoring")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Proto", "Forwarded"])
def test_what_a_proxy_passes_on_is_not_monitoring(client: Client, name: str) -> None:
    assert client.get("/metrics", headers={name: "127.0.0.1"}).status_code == 404


def test_another_machine_sees_nothing(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.7").status_code == 404


def test_production_without_a_token_gives_them_to_nobody(client: Client, settings: Any) -> None:
    settings.TURBOTA_MODE = "production"
    assert client.get("/metrics").status_code == 404
