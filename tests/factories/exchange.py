"""A training security server beside the test, and the settings that lead to it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from turbota.project import training
from turbota_demo import registers as known
from turbota_simulators import registers as simulator


@dataclass(frozen=True)
class Exchange:
    """The home of the simulator: what its registers know, and how they behave."""

    home: Path
    place: str

    def know(self, *records: dict[str, Any]) -> None:
        _write(self.home / "records.json", list(records))

    def behave(self, **ways: str) -> None:
        """`behave(parentage="down")`; without a word everything answers."""
        _write(self.home / "behaviour.json", ways)

    def settings(self) -> dict[str, Any]:
        """The settings of the platform that lead here, with a short patience."""
        told: dict[str, Any] = dict(training.exchange(self.home, self.place))
        return {**told, "XROAD_SERVICES": json.loads(told["XROAD_SERVICES"]), "XROAD_SECONDS": 5.0}


def _write(path: Path, content: object) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


@contextmanager
def serving(home: Path) -> Iterator[Exchange]:
    """The simulator on a free port, in a thread of the test: the contract suite starts it as a process."""
    server = simulator.server(home, 0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Exchange(home, f"https://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    """One simulator a module."""
    with serving(tmp_path_factory.mktemp("registers")) as exchange:
        yield exchange


@pytest.fixture
def exchange(simulated: Exchange, settings: LazySettings) -> Exchange:
    """The registers of the demonstration, connected and behaving well."""
    simulated.know(*known.records())
    simulated.behave()
    for name, value in simulated.settings().items():
        setattr(settings, name, value)
    return simulated
