"""Verbs on stored files: keep, read, rewrap, verify, sweep. Who may do it is decided by the owner's
package."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from turbota.documents import envelope, keyring, vault
from turbota.documents.envelope import SealBroken, Sealed
from turbota.documents.models import Recognition, StoredFile
from turbota.kernel.errors import Refused
from turbota.kernel.identifiers import new_id


class FileDamaged(Refused):
    """The stored bytes are missing or are not what was kept. The log gets the code only."""

    def __init__(self) -> None:
        super().__init__(
            "Цей файл у нашому сховищі пошкоджено, тож ми його не показуємо. Зламалося в нас, не у вас: "
            "адміністратор має відновити файл із копії.",
            code="file_damaged",
        )


@dataclass(frozen=True)
class Damage:
    """A stored file that cannot be read as it was kept."""

    file_id: str
    kind: Literal["missing", "damaged", "key_lost"]


def keep(
    *, content: bytes, media_type: str, at: datetime, pages: int | None = None, dpi: int | None = None
) -> StoredFile:
    """Seal the content, write it to disk and make its row. Raises Refused for an empty content.

    The bytes are on disk before the row: a row never points at nothing. If the transaction is rolled back,
    the sealed bytes stay without a row until `sweep`.
    """
    if not content:
        raise Refused("Файл порожній. Виберіть його ще раз.", code="file_empty")
    file_id = new_id()
    sealed = envelope.seal(content, file_id=file_id, ring=keyring.ring_for_writing(at=at))
    return StoredFile.objects.create(
        id=file_id,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        pages=pages,
        dpi=dpi,
        address=vault.put(sealed.content),
        key_id=sealed.key_id,
        wrapped_key=sealed.wrapped_key,
        created_at=at,
        to_recognise=dpi is not None,
    )


def read(stored: StoredFile) -> bytes:
    """The content as it was kept. Raises FileDamaged, or keyring.KeyRingProblem when the key is not in the
    ring."""
    ring = keyring.load()
    try:
        sealed = Sealed(vault.get(stored.address), bytes(stored.wrapped_key), stored.key_id)
        content = envelope.unseal(sealed, file_id=stored.id, ring=ring)
    except (FileNotFoundError, SealBroken):
        raise FileDamaged from None
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise FileDamaged
    return content


def forget(stored: Iterable[StoredFile]) -> None:
    """Let go of files that nobody needs: without its row's key the content cannot be read by anybody.

    The sealed bytes themselves go with the next `sweep`. Raises ProtectedError when something still points at one.
    """
    ids = [one.pk for one in stored]
    texts = list(Recognition.objects.filter(file__in=ids, text__isnull=False).values_list("text", flat=True))
    StoredFile.objects.filter(pk__in=ids).delete()
    StoredFile.objects.filter(pk__in=texts).delete()


def rewrap(*, limit: int = 1000) -> int:
    """Wrap the keys of up to `limit` files with the current key of the ring; gives how many were changed.

    The sealed bytes stay as they are. Run it again until it gives 0, then the old key may leave the ring.
    """
    ring = keyring.load()
    with transaction.atomic():
        files = list(
            StoredFile.objects.select_for_update(skip_locked=True).exclude(key_id=ring.current)[:limit]
        )
        for stored in files:
            key = envelope.unwrap(
                bytes(stored.wrapped_key), key_id=stored.key_id, file_id=stored.id, ring=ring
            )
            stored.wrapped_key = envelope.wrap(key, file_id=stored.id, ring=ring)
            stored.key_id = ring.current
        StoredFile.objects.bulk_update(files, ["wrapped_key", "key_id"])
    return len(files)


def verify_store() -> Iterator[Damage]:
    """Read every file and name those that are not whole. Long: it decrypts everything that is kept."""
    for stored in StoredFile.objects.order_by("id").iterator(chunk_size=200):
        try:
            read(stored)
        except FileDamaged:
            yield Damage(str(stored.id), "damaged" if vault.lies(stored.address) else "missing")
        except keyring.KeyRingProblem:
            yield Damage(str(stored.id), "key_lost")


def sweep() -> int:
    """Remove sealed bytes that no row points at (a rolled back transaction) and old drafts; gives their
    number.

    Only what is older than an hour: a younger one may belong to a transaction that is still open.
    """
    removed = vault.sweep_drafts()
    for address in vault.addresses(older_than_seconds=3600):
        if not StoredFile.objects.filter(address=address).exists():
            vault.remove(address)
            removed += 1
    return removed
