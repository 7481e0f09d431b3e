"""A base backup, the archive of the journal, and a restore to a moment, as docs/deploy.md describes them."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import psycopg

from deploy.trial import cluster, site
from deploy.trial.places import NETWORK, NODES, RESTORED, Failed, Trial, database_url
from turbota.project import programs


def base_backup(trial: Trial) -> Path:
    """Copy the whole cluster of the leader while it works."""
    target = trial.folder / "base"
    now = cluster.leader()
    if now is None:
        raise Failed("there is no leader to copy")
    program = programs.find().folder / "pg_basebackup"
    place = f"host={NODES[now]} port=5432 user=replicator"
    done = subprocess.run(
        [str(program), "-d", place, "-D", str(target), "-X", "stream", "--checkpoint=fast"],
        env={**os.environ, "PGPASSWORD": trial.secret("replicator")},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    if done.returncode != 0:
        raise Failed(f"pg_basebackup: {done.stderr.strip()[:300]}")
    return target


def archive_everything(trial: Trial, seconds: float = 30) -> None:
    """Close the file of the journal that is written now, and wait until the archive has it."""
    now = cluster.leader()
    if now is None:
        raise Failed("there is no leader to close the journal on")
    name = cluster.psql(trial, NODES[now], "select pg_walfile_name(pg_current_wal_lsn());")
    cluster.psql(trial, NODES[now], "select pg_switch_wal();")
    until = time.monotonic() + seconds
    while not (trial.folder / "archive" / name).exists():
        if time.monotonic() > until:
            raise Failed(f"the archive of the journal did not get {name}")
        time.sleep(0.2)


def restore(trial: Trial, base: Path, moment: str) -> str:
    """Start a server of its own with the rows of this moment; returns the address of the application's role."""
    data = trial.folder / "restored"
    shutil.copytree(base, data, symlinks=True)
    data.chmod(0o700)
    (data / "recovery.signal").touch()
    (data / "postgresql.auto.conf").write_text("")
    (data / "pg_hba.conf").write_text(f"host all all {NETWORK} scram-sha-256\n")
    settings = {
        "listen_addresses": RESTORED,
        "unix_socket_directories": "",
        "restore_command": f"cp {trial.folder / 'archive'}/%f %p",
        "recovery_target_time": moment,
        "recovery_target_action": "promote",
        "archive_mode": "off",
        "synchronous_standby_names": "",
        "primary_conninfo": "",
        "max_connections": "200",
        "wal_log_hints": "on",
    }
    lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
    (data / "postgresql.conf").write_text("".join(lines))
    found = programs.find()
    command = found.command("postgres", "-D", str(data), "-c", f"hba_file={data / 'pg_hba.conf'}")
    trial.start("restored", command, {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    url = database_url("turbota_app", trial.secret("app"), f"{RESTORED}:5432")
    trial.wait("restored", lambda: _writable(url), 60)
    return url


def _writable(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=2):
            return True
    except psycopg.OperationalError:
        return False


def check(trial: Trial, url: str) -> dict[str, object]:
    """Audit and files against the restored rows. Raises Failed when either is not whole."""
    variables = {**site.environment(trial), "DATABASE_URL": url}
    site.run(trial, "restored-audit", site.turbota("audit", "verify"), variables)
    site.run(trial, "restored-store", site.turbota("verify", "store"), variables)
    return {"audit": "whole", "files": "whole"}
