"""Three machines with etcd, Patroni and PostgreSQL, and the roles by the SQL of docs/deploy.md."""

import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from pathlib import Path
from string import Template
from urllib.error import URLError

from deploy.trial.places import NETWORK, NODES, ROOT, Failed, Trial
from turbota.project import programs

ETCD_FLAGS = ("--heartbeat-interval", "250", "--election-timeout", "2500", "--log-level", "error")


def _plain() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": "/", "LC_ALL": "C", "TZ": "UTC", "PYTHONUNBUFFERED": "1"}


def start(trial: Trial) -> None:
    """Start etcd and Patroni on the three machines and wait for a leader with a synchronous standby."""
    for name in NODES:
        start_etcd(trial, name, "new")
    (trial.folder / "archive").mkdir()
    for name in NODES:
        write_configuration(trial, name)
        start_patroni(trial, name)
    trial.wait("patroni-db1", lambda: len(standbys()) >= 1 and leader() is not None, 60)


def start_etcd(trial: Trial, name: str, state: str) -> None:
    """Start the etcd of one machine."""
    address = NODES[name]
    members = ",".join(f"{other}=http://{place}:2380" for other, place in NODES.items())
    command = ["etcd", "--name", name, "--data-dir", str(trial.folder / name / "etcd"), *ETCD_FLAGS]
    command += ["--listen-client-urls", f"http://{address}:2379", "--advertise-client-urls"]
    command += [f"http://{address}:2379", "--listen-peer-urls", f"http://{address}:2380"]
    command += ["--initial-advertise-peer-urls", f"http://{address}:2380"]
    command += ["--initial-cluster", members, "--initial-cluster-state", state]
    (trial.folder / name).mkdir(exist_ok=True)
    trial.start(f"etcd-{name}", command, _plain())


def write_configuration(trial: Trial, name: str) -> None:
    """Fill deploy/patroni.yml in for one machine."""
    template = Template((ROOT / "deploy" / "patroni.yml").read_text(encoding="utf-8"))
    text = template.substitute(
        name=name,
        address=NODES[name],
        etcd=",".join(f"{place}:2379" for place in NODES.values()),
        folder=trial.folder / name,
        archive=trial.folder / "archive",
        archiving=ROOT / "deploy" / "keep-journal",
        programs=programs.find().folder,
        network=NETWORK,
        superuser=trial.secret("superuser"),
        replicator=trial.secret("replicator"),
        rewinder=trial.secret("rewinder"),
    )
    path = trial.folder / name / "patroni.yml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def start_patroni(trial: Trial, name: str) -> None:
    """Start Patroni of one machine as an ordinary user: PostgreSQL refuses to be root."""
    found = programs.find()
    command = [*found.disguise, os.environ["TURBOTA_PATRONI"], str(trial.folder / name / "patroni.yml")]
    trial.start(f"patroni-{name}", command, _plain())


def state() -> dict[str, dict[str, str]]:
    """Role and state of every machine that answers, as Patroni tells them."""
    for address in NODES.values():
        try:
            with urllib.request.urlopen(f"http://{address}:8008/cluster", timeout=2) as answer:
                return {one["name"]: one for one in json.load(answer)["members"]}
        except (URLError, OSError, ValueError):
            continue
    return {}


def leader() -> str | None:
    """The name of the leader that says itself that it takes writes."""
    for name, address in NODES.items():
        try:
            with urllib.request.urlopen(f"http://{address}:8008/primary", timeout=2) as answer:
                if answer.status == 200:
                    return name
        except (URLError, OSError):
            continue
    return None


def standbys() -> list[str]:
    """The machines that every commit waits for."""
    return [name for name, one in state().items() if one.get("role") in ("sync_standby", "quorum_standby")]


def kill(trial: Trial, name: str) -> None:
    """The machine dies: Patroni, PostgreSQL and etcd get KILL and say goodbye to nobody."""
    postmaster = int((trial.folder / name / "data" / "postmaster.pid").read_text().split()[0])
    patroni, etcd = (trial.children.pop(f"{part}-{name}") for part in ("patroni", "etcd"))
    patroni.process.send_signal(signal.SIGKILL)
    os.kill(postmaster, signal.SIGKILL)
    etcd.process.send_signal(signal.SIGKILL)
    patroni.process.wait()
    etcd.process.wait()


def revive(trial: Trial, name: str) -> float:
    """The dead machine comes back and joins as a standby; returns the seconds this took."""
    begun = time.monotonic()
    start_etcd(trial, name, "existing")
    start_patroni(trial, name)
    trial.wait(f"patroni-{name}", lambda: state().get(name, {}).get("state") == "streaming", 60)
    return time.monotonic() - begun


def psql(trial: Trial, address: str, text: str, database: str = "postgres") -> str:
    """Give SQL to psql as the superuser of the machine; returns what it printed."""
    program = programs.find().folder / "psql"
    place = f"host={address} port=5432 user=postgres dbname={database}"
    said = subprocess.run(
        [str(program), "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", place],
        input=text, capture_output=True, text=True, check=False, timeout=60,
        env={**_plain(), "PGPASSWORD": trial.secret("superuser")},
    )  # fmt: skip
    if said.returncode != 0:
        raise Failed(f"psql: {said.stderr.strip()[:400]}")
    return said.stdout.strip()


def roles_of_the_page(text: str) -> str:
    """The first block of SQL of docs/deploy.md. Raises Failed when the page has none."""
    found = re.search(r"```sql\n(.*?)```", text, re.DOTALL)
    if found is None:
        raise Failed("docs/deploy.md has no SQL for the roles")
    return found.group(1)


def make_roles(trial: Trial) -> None:
    """Say the SQL of docs/deploy.md to the leader, with passwords in place of the dots."""
    page = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    text = roles_of_the_page(page)
    for role in ("owner", "app"):
        text = text.replace("'…'", f"'{trial.secret(role)}'", 1)
    now = leader()
    if now is None or "…" in text:
        raise Failed("there is no leader to make the roles on, or a password was not filled in")
    psql(trial, NODES[now], text)


def data_folder(trial: Trial, name: str) -> Path:
    """The folder of PostgreSQL of one machine."""
    return trial.folder / name / "data"
