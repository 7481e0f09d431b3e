"""The envelope of one file: a fresh AES-256-GCM key seals the content, a key of the ring seals that key.

Both seals are bound to the id of the file, so sealed bytes or keys swapped between files do not open.
"""

import os
import secrets
import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from turbota.documents.keyring import KEY_BYTES, KeyRing

NONCE_BYTES = 12


class SealBroken(Exception):
    """The bytes or the key were changed since they were sealed, or belong to another file."""


@dataclass(frozen=True)
class Sealed:
    """What is stored: sealed bytes on disk; the wrapped key and the id of the ring key in the row."""

    content: bytes
    wrapped_key: bytes
    key_id: str


def seal(content: bytes, *, file_id: uuid.UUID, ring: KeyRing) -> Sealed:
    """Seal the content with a fresh key, wrapped by the current key of the ring."""
    key = secrets.token_bytes(KEY_BYTES)
    return Sealed(_lock(key, content, file_id), wrap(key, file_id=file_id, ring=ring), ring.current)


def wrap(key: bytes, *, file_id: uuid.UUID, ring: KeyRing) -> bytes:
    """The key of a file sealed by the current key of the ring."""
    return _lock(ring.key(ring.current), key, file_id)


def unwrap(wrapped_key: bytes, *, key_id: str, file_id: uuid.UUID, ring: KeyRing) -> bytes:
    """The key of a file. Raises SealBroken, or KeyRingProblem when the ring has lost the key."""
    return _unlock(ring.key(key_id), wrapped_key, file_id)


def unseal(sealed: Sealed, *, file_id: uuid.UUID, ring: KeyRing) -> bytes:
    """The content. Raises SealBroken when anything was changed."""
    key = unwrap(sealed.wrapped_key, key_id=sealed.key_id, file_id=file_id, ring=ring)
    return _unlock(key, sealed.content, file_id)


def _lock(key: bytes, content: bytes, file_id: uuid.UUID) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, file_id.bytes)


def _unlock(key: bytes, locked: bytes, file_id: uuid.UUID) -> bytes:
    try:
        return AESGCM(key).decrypt(locked[:NONCE_BYTES], locked[NONCE_BYTES:], file_id.bytes)
    except (InvalidTag, ValueError):
        raise SealBroken from None
