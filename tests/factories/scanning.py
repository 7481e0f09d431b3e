"""One real clamd for the session."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from turbota.documents import virus


@pytest.fixture(scope="session")
def clamd_addresses() -> Iterator[tuple[str, str]]:
    """Both addresses (TCP, unix) of a clamd of this session. A machine without clamd fails here."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="turbota-clamd-") as folder:
        command = virus.private_clamd(Path(folder), port=port)
        assert command is not None, "clamd is not installed: apt-get install clamav-daemon"
        Path(folder).chmod(0o755)
        with (Path(folder) / "clamd.conf").open("a", encoding="utf-8") as config:
            config.write(f"LocalSocket {folder}/clamd.sock\n")
        daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(port, daemon)
            yield f"tcp:127.0.0.1:{port}", f"unix:{folder}/clamd.sock"
        finally:
            daemon.terminate()
            daemon.wait(timeout=20)


@pytest.fixture
def clamd(clamd_addresses: tuple[str, str], settings: LazySettings) -> str:
    """The platform asks the clamd of the session over TCP; gives its unix address too."""
    settings.TURBOTA_CLAMD = clamd_addresses[0]
    return clamd_addresses[1]


def _wait(port: int, daemon: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert daemon.poll() is None, "clamd stopped at its start"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("clamd does not listen")
