"""Jobs that were planned, and a worker that does them inside the present transaction."""

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

MOST_ROUNDS = 20


@dataclass(frozen=True)
class Job:
    """One row of the queue: its number, the name of the task and its arguments."""

    number: int
    task: str
    arguments: dict[str, Any]


def waiting() -> list[Job]:
    """Jobs that wait and may be done now, in order of planning. Jobs planned for later are left out."""
    return _rows("status = 'todo' and scheduled_at is null")


def everything() -> list[Job]:
    """Every job that was ever planned, done or not."""
    return _rows("true")


def _rows(condition: str) -> list[Job]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id, task_name, args::text from procrastinate_jobs where {condition} order by id"
        )
        rows = cursor.fetchall()
    return [Job(number, task, json.loads(text)) for number, task, text in rows]


def forget_all() -> None:
    """Leave nothing in the queue of what earlier tests have planned."""
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


def names() -> list[str]:
    """Names of the tasks that wait."""
    return [job.task for job in waiting()]


def do(job: Job) -> None:
    """Run one job as the worker does, without changing its row: a job may be run twice."""
    app.tasks[job.task](**job.arguments)


def do_all() -> list[str]:
    """Run what waits until nothing waits; the names in the order in which they ran."""
    ran = []
    for _ in range(MOST_ROUNDS):
        found = waiting()
        if not found:
            return ran
        for job in found:
            do(job)
            ran.append(job.task)
            with connection.cursor() as cursor:
                cursor.execute(
                    "update procrastinate_jobs set status = 'succeeded' where id = %s", [job.number]
                )
    raise AssertionError("jobs plan each other without end")


def do_about(subject_id: object) -> list[str]:
    """Run the waiting jobs about one subject only; for tests that really commit, where jobs of others still lie."""
    found = [job for job in waiting() if job.arguments.get("subject_id") == str(subject_id)]
    for job in found:
        do(job)
    return [job.task for job in found]


def registered() -> set[str]:
    """Names of all tasks that a worker can do."""
    return set(app.tasks)


def work() -> None:
    """A real worker does everything that waits, on connections of its own, which end with it."""
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
