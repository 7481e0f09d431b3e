"""Jobs: planned by name in the transaction that causes them, run by the worker.

A package's `jobs.py` registers its tasks with `@task("package.verb")`; operations plan them by that name,
so a lower package never imports an upper one and operations never import jobs.
Arguments are identifiers only: no personal data ever stands in a job.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from procrastinate import RetryStrategy, builtin_tasks  # noqa: F401
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

WAITING = "todo"  # what procrastinate calls a job that nobody has begun
URGENT = "urgent"
DEFAULT = "default"

task = app.task

_RETRY = RetryStrategy(max_attempts=10, exponential_wait=5)


def job(
    name: str, *, queue: str = DEFAULT, retry: RetryStrategy = _RETRY
) -> Callable[[Callable[..., None]], Any]:
    """Register a function as the job `name`. It must be idempotent: run twice, it leaves the same rows."""
    return app.task(name=name, queue=queue, retry=retry, pass_context=False)


def periodic_job(name: str, cron: str, *, queue: str = DEFAULT) -> Callable[[Callable[[int], None]], Any]:
    """Register a function that the worker runs by the cron expression; it takes the moment as a unix time."""

    def wrap(function: Callable[[int], None]) -> Any:
        return app.periodic(cron=cron)(app.task(name=name, queue=queue, queueing_lock=name)(function))

    return wrap


_waiting: ContextVar[list[Job] | None] = ContextVar("jobs planned together", default=None)


def plan(name: str, *, queue: str = DEFAULT, at: datetime | None = None, **arguments: str) -> None:
    """Plan the job `name` inside the present transaction: it exists if and only if the change exists."""
    asked = app.configure_task(name, queue=queue, schedule_at=at, allow_unknown=True).make_new_job(
        **arguments
    )
    waiting = _waiting.get()
    if waiting is None:
        app.job_manager.batch_defer_jobs([asked])
    else:
        waiting.append(asked)


@contextmanager
def together() -> Iterator[None]:
    """Write the jobs planned inside in one statement at the end. Open it inside the transaction: what raises plans none."""
    if _waiting.get() is not None:
        yield
        return
    planned: list[Job] = []
    token = _waiting.set(planned)
    try:
        yield
    finally:
        _waiting.reset(token)
    if planned:
        app.job_manager.batch_defer_jobs(planned)
