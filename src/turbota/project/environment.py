"""What a process of Turbota must know before Django reads its settings.

The processes that the supervisor starts get it as their environment; a command typed by hand finds
it here: in the given environment, else in the Turbota that runs, else with a server started for the
time of the command.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from turbota.project import database, home
from turbota.project.failures import StartFailure


def demo() -> bool:
    """Whether this is the demonstration (the default) and not production."""
    mode = os.environ.get("TURBOTA_MODE", "demo")
    if mode not in ("demo", "production"):
        raise StartFailure(f"TURBOTA_MODE is {mode}: it must be demo or production.")
    return mode == "demo"


def common(folder: Path) -> dict[str, str]:
    """The variables that every process of this home shares."""
    variables = {"TURBOTA_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "turbota.project.settings"}
    if demo():
        variables["TURBOTA_MODE"] = "demo"
        variables["TURBOTA_SECRET_KEY"] = os.environ.get("TURBOTA_SECRET_KEY") or home.secret(folder)
    return variables


@contextmanager
def with_database() -> Iterator[None]:
    """Give this process the address of the database for as long as the block lasts."""
    folder = home.folder()
    os.environ.update(common(folder))
    if "DATABASE_URL" in os.environ:
        yield
        return
    if not demo():
        raise StartFailure("In production the address of the database must be given in DATABASE_URL.")
    now = home.running(folder)
    if now is not None:
        os.environ.update(now["environment"])
        os.environ.update(database.addresses(folder, now["database_port"]))
        yield
        return
    with database.running(folder) as server:
        os.environ["DATABASE_URL"] = server.application_url
        os.environ["DATABASE_OWNER_URL"] = server.owner_url
        yield


def owner_url(environment: Mapping[str, str] = os.environ) -> str:
    """The address with the rights of the owner of the tables, for migrations, backup and restore."""
    given = environment.get("DATABASE_OWNER_URL")
    if not given:
        raise StartFailure(
            "This needs the role that owns the tables: give its address in DATABASE_OWNER_URL."
        )
    return given
