"""Child processes of the supervisor: each in its own group, with its own log, ended when we end."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

STOP_SECONDS = 20


@dataclass
class Child:
    """One process that must live as long as Turbota runs."""

    name: str
    process: subprocess.Popen[bytes]
    started: float


def start(name: str, command: Sequence[str], environment: Mapping[str, str], log: Path) -> Child:
    """Start a process with a log of its own.

    It stands in its own group, so that Ctrl-C reaches only the supervisor, which stops the parts in
    their order. The kernel sends it TERM when the supervisor is killed.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*dying_with_parent(), *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env=dict(environment),
        )
    return Child(name, process, time.monotonic())


def dying_with_parent() -> tuple[str, ...]:
    """The beginning of a command that gets TERM when its parent is killed."""
    return ("setpriv", "--pdeathsig", "TERM", "--") if shutil.which("setpriv") else ()


def stop(children: Sequence[Child]) -> None:
    """End these together: TERM, and after a while KILL to the whole group of each."""
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        _kill_group(child)
        child.process.wait()


def _kill_group(child: Child) -> None:
    """Whatever the process left behind in its group."""
    try:
        os.killpg(child.process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def last_lines(log: Path, count: int = 3) -> str:
    """The end of a log, for the sentence that says why something failed."""
    if not log.exists():
        return ""
    lines = [
        line.strip()
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if line.strip()
    ]
    return " ".join(lines[-count:])[-400:]
