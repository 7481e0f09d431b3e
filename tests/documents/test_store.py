"""Files at rest: sealed, whole or absent, readable only with the ring, and watched."""

import json
import os
import resource
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction
from tests.documents.samples import AT
from tests.factories.at_once import at_once

from turbota.documents import jobs, keyring, operations, vault
from turbota.documents.models import StoredFile
from turbota.documents.operations import Damage, FileDamaged, StoreFull
from turbota.kernel import clock
from turbota.kernel.errors import Refused

CONTENT = "Ґудзь Євгенія, довідка про доходи".encode() * 50
SOURCES = Path(vault.__file__).parents[2]

pytestmark = pytest.mark.django_db


def kept(content: bytes = CONTENT) -> StoredFile:
    return operations.keep(content=content, media_type="application/pdf", at=AT, pages=2, dpi=300)


def place(stored: StoredFile) -> Path:
    return next(vault.root().glob(f"*/*/{stored.address}*"))


def test_a_kept_file_is_read_back_as_it_was(store: Path) -> None:
    stored = StoredFile.objects.get(pk=kept().pk)
    assert operations.read(stored) == CONTENT
    assert (stored.size, stored.pages, stored.dpi, stored.created_at) == (len(CONTENT), 2, 300, AT)


def test_the_disk_and_the_row_hold_nothing_readable(store: Path) -> None:
    stored = kept()
    assert "Ґудзь".encode() not in place(stored).read_bytes()
    ring = json.loads((store / "keys" / "ring.json").read_text())
    assert stored.key_id == ring["current"]
    assert len(stored.wrapped_key) == 12 + 32 + 16, "the key of the file lies in the row only as wrapped"
    assert place(stored).stat().st_mode & 0o777 == 0o600


def test_equal_contents_are_sealed_apart(store: Path) -> None:
    first, second = kept(), kept()
    assert first.sha256 == second.sha256
    assert first.address != second.address


def damage_of(stored: StoredFile, kind: str) -> Damage:
    """What is said of the file: an operator finds it in a copy of the folder by this place."""
    name = stored.address
    return Damage(str(stored.pk), kind, f"{name[:2]}/{name[2:4]}/{name}.sealed")


def test_an_empty_file_is_not_kept(store: Path) -> None:
    with pytest.raises(Refused) as refused:
        kept(b"")
    assert refused.value.code == "file_empty"


@pytest.mark.parametrize("at", [0, 20, -1])
def test_one_changed_byte_is_found(store: Path, at: int) -> None:
    stored, whole = kept(), kept(b"another")
    changed = bytearray(place(stored).read_bytes())
    changed[at] ^= 1
    place(stored).write_bytes(changed)
    with pytest.raises(FileDamaged) as refused:
        operations.read(stored)
    assert "пошкоджено" in refused.value.sentence
    assert list(operations.verify_store()) == [damage_of(stored, "damaged")]
    assert operations.read(whole) == b"another"


def test_a_missing_file_is_found(store: Path) -> None:
    stored = kept()
    place(stored).unlink()
    with pytest.raises(FileDamaged):
        operations.read(stored)
    assert list(operations.verify_store()) == [damage_of(stored, "missing")]


def test_files_cannot_be_exchanged(store: Path) -> None:
    mine, foreign = kept(b"mine"), kept(b"foreign")
    place(mine).write_bytes(place(foreign).read_bytes())
    with pytest.raises(FileDamaged):
        operations.read(mine)
    mine.wrapped_key = foreign.wrapped_key
    with pytest.raises(FileDamaged):
        operations.read(mine)


def test_rotation_lets_the_old_key_go(store: Path) -> None:
    files = [kept(f"file {number}".encode()) for number in range(3)]
    bytes_before = place(files[0]).read_bytes()
    old = keyring.load().current
    renewed = keyring.add_key(at=AT)
    assert renewed.current != old
    assert operations.rewrap(limit=2) == 2
    assert operations.rewrap(limit=2) == 1
    assert operations.rewrap(limit=2) == 0
    assert place(files[0]).read_bytes() == bytes_before, "rotation does not rewrite files"
    ring = json.loads((store / "keys" / "ring.json").read_text())
    del ring["keys"][old]
    (store / "keys" / "ring.json").write_text(json.dumps(ring))
    for number, stored in enumerate(StoredFile.objects.order_by("id")):
        assert operations.read(stored) == f"file {number}".encode()


def test_a_lost_key_is_told_apart_from_damage(store: Path) -> None:
    stored = kept()
    (store / "keys" / "ring.json").unlink()
    keyring.ensure_key_ring(at=AT)
    with pytest.raises(keyring.KeyRingProblem):
        operations.read(stored)
    assert list(operations.verify_store()) == [damage_of(stored, "key_lost")]


def test_the_ring_is_made_once_and_for_its_owner_only(store: Path) -> None:
    ring = store / "keys" / "ring.json"
    before = ring.read_bytes()
    keyring.ensure_key_ring(at=AT)
    assert ring.read_bytes() == before
    assert ring.stat().st_mode & 0o777 == 0o600
    ring.chmod(0o640)
    with pytest.raises(keyring.KeyRingProblem, match="0600"):
        keyring.load()


def test_processes_that_start_at_once_share_one_ring(tmp_path: Path) -> None:
    place = tmp_path / "keys" / "ring.json"
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: keyring.ensure_key_ring(at=AT, path=place), range(16)))
    assert len({ring.current for ring in rings}) == 1
    assert [path.name for path in place.parent.iterdir()] == ["ring.json"]


def test_only_a_demo_makes_its_ring_by_itself(tmp_path: Path, settings: LazySettings) -> None:
    settings.TURBOTA_FILES_DIR = tmp_path / "files"
    settings.TURBOTA_KEY_RING = tmp_path / "keys" / "ring.json"
    settings.TURBOTA_MODE = "production"
    with pytest.raises(keyring.KeyRingProblem, match="missing"):
        kept()
    settings.TURBOTA_MODE = "demo"
    assert operations.read(kept()) == CONTENT


@pytest.mark.parametrize(
    "text", ["", "{}", '{"current": "a", "keys": {"a": "AAAA"}}', '{"current": "a", "keys": []}']
)
def test_a_broken_ring_is_refused(store: Path, text: str) -> None:
    (store / "keys" / "ring.json").write_text(text)
    with pytest.raises(keyring.KeyRingProblem):
        keyring.load()


def test_a_crash_before_the_rename_leaves_no_half_file(store: Path, settings: LazySettings) -> None:
    files = store / "files"
    crash = (
        "import os, pathlib\n"
        "from django.conf import settings\n"
        f"settings.configure(TURBOTA_FILES_DIR=pathlib.Path({str(files)!r}))\n"
        "from turbota.documents import vault\n"
        "os.replace = lambda *names: os.kill(os.getpid(), 9)\n"
        "vault.put(b'x' * 1_000_000)\n"
    )
    done = subprocess.run([sys.executable, "-c", crash], env={"PYTHONPATH": str(SOURCES)}, check=False)
    assert done.returncode == -9
    assert list(vault.addresses()) == []
    drafts = [path for path in files.rglob("*") if path.is_file()]
    assert len(drafts) == 1
    assert vault.sweep_drafts() == 0, "a fresh draft may belong to a write under way"
    assert vault.sweep_drafts(older_than_seconds=0) == 1
    assert not drafts[0].exists()


def test_bytes_of_a_rolled_back_transaction_are_swept(store: Path) -> None:
    stored = kept()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        kept(b"never committed")
        raise ZeroDivisionError
    assert len(list(vault.addresses())) == 2
    assert operations.sweep() == 0
    long_ago = time.time() - 7200
    for path in vault.root().rglob("*.sealed"):
        os.utime(path, (long_ago, long_ago))
    assert operations.sweep() == 1
    assert operations.read(stored) == CONTENT


@pytest.mark.django_db(transaction=True)
def test_the_sweep_leaves_the_bytes_of_an_upload_under_way_even_when_the_clock_jumps(store: Path) -> None:
    kept_now, look = threading.Event(), threading.Event()

    def upload() -> StoredFile:
        with transaction.atomic():
            stored = kept()
            kept_now.set()
            assert look.wait(30)
            return stored

    def nightly() -> int:
        assert kept_now.wait(30)
        with clock.frozen(clock.now() + timedelta(hours=3)):
            removed = operations.sweep()
        look.set()
        return removed

    stored, removed = at_once(upload, nightly)
    assert isinstance(stored, StoredFile)
    assert removed == 0
    assert operations.read(stored) == CONTENT
    stored.delete()
    with clock.frozen(clock.now() + timedelta(hours=3)):
        assert operations.sweep() == 1


def test_a_disk_that_takes_nothing_keeps_nothing(store: Path) -> None:
    kept()
    before = [path for path in vault.root().rglob("*") if path.is_file()]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(StoreFull) as full:
            kept(os.urandom(1000))
        assert vault.room() == "full"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "не збережено" in full.value.sentence
    assert vault.room() != "full"
    assert [path for path in vault.root().rglob("*") if path.is_file()] == before
    assert StoredFile.objects.count() == 1


def test_the_weekly_reading_names_damaged_files_by_id_only(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stored, whole = kept(), kept(b"whole")
    place(stored).unlink()
    jobs.verify(timestamp=0)
    jobs.sweep(timestamp=0)
    (found,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert found.getMessage() == f"documents: file {stored.pk} is missing"
    assert operations.read(whole) == b"whole"
