"""State machines are whole, and their pages in docs are fresh."""

from pathlib import Path

import pytest

from turbota.kernel.diagrams import markdown
from turbota.kernel.jobs import app
from turbota.kernel.workflow import Machine
from turbota.project.commands.states import MACHINES
from turbota.project.wiring import AFTER

DOCS = Path(__file__).resolve().parents[2] / "docs" / "states"


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.subject)
def test_every_state_has_one_owner_and_words(machine: Machine) -> None:
    reached = {machine.initial, *(row.target for row in machine.transitions)}
    assert set(machine.owners) == set(machine.titles) == reached


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.subject)
def test_verbs_are_named_once(machine: Machine) -> None:
    verbs = [row.verb for row in machine.transitions]
    assert len(verbs) == len(set(verbs))


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.subject)
def test_the_drawn_page_is_fresh(machine: Machine) -> None:
    assert (DOCS / f"{machine.subject}.md").read_text(encoding="utf-8") == markdown(machine), (
        "run make states"
    )


def test_the_wiring_names_only_real_verbs_and_real_jobs() -> None:
    verbs = {(machine.subject, row.verb) for machine in MACHINES for row in machine.transitions}
    verbs.add(("signature", "settle"))  # settled by the authority, not moved by a person
    verbs |= {("case", "open"), ("case", "assign")}  # the first step, and another manager in the same state
    assert set(AFTER) <= verbs
    assert {name for names in AFTER.values() for name in names} <= set(app.tasks)
