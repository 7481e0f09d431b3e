"""One life from the first report to services at home: every part of the path hands on to the next one."""

from datetime import timedelta

import pytest
from tests.casework.test_services import approved, entry, prepared
from tests.factories import assessments, casework, delivery, planned, planning, reports
from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.applications.operations import acceptance
from turbota.casework.models import Case
from turbota.casework.operations import linking, triage
from turbota.casework.operations.linking import NewCase
from turbota.casework.plan_grounds import ground_of
from turbota.casework.states import CaseKind, CaseState, ReportState, Sensitivity
from turbota.kernel import clock
from turbota.timeline import lines
from turbota.timeline.topics import Topic
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

pytestmark = pytest.mark.django_db
MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
LATER = moment("2026-12-03 16:00")


def case_from_a_report(plays: Plays) -> Case:
    """A neighbour reports, the manager on duty opens the case of the person whom we know."""
    report = reports.received(MONDAY).report
    manager = casework.at_work("turbotna", MONDAY)
    triage.take(by=manager, report_id=report.pk, at=MONDAY)
    case = linking.open_case(
        by=manager,
        report_id=report.pk,
        new=NewCase(
            post_id=casework.post_of("turbotna", MONDAY).pk,
            kind=CaseKind.PERSON,
            sensitivity=Sensitivity.NONE,
            person_id=stage.at_home("maria", MONDAY).person_id,
        ),
        at=MONDAY,
    )
    report.refresh_from_db()
    assert report.state == ReportState.LINKED
    return case


def decided(plays: Plays, case: Case) -> Case:
    """She applies, her application joins the case, the needs are assessed, two people sign the decision."""
    answers = told.for_services(cast.citizen("maria"), on=MONDAY.date())
    application = plays.submitted("maria", MONDAY, answers=answers, kind="social_service")
    acceptance.accept(by=casework.at_work("turbotna", TUESDAY), application_id=application.pk, at=TUESDAY)
    planned.do_all()
    assert Case.objects.get(applications__application=application) == case
    assessments.submitted(case, TUESDAY)
    approved(plays, prepared(Application.objects.get(pk=application.pk), entry()))
    case.refresh_from_db()
    assert case.state == CaseState.DECIDED and case.complexity
    return case


@pytest.mark.requirement("R266", "R267", "R268", "R278", "R295")
def test_a_report_becomes_services_and_all_of_it_stands_on_one_line(plays: Plays) -> None:
    case = decided(plays, case_from_a_report(plays))
    ground = ground_of(case)
    assert ground is not None and ground.words.startswith("Рішення № ") and ground.services

    planning.in_force(case, TUESDAY + timedelta(days=1))
    case.refresh_from_db()
    assert case.state == CaseState.SERVED

    referral = delivery.referred(TUESDAY + timedelta(days=1), case)
    delivery.contracted(TUESDAY + timedelta(days=2), referral)
    delivery.visited(referral, LATER)

    with clock.frozen(LATER):
        line = lines.of_case(casework.at_work("turbotna", LATER), case, at=LATER)
    told_of = {event.topic for event in line.events}
    assert {
        Topic.REPORT, Topic.CASE, Topic.ASKED, Topic.ASSESSMENT, Topic.GRANT, Topic.PLAN, Topic.SERVICE, Topic.VISIT,
    } <= told_of  # fmt: skip
    assert line.events[0].topic == Topic.VISIT
