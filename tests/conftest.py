"""One PostgreSQL for the whole test session.

The process that pytest starts first makes the server in a temporary folder; the processes of xdist
inherit its address and make their own databases in it. Django's settings are named here, not in
pyproject.toml: pytest-django would read them before the server has an address.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from turbota.project import database

_started: list[tuple[database.Server, Path]] = []


def _start_session() -> None:
    """Give this session a home, and a server unless one is given from outside."""
    home = Path(tempfile.mkdtemp(prefix="turbota-tests-"))
    home.chmod(0o755)
    os.environ["TURBOTA_HOME"] = str(home)
    os.environ["TURBOTA_TEST_SESSION"] = str(os.getpid())
    os.environ.setdefault("TURBOTA_MODE", "demo")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    if "DATABASE_URL" not in os.environ:
        server = database.start(home, settings=database.THROW_AWAY)
        os.environ["DATABASE_URL"] = server.owner_url
        os.environ["DATABASE_OWNER_URL"] = server.owner_url
        _started.append((server, home))


if "PYTEST_XDIST_WORKER" not in os.environ and "TURBOTA_TEST_SESSION" not in os.environ:
    _start_session()
os.environ["DJANGO_SETTINGS_MODULE"] = "turbota.project.settings"


def _set_up_while_growing() -> None:
    """Packages that are still being written are left out, so that the others can be tested."""
    from importlib.util import find_spec

    import django
    from django.conf import empty, settings

    def there(name: str) -> bool:
        try:
            return find_spec(name.rpartition(".")[0] if name.startswith("turbota.") else name) is not None
        except ModuleNotFoundError:
            return False

    missing = [name for name in settings.INSTALLED_APPS if not there(name)]
    settings.INSTALLED_APPS = [name for name in settings.INSTALLED_APPS if name not in missing]
    if missing:
        print("LEFT OUT (not written yet):", missing)
    try:
        django.setup()
    except Exception as error:  # noqa: BLE001
        print("DJANGO IS NOT SET UP:", repr(error))
        settings._wrapped = empty


_set_up_while_growing()


def pytest_unconfigure() -> None:
    """The last thing of the session: the server stops and its rows go."""
    while _started:
        server, home = _started.pop()
        database.stop(server)
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def application_role(db: None) -> Iterator[None]:
    """Work as the role of the application, which may not change audit, steps and decisions.

    The other tests work as the owner of the tables, who may also make and empty databases.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"set role {database.APPLICATION_ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("reset role")
