"""Serve the pages; behind a proxy with TLS in production."""

import argparse
import os
import shutil
import sys
from pathlib import Path

import django
from django.db import connection

from turbota.project import checks, environment, home, receiving, supervisor
from turbota.project.command_line import Subparsers


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the command's own parser."""
    parser = subparsers.add_parser("web", help=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=supervisor.wanted_port() or supervisor.DEFAULT_PORT)
    parser.add_argument("--workers", type=int, default=2, help="processes; as many as cores")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Become the web server: the process number stays the same.

    What production must not start with is said here, in one line, and not by processes that the server would start anew
    for ever. They ask once more, each for itself.
    """
    with environment.with_database():
        if not environment.demo():
            _refuse_unfit()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"]
        command += ["--host", args.host, "--port", str(args.port), "--workers", str(args.workers)]
        command += ["--blocking-threads", str(receiving.CONNECTED), "--respawn-failed-workers"]
        command += ["--workers-kill-timeout", "10"]
        # Its only warning is that so many threads may be too many; most of them only receive.
        command += ["--log-level", "error", "turbota.project.wsgi:application"]
        os.environ.setdefault("TURBOTA_POOL", "true")
        os.environ["TURBOTA_PROCESS"] = f"web-{args.port}"
        folder = _measurements() / f"{args.host}-{args.port}"
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_fresh(folder))
        os.execv(sys.executable, command)


def _refuse_unfit() -> None:
    django.setup()
    checks.refuse_unfit()
    connection.close()


def _measurements() -> Path:
    """In memory where systemd gives a folder there: a full disk under a file mapped into memory kills the process."""
    return Path(os.environ.get("RUNTIME_DIRECTORY") or home.folder()) / "measurements"


def _fresh(folder: Path) -> Path:
    """An empty folder where the processes of this server add their measurements together."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
