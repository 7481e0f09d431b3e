"""`turbota keys`: the ring of a production is made once and renewed; no key is ever printed."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from tests.documents.samples import AT

from turbota.documents import keyring, operations
from turbota.documents.models import StoredFile
from turbota.project import command_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.TURBOTA_MODE = "production"
    settings.TURBOTA_FILES_DIR = tmp_path / "files"
    settings.TURBOTA_KEY_RING = tmp_path / "keys" / "ring.json"
    monkeypatch.setenv("DATABASE_URL", "the one of the tests")
    return tmp_path / "keys" / "ring.json"


def said(capsys: pytest.CaptureFixture[str], verb: str) -> dict[str, Any]:
    assert command_line.main(["keys", verb]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_ring_is_made_once_and_a_file_can_be_kept(ring: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = said(capsys, "make"), said(capsys, "make")
    assert first["current"] == second["current"] and first["keys"] == 1
    assert ring.stat().st_mode & 0o777 == 0o600
    assert keyring.load().keys[first["current"]].hex() not in json.dumps(first)
    stored = operations.keep(content=b"paper", media_type="application/pdf", at=AT)
    assert operations.read(stored) == b"paper"


def test_a_renewed_ring_opens_old_files_with_the_new_key(
    ring: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = said(capsys, "make")["current"]
    stored = operations.keep(content=b"paper", media_type="application/pdf", at=AT)
    renewed = said(capsys, "renew")
    assert renewed["current"] != old and renewed["keys"] == 2 and renewed["files_wrapped_anew"] == 1
    found = StoredFile.objects.get(pk=stored.pk)
    assert found.key_id == renewed["current"] and operations.read(found) == b"paper"
    assert connection.in_atomic_block


def test_a_missing_ring_is_said_in_one_line(ring: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["keys", "renew"]) == 2
    assert "missing" in capsys.readouterr().err
