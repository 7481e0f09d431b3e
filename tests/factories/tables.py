"""The tables of an empty Turbota, made by the migrations once and then copied.

A hundred migrations take a quarter of a minute, and a run of the suite needs their tables in eight databases. The
first that needs them runs `turbota migrate --tables-only` and keeps a dump below `build/`, under the digest of all
migrations; the others restore it.
"""

import fcntl
import hashlib
import inspect
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
import pytest
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from turbota.project import database
from turbota.project.archive import without_password
from turbota.project.programs import client_program

FOLDER = Path(__file__).parents[2] / "build" / "tables"
TEMPLATE = "turbota_tables"
MIGRATE = ("migrate", "--tables-only")
IN_ONE = ("--schema=public", "--no-owner")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The database of this process is a copy of one that has the tables already."""
    for one in settings.DATABASES.values():
        one.setdefault("TEST", {})["TEMPLATE"] = template(
            os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
        )


def template(owner_url: str) -> str:
    """The name of a database of this server that has the tables; it is made now when nobody made it yet."""
    with _alone():
        if not _exists(owner_url, TEMPLATE):
            fill(owner_url, TEMPLATE)
    return TEMPLATE


def fill(owner_url: str, name: str) -> None:
    """Make the database with the tables, in place of one of this name."""
    url = make_conninfo(owner_url, dbname=name)
    with psycopg.connect(owner_url, dbname="postgres", autocommit=True) as connection:
        for statement in ("drop database if exists {}", "create database {} template template0"):
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
    kept = FOLDER / f"{_digest_of_migrations()}.dump"
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in database.extensions():
            connection.execute(statement)
        if kept.exists():
            _client(
                "pg_restore", url, "--single-transaction", "--exit-on-error", *IN_ONE, _name(url), str(kept)
            )
        for statement in database.rights():  # after the tables: these bring their own
            connection.execute(statement)
    if not kept.exists():
        _migrate(url)
        _keep(url, kept)


def _migrate(url: str) -> None:
    variables = {**os.environ, "DATABASE_URL": url, "DATABASE_OWNER_URL": url}
    command = [sys.executable, "-m", "turbota.project.command_line", *MIGRATE]
    subprocess.run(command, env=variables, check=True, capture_output=True)


def _keep(url: str, path: Path) -> None:
    """What was kept for other migrations goes."""
    for old in FOLDER.glob("*.dump"):
        old.unlink()
    part = path.with_suffix(".part")
    _client("pg_dump", url, "--format=custom", *IN_ONE, f"--file={part}", without_password(url))
    part.rename(path)


def _client(program: str, url: str, *arguments: str) -> None:
    variables = {**os.environ, "PGPASSWORD": str(conninfo_to_dict(url).get("password") or "")}
    said = subprocess.run(
        [client_program(program), *arguments], env=variables, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr


def _name(url: str) -> str:
    return f"--dbname={without_password(url)}"


def _exists(owner_url: str, name: str) -> bool:
    with psycopg.connect(owner_url, dbname="postgres") as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
    return found is not None


def _digest_of_migrations() -> str:
    """Of every migration of every app, ours or not, and of the rights that a new database has."""
    total = hashlib.sha256(f"{django.get_version()} {MIGRATE} {inspect.getsource(database)}".encode())
    for key, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        total.update(repr(key).encode())
        total.update(Path(inspect.getfile(type(migration))).read_bytes())
    return total.hexdigest()[:32]


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time makes tables."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
