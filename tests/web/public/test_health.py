"""/healthz says the state of the parts and nothing of people."""

import socket
from typing import Any

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_it_says_whether_a_worker_lives(client: Client) -> None:
    assert client.get("/healthz").json()["queue"]["state"] == "no worker"
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now())")
    said = client.get("/healthz").json()
    assert said["database"] == "working"
    assert said["queue"]["state"] == "working"


@pytest.mark.django_db
def test_a_worker_that_went_silent_does_not_count(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '5 minutes')"
        )
    assert client.get("/healthz").json()["queue"]["workers"] == 0


@pytest.mark.django_db
def test_it_counts_due_jobs_and_the_age_of_the_oldest(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, scheduled_at) values"
            " ('default', 'any', '{}', now() - interval '90 seconds'), ('default', 'any', '{}', now() + interval '1 day')"
        )
    queue = client.get("/healthz").json()["queue"]
    assert queue["due"] == 1
    assert 85 <= queue["oldest_seconds"] <= 120


@pytest.mark.django_db
def test_it_says_whether_letters_leave_and_files_have_room(client: Client) -> None:
    said = client.get("/healthz").json()
    assert said["mail"] == {
        "state": "working",
        "waiting": 0,
        "not_taken": 0,
        "gave_up": 0,
        "oldest_seconds": 0,
    }
    assert said["files"] in ("working", "little room")


@pytest.mark.django_db
def test_it_says_which_simulator_does_not_answer(client: Client, settings: Any) -> None:
    with socket.socket() as alive:
        alive.bind(("127.0.0.1", 0))
        alive.listen()
        settings.TURBOTA_SIMULATORS = {
            "mail": f"http://127.0.0.1:{alive.getsockname()[1]}",
            "idgov": "http://127.0.0.1:1",
        }
        assert client.get("/healthz").json()["simulators"] == {"mail": "working", "idgov": "down"}


@pytest.mark.django_db
def test_the_scanner_is_named_and_nothing_is_kept(client: Client, settings: Any) -> None:
    settings.TURBOTA_CLAMD = ""
    answer = client.get("/healthz")
    assert answer.json()["scanner"] == "none"
    assert answer["Cache-Control"] == "no-store"
    assert client.post("/healthz").status_code == 405


def test_a_proxy_learns_that_the_process_lives_without_asking_the_database(client: Client) -> None:
    """This test may not use the database, so a page that asked it would fail."""
    assert client.get("/livez").status_code == 204
