"""A report is taken from anybody; a flood is marked, never lost; the code tells three words."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import casework, reports
from tests.factories.world import moment

from turbota.access import limits
from turbota.access.models import SignInAttempt
from turbota.casework import report_queries, routing
from turbota.casework.models import Alarm, Report
from turbota.casework.operations import linking, reporting, triage
from turbota.casework.states import Source, Urgency
from turbota.deadlines.queries import clocks_of
from turbota.kernel.errors import BadInput, Forbidden, Refused
from turbota_demo import geography

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


@pytest.mark.requirement("R072", "R275")
def test_anybody_reports_without_signing_in_and_the_terms_begin() -> None:
    found = reports.received(AT, children=True, point=(Decimal("49.83970"), Decimal("24.02970")))

    report = Report.objects.get(pk=found.report.pk)
    assert (report.source, report.state, report.children, report.entered_by_id) == (
        "public",
        "received",
        True,
        None,
    )
    assert report.number.startswith("ПВ-2026-")
    assert {clock.rule_code for clock in clocks_of("report", report.pk)} == {
        "report_registration",
        "report_triage",
    }
    assert not Alarm.objects.exists()


@pytest.mark.requirement("R072")
def test_the_code_is_kept_nowhere_and_tells_three_words() -> None:
    found = reports.received(AT)
    plain = found.code.replace("-", "")

    rows = str(list(Report.objects.values()))
    assert found.code not in rows and plain not in rows and found.code not in repr(found)
    assert report_queries.followed(f" {plain.lower()} ") == "прийнято"
    triage.take(by=casework.at_work("turbotna", AT), report_id=found.report.pk, at=AT)
    assert report_queries.followed(found.code) == "опрацьовується"
    triage.dismiss(
        by=casework.at_work("turbotna", AT),
        report_id=found.report.pk,
        why="not_confirmed",
        reason="Усе гаразд",
        at=AT,
    )
    assert report_queries.followed(found.code) == "завершено"


@pytest.mark.parametrize("code", ["", "7K4M-2QPX-HC9W", "не код", "A" * 500])
def test_a_wrong_code_costs_the_same_query_and_says_nothing(code: str) -> None:
    right = reports.received(AT).code
    with CaptureQueriesContext(connection) as good:
        report_queries.followed(right)
    with CaptureQueriesContext(connection) as bad:
        assert report_queries.followed(code) == ""
    assert len(good) == len(bad) == 1


def test_the_same_words_about_the_same_place_are_joined_to_the_open_report() -> None:
    first = reports.received(AT).report
    second = reports.received(
        AT + timedelta(hours=1), what=f"  {reports.WORDS.upper()} ", reporter_name="Інша сусідка"
    )

    assert second.report.joined_to_id == first.pk
    assert [row.pk for row in report_queries.queue(casework.at_work("turbotna", AT)).rows] == [first.pk]
    assert not clocks_of("report", second.report.pk)
    triage.take(by=casework.at_work("turbotna", AT), report_id=first.pk, at=AT + timedelta(hours=2))
    assert report_queries.followed(second.code) == "опрацьовується"


def test_one_word_from_two_people_is_two_reports() -> None:
    reports.received(AT, what="Допоможіть", place="")
    assert reports.received(AT, what="Допоможіть", place="").report.joined_to is None


def test_what_the_second_reporter_saw_counts_for_the_first_report() -> None:
    first = reports.received(AT).report
    reports.received(AT, urgency=Urgency.THREAT, children=True, violence=True)

    first.refresh_from_db()
    assert (first.urgency, first.urgency_now, first.rank) == (Urgency.SOON, Urgency.THREAT, 0)
    assert first.children and first.violence
    assert Alarm.objects.get().report_id == first.pk
    assert "threat_visit" in {clock.rule_code for clock in clocks_of("report", first.pk)}


@pytest.mark.requirement("R072")
def test_a_flood_is_marked_and_a_life_in_danger_is_never_refused() -> None:
    reports.people_of_unit(AT)
    who = "198.51.100.7"
    for number in range(12):
        last = reports.received(AT, what=f"Потрібна допомога бабусі в будинку {number}", network=who).report
    assert last.flood and Report.objects.filter(flood=False).count() == limits.REPORTS.most
    SignInAttempt.objects.bulk_create(
        SignInAttempt(key=limits._key(limits.REPORTS_MOST, who), at=AT, succeeded=False) for _ in range(48)
    )
    with pytest.raises(Refused) as refusal:
        reports.received(AT, what="Ще одне звичайне повідомлення звідси", network=who)
    assert refusal.value.code == "too_many_tries" and "загроза життю" in refusal.value.sentence
    assert reports.threat(AT, what="Дитина сама в холодній хаті", network=who).flood
    assert not reports.received(
        AT, what="Людина з іншої мережі просить допомоги", network="192.0.2.9"
    ).report.flood


@pytest.mark.requirement("R072", "R275")
def test_a_community_that_nobody_serves_goes_to_the_desk_of_its_oblast_and_its_terms_begin() -> None:
    desk = casework.at_work("oblasnyi", AT)
    report = reports.received(AT, place_code=geography.UNSERVED, urgency=Urgency.THREAT).report
    assert report.elsewhere and (report.unit.kind, report.locality_id) == ("oblast", geography.UNSERVED)
    assert {clock.organisation_id for clock in clocks_of("report", report.pk)} == {report.unit_id}
    assert Alarm.objects.get().calls.get().account_id == desk.account_id
    assert [row.pk for row in report_queries.queue(desk).rows] == [report.pk]
    assert not report_queries.queue(casework.at_work("turbotna", AT)).rows


def test_the_desk_hands_a_report_to_a_unit_or_keeps_it_but_opens_no_case() -> None:
    desk, manager = casework.at_work("oblasnyi", AT), casework.at_work("turbotna", AT)
    report = reports.received(AT, place_code=geography.UNSERVED).report
    triage.take(by=desk, report_id=report.pk, at=AT)
    with pytest.raises(Refused) as refusal:
        linking.link(by=desk, report_id=report.pk, person_id=casework.person("Ніна", AT).pk, at=AT)
    assert refusal.value.code == "not_a_unit"
    unit = casework.unit(AT)
    passed = triage.pass_on(by=desk, report_id=report.pk, unit_id=unit.pk, reason="Ви найближче.", at=AT)
    assert not passed.elsewhere and report_queries.queue(manager).rows[0].pk == report.pk
    back = triage.pass_on(
        by=manager, report_id=report.pk, unit_id=desk.organisation_id, reason="Не наша громада.", at=AT
    )
    assert back.elsewhere and {clock.organisation_id for clock in clocks_of("report", report.pk)} == {
        back.unit_id
    }
    triage.take(by=desk, report_id=report.pk, at=AT)
    triage.dismiss(by=desk, report_id=report.pk, why="elsewhere", reason="Передали старості села.", at=AT)


@pytest.mark.parametrize("code", [geography.ZRAZKOVE, geography.KALYNA])
def test_a_place_goes_to_the_unit_of_its_community(code: str) -> None:
    casework.at_work("oblasnyi", AT), casework.at_work("susidnii", AT)
    report = reports.received(AT, place_code=code).report
    assert not report.elsewhere and report.unit_id == casework.unit(AT).pk


@pytest.mark.parametrize("code", [geography.OBLAST, geography.RAION, geography.UNSERVED, ""])
def test_a_place_that_is_known_only_roughly_or_not_at_all_goes_to_a_desk(code: str) -> None:
    casework.at_work("oblasnyi", AT)
    report = reports.received(AT, place_code=code).report
    assert report.elsewhere and report.unit.kind == "oblast"


def test_where_no_oblast_has_a_desk_a_unit_gets_the_report_with_a_mark() -> None:
    report = reports.received(AT, place_code=geography.UNSERVED).report
    assert report.elsewhere and report.unit.kind == "social_unit"


def test_the_way_costs_the_same_queries_whoever_serves_the_place() -> None:
    casework.at_work("oblasnyi", AT), reports.people_of_unit(AT)
    counts = []
    for code in (geography.ZRAZKOVE, geography.UNSERVED, geography.OBLAST):
        with CaptureQueriesContext(connection) as seen:
            routing.way(code, AT.date())
        counts.append(len(seen))
    assert counts == [2, 2, 2]


def test_a_code_of_no_place_is_refused_beside_its_box() -> None:
    with pytest.raises(BadInput) as problem:
        reports.received(AT, place_code="UA99999999999999999")
    assert set(problem.value.fields) == {"town"}


def test_without_any_unit_the_sentence_shows_another_way() -> None:
    told = reporting.Told(what="Людина лежить на зупинці", urgency=Urgency.SOON)
    with pytest.raises(Refused) as refusal:
        reporting.receive(told=told, at=AT)
    assert refusal.value.code == "no_unit" and "Зателефонуйте" in refusal.value.sentence


def test_no_words_and_too_many_words_are_refused_beside_their_boxes() -> None:
    with pytest.raises(BadInput) as problem:
        reports.received(AT, what="  ", place="я" * 301)
    assert set(problem.value.fields) == {"what", "place"}


@pytest.mark.requirement("R279")
def test_a_manager_enters_what_he_found_and_has_taken_it_by_that() -> None:
    report = reports.received(AT, by=casework.at_work("turbotna", AT), urgency=Urgency.THREAT).report

    assert (report.source, report.state, report.taken_by_id) == (Source.OWN, "in_work", report.entered_by_id)
    assert not Alarm.objects.exists()
    assert {c.rule_code for c in clocks_of("report", report.pk) if not c.stopped_at} == {
        "report_triage",
        "threat_visit",
    }


def test_a_manager_reports_to_a_neighbouring_unit_as_everybody_does() -> None:
    neighbour = casework.unit(AT, "unit_yavir")  # whose community is Yavir
    casework.at_work("susidnii", AT)
    report = reports.received(
        AT, by=casework.at_work("turbotna", AT), urgency=Urgency.THREAT, place_code=geography.YAVIR
    ).report
    assert report.state == "received" and Alarm.objects.get().unit_id == neighbour.pk


@pytest.mark.requirement("R034")
@pytest.mark.parametrize(("code", "source"), [("likarnyi", "institution"), ("dilnychna", "institution")])
def test_an_institution_reports_by_its_name(code: str, source: str) -> None:
    by = casework.at_work(code, AT)
    report = reports.received(AT, by=by).report
    assert (report.source, report.source_name, report.entered_by_id) == (
        source,
        by.organisation_name,
        by.account_id,
    )


def test_a_provider_has_no_form_of_staff() -> None:
    with pytest.raises(Forbidden):
        reports.received(AT, by=casework.at_work("dohliadna", AT))


@pytest.mark.parametrize("again", ["told once more", "confirmed by the manager"])
def test_a_visit_of_before_does_not_answer_a_danger_told_after_it(again: str) -> None:
    report = reports.received(AT).report
    manager, later = casework.at_work("turbotna", AT), AT + timedelta(hours=3)
    triage.take(by=manager, report_id=report.pk, at=AT)
    triage.note_visit(
        by=manager, report_id=report.pk, visited_at=AT, words="Відвідали, людина вдома.", at=later
    )
    if again == "told once more":
        reports.received(later, urgency=Urgency.THREAT, network="192.0.2.9")
    else:
        triage.confirm_urgency(
            by=manager, report_id=report.pk, urgency="threat", reason="Людина не дихає рівно.", at=later
        )
    with pytest.raises(Refused) as refusal:
        triage.dismiss(
            by=manager, report_id=report.pk, why="helped", reason="Відвідали раніше того дня.", at=later
        )
    assert refusal.value.code == "not_visited"
