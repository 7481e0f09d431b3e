"""Backup and restore: the rows and the files of one moment in one archive.

The archive is a tar file with ``manifest.json``, ``database.dump`` (pg_dump's own format) and
``files/…``. The rows are written first: files are only ever added, so every file that a row names is
in the archive. The files stay encrypted as they lie; their key ring is not in the archive, because
whoever finds the archive must not read it. It has to be kept in another place.
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from turbota.kernel import clock
from turbota.project import database, environment, home
from turbota.project.failures import StartFailure
from turbota.project.programs import client_program

FORMAT = 1


def files_folder() -> Path:
    """Where the encrypted files lie."""
    return Path(os.environ.get("TURBOTA_FILES_DIR") or home.folder() / "files")


def key_ring() -> Path:
    """The file with the keys of those files."""
    return Path(os.environ.get("TURBOTA_KEY_RING") or home.folder() / "keys" / "ring.json")


def write(path: Path) -> dict[str, Any]:
    """Write the archive; returns its manifest. Raises StartFailure when the path is taken."""
    if path.exists():
        raise StartFailure(f"{path} exists already: choose another name for the backup.")
    part = path.with_name(path.name + ".part")
    with tempfile.TemporaryDirectory() as temporary:
        dump = Path(temporary) / "database.dump"
        _client(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--schema=public",
            f"--file={dump}",
            without_password(_owner_url()),
        )
        files = _files_of(files_folder())
        manifest = {
            "format": FORMAT,
            "made_at": clock.now().isoformat(),
            "database_sha256": _digest(dump),
            "files": len(files),
            "files_sha256": _digest(*files),
            "key_ring": f"not in the backup: keep {key_ring()} in another place",
        }
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out, tarfile.open(fileobj=out, mode="w") as tar:
            _add_text(tar, "manifest.json", json.dumps(manifest))
            tar.add(dump, "database.dump")
            for item in files:
                tar.add(item, f"files/{item.relative_to(files_folder())}")
    part.rename(path)
    return manifest


def read(path: Path, *, replace: bool) -> dict[str, Any]:
    """Put rows and files back; returns the manifest.

    The rows go into a new database that takes the old one's name only when it is complete. Raises
    StartFailure when the archive is damaged, or when there are rows already and ``replace`` is false.
    """
    if not path.exists():
        raise StartFailure(f"There is no backup {path}.")
    if not replace and _has_tables():
        raise StartFailure("There are rows in the database already: say --replace to overwrite them.")
    folder = files_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="restore-") as temporary:
        manifest = _unpack(path, Path(temporary))
        _restore_rows(Path(temporary) / "database.dump")
        (Path(temporary) / "files").mkdir(exist_ok=True)
        old = Path(temporary) / "old"
        if folder.exists():
            folder.rename(old)
        try:
            (Path(temporary) / "files").rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    if not key_ring().exists() and manifest["files"]:
        manifest["key_ring"] = f"missing: put it back to {key_ring()}, or no file can be read"
    return manifest


def _unpack(path: Path, target: Path) -> dict[str, Any]:
    try:
        with tarfile.open(path) as tar:
            _extract(tar, target)
        manifest: dict[str, Any] = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        wanted = (manifest["format"], manifest["database_sha256"], manifest["files_sha256"])
        there = (FORMAT, _digest(target / "database.dump"), _digest(*_files_of(target / "files")))
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise StartFailure(f"{path} is not a backup of Turbota, or it is damaged.") from error
    if wanted != there:
        raise StartFailure(f"The backup {path} is damaged: its content does not fit its own list.")
    return manifest


def _extract(tar: tarfile.TarFile, target: Path) -> None:
    """Only plain files below the folder: a backup that names anything else is damaged. Raises ValueError."""
    for member in tar:
        place = (target / member.name).resolve()
        inside = tar.extractfile(member) if member.isfile() else None
        if inside is None or not place.is_relative_to(target.resolve()):
            raise ValueError("a backup holds plain files only")
        place.parent.mkdir(parents=True, exist_ok=True)
        with inside, place.open("wb") as out:
            shutil.copyfileobj(inside, out)


def _restore_rows(dump: Path) -> None:
    name = _name(_owner_url())
    fresh, old = f"{name}_restored", f"{name}_before"
    with psycopg.connect(_owner_url(), dbname="postgres", autocommit=True) as connection:
        for gone in (fresh, old):
            connection.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(gone)))
        connection.execute(sql.SQL("create database {} template template0").format(sql.Identifier(fresh)))
        target = make_conninfo(_owner_url(), dbname=fresh)
        _say(target, database.extensions())
        options = ("--schema=public", "--no-owner", "--single-transaction", "--exit-on-error")
        _client("pg_restore", *options, f"--dbname={without_password(target)}", str(dump))
        _say(target, database.rights())
        rename = sql.SQL("alter database {} rename to {}")
        connection.execute(rename.format(sql.Identifier(name), sql.Identifier(old)))
        connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))
        connection.execute(sql.SQL("drop database {}").format(sql.Identifier(old)))


def _say(url: str, statements: list[sql.Composed]) -> None:
    """Rights of future tables come after the tables of the archive: those bring their own."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _has_tables() -> bool:
    with psycopg.connect(_owner_url()) as connection:
        return (
            connection.execute("select 1 from pg_tables where schemaname = 'public' limit 1").fetchone()
            is not None
        )


def _owner_url() -> str:
    return environment.owner_url()


def _name(url: str) -> str:
    return str(conninfo_to_dict(url)["dbname"])


def without_password(url: str) -> str:
    """The same address for the arguments of a program, which everybody on the machine can read."""
    parts = {key: str(part) for key, part in conninfo_to_dict(url).items() if key != "password"}
    return make_conninfo("", **parts)


def _client(name: str, *arguments: str) -> None:
    """Run a client program of PostgreSQL. The password goes through its environment, not its arguments."""
    password = conninfo_to_dict(_owner_url()).get("password") or ""
    said = subprocess.run(
        [client_program(name), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PGPASSWORD": str(password)},
    )
    if said.returncode != 0:
        raise StartFailure(f"{name} failed: {' '.join(said.stderr.split())[:300]}")


def _digest(*paths: Path) -> str:
    """SHA-256 of the contents of the files, one after the other."""
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _files_of(folder: Path) -> list[Path]:
    return sorted(item for item in folder.rglob("*") if item.is_file()) if folder.exists() else []


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(text.encode())
    tar.addfile(entry, io.BytesIO(text.encode()))
