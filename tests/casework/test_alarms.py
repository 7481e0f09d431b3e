"""A life in danger calls those on duty at once, and the next ones every quarter of an hour until somebody answers."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.factories import casework, reports
from tests.factories.world import moment

from turbota.access import absences
from turbota.access.models import Absence, Post
from turbota.casework import calling, report_queries
from turbota.casework.jobs.reports import escalate_alarms
from turbota.casework.models import Alarm, AlarmCall, DutyShift
from turbota.casework.operations import alarms, triage, writing
from turbota.casework.parameters import parameter
from turbota.casework.states import Urgency
from turbota.deadlines.queries import clocks_of
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.messages.models import Delivery

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
QUARTER = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def unit() -> None:
    reports.people_of_unit(AT)
    reports.give_addresses()


def duty(code: str, hours: int = 8) -> DutyShift:
    return alarms.set_duty(
        by=casework.at_work("nastavna", AT),
        unit=casework.unit(AT),
        post_id=casework.post_of(code, AT).pk,
        since=AT - timedelta(hours=1),
        until=AT + timedelta(hours=hours),
        at=AT,
    )


def names(level: int | None = None) -> set[str]:
    rows = AlarmCall.objects.filter(level=level) if level is not None else AlarmCall.objects.all()
    return {row.account.name.split()[1] for row in rows.select_related("account")}


@pytest.mark.requirement("R072", "R279")
def test_danger_calls_who_is_on_duty_and_starts_the_day_of_the_visit() -> None:
    duty("pomichnyi")
    report = reports.threat(AT)

    assert names() == {"Помічний"}
    visit = next(one for one in clocks_of("report", report.pk) if one.rule_code == "threat_visit")
    assert (visit.amount, visit.unit, visit.due_at) == (24, "hour", AT + timedelta(hours=24))
    letter = Delivery.objects.select_related("message").get()
    assert letter.address == "pomichnyi@example.invalid"
    told = letter.message.subject + letter.message.body
    assert report.number not in told and "Вигадана" not in told and "Сусідка" not in told


def test_nobody_on_duty_calls_all_managers_and_the_supervisor() -> None:
    reports.threat(AT)
    assert names() == {"Турботна", "Помічний", "Наставна"}


def test_who_is_on_duty_and_away_is_not_relied_on() -> None:
    duty("pomichnyi")
    post = casework.post_of("pomichnyi", AT)
    absences.note_absence(
        by=casework.at_work("nastavna", AT), account_id=post.account_id, organisation_id=post.organisation_id,
        since=AT.date(), last_day=AT.date(), reason=Absence.Reason.UNPLANNED, at=AT,
    )  # fmt: skip
    reports.threat(AT)
    assert names() == {"Турботна", "Помічний", "Наставна"}


def test_every_quarter_of_an_hour_the_next_are_called_until_somebody_answers() -> None:
    duty("pomichnyi")
    post = casework.post_of("pomichnyi", AT)
    absences.appoint_deputy(
        by=casework.at_work("nastavna", AT), post_id=post.pk, account_id=casework.post_of("nastavna", AT, "head").account_id,
        since=AT.date(), last_day=AT.date(), ground="наказ № 5", at=AT,
    )  # fmt: skip
    report = reports.threat(AT)
    alarm = Alarm.objects.get()
    seen = []
    for number in range(1, 6):
        alarms.escalate(alarm_id=alarm.pk, at=AT + number * QUARTER)
        alarm.refresh_from_db()
        seen.append(alarm.level)
    assert seen == [1, 2, 3, 3, 3]
    assert (names(1), names(2), names(3)) == ({"Наставна"}, {"Наставна"}, {"Наставна"})

    alarms.answer(by=casework.at_work("nastavna", AT), report_id=report.pk, at=AT + 6 * QUARTER)
    before = AlarmCall.objects.count()
    assert not alarms.escalate(alarm_id=alarm.pk, at=AT + 9 * QUARTER)
    assert AlarmCall.objects.count() == before
    assert (
        alarms.answer(by=casework.at_work("turbotna", AT), report_id=report.pk, at=AT + 9 * QUARTER) is None
    )


def test_the_job_calls_once_for_each_quarter_however_often_it_runs() -> None:
    reports.threat(AT)
    with clock.frozen(AT + timedelta(minutes=14)):
        escalate_alarms(0)
    assert {call.level for call in AlarmCall.objects.all()} == {0}
    for _ in range(3):
        with clock.frozen(AT + QUARTER):
            escalate_alarms(0)
    assert AlarmCall.objects.filter(level=2).count() == 1, "no deputies: the supervisor is the next"


def test_letters_about_a_flood_of_alarms_are_not_a_flood() -> None:
    duty("turbotna")
    for number in range(5):
        reports.threat(AT + timedelta(minutes=number), what=f"Людина замерзає в під’їзді номер {number}")
    assert Alarm.objects.live().count() == 5
    assert Delivery.objects.count() == 1
    assert AlarmCall.objects.filter(mailed=True).count() == 1


def test_taking_a_report_answers_its_alarm() -> None:
    report = reports.threat(AT)
    actor = casework.at_work("turbotna", AT)
    assert report_queries.alarms_for(actor) == (1, report.pk)
    triage.take(by=actor, report_id=report.pk, at=AT)
    assert report_queries.alarms_for(actor) == (0, None)


def test_a_neighbouring_unit_hears_nothing_and_answers_nothing() -> None:
    report = reports.threat(AT)
    stranger = casework.at_work("susidnii", AT)
    assert report_queries.alarms_for(stranger) == (0, None)
    with pytest.raises(Missing):
        alarms.answer(by=stranger, report_id=report.pk, at=AT)


def test_raising_and_lowering_the_urgency_moves_the_visit_and_the_alarm() -> None:
    report = reports.received(AT).report
    actor = casework.at_work("turbotna", AT)
    triage.take(by=actor, report_id=report.pk, at=AT)
    duty("pomichnyi")
    raised = triage.confirm_urgency(
        by=actor, report_id=report.pk, urgency=Urgency.THREAT, reason="Не відповідає на дзвінки", at=AT
    )
    assert raised.threat and Alarm.objects.live().count() == 1

    triage.confirm_urgency(
        by=actor, report_id=report.pk, urgency=Urgency.SOON, reason="Додзвонилися: жива", at=AT
    )
    visit = next(one for one in clocks_of("report", report.pk) if one.rule_code == "threat_visit")
    assert visit.outcome == "cancelled" and not Alarm.objects.live().exists()


def test_duty_is_kept_by_the_supervisor_for_managers_of_the_unit() -> None:
    hour = timedelta(hours=1)
    plan = {"unit": casework.unit(AT), "post_id": casework.post_of("turbotna", AT).pk, "at": AT}
    boss = casework.at_work("nastavna", AT)
    with pytest.raises(Missing):
        alarms.set_duty(by=casework.at_work("turbotna", AT), since=AT, until=AT + hour, **plan)  # type: ignore[arg-type]
    for since, until, field in (
        (AT, AT, "until"),
        (AT - 3 * hour, AT - hour, "until"),
        (AT, AT + timedelta(days=9), "until"),
    ):
        with pytest.raises(BadInput) as problem:
            alarms.set_duty(by=boss, since=since, until=until, **plan)  # type: ignore[arg-type]
        assert field in problem.value.fields
    foreign = Post.objects.get(account_id=casework.at_work("susidnii", AT).account_id)
    with pytest.raises(BadInput):
        alarms.set_duty(by=boss, unit=casework.unit(AT), post_id=foreign.pk, since=AT, until=AT + hour, at=AT)
    shift = duty("turbotna")
    alarms.end_duty(by=boss, shift_id=shift.pk, at=AT)
    assert not calling._on_duty(shift.unit_id, AT)


def test_a_worker_that_dies_in_the_middle_leaves_the_alarm_to_the_next_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = reports.threat(AT)
    before = AlarmCall.objects.count()

    def die(**arguments: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken, clock.frozen(AT + QUARTER):
        broken.setattr(writing.messages, "alert", die)
        with pytest.raises(RuntimeError):
            escalate_alarms(0)
    assert AlarmCall.objects.count() == before and Alarm.objects.get().level == 0
    with clock.frozen(AT + QUARTER):
        escalate_alarms(0)
    assert AlarmCall.objects.filter(alarm__report=report, level=2).count() == 1


def test_no_word_of_a_report_stands_in_a_job() -> None:
    reports.threat(AT, what="Дитина сама в холодній хаті", reporter_name="Оксана", place="вул. Лугова, 17")
    with connection.cursor() as cursor:
        cursor.execute("select args::text from procrastinate_jobs")
        planned = " ".join(row[0] for row in cursor.fetchall())
    assert "delivery_id" in planned
    for word in ("хаті", "Оксана", "Лугова", "example.invalid"):
        assert word not in planned


def test_the_quarter_is_a_dated_number_that_no_act_confirms() -> None:
    rule = parameter(alarms.STEP, AT.date())
    assert (rule.amount, rule.unit, rule.verified) == (15, "minute", False)
    assert alarms.step_of(AT) == QUARTER
