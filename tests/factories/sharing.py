"""How the processes of xdist share the tests: one by one, but for files whose world is dear to make.

The scheduler is our own because marks of groups (`--dist loadgroup`) travel in a private field of the tests
that pytest 9.2 reads no more: https://github.com/pytest-dev/pytest-xdist/issues/1386. Groups come first, so no
long file is begun at the very end.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

WHOLE = (
    "tests/conventions/test_access_of_cases.py",
    "tests/conventions/test_access_table.py",
    "tests/conventions/test_no_personal_data.py",
    "tests/demo/test_grown_world.py",
    "tests/project/test_supervisor.py",
    "tests/web/api/test_contract.py",
    "tests/web/test_query_counts.py",
    "tests/web/test_reading_is_logged.py",
    "tests/web/test_security.py",
    "tests/web/test_troubles.py",
)
"""Each of these files runs in one process, because its tests share a world, a table or a home."""


class OneByOneOrWhole(LoadScopeScheduling):
    """A unit of work is one test, or all tests of a file named in WHOLE."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in WHOLE else nodeid


def pytest_configure(config: pytest.Config) -> None:
    """A file that is named here and is not there would silently be shared out."""
    for file in WHOLE:
        assert (config.rootpath / file).is_file(), f"{file} is named in tests/factories/sharing.py"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneByOneOrWhole:
    """Called in the process that shares out."""
    return OneByOneOrWhole(config, log)
