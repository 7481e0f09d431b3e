"""Starts, watches and stops everything that one Turbota on one machine consists of.

Order of the start: pages built, database, migrations, simulators and virus check (demo mode), demo
people, workers, web. Order of the stop: web, workers, simulators, database. A process that dies is
started again; one that keeps dying stops everything with a sentence. INT and TERM stop at any moment
of the start too.
"""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import IO, Any
from urllib.error import URLError

from turbota.documents import virus
from turbota.kernel import clock
from turbota.project import assets, database, environment, processes, training
from turbota.project.failures import StartFailure

DEFAULT_PORT = 8000
READY_SECONDS = 60
WATCH_SECONDS = 0.5
SHORT_LIFE_SECONDS = 10
SHORT_LIVES = 3
DEMO_CLIENT = "turbota-demo"
SIMULATORS = ("authority", "idgov", "mail", "receiver", "registers")

SAID = {
    "name": "",
    "role": "",
    "code": "код ",
    "password": "пароль ",
    "key": "ключ ",
    "seal": "печатка ",
    "key_password": "пароль ключа ",
}
"""How the printed sign-ins name their parts."""


class Stopped(BaseException):
    """Somebody pressed Ctrl-C or sent TERM."""


@dataclass(frozen=True)
class Part:
    """A process to keep alive: how to start it, and the group it stops with."""

    name: str
    group: str
    command: tuple[str, ...]
    environment: Mapping[str, str]


def wanted_port() -> int | None:
    """PORT of the environment or the default; None when it is not the number of a port."""
    given = os.environ.get("PORT", str(DEFAULT_PORT))
    return int(given) if given.isdigit() and 0 < int(given) < 65536 else None


class Supervisor:
    """One run of Turbota in one home folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.demo = environment.demo()
        self.server: database.Server | None = None
        self.database_started = 0.0
        self.running: dict[str, tuple[Part, processes.Child]] = {}
        self.short_lives: dict[str, int] = {}
        self.variables: dict[str, str] = {}
        self.ports: dict[str, int] = {}

    @property
    def address(self) -> str:
        """Where the pages are."""
        return os.environ.get("TURBOTA_PUBLIC_URL") or f"http://localhost:{self.port}"

    def run(self) -> int:
        """Start, watch, stop. Returns 0 after INT or TERM; raises StartFailure when it cannot go on."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _raise_stopped)
        try:
            with (self.folder / "run.lock").open("w") as lock:
                self._take(lock)
                try:
                    self._start()
                    self._watch()
                finally:
                    self._stop()
        except Stopped:
            print("Stopped.", flush=True)
        return 0

    def _take(self, lock: IO[str]) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StartFailure(
                f"Turbota is running already in {self.folder}: stop it, or give another TURBOTA_HOME."
            ) from error
        if not _is_free(self.port):
            raise StartFailure(
                f"Port {self.port} is busy: stop the program that uses it, or give another one in PORT."
            )

    def _start(self) -> None:
        state = assets.ensure()
        self.variables = {**os.environ, **environment.common(self.folder), "TURBOTA_PUBLIC_URL": self.address}
        owner = self._start_database()
        if self.demo:
            self._start_neighbours()
        self._do("migrate", [*_turbota(), "migrate"], owner)
        self._collect(state)
        if not self.demo:
            self._open_first_administrator()
        sign_ins = self._make_demo_world() if self.demo else []
        web = {**self.variables, "TURBOTA_POOL": "true"}
        for queue in ("urgent", "default"):
            self._launch(
                Part(f"worker-{queue}", "worker", (*_turbota(), "worker", "--queues", queue), self.variables)
            )
        self._launch(Part("web", "web", (*_turbota(), "web", "--port", str(self.port)), web))
        self._wait("web", lambda: _answers(f"http://127.0.0.1:{self.port}/healthz"))
        self._write_run_file()
        self._greet(sign_ins)

    def _start_database(self) -> dict[str, str]:
        """Start the server, unless one is given; returns the variables with the owner's rights."""
        given = os.environ.get("DATABASE_URL")
        if not given:
            if not self.demo:
                raise StartFailure("In production the address of the database must be given in DATABASE_URL.")
            self.server, self.database_started = database.start(self.folder), time.monotonic()
            self.variables["DATABASE_URL"] = self.server.application_url
        owner = self.server.owner_url if self.server else environment.owner_url()
        self.variables.pop("DATABASE_OWNER_URL", None)
        return {**self.variables, "DATABASE_OWNER_URL": owner}

    def _start_neighbours(self) -> None:
        """The authority, the mail and the virus check: the demo world is made with their help."""
        ports = self.ports = self._simulator_ports()
        folder = self.folder
        self._simulate("authority", "--home", str(folder / "authority"), "--port", str(ports["authority"]))
        mail = ("--smtp-port", str(ports["smtp"]), "--web-port", str(ports["mail"]))
        self._simulate("mail", *mail, "--dir", str(folder / "mail"))
        secret = _made(folder / "receiver") / "secret"
        self._simulate("receiver", "--port", str(ports["receiver"]), "--secret-file", str(secret))
        scanner = virus.private_clamd(_made(folder / "clamd"), port=ports["clamd"])
        if scanner:
            self._launch(Part("clamd", "simulator", tuple(scanner), self.variables))
            self._wait("clamd", lambda: not _is_free(ports["clamd"]))
            self.variables.setdefault("TURBOTA_CLAMD", f"tcp:127.0.0.1:{ports['clamd']}")
        places = {name: f"http://127.0.0.1:{ports[name]}" for name in SIMULATORS}
        places["registers"] = f"https://127.0.0.1:{ports['registers']}"
        self.variables.update(training.exchange(folder / "registers", places["registers"]))
        self.variables["TURBOTA_SIMULATORS"] = json.dumps(places)
        self.variables["TURBOTA_TRUST_DIR"] = str(folder / "authority" / "trust")
        self.variables.update(IDGOV_URL=places["idgov"], IDGOV_CLIENT_ID=DEMO_CLIENT)
        self.variables["IDGOV_CLIENT_SECRET"] = DEMO_CLIENT
        self.variables.update(SMTP_HOST="127.0.0.1", SMTP_PORT=str(ports["smtp"]))

    def _start_sign_in(self) -> None:
        """The simulators that know the people of the demo world: id.gov.ua and the registers."""
        people = _made(self.folder / "idgov") / "people.json"
        if not people.exists():
            people.write_text("[]")
        client = ("--client-id", DEMO_CLIENT, "--client-secret", DEMO_CLIENT)
        self._simulate("idgov", "--port", str(self.ports["idgov"]), "--people", str(people), *client)
        home = _made(self.folder / "registers")
        self._simulate("registers", "--port", str(self.ports["registers"]), "--home", str(home))

    def _simulate(self, name: str, *words: str) -> None:
        command = (sys.executable, "-m", f"turbota_simulators.{name}", *words)
        self._launch(Part(name, "simulator", command, self.variables))
        self._wait(name, lambda: not _is_free(self.ports[name]))

    def _simulator_ports(self) -> dict[str, int]:
        """The same ports at every start: the certificates of the authority name its address."""
        path = self.folder / "ports.json"
        known: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}
        for number, name in enumerate((*SIMULATORS, "smtp", "clamd"), start=1):
            if name in known and not _is_free(known[name]):
                raise StartFailure(
                    f"Port {known[name]} of the simulator {name} is busy: stop the program that uses it."
                )
            wanted = min(self.port + number, 65535)
            known.setdefault(name, wanted if _is_free(wanted) else database.free_port())
        path.write_text(json.dumps(known))
        return known

    def _collect(self, state: str) -> None:
        """Copy the static files under hashed names, once per state of their sources."""
        target = self.folder / "static"
        self.variables["TURBOTA_STATIC_ROOT"] = str(target)
        self.variables["TURBOTA_STATIC_MANIFEST"] = "true"
        stamp = self.folder / "static.hash"
        if target.is_dir() and stamp.exists() and stamp.read_text() == state:
            return
        command = [
            sys.executable,
            "-m",
            "django",
            "collectstatic",
            "--no-input",
            "--clear",
            "--verbosity",
            "0",
        ]
        self._do("collectstatic", command, self.variables)
        stamp.write_text(state)

    def _make_demo_world(self) -> list[dict[str, str]]:
        """Make the people and cases of the demonstration; returns who can sign in."""
        sign_ins: list[dict[str, str]] = []
        if find_spec("turbota_demo") and find_spec("turbota_demo.world"):
            self._do("demo", [*_turbota(), "demo"], self.variables)
            sign_ins = json.loads((self.folder / "sign-ins.json").read_text(encoding="utf-8"))
        self._start_sign_in()
        return sign_ins

    def _open_first_administrator(self) -> None:
        """On the first start in production: what the command says goes to the terminal, never to a log."""
        done = subprocess.run([*_turbota(), "administrator"], env=self.variables, check=False)
        if done.returncode != 0:
            raise StartFailure("The account of the first administrator was not opened: see the line above.")

    def _do(self, name: str, command: list[str], variables: Mapping[str, str]) -> None:
        """Run one step of the start to its end. Raises StartFailure when it fails."""
        log = self._log(name)
        child = processes.start(name, command, variables, log)
        try:
            code = child.process.wait()
        finally:
            processes.stop([child])
        if code != 0:
            raise StartFailure(f"The step {name} failed; its log is {log}. {processes.last_lines(log)}")

    def _launch(self, part: Part) -> None:
        child = processes.start(part.name, part.command, part.environment, self._log(part.name))
        self.running[part.name] = (part, child)

    def _wait(self, name: str, ready: Callable[[], bool]) -> None:
        until = time.monotonic() + READY_SECONDS
        while not ready():
            child = self.running[name][1]
            if child.process.poll() is not None or time.monotonic() > until:
                log = self._log(name)
                raise StartFailure(
                    f"The process {name} did not start; its log is {log}. {processes.last_lines(log)}"
                )
            time.sleep(0.1)

    def _watch(self) -> None:
        while True:
            time.sleep(WATCH_SECONDS)
            if self.server and self.server.process.poll() is not None:
                self._start_database_again(self.server)
            for part, child in list(self.running.values()):
                if child.process.poll() is not None:
                    self._start_again(part, child)

    def _start_database_again(self, dead: database.Server) -> None:
        """The same rows on the same port: web and workers find it there by themselves.

        The backends that a killed server leaves behind need a moment to end; until then nobody else may start.
        """
        self._note_death("database", self.database_started)
        until = time.monotonic() + READY_SECONDS
        while self.server is dead:
            try:
                self.server = database.start(self.folder, port=dead.port)
            except StartFailure:
                if time.monotonic() > until:
                    raise
                time.sleep(WATCH_SECONDS)
        self.database_started = time.monotonic()
        self._write_run_file()

    def _start_again(self, part: Part, child: processes.Child) -> None:
        self._note_death(part.name, child.started)
        processes.stop([child])
        self._launch(part)
        self._write_run_file()

    def _note_death(self, name: str, started: float) -> None:
        """Say it. Raises StartFailure when this process lived shortly several times in a row."""
        short = time.monotonic() - started < SHORT_LIFE_SECONDS
        lives = self.short_lives[name] = self.short_lives.get(name, 0) + 1 if short else 0
        if lives >= SHORT_LIVES:
            log = self._log(name)
            raise StartFailure(
                f"The process {name} keeps dying; its log is {log}. {processes.last_lines(log)}"
            )
        print(f"The process {name} has died and is started again.", file=sys.stderr, flush=True)

    def _stop(self) -> None:
        """Web first, so that nobody asks what can no longer be answered; the database last."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for group in ("web", "worker", "simulator"):
            processes.stop([child for part, child in self.running.values() if part.group == group])
        if self.server:
            database.stop(self.server)
        (self.folder / "run.json").unlink(missing_ok=True)

    def _write_run_file(self) -> None:
        """Process numbers and addresses; no password stands there."""
        numbers = {
            "supervisor": os.getpid(),
            **{name: child.process.pid for name, (_, child) in self.running.items()},
        }
        if self.server:
            numbers["database"] = self.server.process.pid
        shared = (
            "TURBOTA_SIMULATORS",
            "TURBOTA_TRUST_DIR",
            "TURBOTA_CLAMD",
            "TURBOTA_PUBLIC_URL",
            "IDGOV_URL",
        )
        said: dict[str, Any] = {
            "address": self.address,
            "started_at": clock.now().isoformat(),
            "database_port": self.server.port if self.server else None,
            "processes": numbers,
            "environment": {name: self.variables[name] for name in shared if name in self.variables},
        }
        part = self.folder / "run.json.part"
        part.write_text(json.dumps(said, indent=2), encoding="utf-8")
        part.rename(self.folder / "run.json")

    def _greet(self, sign_ins: list[dict[str, str]]) -> None:
        print(f"\nTurbota: {self.address}")
        for name, place in json.loads(self.variables.get("TURBOTA_SIMULATORS", "{}")).items():
            print(f"  {name}: {place}")
        for row in sign_ins:
            print("  " + " · ".join(f"{SAID[key]}{value}" for key, value in row.items() if value))
        print("Ctrl-C stops everything.", flush=True)

    def _log(self, name: str) -> Path:
        return self.folder / "log" / f"{name}.log"


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    """One signal is enough: the later ones must not break the stopping."""
    for other in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(other, signal.SIG_IGN)
    raise Stopped


def _turbota() -> list[str]:
    return [sys.executable, "-m", "turbota.project.command_line"]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
