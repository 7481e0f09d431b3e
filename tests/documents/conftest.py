"""A store of its own for every test."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.documents.samples import AT

from turbota.documents import keyring


@pytest.fixture
def store(tmp_path: Path, settings: LazySettings) -> Path:
    """An empty folder of files and a fresh key ring; gives the folder that holds both."""
    settings.TURBOTA_FILES_DIR = tmp_path / "files"
    settings.TURBOTA_KEY_RING = tmp_path / "keys" / "ring.json"
    keyring.ensure_key_ring(at=AT)
    return tmp_path
