"""Run the jobs of one or more queues; Ctrl-C lets the running ones finish."""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Coroutine, Sequence
from typing import Any

from django.db import DatabaseError
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from psycopg import Error as PsycopgError

from turbota.kernel import jobs
from turbota.project import checks
from turbota.project.command_line import Subparsers

logger = logging.getLogger(__name__)
FINISH_SECONDS = 10
WATCH_SECONDS = 1
LOST_SECONDS = 60
AGAIN_SECONDS = 2


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("worker", help=__doc__)
    parser.add_argument("--queues", nargs="+", default=[jobs.URGENT, jobs.DEFAULT], metavar="QUEUE")
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at once")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run until INT or TERM. Done jobs are deleted: what they did stands in the tables of the domain."""
    os.environ["TURBOTA_PROCESS"] = f"worker-{'-'.join(args.queues)}"
    checks.refuse_unfit()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), name="parent-watch", daemon=True).start()
    asyncio.run(_work_until_stopped(args.queues, args.concurrency))
    return 0


async def _work_until_stopped(queues: Sequence[str], concurrency: int) -> None:
    """A database that goes away ends only the present round: the next one begins when it is there again."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set():
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            try:
                await _first_of(_work(working, queues, concurrency), stop.wait())
            except (ConnectorException, DatabaseError, PsycopgError):
                logger.exception("the database is away")
        if not stop.is_set():
            logger.warning("the worker has lost the database and begins anew")
            await _first_of(asyncio.sleep(AGAIN_SECONDS), stop.wait())


async def _work(working: App, queues: Sequence[str], concurrency: int) -> None:
    """One round, until it is cancelled or the database goes away."""
    async with working.open_async():
        search = asyncio.create_task(_find_lost_jobs(working, queues))
        try:
            await working.run_worker_async(
                queues=list(queues),
                concurrency=concurrency,
                delete_jobs="successful",
                shutdown_graceful_timeout=FINISH_SECONDS,
                install_signal_handlers=False,
            )
        finally:
            search.cancel()


async def _first_of(work: Coroutine[Any, Any, Any], other: Coroutine[Any, Any, Any]) -> None:
    """Wait for the first to end; the other is cancelled, which lets the running jobs finish. Raises what `work` raised."""
    tasks = [asyncio.ensure_future(one) for one in (work, other)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for one in tasks:
        one.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await tasks[0]


async def _find_lost_jobs(working: App, queues: Sequence[str]) -> None:
    """Plan again, now and every minute, the jobs whose worker was killed: a job may be run twice."""
    while True:
        try:
            for queue in queues:
                for lost in await working.job_manager.get_stalled_jobs(queue=queue):
                    await working.job_manager.retry_job(lost)
        except ConnectorException:
            logger.exception("lost jobs could not be asked for; asked again in a minute")
        await asyncio.sleep(LOST_SECONDS)


def _end_with_parent(parent: int) -> None:
    """End even when the database died together with the supervisor: the queue would wait for it for ever."""
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    time.sleep(FINISH_SECONDS)
    os._exit(1)
