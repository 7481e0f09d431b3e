"""The virus check: clamd over its INSTREAM protocol, and the start of a private clamd for the demo and the
tests.

TURBOTA_CLAMD = "unix:/run/clamd.sock", "tcp:127.0.0.1:3310" or "" (no scanner: only the demo may run so).
"""

import shutil
import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings

from turbota.kernel.errors import Refused

TIMEOUT_SECONDS = 30
CHUNK = 64 * 1024
STREAM_MEGABYTES = 64
# The signature of the EICAR test file: harmless, but every scanner must find it. Kept as hex so that this
# source is not "infected".
_TEST_SIGNATURE = (
    "5b345c505a58353428505e2937434329377d2445494341522d5354414e444152"
    "442d414e544956495255532d544553542d46494c45"
)


class ScannerDown(Exception):
    """clamd is configured but does not answer as it must."""


@dataclass(frozen=True)
class ScannerState:
    """What a page and the start-up check say of the scanner. `sentence` is Ukrainian."""

    kind: Literal["working", "down", "none"]
    sentence: str


def state() -> ScannerState:
    """Ask clamd whether it is there. Never raises."""
    if not settings.TURBOTA_CLAMD:
        return ScannerState(
            "none", "Перевірку файлів на віруси не під’єднано. Так можна лише в демонстрації."
        )
    try:
        version = _ask(b"zVERSION\0")
    except ScannerDown:
        return ScannerState(
            "down", "Перевірка файлів на віруси не відповідає. Нових файлів поки не приймаємо."
        )
    return ScannerState("working", f"Файли перевіряє {version}.")


def check(content: bytes, *, called: str = "Цей файл") -> None:
    """Let a clean file pass. `called` names the file in the sentence («Файл 2»); never by its own name.

    Raises Refused: "file_infected"; "scanner_down" when clamd does not answer; "scanner_missing" in
    production without one.
    """
    if not settings.TURBOTA_CLAMD:
        if settings.TURBOTA_MODE == "demo":
            return
        raise Refused(
            "Зараз не можемо перевірити файл на віруси, тому не приймаємо його. Спробуйте за годину "
            "або принесіть документ до громади.",
            code="scanner_missing",
        )
    try:
        answer = _scan(content)
    except ScannerDown:
        raise Refused(
            "Зараз не можемо перевірити файл на віруси. Відповіді збережено; "
            "спробуйте додати файл за 10 хвилин.",
            code="scanner_down",
        ) from None
    if answer.endswith(" FOUND"):
        raise Refused(
            f"{called} небезпечний, ми його не прийняли. Сфотографуйте документ телефоном — так надійніше.",
            code="file_infected",
        )


def _scan(content: bytes) -> str:
    """The answer of clamd: ends with " OK" or " FOUND". Raises ScannerDown for every other answer."""
    pieces = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)]
    stream = b"".join(struct.pack(">I", len(piece)) + piece for piece in pieces)
    answer = _ask(b"zINSTREAM\0" + stream + struct.pack(">I", 0))
    if not answer.endswith((" OK", " FOUND")):
        raise ScannerDown
    return answer


def _ask(message: bytes) -> str:
    """Send one command, give the answer. Raises ScannerDown."""
    try:
        with _connect(settings.TURBOTA_CLAMD) as line:
            line.sendall(message)
            answer = b""
            while piece := line.recv(4096):
                answer += piece
    except (OSError, ValueError):
        raise ScannerDown from None
    if not answer:
        raise ScannerDown
    return answer.decode("utf-8", "replace").rstrip("\0\n")


def _connect(address: str) -> socket.socket:
    scheme, _, rest = address.partition(":")
    if scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(TIMEOUT_SECONDS)
        try:
            line.connect(rest)
        except OSError:
            line.close()
            raise
        return line
    if scheme == "tcp":
        host, _, port = rest.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)
    raise ValueError("TURBOTA_CLAMD must begin with unix: or tcp:")


def private_clamd(folder: Path, *, port: int, official_database: Path | None = None) -> list[str] | None:
    """Write the configuration of a clamd of our own into `folder`; give its command line, or None where none
    is installed.

    It listens on 127.0.0.1:`port` (TURBOTA_CLAMD = "tcp:127.0.0.1:<port>"), stays in the foreground and
    starts in a fraction of a second, because its database holds the EICAR test signature alone. That is
    enough to show and to test the way of a file; it finds no real virus. `official_database` is the folder
    kept by freshclam: with it clamd finds real viruses, starts in half a minute and takes about 1.5 GB of
    memory.
    """
    binary = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if binary is None:
        return None
    database = official_database or folder / "database"
    if official_database is None:
        database.mkdir(parents=True, exist_ok=True)
        (database / "turbota.ndb").write_text(f"Eicar-Test-File:0:*:{_TEST_SIGNATURE}\n", encoding="ascii")
    config = folder / "clamd.conf"
    config.write_text(
        f"Foreground yes\nTCPAddr 127.0.0.1\nTCPSocket {port}\nDatabaseDirectory {database}\n"
        f"TemporaryDirectory {folder}\nStreamMaxLength {STREAM_MEGABYTES}M\nMaxFileSize {STREAM_MEGABYTES}M\n"
        f"MaxScanSize {4 * STREAM_MEGABYTES}M\nMaxThreads 4\nLogSyslog no\n",
        encoding="utf-8",
    )
    return [binary, f"--config-file={config}"]
