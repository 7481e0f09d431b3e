"""A team: invited to just one case until a day, with meetings, tasks with clocks and messages that stay inside."""

from datetime import date, timedelta

import pytest
from tests.factories import casework, planning
from tests.factories.world import moment

from turbota.casework import permissions, team_queries
from turbota.casework.models import TeamMember
from turbota.casework.operations import meetings, talking, tasks, teams
from turbota.casework.operations.meetings import Given
from turbota.casework.plan_states import TaskState
from turbota.casework.states import Field
from turbota.deadlines import operations as deadlines
from turbota.deadlines.models import Clock
from turbota.deadlines.queries import clocks_of
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Message

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")
TOMORROW = AT + timedelta(days=1)


@pytest.mark.requirement("R288", "R289", "R290", "R291", "R292")
def test_a_member_sees_the_case_from_accepting_to_the_last_day() -> None:
    case = planning.decided(AT)
    doctor, manager = casework.at_work("likarnyi", AT), casework.at_work("turbotna", AT)
    member = teams.invite(
        by=manager, case_id=case.pk, organisation_id=doctor.posts[0].organisation_id, account_id=doctor.account_id,
        field=Field.HEALTH, task="Стежити за лікуванням", until=date(2026, 12, 31), at=AT,
    )  # fmt: skip
    assert not permissions.READ_AS_TEAM.can(doctor, case)
    with pytest.raises(Missing):
        teams.accept(by=casework.at_work("dilnychna", AT), member_id=member.pk, at=AT)

    teams.accept(by=doctor, member_id=member.pk, at=AT)
    assert permissions.READ_AS_TEAM.can(doctor, case) and not permissions.READ_CASE.can(doctor, case)
    assert permissions.READ_AS_TEAM.can(doctor.on(date(2026, 12, 31)), case)
    assert not permissions.READ_AS_TEAM.can(doctor.on(date(2027, 1, 1)), case)
    with pytest.raises(Refused) as refusal:
        planning.member(case, AT)
    assert refusal.value.code == "already_in_team"

    teams.end_membership(by=manager, member_id=member.pk, reason="Лікування закінчено", at=TOMORROW)
    gone = casework.at_work("likarnyi", TOMORROW)
    assert not permissions.READ_AS_TEAM.can(gone, case)
    with pytest.raises(Missing):
        team_queries.membership_in(gone, case.pk, at=TOMORROW)


def test_an_invitation_may_be_declined_and_is_checked() -> None:
    case = planning.decided(AT)
    doctor, manager = casework.at_work("likarnyi", AT), casework.at_work("turbotna", AT)
    with pytest.raises(BadInput) as refusal:
        teams.invite(
            by=manager, case_id=case.pk, organisation_id=doctor.posts[0].organisation_id,
            account_id=manager.account_id, field="", task=" ", until=date(2026, 11, 1), at=AT,
        )  # fmt: skip
    assert set(refusal.value.fields) == {"account", "field", "task", "until"}
    for code in ("pomichnyi", "nastavna", "susidnii"):
        with pytest.raises(Missing):
            teams.invite(
                by=casework.at_work(code, AT), case_id=case.pk, organisation_id=None, account_id=None, field="",
                task="", until=None, at=AT,
            )  # fmt: skip
    member = teams.invite(
        by=manager, case_id=case.pk, organisation_id=doctor.posts[0].organisation_id, account_id=doctor.account_id,
        field=Field.HEALTH, task="Огляд", until=date(2026, 12, 31), at=AT,
    )  # fmt: skip
    notice = Message.objects.get(kind="team_invitation")
    assert (
        case.number not in notice.subject + notice.body and "Вигаданськ" not in notice.subject + notice.body
    )
    teams.decline(by=doctor, member_id=member.pk, reason="У відпустці", at=AT)
    with pytest.raises(Conflict):
        teams.accept(by=doctor, member_id=member.pk, at=AT)
    planning.member(case, AT)


@pytest.mark.requirement("R019", "R303")
def test_tasks_have_clocks_and_are_done_late_moved_or_cancelled() -> None:
    case = planning.decided(AT)
    member = planning.member(case, AT)
    manager, doctor = casework.at_work("turbotna", AT), casework.at_work("likarnyi", AT)
    task = tasks.give(
        by=manager, case_id=case.pk, words="Оглянути вдома", account_id=member.account_id, at=AT
    )
    (clock,) = clocks_of("case_task", task.pk)
    assert (clock.amount, clock.unit, clock.due_on) == (5, "working_day", date(2026, 12, 1))

    with pytest.raises(Missing):
        tasks.finish(by=casework.at_work("dilnychna", AT), task_id=task.pk, result="Так", at=AT)
    with pytest.raises(BadInput):
        tasks.reassign(by=manager, task_id=task.pk, account_id=member.account_id, reason="", at=AT)
    tasks.reassign(by=manager, task_id=task.pk, account_id=manager.account_id, reason="Лікар хворіє", at=AT)
    with pytest.raises(Missing):
        tasks.finish(by=doctor, task_id=task.pk, result="Оглянув", at=AT)
    late = moment("2026-12-03 10:00")
    tasks.finish(by=casework.at_work("turbotna", late), task_id=task.pk, result="Оглянули", at=late)
    (clock,) = clocks_of("case_task", task.pk)
    assert clock.outcome == "late"
    with pytest.raises(Conflict):
        tasks.cancel(by=casework.at_work("turbotna", late), task_id=task.pk, reason="Зайве", at=late)


def test_a_task_lasts_to_the_day_that_people_agreed_on() -> None:
    case = planning.decided(AT)
    member = planning.member(case, AT)
    manager = casework.at_work("turbotna", AT)

    def given(until: date) -> Clock:
        task = tasks.give(
            by=manager, case_id=case.pk, words="Оглянути", account_id=member.account_id, until=until, at=AT
        )
        return clocks_of("case_task", task.pk)[0]

    saturday, today = date(2026, 12, 12), day_of(AT)
    far, near = given(saturday), given(today)
    assert (far.due_on, near.due_on) == (saturday, today)
    assert far.due_at == moment("2026-12-13 00:00") and near.due_at == moment("2026-11-25 00:00")
    assert (far.amount, near.amount) == (13, 0)
    assert far.verified and far.act == "Домовленість"
    for wrong in (today - timedelta(days=1), today + timedelta(days=367)):
        with pytest.raises(BadInput) as refusal:
            given(wrong)
        assert set(refusal.value.fields) == {"until"}


def test_a_term_of_the_law_is_not_agreed_on() -> None:
    case = planning.decided(AT)
    with pytest.raises(Conflict):
        deadlines.start(
            rule_code="service_decision", subject_kind="case", subject_id=case.pk, organisation=case.unit, at=AT,
            by=casework.at_work("turbotna", AT), agreed=date(2027, 1, 1),
        )  # fmt: skip


def test_open_tasks_of_who_leaves_come_to_the_manager() -> None:
    case = planning.decided(AT)
    member = planning.member(case, AT)
    manager = casework.at_work("turbotna", AT)
    task = tasks.give(by=manager, case_id=case.pk, words="Оглянути", account_id=member.account_id, at=AT)
    teams.end_membership(by=manager, member_id=member.pk, reason="Переведено", at=AT)
    task.refresh_from_db()
    assert (task.account_id, task.state) == (manager.account_id, TaskState.OPEN)


def test_a_meeting_has_agenda_minutes_attendance_and_tasks() -> None:
    case = planning.decided(AT)
    member = planning.member(case, AT)
    manager = casework.at_work("turbotna", AT)
    stranger = casework.at_work("dilnychna", AT)
    with pytest.raises(BadInput) as refusal:
        meetings.call(
            by=manager, case_id=case.pk, starts_at=AT - timedelta(hours=1), place="", agenda="",
            accounts=[stranger.account_id], at=AT,
        )  # fmt: skip
    assert set(refusal.value.fields) == {"starts_at", "place", "agenda", "accounts"}
    called = [manager.account_id, member.account_id]
    meeting = meetings.call(
        by=manager, case_id=case.pk, starts_at=TOMORROW, place="Каб. 12", agenda="План лікування", accounts=called,
        at=AT,
    )  # fmt: skip
    with pytest.raises(BadInput):
        meetings.hold(by=manager, meeting_id=meeting.pk, minutes="Рано", present=[], given=[], at=AT)
    after = TOMORROW + timedelta(hours=1)
    with pytest.raises(BadInput) as refusal:
        meetings.hold(
            by=casework.at_work("turbotna", after), meeting_id=meeting.pk, minutes="Лікувати вдома",
            present=[], given=[Given("Виписати рецепт", member.account_id, day_of(AT))], at=after,
        )  # fmt: skip
    assert refusal.value.fields["given"].startswith("Завдання «Виписати рецепт».")
    friday = date(2026, 11, 27)
    meetings.hold(
        by=casework.at_work("turbotna", after), meeting_id=meeting.pk, minutes="Лікувати вдома",
        present=[member.account_id], given=[Given("Виписати рецепт", member.account_id, friday)], at=after,
    )  # fmt: skip
    assert dict(meeting.attendance.values_list("account_id", "present")) == {
        manager.account_id: False,
        member.account_id: True,
    }
    task = meeting.tasks.get()
    assert clocks_of("case_task", task.pk)[0].due_on == friday
    with pytest.raises(Conflict):
        meetings.cancel(
            by=casework.at_work("turbotna", after), meeting_id=meeting.pk, reason="Зайва", at=after
        )


@pytest.mark.requirement("R019")
def test_messages_stay_inside_the_case() -> None:
    case = planning.decided(AT)
    planning.member(case, AT)
    manager, doctor = casework.at_work("turbotna", AT), casework.at_work("likarnyi", AT)
    secret = "Серце слабке, пульс 120"
    talking.write(by=doctor, case_id=case.pk, body=secret, at=AT)
    talking.write(by=manager, case_id=case.pk, body="Дякую, приїду завтра", at=TOMORROW)

    def mark() -> int:
        found = team_queries.messages_of(doctor, case)
        return talking.mark_read(by=doctor, case=case, found=found, at=TOMORROW)

    notices = Message.objects.filter(kind="case_message")
    assert notices.count() == 1
    assert not any(secret in one.body or case.number in one.body for one in notices)
    assert team_queries.unread_in(doctor, [case.pk]) == {case.pk: 1}
    assert mark() == 1
    assert mark() == 0
    for code in ("pomichnyi", "dilnychna", "dohliadna"):
        with pytest.raises(Missing):
            talking.write(by=casework.at_work(code, AT), case_id=case.pk, body="Що там?", at=AT)
    with pytest.raises(BadInput):
        talking.write(by=manager, case_id=case.pk, body="  ", at=AT)


def test_a_member_of_another_case_sees_nothing_of_this_one() -> None:
    mine, other = planning.decided(AT), casework.opened(AT, manager="pomichnyi")
    planning.member(mine, AT)
    doctor = casework.at_work("likarnyi", AT)
    assert not permissions.READ_AS_TEAM.can(doctor, other)
    assert [one.case_id for one in team_queries.memberships_of(doctor)] == [mine.pk]
    assert TeamMember.objects.count() == 1
