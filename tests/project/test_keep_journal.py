"""The archive of the journal: the same file twice is well, another content under a known name is refused."""

import subprocess
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2] / "deploy" / "keep-journal"


def keep(source: Path, target: Path) -> int:
    return subprocess.run(
        [str(PROGRAM), str(source), str(target)], check=False, capture_output=True
    ).returncode


def test_a_file_is_kept_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    source, archive = tmp_path / "wal", tmp_path / "archive"
    archive.mkdir()
    source.write_bytes(b"journal")
    assert keep(source, archive / "0001") == 0
    assert (archive / "0001").read_bytes() == b"journal"
    assert [path.name for path in archive.iterdir()] == ["0001"]


def test_the_same_file_from_another_machine_is_well(tmp_path: Path) -> None:
    source, target = tmp_path / "wal", tmp_path / "kept"
    source.write_bytes(b"journal")
    target.write_bytes(b"journal")
    assert keep(source, target) == 0


def test_another_content_under_a_known_name_is_refused_and_stays(tmp_path: Path) -> None:
    source, target = tmp_path / "wal", tmp_path / "kept"
    source.write_bytes(b"another")
    target.write_bytes(b"journal")
    assert keep(source, target) != 0
    assert target.read_bytes() == b"journal"


def test_an_archive_that_is_away_is_said(tmp_path: Path) -> None:
    source = tmp_path / "wal"
    source.write_bytes(b"journal")
    assert keep(source, tmp_path / "nowhere" / "0001") != 0
