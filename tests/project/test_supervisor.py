"""The whole of Turbota starts with one command and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from turbota.project import database

START_SECONDS = 240
PARTS = {
    "supervisor",
    "database",
    "authority",
    "mail",
    "idgov",
    "receiver",
    "registers",
    "worker-urgent",
    "worker-default",
    "web",
}


def environment(home: Path) -> dict[str, str]:
    """The variables of a person who runs Turbota in this home, without those of the tests."""
    ours = ("DATABASE_", "TURBOTA_", "DJANGO_", "IDGOV_", "SMTP_", "XROAD_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "TURBOTA_HOME": str(home)
    }


def start(home: Path, port: int) -> subprocess.Popen[str]:
    """``turbota run`` as a person would type it, without the database of the tests."""
    variables = environment(home) | {"PORT": str(port)}
    command = [sys.executable, "-m", "turbota.project.command_line", "run"]
    return subprocess.Popen(
        command,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def ready(home: Path, running: subprocess.Popen[str]) -> dict[str, Any]:
    """What run.json says as soon as it is there."""
    until = time.monotonic() + START_SECONDS
    while not (home / "run.json").exists():
        if running.poll() is not None or time.monotonic() > until:
            running.kill()
            raise AssertionError(f"Turbota did not start: {running.communicate()[0]}")
        time.sleep(0.2)
    said: dict[str, Any] = json.loads((home / "run.json").read_text(encoding="utf-8"))
    return said


def left_behind(home: Path) -> list[str]:
    """Command lines of living processes that know this home."""
    mark = f"TURBOTA_HOME={home}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        try:
            known = mark in (folder / "environ").read_bytes().split(b"\0")
            line = (folder / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if folder.name.isdigit() and known and line:
            found.append(line.replace(b"\0", b" ").decode())
    return found


def wait_until_gone(home: Path, seconds: float = 20) -> list[str]:
    until = time.monotonic() + seconds
    while (found := left_behind(home)) and time.monotonic() < until:
        time.sleep(0.2)
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def running(home: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    process = start(home, database.free_port())
    try:
        yield process, ready(home, process)
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def health(said: dict[str, Any]) -> dict[str, Any]:
    with urllib.request.urlopen(f"{said['address']}/healthz", timeout=10) as answer:
        content: dict[str, Any] = json.load(answer)
    return content


def measurements(said: dict[str, Any]) -> str:
    """What all processes of the web have measured together."""
    with urllib.request.urlopen(f"{said['address']}/metrics", timeout=10) as answer:
        return str(answer.read().decode())


@pytest.mark.slow
def test_one_command_starts_everything_and_term_stops_it(
    running: tuple[subprocess.Popen[str], dict[str, Any]], home: Path
) -> None:
    process, said = running
    assert set(said["processes"]) >= PARTS
    assert all(Path(f"/proc/{number}").exists() for number in said["processes"].values())
    state = health(said)
    assert state["database"] == "working"
    assert state["queue"]["state"] == "working"
    assert state["scanner"] == "working"
    assert set(state["simulators"].values()) == {"working"}
    measured = measurements(said)
    assert 'turbota_request_seconds_count{route="health",status="200"}' in measured
    assert 'turbota_database_pool{state="open"}' in measured and "turbota_database_up 1.0" in measured

    archive = home / "backup.tar"
    written = subprocess.run(
        [sys.executable, "-m", "turbota.project.command_line", "backup", str(archive)],
        env=environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert written.returncode == 0, written.stderr
    assert archive.exists()

    second = start(home, database.free_port())
    words, _ = second.communicate(timeout=60)
    assert second.returncode == 2
    assert "running already" in words

    process.send_signal(signal.SIGTERM)
    words, _ = process.communicate(timeout=60)
    assert process.returncode == 0, words
    assert said["address"] in words
    assert left_behind(home) == []
    assert not (home / "run.json").exists()


def numbers(home: Path) -> dict[str, int]:
    """The processes that run now."""
    found: dict[str, int] = json.loads((home / "run.json").read_text(encoding="utf-8"))["processes"]
    return found


def wait_until(true: Callable[[], bool], seconds: float = 60) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.2)
    return true()


def answers(said: dict[str, Any]) -> bool:
    """Whether the web and its database answer."""
    try:
        return bool(health(said)["database"] == "working")
    except OSError:
        return False


@pytest.mark.slow
def test_the_second_start_is_quick_and_a_kill_leaves_no_orphan(
    running: tuple[subprocess.Popen[str], dict[str, Any]], home: Path
) -> None:
    process, said = running
    assert said["processes"]["supervisor"] == process.pid
    for name in ("web", "database"):
        killed = numbers(home)[name]
        others = {other: number for other, number in numbers(home).items() if other != name}
        os.kill(killed, signal.SIGKILL)
        assert wait_until(lambda name=name, killed=killed: numbers(home)[name] != killed)
        assert {other: number for other, number in numbers(home).items() if other != name} == others
    assert wait_until(lambda: answers(said))

    process.kill()
    process.communicate()
    assert wait_until_gone(home) == []


def test_a_busy_port_is_said_in_one_sentence(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start(home, other.getsockname()[1])
        words, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert words.count("\n") == 1
    assert "is busy" in words


def test_a_damaged_database_is_said_in_one_sentence(tmp_path: Path) -> None:
    with database.running(tmp_path):
        pass
    (tmp_path / "database" / "global" / "pg_control").unlink()
    process = start(tmp_path, database.free_port())
    words, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert words.count("\n") == 1
    assert "damaged" in words
    assert left_behind(tmp_path) == []
