"""A job whose worker was killed is done by the next worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import psycopg
import pytest
from tests.factories import tables

from turbota.project import database

FOREVER = 30


def worker(url: str, queue: str) -> subprocess.Popen[bytes]:
    variables = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, "-m", "turbota.project.command_line", "worker", "--queues", queue]
    return subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_until(true: Callable[[], bool], seconds: float = FOREVER) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.2)
    return true()


def jobs_left(server: database.Server) -> int:
    with psycopg.connect(server.application_url) as rows:
        found = rows.execute(
            "select count(*) from procrastinate_jobs"
            " where status in ('todo', 'doing') and task_name like '%remove_old_jobs'"
        )
        return int(found.fetchall()[0][0])


def plan_a_job(server: database.Server) -> None:
    with psycopg.connect(server.application_url) as rows:
        rows.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args)"
            " values ('default', 'procrastinate.builtin_tasks.remove_old_jobs', '{\"max_hours\": 1}')"
        )


@pytest.mark.slow
def test_a_lost_job_is_done_by_the_next_worker(tmp_path_factory: pytest.TempPathFactory) -> None:
    with database.running(tmp_path_factory.mktemp("home"), settings=database.THROW_AWAY) as server:
        tables.fill(server.owner_url, database.DATABASE_NAME)
        with psycopg.connect(server.application_url, autocommit=True) as rows:
            rows.execute(
                "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')"
            )
            rows.execute(
                "insert into procrastinate_jobs (queue_name, task_name, args, status, worker_id, attempts)"
                " select 'default', 'procrastinate.builtin_tasks.remove_old_jobs', '{\"max_hours\": 1}',"
                " 'doing', id, 0"
                " from procrastinate_workers"
            )
            running = worker(server.application_url, "default")
            try:
                done = wait_until(
                    lambda: (
                        rows.execute("select 1 from procrastinate_jobs where status = 'doing'").fetchone()
                        is None
                    )
                )
            finally:
                running.send_signal(signal.SIGTERM)
                running.wait(FOREVER)
        assert done
        assert running.returncode == 0


@pytest.mark.slow
def test_a_worker_outlives_the_loss_of_the_database(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The server is killed and comes back at the same address; the same process does the next job."""
    home = tmp_path_factory.mktemp("home")
    server = database.start(home)
    running = None
    try:
        tables.fill(server.owner_url, database.DATABASE_NAME)
        plan_a_job(server)
        running = worker(server.application_url, "default")
        assert wait_until(lambda: jobs_left(server) == 0)
        server.process.kill()
        server.process.wait()
        time.sleep(2)
        server = database.start(home, port=server.port)
        plan_a_job(server)
        assert wait_until(lambda: jobs_left(server) == 0)
        assert running.poll() is None
        running.send_signal(signal.SIGTERM)
        assert running.wait(FOREVER) == 0
    finally:
        if running is not None and running.poll() is None:
            running.kill()
            running.wait()
        database.stop(server)
