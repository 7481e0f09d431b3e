"""The command that grows the demonstration works in the demonstration only; tests/demo runs it."""

from typing import Any

import pytest
from tests.project.test_keeping_commands import run

from turbota.project.commands import world
from turbota.project.failures import StartFailure


def test_a_world_is_grown_in_the_demonstration_only(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(StartFailure, match="demo mode only"):
        run(world, "--people", "800", "--cases", "100")


def test_a_quarter_is_played_in_the_demonstration_only(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(StartFailure, match="demo mode only"):
        run(world, "--quarter", "--seed", "7")


def test_a_world_without_its_size_is_not_grown(settings: Any) -> None:
    settings.DEMO = True
    with pytest.raises(StartFailure, match="--people"):
        run(world, "--seed", "7")
