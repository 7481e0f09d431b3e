"""The server that comes along: it starts, keeps its rows, dies with its parent, and says what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from turbota.project import database, programs
from turbota.project.failures import StartFailure

PARENT = """
import sys, time
from pathlib import Path
from turbota.project import database
server = database.start(Path(sys.argv[1]))
print(server.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def server(home: Path) -> Iterator[database.Server]:
    with database.running(home) as running:
        yield running


def test_the_application_may_use_rows_but_not_tables(server: database.Server) -> None:
    with psycopg.connect(server.owner_url) as owner:
        owner.execute("create table note (text text)")
    with psycopg.connect(server.application_url) as application:
        application.execute("insert into note values ('ґанок')")
        assert application.execute("select upper(text) from note").fetchone() == ("ҐАНОК",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("drop table note")


def test_the_server_listens_on_this_machine_only_and_asks_for_a_password(server: database.Server) -> None:
    with psycopg.connect(server.superuser_url()) as superuser:
        assert superuser.execute("show listen_addresses").fetchone() == ("127.0.0.1",)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(
            f"postgresql://{database.APPLICATION_ROLE}@127.0.0.1:{server.port}/{database.DATABASE_NAME}"
        )


def test_the_passwords_can_be_read_by_their_owner_only(server: database.Server, home: Path) -> None:
    assert (home / "secrets" / "database.json").stat().st_mode & 0o777 == 0o600


def test_extensions_stand_ready_in_every_new_database(server: database.Server) -> None:
    with psycopg.connect(server.owner_url, autocommit=True) as owner:
        owner.execute("create database another")
    with psycopg.connect(server.superuser_url("another")) as inside:
        found = {row[0] for row in inside.execute("select extname from pg_extension")}
    assert set(database.EXTENSIONS) <= found


def test_rows_outlive_a_stop_and_a_kill(home: Path) -> None:
    with database.running(home) as first, psycopg.connect(first.owner_url) as owner:
        owner.execute("create table note as select 1 as number")
        owner.commit()
    second = database.start(home)
    second.process.kill()
    second.process.wait()
    with database.running(home) as third, psycopg.connect(third.owner_url) as owner:
        assert owner.execute("select number from note").fetchone() == (1,)


def test_the_server_ends_when_its_parent_is_killed(home: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(home)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert _ends(number), "the database outlived its parent"


def test_a_damaged_folder_is_said_in_one_sentence(home: Path) -> None:
    with database.running(home):
        pass
    (home / "database" / "global" / "pg_control").write_bytes(b"torn")
    with pytest.raises(StartFailure, match="damaged: move it away and restore a backup"):
        database.start(home)
    (home / "database" / "PG_VERSION").unlink()
    with pytest.raises(StartFailure, match="damaged: move it away and restore a backup") as failure:
        database.start(home)
    assert "\n" not in str(failure.value)


def test_a_busy_port_is_said_in_one_sentence(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(StartFailure, match="is busy"):
            database.start(home, port=other.getsockname()[1])


def test_a_second_server_in_the_same_folder_is_refused(server: database.Server, home: Path) -> None:
    with pytest.raises(StartFailure, match="already in use"):
        database.start(home)


def test_lost_passwords_are_said_in_one_sentence(home: Path) -> None:
    with database.running(home):
        pass
    (home / "secrets" / "database.json").unlink()
    with pytest.raises(StartFailure, match="do not fit"):
        database.start(home)


def test_it_runs_where_there_are_no_user_namespaces(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURBOTA_NO_USER_NAMESPACE", "true")
    programs.namespaces_work.cache_clear()
    with database.running(home) as server:
        user = int(Path(f"/proc/{server.process.pid}/status").read_text().split("Uid:")[1].split()[0])
    programs.namespaces_work.cache_clear()
    assert user != 0
    assert user == (os.geteuid() or server.programs.user)


def test_a_wrong_folder_of_programs_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(home))
    with pytest.raises(StartFailure, match="PG_BIN"):
        database.start(home)


@pytest.mark.usefixtures("application_role")
def test_the_application_does_not_work_as_superuser() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("turbota_app", False)


def _ends(number: int, seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        status = Path(f"/proc/{number}/status")
        if not status.exists() or "State:\tZ" in status.read_text():
            return True
        time.sleep(0.1)
    os.kill(number, signal.SIGKILL)
    return False
