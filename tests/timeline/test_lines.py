"""Money and services on one line, each shown by purpose."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.factories import casework
from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.casework.models import Case, CaseStep, TeamMember
from turbota.casework.operations.opening import Member
from turbota.casework.states import Field, Relation, Sensitivity
from turbota.decisions.models import Decision
from turbota.kernel.errors import BadInput, Missing
from turbota.people.models import Person
from turbota.timeline import bases, lines
from turbota.timeline.topics import Level, Topic, Viewer
from turbota_demo import answers as told_answers
from turbota_demo import cast
from turbota_demo.plays import Plays

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
LATER = AT + timedelta(days=20)


def refused(plays: Plays) -> Decision:
    """Roman was refused an assistance: his income is too high."""
    rich = told_answers.low_income(cast.citizen("roman"), on=AT.date(), monthly_income=3_000_000)
    application = plays.submitted("roman", AT, answers=rich)
    plays.accepted(application, "umovnyi", AT)
    return plays.approved(plays.proposed(application, "umovnyi", AT), "pokazova", AT)


def refused_then_opened(plays: Plays) -> tuple[Case, Person]:
    """Roman was refused an assistance; then a case of his was opened."""
    decision = refused(plays)
    person = decision.application.applicant
    assert person is not None
    return casework.opened(LATER, main=person), person


def told(line: lines.Line, topic: Topic) -> list[lines.Event]:
    return [event for event in line.events if event.topic == topic]


@pytest.mark.requirement("R020", "R294")
def test_the_manager_learns_of_a_refusal_and_not_of_incomes(plays: Plays) -> None:
    case, _ = refused_then_opened(plays)

    line = lines.of_case(casework.at_work("turbotna", LATER), case, at=LATER)

    decided = told(line, Topic.DECISION)
    assert [(event.verb, event.level, event.number, event.why) for event in decided] == [
        ("refused", Level.EXISTENCE, "", "")
    ]
    assert "|" not in decided[0].detail
    documents = told(line, Topic.DOCUMENT)
    assert documents and {(event.detail, event.number) for event in documents} == {("", "")}
    assert line.viewer == Viewer.MANAGER and line.events[0].topic in (Topic.CASE, Topic.MANAGER)
    assert [event.at for event in line.events] == sorted((event.at for event in line.events), reverse=True)


def test_a_basis_opens_sums_until_its_day_and_the_person_is_told(plays: Plays) -> None:
    case, person = refused_then_opened(plays)
    manager = casework.at_work("turbotna", LATER)
    basis = bases.open_basis(
        by=manager,
        case_id=case.pk,
        person_id=person.pk,
        ground="consent",
        document="Згода від 06.12.2026, підписана на візиті",
        until=date(2026, 12, 20),
        at=LATER,
    )

    opened = told(lines.of_case(manager, case, at=LATER), Topic.DECISION)
    assert opened[0].level == Level.FULL and opened[0].number

    after = moment("2026-12-20 09:00")
    assert told(lines.of_case(manager, case, at=after), Topic.DECISION)[0].level == Level.EXISTENCE

    bases.end_basis(by=manager, basis_id=basis.pk, at=LATER)
    assert told(lines.of_case(manager, case, at=LATER), Topic.DECISION)[0].level == Level.EXISTENCE


def test_a_basis_opens_the_money_of_its_person_alone(plays: Plays) -> None:
    decision = refused(plays)
    roman = decision.application.applicant
    assert roman is not None
    maria = casework.person("Марія", LATER)
    case = casework.opened(LATER, main=maria, family=(Member(roman, Relation.OTHER),))
    manager = casework.at_work("turbotna", LATER)
    bases.open_basis(
        by=manager, case_id=case.pk, person_id=maria.pk, ground="fee", document="Заява про обчислення плати № 4",
        until=date(2026, 12, 20), at=LATER,
    )  # fmt: skip

    assert told(lines.of_case(manager, case, at=LATER), Topic.DECISION)[0].level == Level.EXISTENCE


def test_a_basis_without_a_document_or_ahead_of_nothing_is_refused(plays: Plays) -> None:
    case, person = refused_then_opened(plays)
    with pytest.raises(BadInput) as refusal:
        bases.open_basis(
            by=casework.at_work("turbotna", LATER), case_id=case.pk, person_id=person.pk, ground="so",
            document=" \u200b ", until=LATER.date(), at=LATER,
        )  # fmt: skip
    assert set(refusal.value.fields) == {"ground", "document", "until"}


def test_other_viewers(plays: Plays) -> None:
    case, _ = refused_then_opened(plays)
    doctor = casework.at_work("likarnyi", LATER)
    with pytest.raises(Missing):
        lines.of_case(doctor, case, at=LATER)
    with pytest.raises(Missing):
        lines.of_case(casework.at_work("pomichnyi", LATER), case, at=LATER)

    TeamMember.objects.create(
        case=case, account_id=doctor.account_id, field=Field.HEALTH, task="Нагляд лікаря",
        since=LATER.date(), until=date(2027, 1, 1), accepted_at=LATER,
    )  # fmt: skip
    seen = lines.of_case(doctor, case, at=LATER)
    assert seen.viewer == Viewer.TEAM
    assert {event.topic for event in seen.events} == {Topic.CASE, Topic.MANAGER, Topic.TEAM}
    assert all(event.level == Level.EXISTENCE and not event.why for event in seen.events)


def test_a_sensitive_case_of_the_same_person_is_on_no_other_line(plays: Plays) -> None:
    case, person = refused_then_opened(plays)
    hidden = casework.opened(LATER, main=person, manager="susidnii", sensitivity=Sensitivity.VIOLENCE)

    for code in ("turbotna", "nastavna"):
        line = lines.of_case(casework.at_work(code, LATER), case, at=LATER)
        assert hidden.number not in {event.number for event in line.events}
        assert len(told(line, Topic.CASE)) == 1


@pytest.mark.requirement("R294")
def test_the_person_sees_the_own_line_without_reports(plays: Plays) -> None:
    case, person = refused_then_opened(plays)
    citizen = Actor(None, "", person_id=person.pk, today=LATER.date())

    line = lines.of_person(citizen, at=LATER)

    assert told(line, Topic.DECISION)[0].level == Level.FULL
    assert told(line, Topic.CASE) and not told(line, Topic.REPORT)


def test_pages_go_on_by_a_key_and_cost_the_same(
    plays: Plays, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case, _ = refused_then_opened(plays)
    CaseStep.objects.bulk_create(
        CaseStep(
            subject=case, verb="start", source="decided", target="served", at=AT + timedelta(minutes=step)
        )
        for step in range(130)
    )
    manager = casework.at_work("turbotna", LATER)
    seen, after, pages = [], "", 0
    while True:
        with django_assert_num_queries(4):
            line = lines.of_case(manager, case, at=LATER, after=after)
        seen += [event.id for event in line.events]
        pages, after = pages + 1, line.after
        if not after:
            break
    assert pages == 6 and len(seen) == len(set(seen)) and len(seen) > 130
    with pytest.raises(Missing):
        lines.of_case(manager, case, at=LATER, after="не ключ")


def test_a_case_of_violence_is_not_in_the_cabinet() -> None:
    person = casework.person("Ніна", AT)
    casework.opened(AT, main=person, sensitivity=Sensitivity.VIOLENCE)

    assert not lines.of_person(Actor(None, "", person_id=person.pk, today=AT.date()), at=AT).events
