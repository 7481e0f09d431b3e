"""Backup and restore bring back rows and files of the same moment."""

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
import pytest

from turbota.project import archive, database
from turbota.project.failures import StartFailure


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one row, one file and one table that the application may not change."""
    folder = tmp_path / "home"
    with database.running(folder) as server, psycopg.connect(server.owner_url) as owner:
        owner.execute("create table note (text text)")
        owner.execute("create index on note using gin (text gin_trgm_ops)")
        owner.execute("insert into note values ('рядок до копії')")
        owner.execute(f"revoke update, delete on note from {database.APPLICATION_ROLE}")
    (folder / "files" / "ab").mkdir(parents=True)
    (folder / "files" / "ab" / "cd").write_bytes(b"sealed")
    return folder


def turbota(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this home, without the database of the tests."""
    hidden = ("DATABASE_URL", "DATABASE_OWNER_URL")
    variables = {name: value for name, value in os.environ.items() if name not in hidden}
    variables["TURBOTA_HOME"] = str(home)
    command = [sys.executable, "-m", "turbota.project.command_line", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=variables)


def test_rows_files_and_rights_come_back(home: Path, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    written = turbota(home, "backup", str(archive))
    assert written.returncode == 0, written.stderr
    assert json.loads(written.stdout)["files"] == 1
    assert archive.stat().st_mode & 0o777 == 0o600

    _lose_everything(home)
    refused = turbota(home, "restore", str(archive))
    assert refused.returncode == 2
    assert "--replace" in refused.stderr

    restored = turbota(home, "restore", str(archive), "--replace")
    assert restored.returncode == 0, restored.stderr
    assert (home / "files" / "ab" / "cd").read_bytes() == b"sealed"
    assert sorted(path.name for path in (home / "files").iterdir()) == ["ab"]
    with database.running(home) as server, psycopg.connect(server.application_url) as application:
        assert application.execute("select text from note").fetchall() == [("рядок до копії",)]
        application.execute("insert into note values ('ще один')")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("delete from note")


@pytest.mark.parametrize("where", [b"PGDMP", b"sealed"])
def test_a_damaged_archive_changes_nothing(home: Path, tmp_path: Path, where: bytes) -> None:
    archive = tmp_path / "backup.tar"
    assert turbota(home, "backup", str(archive)).returncode == 0
    content = bytearray(archive.read_bytes())
    content[content.index(where) + 5] ^= 0xFF
    archive.write_bytes(content)
    said = turbota(home, "restore", str(archive), "--replace")
    assert said.returncode == 2
    assert "damaged" in said.stderr
    assert said.stderr.count("\n") == 1
    with database.running(home) as server, psycopg.connect(server.owner_url) as owner:
        assert owner.execute("select count(*) from note").fetchone() == (1,)


def test_a_backup_overwrites_nothing(home: Path, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    archive.write_text("something dear")
    said = turbota(home, "backup", str(archive))
    assert said.returncode == 2
    assert archive.read_text() == "something dear"


def _lose_everything(home: Path) -> None:
    with database.running(home) as server, psycopg.connect(server.owner_url) as owner:
        owner.execute("delete from note")
    (home / "files" / "ab" / "cd").unlink()
    (home / "files" / "newer").write_bytes(b"made after the backup")


def test_a_backup_that_reaches_outside_is_refused(tmp_path: Path) -> None:
    """The same on every Python: nothing is written outside the folder, links are not followed."""
    backup, target = tmp_path / "bad.tar", tmp_path / "target"
    target.mkdir()
    with tarfile.open(backup, "w") as tar:
        entry = tarfile.TarInfo("../outside")
        entry.size = 3
        tar.addfile(entry, io.BytesIO(b"bad"))
    with pytest.raises(StartFailure, match="not a backup"):
        archive._unpack(backup, target)
    assert not (tmp_path / "outside").exists()
