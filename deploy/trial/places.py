"""Who lives where in the private network of the trial, and what every part of it needs to know."""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from turbota.project import processes

ROOT = Path(__file__).resolve().parents[2]
NETWORK = "10.77.0.0/24"
NODES = {"db1": "10.77.0.11", "db2": "10.77.0.12", "db3": "10.77.0.13"}
PROXY, WEB1, WEB2, MAIL, RESTORED = "10.77.0.20", "10.77.0.21", "10.77.0.22", "10.77.0.30", "10.77.0.40"
SITE, MAIL_NAME = "turbota.trial.example", "mail.trial.example"
WEB_PORT = 8000
HOSTS = {SITE: PROXY, MAIL_NAME: MAIL}
ADDRESSES = (*NODES.values(), PROXY, WEB1, WEB2, MAIL, RESTORED)


class Failed(Exception):
    """The trial cannot go on; the text says at which point and where to look."""


def new_secret() -> str:
    """A random text that needs no quotes anywhere."""
    return secrets.token_hex(24)


@dataclass
class Trial:
    """One trial: its fresh folder, its secrets, and the processes that it has started."""

    folder: Path
    secrets: dict[str, str] = field(default_factory=dict)
    children: dict[str, processes.Child] = field(default_factory=dict)

    def secret(self, name: str) -> str:
        """The secret of this name; made at the first call."""
        return self.secrets.setdefault(name, new_secret())

    def start(self, name: str, command: list[str], environment: Mapping[str, str]) -> processes.Child:
        """Start a process with a log of its own in the folder of the trial."""
        child = processes.start(name, command, environment, self.log(name))
        self.children[name] = child
        return child

    def log(self, name: str) -> Path:
        """The log of a process."""
        return self.folder / "log" / f"{name}.log"

    def wait(self, name: str, ready: Callable[[], bool], seconds: float = 40) -> None:
        """Wait until the process is ready. Raises Failed with the end of its log."""
        until = time.monotonic() + seconds
        while not ready():
            ended = name in self.children and self.children[name].process.poll() is not None
            if ended or time.monotonic() > until:
                raise Failed(
                    f"{name} was not ready: {self.log(name)}: {processes.last_lines(self.log(name))}"
                )
            time.sleep(0.1)

    def stop(self) -> None:
        """End everything that was started."""
        processes.stop(list(self.children.values()))
        self.children.clear()


def database_url(role: str, password: str, hosts: str = "") -> str:
    """The address of the whole cluster, as docs/deploy.md writes it; or of the hosts given."""
    hosts = hosts or ",".join(f"{address}:5432" for address in NODES.values())
    return f"postgresql://{role}:{password}@{hosts}/turbota?target_session_attrs=read-write"
