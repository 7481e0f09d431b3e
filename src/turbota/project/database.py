"""The database server that Turbota brings along.

A fresh machine has no PostgreSQL, so Turbota starts one by itself. It listens on 127.0.0.1 only, asks
for a password (scram), and knows three roles: the superuser (used here alone), the owner (migrations)
and the application, which gets rows of the owner's tables but never their structure. The passwords
are random and lie in a file that only its owner can read.

A server dies with the process that started it: it gets SIGINT from the kernel when that process is
killed. Where ``DATABASE_URL`` is given, nothing of this is used.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from turbota.project.failures import StartFailure
from turbota.project.programs import Programs, find, reachable

SUPERUSER_ROLE = "postgres"
OWNER_ROLE = "turbota_owner"
APPLICATION_ROLE = "turbota_app"
DATABASE_NAME = "turbota"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent", "fuzzystrmatch")

START_SECONDS = 60
STOP_SECONDS = 20

ORDINARY = {"max_connections": "80", "shared_buffers": "128MB"}
THROW_AWAY = {
    **ORDINARY,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
"""Settings of a server whose rows nobody needs tomorrow: the tests."""


@dataclass(frozen=True)
class Passwords:
    """The passwords of the three roles, kept in one file with mode 0600."""

    superuser: str
    owner: str
    application: str

    @classmethod
    def load_or_make(cls, path: Path) -> "Passwords":
        """Read the file, or make three random passwords and write it."""
        if path.exists():
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        made = cls(*(secrets.token_urlsafe(24) for _ in range(3)))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(made), file)
        return made


@dataclass(frozen=True)
class Server:
    """A running server: its process, its address and its roles."""

    process: subprocess.Popen[bytes]
    programs: Programs
    port: int
    passwords: Passwords = field(repr=False)
    log: Path

    @property
    def owner_url(self) -> str:
        """Connection string of the role that owns the tables and runs the migrations."""
        return _url(self.port, OWNER_ROLE, self.passwords.owner)

    @property
    def application_url(self) -> str:
        """Connection string of the role the application works with."""
        return _url(self.port, APPLICATION_ROLE, self.passwords.application)

    def superuser_url(self, database: str = DATABASE_NAME) -> str:
        """Connection string of the superuser: for preparing the server, never for the application."""
        return _url(self.port, SUPERUSER_ROLE, self.passwords.superuser, database)


def _url(port: int, role: str, password: str, database: str = DATABASE_NAME) -> str:
    return f"postgresql://{role}:{password}@127.0.0.1:{port}/{database}"


def addresses(home: Path, port: int) -> dict[str, str]:
    """The variables that lead to the server of ``home`` that runs on this port already."""
    passwords = Passwords.load_or_make(_password_file(home))
    return {
        "DATABASE_URL": _url(port, APPLICATION_ROLE, passwords.application),
        "DATABASE_OWNER_URL": _url(port, OWNER_ROLE, passwords.owner),
    }


def _password_file(home: Path) -> Path:
    return home / "secrets" / "database.json"


def start(home: Path, *, port: int | None = None, settings: Mapping[str, str] = ORDINARY) -> Server:
    """Start the server whose rows lie under ``home``; make it first where there is none.

    ``port`` None takes a free one. Raises StartFailure with one sentence when the folder is damaged
    or in use, the port is busy, or no PostgreSQL is found.
    """
    programs = find()
    home.mkdir(parents=True, exist_ok=True)
    passwords = Passwords.load_or_make(_password_file(home))
    data = _data_folder(home, programs)
    made = _initialise(data, programs, passwords)
    _check_folder(data, programs)
    port = _check_free(port) if port is not None else free_port()
    server = _launch(home, data, programs, passwords, port, settings)
    if made or not _has_database(server):
        _prepare(server)
    return server


def stop(server: Server) -> None:
    """Stop the server and wait for its end: quick first, then harder."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.process.poll() is not None:
            return
        server.process.send_signal(how)
        try:
            server.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue


@contextmanager
def running(home: Path, *, settings: Mapping[str, str] = ORDINARY) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = start(home, settings=settings)
    try:
        yield server
    finally:
        stop(server)


def _data_folder(home: Path, programs: Programs) -> Path:
    usual = home.resolve() / "database"
    if programs.user is None or reachable(home.resolve()):
        return usual
    mark = hashlib.sha256(str(usual).encode()).hexdigest()[:12]
    return Path("/var/lib/turbota") / f"database-{mark}"


def _initialise(data: Path, programs: Programs, passwords: Passwords) -> bool:
    """Make the folder of the server; True when it was made now."""
    if data.exists() and any(data.iterdir()):
        return False
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".password") as secret:
        secret.write(passwords.superuser)
        secret.flush()
        if programs.user is not None:
            os.chown(data, programs.user, -1)
            os.chown(secret.name, programs.user, -1)
        arguments = ["-D", str(data), "-U", SUPERUSER_ROLE, "-A", "scram-sha-256", "-E", "UTF8"]
        arguments += [f"--pwfile={secret.name}", *_locale(programs.version)]
        said = subprocess.run(
            programs.command("initdb", *arguments),
            capture_output=True,
            text=True,
            check=False,
            env=_environment(),
            cwd="/",
        )
    if said.returncode != 0:
        shutil.rmtree(data, ignore_errors=True)
        raise StartFailure(f"The database could not be made in {data}: {_last_line(said.stderr)}")
    return True


def _locale(version: int) -> list[str]:
    """Letters of every alphabet change case rightly; the order is that of code points."""
    if version >= 18:
        return ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C"]
    if version == 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def _check_folder(data: Path, programs: Programs) -> None:
    version_file = data / "PG_VERSION"
    needed = (version_file, data / "global" / "pg_control", data / "base")
    if not all(path.exists() for path in needed):
        raise StartFailure(_damaged(data))
    version = version_file.read_text(encoding="utf-8").strip()
    if version != str(programs.version):
        raise StartFailure(
            f"The database in {data} was made by PostgreSQL {version}, but version {programs.version} is "
            "installed: restore it from a backup, or give the old programs in PG_BIN."
        )


def _damaged(data: Path) -> str:
    return (
        f"The database folder {data} is damaged: move it away and restore a backup with turbota restore FILE."
    )


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _check_free(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise StartFailure(
                f"Port {port} of the database is busy: stop the program that uses it or choose another port."
            ) from error
    return port


def _launch(
    home: Path, data: Path, programs: Programs, passwords: Passwords, port: int, settings: Mapping[str, str]
) -> Server:
    log = home / "log" / "database.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    already = log.stat().st_size if log.exists() else 0
    arguments = ["-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", ""]
    for name, value in settings.items():
        arguments += ["-c", f"{name}={value}"]
    with log.open("ab") as out:
        process = subprocess.Popen(
            programs.command("postgres", *arguments),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env=_environment(),
            cwd="/",
        )
    server = Server(process, programs, port, passwords, log)
    try:
        _wait_until_ready(server, data, already)
    except BaseException:
        stop(server)
        raise
    return server


def _wait_until_ready(server: Server, data: Path, already: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise StartFailure(_why_not(server.log, data, server.port, already))
        try:
            psycopg.connect(server.superuser_url("postgres"), connect_timeout=2).close()
            return
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise StartFailure(
                    f"The passwords of {server.log.parent.parent} do not fit the database in {data}."
                ) from error
        time.sleep(0.05)
    raise StartFailure(f"The database did not start within {START_SECONDS} seconds: see {server.log}.")


def _why_not(log: Path, data: Path, port: int, already: int) -> str:
    """One sentence out of what the server wrote before it gave up."""
    with log.open("rb") as file:
        file.seek(already)
        said = file.read().decode("utf-8", "replace")
    if "Is another postmaster" in said or "pre-existing shared memory" in said:
        return f"The database in {data} is already in use: another Turbota runs with the same TURBOTA_HOME."
    if "Address already in use" in said:
        return f"Port {port} of the database is busy: stop the program that uses it or choose another port."
    if "No space left" in said:
        return f"The disk is full: the database in {data} cannot start."
    return f"{_damaged(data)} The server said: {_last_line(said)}"


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if re.search(r"PANIC|FATAL|error", line)] or text.splitlines()
    return re.sub(r"^.*?(PANIC|FATAL|ERROR|error):\s*", "", lines[-1])[:300] if lines else "nothing"


def _has_database(server: Server) -> bool:
    with psycopg.connect(server.superuser_url("postgres")) as connection:
        found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE_NAME]).fetchone()
    return found is not None


def _prepare(server: Server) -> None:
    """Make the two roles, the extensions and the empty database.

    Extensions and default rights go to template1 too, so that every database made later (one per
    process of the tests) has them.
    """
    with psycopg.connect(server.superuser_url("template1"), autocommit=True) as connection:
        roles = (
            (OWNER_ROLE, server.passwords.owner, "createdb"),
            (APPLICATION_ROLE, server.passwords.application, ""),
        )
        for role, password, right in roles:
            known = connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone()
            verb = "alter" if known else "create"
            connection.execute(
                sql.SQL("{} role {} login nosuperuser nocreaterole {} password {}").format(
                    sql.SQL(verb), sql.Identifier(role), sql.SQL(right), sql.Literal(password)
                )
            )
        connection.execute(
            sql.SQL("grant {} to {}").format(sql.Identifier(APPLICATION_ROLE), sql.Identifier(OWNER_ROLE))
        )
        for statement in (*extensions(), *rights()):
            connection.execute(statement)
        connection.execute(
            sql.SQL("create database {} owner {}").format(
                sql.Identifier(DATABASE_NAME), sql.Identifier(OWNER_ROLE)
            )
        )


def extensions() -> list[sql.Composed]:
    """What an empty database gets before its tables."""
    return [sql.SQL("create extension if not exists {}").format(sql.Identifier(name)) for name in EXTENSIONS]


def rights() -> list[sql.Composed]:
    """What the application may do with the tables that the owner makes from now on.

    A migration takes away from it what it must not do: change audit, steps and decisions.
    """
    owner, application = sql.Identifier(OWNER_ROLE), sql.Identifier(APPLICATION_ROLE)
    default = sql.SQL("alter default privileges for role {} grant {} on {} to {}")
    return [
        default.format(owner, sql.SQL("select, insert, update, delete"), sql.SQL("tables"), application),
        default.format(owner, sql.SQL("usage, select"), sql.SQL("sequences"), application),
        default.format(owner, sql.SQL("execute"), sql.SQL("functions"), application),
    ]
