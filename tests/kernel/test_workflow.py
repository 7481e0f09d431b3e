"""The one function that changes a state: it checks the table, writes a step and plans exactly the wired jobs."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories import planned
from tests.factories.world import moment

from turbota.access.actors import SYSTEM
from turbota.applications.models import Application, ApplicationStep
from turbota.applications.states import MACHINE, Channel, State
from turbota.decisions.states import MACHINE as DECISION
from turbota.kernel.errors import Conflict
from turbota.kernel.workflow import Machine, advance
from turbota.project.wiring import AFTER

AT = moment("2026-11-16 10:00")


@pytest.fixture
def case(db: None) -> Application:
    return Application.objects.create(
        kind="low_income",
        form_version="1",
        channel=Channel.COMMUNITY,
        state=State.IN_WORK,
        number="26-000001",
        received_on=AT.date(),
        registered_at=AT,
        created_at=AT,
        changed_at=AT,
    )


def test_a_verb_writes_the_state_a_step_and_a_new_version(case: Application) -> None:
    step = advance(MACHINE, case, "ask", by=SYSTEM, at=AT, reason="чекаємо довідку")
    kept = Application.objects.get(pk=case.pk)
    assert (kept.state, kept.version) == (State.ASKED, 1)
    row = ApplicationStep.objects.get()
    assert row.pk == step.pk
    assert (row.verb, row.source, row.target, row.reason) == ("ask", "in_work", "asked", "чекаємо довідку")
    assert row.by_name == SYSTEM.name


def test_a_verb_that_the_state_does_not_allow_changes_nothing(case: Application) -> None:
    with pytest.raises(Conflict) as caught:
        advance(MACHINE, case, "accept", by=SYSTEM, at=AT)
    assert "У роботі" in caught.value.sentence
    kept = Application.objects.get(pk=case.pk)
    assert (kept.state, kept.version) == (State.IN_WORK, 0)
    assert not ApplicationStep.objects.exists()
    assert planned.everything() == []


def test_a_step_plans_exactly_the_jobs_of_the_wiring(case: Application) -> None:
    step = advance(MACHINE, case, "ask", by=SYSTEM, at=AT)
    assert [(job.task, job.arguments) for job in planned.everything()] == [
        (name, {"subject_id": str(case.pk), "step_id": str(step.pk)}) for name in AFTER["application", "ask"]
    ]
    advance(MACHINE, case, "answer", by=SYSTEM, at=AT)
    advance(MACHINE, case, "accept", by=SYSTEM, at=AT)
    verbs = ("ask", "answer", "accept")
    wired = [name for verb in verbs for name in AFTER.get(("application", verb), ())]
    assert planned.names() == wired


def test_a_job_exists_only_if_its_step_does(case: Application) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        advance(MACHINE, case, "ask", by=SYSTEM, at=AT)
        raise RuntimeError
    assert planned.everything() == []
    assert not ApplicationStep.objects.exists()


def test_a_step_is_never_changed_or_deleted(case: Application) -> None:
    advance(MACHINE, case, "ask", by=SYSTEM, at=AT, reason="чому")
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationStep.objects.update(reason="інше")
    with pytest.raises(IntegrityError), transaction.atomic():
        ApplicationStep.objects.all().delete()


@pytest.mark.parametrize("machine", [MACHINE, DECISION], ids=lambda machine: machine.subject)
def test_every_state_has_an_owner_a_title_and_a_way_in(machine: Machine) -> None:
    states = set(machine.titles)
    assert set(machine.owners) == states
    reached = {machine.initial} | {row.target for row in machine.transitions}
    assert reached == states
    ends = {state for state in states if not machine.verbs(state)}
    assert all(machine.owners[state] == "nobody" for state in ends)


def test_every_wired_verb_and_job_exists(db: None) -> None:
    machines = {"application": MACHINE, "decision": DECISION}
    known = {job for jobs in AFTER.values() for job in jobs}
    for subject, verb in AFTER:
        if subject in machines:
            machines[subject].transition(verb)
    assert known <= planned.registered()
