"""One whole Turbota for the kill tests: its own database server, web and worker, each a real process.

Nothing here is known to the product: a process is killed from outside while the database holds it at a point
(`traps`), and is started again with the very command that the supervisor uses.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
from django.db import connection
from tests.factories import tables

from turbota.project import database, processes
from turbota.project.processes import Child

PATIENCE = 60.0
SETTINGS = {**database.ORDINARY, "fsync": "off"}
"""A killed process loses nothing that it gave to the system; only a dead machine would need fsync."""
COMMAND = (sys.executable, "-m", "turbota.project.command_line")


def identifier(case: str) -> str:
    """The application that an address of its pages names."""
    return case.rpartition("/")[2]


def wait_until(true: Callable[[], Any], what: str, seconds: float = PATIENCE) -> Any:
    """What the condition gave as soon as it holds; fails with the words when it does not in time."""
    until = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < until, f"waited {seconds:.0f} s in vain: {what}"
        time.sleep(0.02)
    return found


def family_of(process: int) -> list[int]:
    """The process and all its descendants, the youngest first."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(folder.name))
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(children.get(one, []))
    return found[::-1]


@dataclass
class Turbota:
    """The processes of one Turbota and what a test does to them."""

    home: Path
    server: database.Server
    web_port: int
    variables: dict[str, str]
    running: dict[str, Child] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    # ── the processes ─────────────────────────────────────────────────────────────────────────

    def start(self, *names: str) -> None:
        """Start "web" or "worker", or both, as the supervisor does, and wait until each is at work."""
        commands = {
            "web": (*COMMAND, "web", "--port", str(self.web_port), "--workers", "1"),
            "worker": (*COMMAND, "worker"),
        }
        known = self.last_worker()
        for name in names:
            pool = {"TURBOTA_POOL": "true"} if name == "web" else {}
            log = self.home / "log" / f"{name}.log"
            self.running[name] = processes.start(name, commands[name], {**self.variables, **pool}, log)
        if "web" in names:
            wait_until(self.answers, "the web does not answer")
        if "worker" in names:
            wait_until(lambda: self.last_worker() > known, "the worker does not work")

    def kill(self, *names: str) -> None:
        """SIGKILL to the whole group of each, all at once, as when memory is over."""
        for name in names:
            os.killpg(self.running[name].process.pid, signal.SIGKILL)
        for name in names:
            self.running.pop(name).process.wait(PATIENCE)

    def freeze(self, name: str) -> None:
        """The process stands still from now on: it takes no job and answers nobody."""
        os.killpg(self.running[name].process.pid, signal.SIGSTOP)

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """The process stands still inside the block."""
        self.freeze(name)
        try:
            yield
        finally:
            os.killpg(self.running[name].process.pid, signal.SIGCONT)

    def kill_database(self) -> None:
        """SIGKILL to the postmaster and every backend at once, as when the machine loses its memory."""
        postmaster = self.server.process.pid
        os.kill(postmaster, signal.SIGSTOP)  # nobody is born any more
        for last in (signal.SIGSTOP, signal.SIGKILL):
            for number in family_of(postmaster):
                with contextlib.suppress(ProcessLookupError):  # a backend may have ended by itself meanwhile
                    os.kill(number, last)
        self.server.process.wait(PATIENCE)
        connection.close()  # that of the test itself broke too

    def start_database(self) -> None:
        """The same rows on the same port, after the recovery that PostgreSQL makes by itself."""
        self.server = database.start(self.home, port=self.server.port, settings=SETTINGS)

    def stop(self) -> None:
        """The end of the tests: nothing is left running."""
        processes.stop(list(self.running.values()))
        database.stop(self.server)

    def answers(self) -> bool:
        """Whether the web answers and its database too."""
        try:
            return httpx.get(f"{self.address}/healthz", timeout=20).status_code == 200
        except httpx.TransportError:
            return False

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the administrator beside the running Turbota."""
        return subprocess.run(
            [*COMMAND, *words],
            env=self.variables,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    # ── the rows, seen from outside ───────────────────────────────────────────────────────────

    @contextmanager
    def rows(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection of its own to the rows, as the superuser and without the product's code."""
        with psycopg.connect(self.server.superuser_url(), autocommit=True) as connection:
            yield connection

    def one(self, query: str, *values: object) -> Any:
        """The only value that the query gives."""
        with self.rows() as rows:
            found = rows.execute(query, values).fetchone()  # type: ignore[arg-type]
        return found[0] if found else None

    def do(self, statement: str, *values: object) -> int:
        """One statement as the superuser; how many rows it touched."""
        with self.rows() as rows:
            return rows.execute(statement, values).rowcount  # type: ignore[arg-type]

    def last_worker(self) -> int:
        """The number of the worker that began last; 0 before the first."""
        return int(self.one("select coalesce(max(id), 0) from procrastinate_workers"))

    def let_leases_run_out(self) -> None:
        """Time passes: heartbeats of dead workers and tries of letters that never reported are old."""
        self.do("update procrastinate_workers set last_heartbeat = now() - interval '10 minutes'")
        self.do(
            "update messages_delivery set next_at = now() - interval '1 second' where state in ('waiting', 'failed')"
        )

    def plan(self, task: str, *, queue: str = "default", **arguments: object) -> None:
        """A job that runs by the clock comes now."""
        self.do(
            "select procrastinate_defer_jobs_v1(array[row(%s, %s, 0, null, null, %s::jsonb, null)"
            "::procrastinate_job_to_defer_v1])",
            queue,
            task,
            json.dumps(arguments),
        )

    def hurry(self, task: str) -> None:
        """What is planned for later comes now."""
        self.do(
            "update procrastinate_jobs set scheduled_at = now() where task_name = %s and status = 'todo'",
            task,
        )
        self.do(
            """select pg_notify('procrastinate_any_queue_v1', '{"type": "job_inserted", "job_id": 0}'),"""
            """ pg_notify('procrastinate_queue_v1#default', '{"type": "job_inserted", "job_id": 0}')"""
        )

    def wait_for_jobs(self, seconds: float = PATIENCE) -> None:
        """Until nothing is planned for now and nothing is being done, but for what runs by the clock."""
        wait_until(
            lambda: (
                not self.one(
                    "select count(*) from procrastinate_jobs where status in ('todo', 'doing')"
                    " and (scheduled_at is null or scheduled_at <= now()) and queueing_lock is null"
                )
            ),
            "jobs are not done",
            seconds,
        )


@contextmanager
def turbota(home: Path, variables: dict[str, str]) -> Iterator[Turbota]:
    """A database with all tables and no people; web and worker are not started yet."""
    home.chmod(0o755)
    server = database.start(home, settings=SETTINGS)
    port = database.free_port()
    ours = ("DATABASE_", "TURBOTA_", "DJANGO_", "IDGOV_", "SMTP_", "XROAD_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    whole = {
        **kept,
        "TURBOTA_MODE": "demo",
        "TURBOTA_HOME": str(home),
        "TURBOTA_SECRET_KEY": "kills-" * 8,
        "TURBOTA_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "turbota.project.settings",
        "DATABASE_URL": server.application_url,
        **variables,
    }
    made = Turbota(home, server, port, whole)
    try:
        tables.fill(server.owner_url, database.DATABASE_NAME)
        yield made
    finally:
        made.stop()
