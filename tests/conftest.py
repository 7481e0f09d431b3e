"""One PostgreSQL for the whole test session.

The process that pytest starts first makes the server in a temporary folder; the processes of xdist
inherit its address and make their own databases in it. Django's settings are named here, not in
pyproject.toml: pytest-django would read them before the server has an address.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

from turbota.project import database

pytest_plugins = [
    "tests.factories.sharing",
    "tests.factories.tables",
    "tests.factories.fixtures",
    "tests.factories.everybody",
    "tests.factories.casework_world",
    "tests.factories.browsing",
    "tests.factories.scanning",
    "tests.factories.systems",
    "tests.factories.receiving",
    "tests.factories.exchange",
]

_servers: list[database.Server] = []
_homes: list[Path] = []


def _start_session() -> None:
    """Give this session a home, and a server unless one is given from outside."""
    home = Path(tempfile.mkdtemp(prefix="turbota-tests-"))
    home.chmod(0o755)
    _homes.append(home)
    os.environ["TURBOTA_HOME"] = str(home)
    os.environ["TURBOTA_TEST_SESSION"] = str(os.getpid())
    os.environ.setdefault("TURBOTA_MODE", "demo")
    os.environ.setdefault("TURBOTA_LOG_LEVEL", "WARNING")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in the journeys
    if "DATABASE_URL" not in os.environ:
        server = database.start(home, settings=database.THROW_AWAY)
        os.environ["DATABASE_URL"] = server.owner_url
        os.environ["DATABASE_OWNER_URL"] = server.owner_url
        _servers.append(server)


if "PYTEST_XDIST_WORKER" not in os.environ and "TURBOTA_TEST_SESSION" not in os.environ:
    _start_session()
os.environ["DJANGO_SETTINGS_MODULE"] = "turbota.project.settings"

django.setup()
# Nothing here asks for Django's own rights and content types, and writing their 335 rows again was most of the
# work of emptying the database after each test whose transactions really commit.
post_migrate.disconnect(create_contenttypes)
post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
Path(settings.STATIC_ROOT).mkdir(
    parents=True, exist_ok=True
)  # whitenoise warns of a folder that is not there


def pytest_unconfigure() -> None:
    """The last thing of the session: the server stops and its rows go."""
    while _servers:
        database.stop(_servers.pop())
    while _homes:
        shutil.rmtree(_homes.pop(), ignore_errors=True)


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


def pytest_collection_finish() -> None:
    """What the collected tests brought along stays to the end: the collector need not walk through it again."""
    gc.collect()
    gc.freeze()
