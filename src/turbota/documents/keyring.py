"""The key ring: the keys that wrap the keys of files. A JSON file outside the database, readable by its
owner only.

    {"current": "k-2026-03-09-1a2b", "keys": {"k-2026-03-09-1a2b": "<32 bytes in base64>"}}

Whoever has only the database or only the disk reads nothing. Rotation: `add_key` makes a new current key,
then `operations.rewrap` is run over the files, then the old key may be removed from the ring by hand.
Losing the ring loses every file: back it up apart from the database.
"""

import base64
import binascii
import json
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from turbota.kernel.clock import day_of

KEY_BYTES = 32


class KeyRingProblem(Exception):
    """The ring is missing, unreadable, too open, or lacks a key: an administrator must act. No keys in the
    text."""


@dataclass(frozen=True)
class KeyRing:
    """The keys by id and the id of the one that wraps new files."""

    current: str
    keys: dict[str, bytes]

    def key(self, key_id: str) -> bytes:
        """The key with this id. Raises KeyRingProblem when the ring has lost it."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise KeyRingProblem(f"the key ring has no key {key_id}") from None


def load(path: Path | None = None) -> KeyRing:
    """Read the ring (of the settings, when no path is given). Raises KeyRingProblem with what to mend."""
    place = path or Path(settings.TURBOTA_KEY_RING)
    try:
        mode = place.stat().st_mode
        data = json.loads(place.read_text(encoding="utf-8"))
        keys = {str(name): base64.b64decode(value, validate=True) for name, value in data["keys"].items()}
        current = str(data["current"])
    except FileNotFoundError:
        raise KeyRingProblem("the key ring file is missing; create one with `ensure_key_ring`") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise KeyRingProblem("the key ring file cannot be read as a key ring") from None
    if mode & 0o077:
        raise KeyRingProblem("the key ring file is open to others: give it the mode 0600")
    if current not in keys or any(len(key) != KEY_BYTES for key in keys.values()):
        raise KeyRingProblem("the key ring names no current key of 32 bytes")
    return KeyRing(current, keys)


def ensure_key_ring(*, at: datetime, path: Path | None = None) -> KeyRing:
    """The ring of the settings; made with one fresh key when there is none. For the first start of a demo.

    Two processes that start at once get the same ring: the first one made stays.
    """
    place = path or Path(settings.TURBOTA_KEY_RING)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        name, key = _fresh_key(at)
        draft = _draft(place, KeyRing(name, {name: key}))
        try:
            os.link(draft, place)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return load(place)


def ring_for_writing(*, at: datetime) -> KeyRing:
    """The ring for a new file. A demo makes it when there is none; in production that is a KeyRingProblem."""
    return ensure_key_ring(at=at) if settings.TURBOTA_MODE == "demo" else load()


def add_key(*, at: datetime, path: Path | None = None) -> KeyRing:
    """Add a fresh key and make it the current one; the old keys stay, for files that they wrap."""
    place = path or Path(settings.TURBOTA_KEY_RING)
    ring = load(place)
    name, key = _fresh_key(at)
    renewed = KeyRing(name, {**ring.keys, name: key})
    os.replace(_draft(place, renewed), place)
    return renewed


def _fresh_key(at: datetime) -> tuple[str, bytes]:
    return f"k-{day_of(at).isoformat()}-{secrets.token_hex(4)}", secrets.token_bytes(KEY_BYTES)


def _draft(place: Path, ring: KeyRing) -> Path:
    """The ring written whole beside its place, so that the file itself is never half written."""
    text = json.dumps(
        {
            "current": ring.current,
            "keys": {name: base64.b64encode(key).decode() for name, key in ring.keys.items()},
        },
        indent=1,
    )
    draft = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    return draft
