"""Run the jobs of one or more queues; Ctrl-C lets the running ones finish."""

import argparse
import os
import threading
import time

from procrastinate.contrib.django import app

from turbota.kernel import jobs
from turbota.project import checks
from turbota.project.command_line import Subparsers

FINISH_SECONDS = 10
WATCH_SECONDS = 1


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
        working.run_worker(
            queues=args.queues,
            concurrency=args.concurrency,
            delete_jobs="successful",
            shutdown_graceful_timeout=FINISH_SECONDS,
        )
    return 0


def _end_with_parent(parent: int) -> None:
    """End even when the database died together with the supervisor: the queue would wait for it for ever.

    A job that is cut off here is found by the next worker; jobs may be run twice.
    """
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    time.sleep(FINISH_SECONDS)
    os._exit(1)
