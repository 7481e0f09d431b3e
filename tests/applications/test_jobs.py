"""Jobs of both routes: done by a real worker, with identifiers only, and allowed to the role of the application."""

import json
import uuid

import pytest
from django.core import mail
from tests.factories import planned
from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.applications.operations import acceptance
from turbota.audit.models import Event
from turbota.kernel import clock
from turbota.messages.models import Message
from turbota.personal_files.models import Award, PersonalFile
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WEDNESDAY = moment("2026-11-18 10:00")


def both_routes(plays: Plays) -> tuple[Application, Application]:
    """A portal application that was asked about, and a community one that was returned; both decided."""
    portal = plays.submitted("maria", MONDAY)
    umovnyi = stage.at_work("umovnyi", MONDAY)
    acceptance.ask(by=umovnyi, application_id=portal.pk, text="Додайте довідку про доходи.", at=MONDAY)
    acceptance.answer(
        by=stage.at_home("maria", MONDAY), application_id=portal.pk, text="Довідки немає.", at=MONDAY
    )
    paper = plays.finished("olesia", "zrazkova", "dolyna", MONDAY)
    paper = plays.controlled(paper, "probna", MONDAY)
    plays.handed_over([paper], "zrazkova", TUESDAY)
    for case in (portal, paper):
        plays.accepted(case, "umovnyi", TUESDAY)
        plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
    return portal, paper


def test_jobs_carry_identifiers_and_nothing_of_a_person(plays: Plays) -> None:
    both_routes(plays)
    planned.do_all()
    jobs = planned.everything()
    assert len({job.task for job in jobs}) >= 9
    known = [
        value
        for person in cast.CITIZENS
        for value in (person.surname, person.given_name, person.tax_number, person.document, person.email)
        if value
    ]
    for job in jobs:
        for value in job.arguments.values():
            assert uuid.UUID(value), job
        text = json.dumps(job.arguments, ensure_ascii=False)
        assert not [word for word in known if word in text]


def test_every_job_of_both_routes_may_run_twice(plays: Plays) -> None:
    both_routes(plays)
    planned.do_all()
    before = [Message.objects.count(), PersonalFile.objects.count(), Award.objects.count(), len(mail.outbox)]
    for job in planned.everything():
        planned.do(job)
    after = [Message.objects.count(), PersonalFile.objects.count(), Award.objects.count(), len(mail.outbox)]
    assert after == before
    assert before[1:3] == [2, 2]


def test_letters_tell_nothing_of_a_person_in_the_subject(plays: Plays) -> None:
    both_routes(plays)
    planned.do_all()
    assert mail.outbox
    for letter in mail.outbox:
        for person in cast.CITIZENS:
            assert person.surname not in letter.subject
            assert not person.tax_number or person.tax_number not in f"{letter.subject} {letter.body}"


def test_the_audit_names_no_citizen(plays: Plays) -> None:
    both_routes(plays)
    assert Event.objects.count() > 20
    for event in Event.objects.all():
        for person in cast.CITIZENS:
            assert person.surname not in f"{event.actor_name} {event.purpose}"


def test_the_role_of_the_application_may_do_all_of_it(plays: Plays, application_role: None) -> None:
    portal, paper = both_routes(plays)
    planned.do_all()
    states = Application.objects.filter(pk__in=[portal.pk, paper.pk]).values_list("state", flat=True)
    assert list(states) == ["decided", "decided"]
    assert Award.objects.count() == 2


@pytest.mark.slow
@pytest.mark.requirement("R004", "R005", "R007", "R008", "R190")
def test_a_real_worker_does_what_the_steps_planned(plays_for_many: Plays) -> None:
    portal, paper = both_routes(plays_for_many)
    with clock.frozen(WEDNESDAY):
        planned.work()
    assert planned.waiting() == []
    assert Award.objects.count() == 2
    for case in (portal, paper):
        kinds = list(
            Message.objects.filter(subject_id=case.pk, person=case.applicant).values_list("kind", flat=True)
        )
        assert kinds.count("decision_granted") == 1
        assert len(kinds) == len(set(kinds))
