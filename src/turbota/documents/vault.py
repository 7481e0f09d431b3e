"""Sealed bytes on disk, named by the SHA-256 of what lies there: `ab/cd/abcd….sealed`.

The name is that of the sealed bytes, not of the document: nobody can ask the disk "is this paper here?",
and copies on another disk are compared without any key. A write is whole or absent: temporary file, fsync,
rename, fsync of the folder.
"""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from django.conf import settings

from turbota.kernel import clock

SUFFIX = ".sealed"
DRAFT = ".draft-"
PROBE_BYTES = 64 * 1024
LITTLE_ROOM = 1024**3
"""Less free space than this, in bytes, is worth a warning."""


def root() -> Path:
    """The folder of all files."""
    return Path(settings.TURBOTA_FILES_DIR)


def put(content: bytes) -> str:
    """Write the bytes and give their address. Raises OSError when the disk refuses; then nothing is left
    behind."""
    address = hashlib.sha256(content).hexdigest()
    place = _place(address)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = place.with_name(f"{DRAFT}{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, place)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(place.parent)
    return address


def room() -> Literal["working", "little room", "full"]:
    """Whether files can be written now: a small draft is really written, since only that shows quotas and limits."""
    root().mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = root() / f"{DRAFT}{secrets.token_hex(8)}"
    try:
        draft.write_bytes(bytes(PROBE_BYTES))
        return "little room" if shutil.disk_usage(root()).free < LITTLE_ROOM else "working"
    except OSError:
        return "full"
    finally:
        draft.unlink(missing_ok=True)


def get(address: str) -> bytes:
    """The bytes at the address. Raises FileNotFoundError; whether they are whole is for the seal to say."""
    return _place(address).read_bytes()


def lies(address: str) -> bool:
    """Whether there is a file at the address, whole or not."""
    return _place(address).is_file()


def place_inside(address: str) -> str:
    """Where the file lies, from the folder of the files: the same in every copy of the folder."""
    return _place(address).relative_to(root()).as_posix()


def addresses(*, older_than_seconds: int = 0) -> Iterator[str]:
    """Every address on the disk written at least so long ago."""
    limit = clock.now().timestamp() - older_than_seconds
    for place in root().glob(f"*/*/*{SUFFIX}"):
        if place.stat().st_mtime <= limit:
            yield place.name.removesuffix(SUFFIX)


def remove(address: str) -> None:
    """Forget the bytes; silent when they are gone already."""
    _place(address).unlink(missing_ok=True)


def sweep_drafts(*, older_than_seconds: int = 3600) -> int:
    """Remove drafts that a crash left behind; gives their number. Fresh ones belong to a write under way."""
    limit = clock.now().timestamp() - older_than_seconds
    old = [draft for draft in root().glob(f"**/{DRAFT}*") if draft.stat().st_mtime <= limit]
    for draft in old:
        draft.unlink(missing_ok=True)
    return len(old)


def _place(address: str) -> Path:
    if len(address) != 64 or not set(address) <= set("0123456789abcdef"):
        raise ValueError("not an address of a file")
    return root() / address[:2] / address[2:4] / f"{address}{SUFFIX}"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
