"""Every simulator listens on loopback, says nothing of people, and goes when it is told or left alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from asn1crypto import algos, tsp
from tests.registers.conftest import Start, free_port


def _arguments(module: str, folder: Path, people: Path) -> tuple[int, list[str]]:
    port = free_port()
    if module == "authority":
        return port, ["--home", str(folder), "--port", str(port)]
    if module == "receiver":
        return port, ["--secret-file", str(folder / "secret"), "--port", str(port)]
    if module == "idgov":
        return port, ["--people", str(people), "--port", str(port)]
    return port, ["--dir", str(folder), "--web-port", str(port), "--smtp-port", str(free_port())]


@pytest.mark.parametrize("module", ["authority", "idgov", "mail", "receiver"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_simulator_stops_when_it_is_told(
    start: Start, module: str, number: signal.Signals, tmp_path: Path, people_file: Path
) -> None:
    port, arguments = _arguments(module, tmp_path, people_file)
    process = start(module, port, *arguments)
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code in (200, 400)

    process.send_signal(number)

    assert process.wait(timeout=10) == 0
    assert process.stdout is not None and process.stdout.read() == b""


@pytest.mark.parametrize("module", ["authority", "idgov", "mail", "receiver"])
def test_a_simulator_ends_with_its_parent(module: str, tmp_path: Path, people_file: Path) -> None:
    port, arguments = _arguments(module, tmp_path, people_file)
    command = [sys.executable, "-m", f"turbota_simulators.{module}", *arguments]
    launch = f"import subprocess, time; subprocess.Popen({command!r}); time.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", launch], env={**os.environ, "PYTHONPATH": "src"})
    _until(port, listening=True)

    parent.kill()
    parent.wait()

    _until(port, listening=False)


def _until(port: int, *, listening: bool) -> None:
    end = time.monotonic() + 15
    while time.monotonic() < end:
        with socket.socket() as probe:
            if (probe.connect_ex(("127.0.0.1", port)) == 0) == listening:
                return
        time.sleep(0.1)
    raise AssertionError("the simulator is not as expected")


def test_the_authority_stamps_time(start: Start, tmp_path: Path) -> None:
    port = free_port()
    start("authority", port, "--home", str(tmp_path), "--port", str(port))
    asked = tsp.TimeStampReq({
        "version": 1,
        "message_imprint": {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": bytes(32),
        },
        "cert_req": True,
    })  # fmt: skip

    answer = httpx.post(f"http://127.0.0.1:{port}/tsa", content=asked.dump()).content

    stamp = tsp.TimeStampResp.load(answer)
    assert stamp["status"]["status"].native == "granted"
    info = stamp["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    assert info["message_imprint"]["hashed_message"].native == bytes(32)
