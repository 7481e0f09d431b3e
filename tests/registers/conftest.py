"""Simulators as separate processes, the way the demonstration runs them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PEOPLE = [
    {
        "key": "taras", "lastname": "Шевченко", "givenname": "Тарас", "middlename": "Григорович",
        "drfocode": "1759013776", "birthday": "1948-02-28", "unzr": "19480228-01234",
        "document": "003456789", "email": "taras@example.org", "phone": "+380671112233",
        "auth_type": "dig_sign", "note": "Заявник, 78 років",
    },
    {
        "key": "larysa", "lastname": "Косач", "givenname": "Лариса", "middlename": "Петрівна",
        "drfocode": "2222222222", "birthday": "1960-11-03", "unzr": "", "document": "",
        "email": "", "phone": "", "auth_type": "bank_id", "note": "Мати двох дітей",
    },
    {
        "key": "vasyl", "lastname": "Стус", "givenname": "Василь", "middlename": "",
        "document": "АА123456", "birthday": "1980-01-07", "unzr": "19800107-01235",
        "email": "", "phone": "", "auth_type": "dig_sign", "note": "Відмовився від номера",
    },
]  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "the simulator ended before it answered"
        time.sleep(0.05)
    raise AssertionError("the simulator does not answer")


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def start() -> Iterator[Start]:
    """Start a simulator and wait for its port; every one is told to stop at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def run(module: str, port: int, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"turbota_simulators.{module}", *arguments]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": "src"}
        )
        started.append(process)
        _wait_for(port, process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)
        if process.stdout:
            process.stdout.close()


@pytest.fixture(scope="session")
def people_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "people.json"
    path.write_text(json.dumps(PEOPLE, ensure_ascii=False), encoding="utf-8")
    return path
