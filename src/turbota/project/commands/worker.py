"""Run the jobs of one or more queues; Ctrl-C lets the running ones finish."""

import argparse
import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Sequence

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from psycopg import DatabaseError

from turbota.kernel import jobs
from turbota.project import checks
from turbota.project.command_line import Subparsers

logger = logging.getLogger(__name__)
FINISH_SECONDS = 10
WATCH_SECONDS = 1
LOST_SECONDS = 60
AGAIN_SECONDS = 1


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("worker", help=__doc__)
    parser.add_argument("--queues", nargs="+", default=[jobs.URGENT, jobs.DEFAULT], metavar="QUEUE")
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at once")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run until INT or TERM. Done jobs are deleted: what they did stands in the tables of the domain."""
    checks.refuse_unfit()
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), name="parent-watch", daemon=True).start()
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        asyncio.run(_work(working, args.queues, args.concurrency))
    return 0


async def _work(working: App, queues: Sequence[str], concurrency: int) -> None:
    """Work until told to stop. A database that went away is waited for: the process stays the same."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    stop = asyncio.create_task(told.wait())
    while not stop.done():
        work = asyncio.create_task(_work_until_broken(working, queues, concurrency))
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        work.cancel()
        try:
            await work
        except asyncio.CancelledError:
            pass
        except (ConnectorException, DatabaseError):
            logger.exception("the database does not answer; asked again in %d second", AGAIN_SECONDS)
        await asyncio.wait({stop}, timeout=AGAIN_SECONDS)


async def _work_until_broken(working: App, queues: Sequence[str], concurrency: int) -> None:
    """Do jobs until cancelled; comes back or raises when the connection to the queue breaks."""
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
