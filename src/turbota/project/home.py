"""The folder $TURBOTA_HOME: what lies where, and the environment that every process gets from it.

database/        rows of the embedded server
files/           encrypted files of the cases
keys/            key ring of those files
authority/       development certification authority (demo mode only)
secrets/         passwords and the secret of sessions, readable by the owner only
log/             one log per process
run.json         process numbers and addresses of what runs now
"""

import json
import os
import secrets
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


def folder() -> Path:
    """The home folder: $TURBOTA_HOME, else ``var`` beside the sources."""
    return Path(os.environ.get("TURBOTA_HOME") or ROOT / "var").resolve()


def secret(home: Path) -> str:
    """The random secret of sessions of this home; made at the first call."""
    path = home / "secrets" / "django"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="utf-8")


def running(home: Path) -> dict[str, Any] | None:
    """What ``run.json`` says, when the process that wrote it still lives."""
    path = home / "run.json"
    if not path.exists():
        return None
    said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return said if Path(f"/proc/{said['processes']['supervisor']}").exists() else None
