"""A stranger's PDF is opened only in a child process: bounded in memory and time, so that a bomb or a crash
of a native library ends the child and not the platform. The child is `python -m <module> [arguments]`: PDF
in, bytes out.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 10
WALL_SECONDS = 40
REFUSED_STATUS = 3
_SOURCES = str(Path(__file__).resolve().parents[2])


class ChildRefused(Exception):
    """The child named the reason with a short code; "broken" also when it met bytes it did not expect."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ChildOverran(Exception):
    """The child was stopped by a signal: too much memory or time, or a crash of a native library."""


def run(module: str, content: bytes, *arguments: str) -> bytes:
    """Run the module of this package over the content. Raises ChildRefused or ChildOverran."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"turbota.documents.{module}", *arguments],
            input=content,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": _SOURCES, "LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise ChildOverran from None
    if done.returncode == REFUSED_STATUS:
        raise ChildRefused(done.stdout.decode("ascii", "replace"))
    if done.returncode < 0:
        raise ChildOverran
    if done.returncode > 0:
        raise ChildRefused("broken")
    return done.stdout


def child(work: Callable[[bytes, list[str]], bytes]) -> None:
    """The main function of a child: takes the bounds on itself, then works from stdin to stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = work(sys.stdin.buffer.read(), sys.argv[1:])
        status = 0
    except ChildRefused as refused:
        answer, status = refused.code.encode("ascii"), REFUSED_STATUS
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    sys.exit(status)
