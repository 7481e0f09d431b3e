"""A report meets a case blindly: what becomes of it, who answers, and what nobody learns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import casework, reports
from tests.factories.world import moment

from turbota.casework import report_permissions as permissions
from turbota.casework import report_queries
from turbota.casework.models import Alarm, Case, Report
from turbota.casework.operations import linking, triage
from turbota.casework.operations.linking import NewCase
from turbota.casework.operations.opening import Member
from turbota.casework.states import CaseKind, Relation, Sensitivity, Urgency
from turbota.deadlines.queries import clocks_of
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.messages.models import Delivery, Message
from turbota.people.models import Person
from turbota.people.operations import PersonData

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
LATER = AT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def unit() -> None:
    reports.people_of_unit(AT)
    reports.give_addresses()


def linked(person: Person, **changed: object) -> Report:
    report = reports.received(AT, **changed).report
    triage.take(by=casework.at_work("turbotna", AT), report_id=report.pk, at=AT)
    return linking.link(
        by=casework.at_work("turbotna", AT), report_id=report.pk, person_id=person.pk, at=LATER
    )


@pytest.mark.requirement("R072", "R275")
def test_the_same_statements_run_whether_there_is_a_case_or_not() -> None:
    """Not only as many: the same tables in the same order, so that the time tells nothing either."""
    seen = []
    for given_name, sensitivity in (
        ("Ганна", None),
        ("Ніна", Sensitivity.NONE),
        ("Віра", Sensitivity.VIOLENCE),
    ):
        person = casework.person(given_name, AT)
        if sensitivity is not None:
            casework.opened(AT, manager="pomichnyi", main=person, sensitivity=sensitivity)
        report = reports.received(AT, what=f"Потрібна допомога: {given_name} сама вдома").report
        actor = casework.at_work("turbotna", AT)
        triage.take(by=actor, report_id=report.pk, at=AT)
        with CaptureQueriesContext(connection) as queries:
            linking.link(by=actor, report_id=report.pk, person_id=person.pk, at=LATER)
        statements = [" ".join(row["sql"].split()[:4]) for row in queries]
        seen.append([one for one in statements if "SAVEPOINT" not in one])
        assert not permissions.READ_REPORT.can(actor, Report.objects.get(pk=report.pk))
    assert seen[0] == seen[1] == seen[2]


def test_the_manager_of_the_case_or_the_supervisor_answers_and_gets_a_letter_without_a_name() -> None:
    hanna, nina = casework.person("Ганна", AT), casework.person("Ніна", AT)
    casework.opened(AT, manager="pomichnyi", main=hanna)
    for person, code in ((hanna, "pomichnyi"), (nina, "nastavna")):
        report = linked(person, what=f"Потрібна допомога: {person.given_name} сама вдома")
        assert report.post is not None and report.post.account.code == code
        letter = Delivery.objects.select_related("message").get(
            address=f"{code}@example.invalid", message__kind="report_linked", message__subject_id=report.pk
        )
        told = letter.message.subject + letter.message.body
        assert person.given_name not in told and report.number not in told
        assert permissions.READ_REPORT.can(casework.at_work(code, AT), report)


def test_a_member_of_a_family_and_a_merged_person_lead_to_the_case() -> None:
    child, main = casework.person("Оленка", AT), casework.person("Ніна", AT)
    case = casework.opened(AT, manager="pomichnyi", main=main, family=(Member(child, Relation.CHILD),))
    twin = casework.person("Оленка", AT)
    Person.objects.filter(pk=twin.pk).update(merged_into=child)

    assert linked(child).case_id == case.pk
    assert linked(twin, what="Дитина знову сама надворі ввечері").case_id == case.pk


def test_a_case_of_another_unit_is_not_found() -> None:
    person = casework.person("Ганна", AT)
    casework.opened(AT, manager="susidnii", main=person)
    assert linked(person).case is None


def test_a_visit_that_is_due_goes_to_who_answers() -> None:
    person = casework.person("Ганна", AT)
    case = casework.opened(AT, manager="pomichnyi", main=person)
    report = linked(person, urgency=Urgency.THREAT)
    clocks = {clock.rule_code: clock for clock in clocks_of("report", report.pk)}
    assert clocks["threat_visit"].post_id == case.post_id and clocks["threat_visit"].stopped_at is None
    assert clocks["report_triage"].outcome == clocks["report_registration"].outcome == "met"
    assert not Alarm.objects.live().exists()


def test_who_is_slower_is_told_so_and_nothing_changes() -> None:
    person = casework.person("Ганна", AT)
    report = reports.received(AT).report
    triage.take(by=casework.at_work("pomichnyi", AT), report_id=report.pk, at=AT)
    with pytest.raises(Conflict):
        triage.take(by=casework.at_work("turbotna", AT), report_id=report.pk, at=AT)
    linking.link(by=casework.at_work("turbotna", AT), report_id=report.pk, person_id=person.pk, at=AT)
    with pytest.raises(Missing):
        linking.link(by=casework.at_work("turbotna", AT), report_id=report.pk, person_id=person.pk, at=AT)


def new_case(code: str = "turbotna", **changed: object) -> NewCase:
    values: dict[str, object] = {
        "post_id": casework.post_of(code, AT).pk,
        "kind": CaseKind.PERSON,
        "sensitivity": Sensitivity.NONE,
        "person": PersonData(surname="Вигаданська", given_name="Ганна"),
    }
    return NewCase(**{**values, **changed})  # type: ignore[arg-type]


@pytest.mark.requirement("R275", "R279")
def test_the_terms_of_a_case_count_from_the_report() -> None:
    report = reports.received(AT).report
    actor = casework.at_work("turbotna", AT)
    case = linking.open_case(by=actor, report_id=report.pk, new=new_case(), at=AT + timedelta(days=2))

    assert {clock.counted_from for clock in clocks_of("case", case.pk)} == {AT}
    assert report_queries.of_case(actor, case) == [report]
    with pytest.raises(Conflict):
        linking.open_case(by=casework.at_work("nastavna", AT), report_id=report.pk, new=new_case(), at=LATER)


def test_a_case_without_a_person_or_with_a_foreign_manager_is_not_opened() -> None:
    report = reports.received(AT).report
    actor = casework.at_work("turbotna", AT)
    with pytest.raises(BadInput):
        linking.open_case(by=actor, report_id=report.pk, new=new_case(person=None), at=AT)
    casework.at_work("susidnii", AT)
    with pytest.raises(Exception) as problem:
        linking.open_case(by=actor, report_id=report.pk, new=new_case("susidnii"), at=AT)
    assert getattr(problem.value, "code", "") == "not_a_manager"
    assert not Case.objects.exists() and Report.objects.get().state == "received"


def test_nobody_who_sees_the_case_alone_learns_who_reported() -> None:
    """The person of the case has no right to any report, and no message about it."""
    person = casework.person("Ганна", AT)
    casework.opened(AT, manager="turbotna", main=person)
    linked(person, reporter_name="Сусідка Оксана", reporter_contact="050 000 00 00")
    assert not Message.objects.filter(person=person).exists()
    for message in Message.objects.all():
        assert "Оксана" not in message.subject + message.body
