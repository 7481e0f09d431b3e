"""Verbs on stored files: keep, read, rewrap, verify, sweep. Who may do it is decided by the owner's
package."""

import errno
import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Literal

from django.db import connection, transaction

from turbota.documents import envelope, keyring, vault
from turbota.documents.envelope import SealBroken, Sealed
from turbota.documents.models import Recognition, StoredFile
from turbota.kernel.errors import NO_ROOM, Refused, Unavailable
from turbota.kernel.identifiers import new_id

log = logging.getLogger(__name__)
GRACE_SECONDS = 3600
SWEPT_AT_ONCE = 1000
STORE_LOCK = 0x7475_7263


class FileDamaged(Unavailable):
    """The stored bytes are missing or are not what was kept. The log gets the code only."""

    def __init__(self) -> None:
        super().__init__(
            "Цей файл у нашому сховищі пошкоджено, тож ми його не показуємо. Зламалося в нас, не у вас: "
            "адміністратор має відновити файл із копії.",
            code="file_damaged",
        )


class StoreFull(Unavailable):
    """There is no room for the bytes. Nothing of them was kept; the administrator sees it in the log and in /healthz."""

    def __init__(self) -> None:
        super().__init__(
            "Зараз у нашому сховищі немає місця для файлів. Зламалося в нас, не у вас. Усе, що ви зберегли раніше, "
            "лишилося; цей файл не збережено. Спробуйте за 10 хвилин або зателефонуйте нам.",
            code="store_full",
        )


@dataclass(frozen=True)
class Damage:
    """A stored file that cannot be read as it was kept. `place`: where its sealed bytes lie, from the folder of the files."""

    file_id: str
    kind: Literal["missing", "damaged", "key_lost"]
    place: str


def keep(
    *, content: bytes, media_type: str, at: datetime, pages: int | None = None, dpi: int | None = None
) -> StoredFile:
    """Seal the content, write it to disk and make its row. Raises Refused for an empty content, StoreFull.

    The bytes are on disk before the row: a row never points at nothing. If the transaction is rolled back,
    the sealed bytes stay without a row until `sweep`.
    """
    if not content:
        raise Refused("Файл порожній. Виберіть його ще раз.", code="file_empty")
    file_id = new_id()
    _store_lock("pg_advisory_xact_lock_shared")
    sealed = envelope.seal(content, file_id=file_id, ring=keyring.ring_for_writing(at=at))
    return StoredFile.objects.create(
        id=file_id,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=media_type,
        pages=pages,
        dpi=dpi,
        address=_put(sealed.content),
        key_id=sealed.key_id,
        wrapped_key=sealed.wrapped_key,
        created_at=at,
        to_recognise=dpi is not None,
    )


def _put(sealed: bytes) -> str:
    try:
        return vault.put(sealed)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        log.critical("documents: no room in the store (%s)", errno.errorcode[error.errno])
        raise StoreFull from None


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
            kind: Literal["missing", "damaged"] = "damaged" if vault.lies(stored.address) else "missing"
            yield Damage(str(stored.id), kind, vault.place_inside(stored.address))
        except keyring.KeyRingProblem:
            yield Damage(str(stored.id), "key_lost", vault.place_inside(stored.address))


def sweep() -> int:
    """Remove sealed bytes that no row points at (a rolled back transaction, a killed process) and old drafts; gives
    their number.

    Only what is older than an hour, and only while no transaction that keeps a file is open: a clock that jumped must
    not make an upload under way look old. What could not be removed now waits for the next sweep.
    """
    removed, old = vault.sweep_drafts(), vault.addresses(older_than_seconds=GRACE_SECONDS)
    while some := list(islice(old, SWEPT_AT_ONCE)):
        orphans = _without_row(some)
        removed += _remove(orphans) if orphans else 0
    return removed


def _without_row(addresses: list[str]) -> list[str]:
    known = set(StoredFile.objects.filter(address__in=addresses).values_list("address", flat=True))
    return [address for address in addresses if address not in known]


@transaction.atomic
def _remove(orphans: list[str]) -> int:
    """Nobody keeps a file until the end of this transaction; who began before has its row by now."""
    if not _store_lock("pg_try_advisory_xact_lock"):
        log.info("documents: a file is being kept, leftovers stay until the next sweep")
        return 0
    still = _without_row(orphans)
    for address in still:
        vault.remove(address)
    return len(still)


def _store_lock(function: Literal["pg_try_advisory_xact_lock", "pg_advisory_xact_lock_shared"]) -> bool:
    """Take the lock of the store for the present transaction; whether it was given."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [STORE_LOCK])
        return cursor.fetchone()[0] is not False
