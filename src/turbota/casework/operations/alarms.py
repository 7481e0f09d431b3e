"""An alarm about a life in danger: raised, carried on every quarter of an hour, answered; and who is on duty."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Account, Organisation, Post
from turbota.access.queries import in_force
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import calling, policies
from turbota.casework import report_permissions as permissions
from turbota.casework.models import Alarm, AlarmCall, DutyShift, Report
from turbota.casework.operations.writing import Letter, write_to
from turbota.casework.parameters import parameter
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing

STEP = "alarm_escalation"
LONGEST_SHIFT = timedelta(days=7)
SUBJECT = "Турбота: потрібна ваша увага просто зараз"
BODY = (
    "До відділу надійшло повідомлення про загрозу життю або здоров’ю.\n"
    "Відкрийте «Повідомлення», натисніть «Відповідаю на тривогу» і зателефонуйте 102 або 103, якщо цього ще не "
    "зробили. Доки ніхто не відповість, тривога кликатиме інших."
)


def step_of(at: datetime) -> timedelta:
    """How long an alarm waits for an answer before it calls the next ones."""
    return timedelta(minutes=parameter(STEP, day_of(at)).amount)


def raise_alarm(report: Report, *, at: datetime) -> Alarm:
    """Call those on duty about the report, in the caller's transaction. A report that calls already is left as it is."""
    alarm, new = Alarm.objects.get_or_create(
        report=report,
        answered_at=None,
        defaults={"unit_id": report.unit_id, "raised_at": at, "next_at": at + step_of(at)},
    )
    if new:
        _call(alarm, at)
    return alarm


@transaction.atomic
def escalate(*, alarm_id: uuid.UUID, at: datetime) -> bool:
    """Call the next ones when the time has come; whether anybody was called. Run again at once it does nothing."""
    rows = Alarm.objects.live().select_for_update(of=("self",), skip_locked=True)
    alarm = rows.filter(pk=alarm_id, next_at__lte=at).first()
    if alarm is None:
        return False
    alarm.level = calling.next_level(alarm.unit_id, alarm.level, at)
    alarm.next_at = at + step_of(at)
    alarm.save(update_fields=["level", "next_at"])
    _call(alarm, at)
    return True


@transaction.atomic
def answer(*, by: Actor, report_id: uuid.UUID, at: datetime) -> Alarm | None:
    """Somebody answers: nobody is called any more. None when somebody else was faster.

    Raises Missing when the report is not of the actor's unit and did not call the actor.
    """
    report = Report.objects.select_for_update(of=("self",)).filter(pk=report_id).first()
    if report is None:
        raise Missing(code="no_such_report")
    permissions.ANSWER_ALARM.check(by, report)
    return _answered(report, by, at)


def silence(report: Report, *, by: Actor, at: datetime) -> None:
    """Who works on the report has answered its alarm too; in the caller's transaction, the right checked there."""
    _answered(report, by, at)


def _answered(report: Report, by: Actor, at: datetime) -> Alarm | None:
    alarm = Alarm.objects.live().select_for_update().filter(report=report).first()
    if alarm is None:
        return None
    alarm.answered_at, alarm.answered_by_id, alarm.next_at = at, by.account_id, None
    alarm.save(update_fields=["answered_at", "answered_by", "next_at"])
    report.steps.create(
        verb="answer_alarm", source=report.state, target=report.state, at=at,
        by_account=by.account_id, by_name=by.name, by_organisation=by.organisation_name,
    )  # fmt: skip
    record(
        actor=by, action=permissions.ANSWER_ALARM.name, right=MODIFY, subject_kind="report", subject_id=report.pk,
        purpose="відповідь на тривогу", at=at,
    )  # fmt: skip
    return alarm


def _call(alarm: Alarm, at: datetime) -> None:
    """One row for each who is called, and a letter to whoever was not written to a moment ago."""
    accounts = calling.called(alarm.unit_id, alarm.level, at)
    written = _written_lately(alarm, accounts, at)
    AlarmCall.objects.bulk_create(
        AlarmCall(
            alarm=alarm,
            account=account,
            level=alarm.level,
            at=at,
            mailed=bool(account.email) and account.pk not in written,
        )
        for account in accounts
    )
    letter = Letter("report_alarm", SUBJECT, BODY, "report", alarm.report_id)
    write_to([one for one in accounts if one.pk not in written], letter, unit=alarm.unit, at=at)


def _written_lately(alarm: Alarm, accounts: list[Account], at: datetime) -> set[uuid.UUID]:
    """Who got a letter in the last quarter of an hour about another alarm that still waits: one letter says it all."""
    calls = AlarmCall.objects.filter(
        alarm__in=Alarm.objects.live().filter(unit_id=alarm.unit_id).exclude(pk=alarm.pk),
        account__in=accounts,
        mailed=True,
        at__gt=at - step_of(at),
    )
    return set(calls.values_list("account_id", flat=True))


@transaction.atomic
def set_duty(
    *, by: Actor, unit: Organisation, post_id: uuid.UUID, since: datetime, until: datetime, at: datetime
) -> DutyShift:
    """Put a social manager on duty. Raises Missing for a foreign unit, BadInput for a wrong time or person."""
    shift = DutyShift(unit=unit, since=since, until=until, set_by_id=by.account_id)
    if unit.pk not in by.organisations(*permissions.supervisor.roles):
        raise Missing(code=f"not_yours:{permissions.KEEP_DUTY.name}")
    policies.check_holds_reports(unit)
    post = Post.objects.filter(in_force(day_of(since)), pk=post_id).first()
    problems = {}
    if post is None or post.organisation_id != unit.pk:
        problems["post"] = "Виберіть соціального менеджера свого відділу зі списку."
    if until <= since:
        problems["until"] = "Кінець чергування має бути пізніше за початок."
    elif until <= at:
        problems["until"] = "Це чергування вже минуло. Виберіть час, що попереду."
    elif until - since > LONGEST_SHIFT:
        problems["until"] = "Одне чергування триває до семи днів. Розділіть його на частини."
    if problems or post is None:
        raise BadInput(problems)
    policies.check_manager(post, unit)
    shift.post = post
    shift.save(force_insert=True)
    _note(by, permissions.KEEP_DUTY.name, ENTER, shift.pk, at)
    return shift


@transaction.atomic
def end_duty(*, by: Actor, shift_id: uuid.UUID, at: datetime) -> DutyShift:
    """The duty is over now, or will not begin. Ending it twice changes nothing."""
    shift = DutyShift.objects.select_for_update(of=("self",)).filter(pk=shift_id).first()
    if shift is None:
        raise Missing(code="no_such_shift")
    permissions.KEEP_DUTY.check(by, shift)
    last = max(at, shift.since)
    if shift.until > last:
        shift.until = last
        shift.save(update_fields=["until"])
        _note(by, permissions.KEEP_DUTY.name, MODIFY, shift.pk, at)
    return shift


def _note(by: Actor, action: str, right: str, shift_id: uuid.UUID, at: datetime) -> None:
    record(
        actor=by, action=action, right=right, subject_kind="duty_shift", subject_id=shift_id,
        purpose="чергування соціальних менеджерів", at=at,
    )  # fmt: skip
