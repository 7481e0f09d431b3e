"""What the unit does with a report: takes it, weighs its urgency, passes it on, ends it, notes that somebody came."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import CASEWORK_KINDS
from turbota.access.rules import MODIFY, Action
from turbota.audit.operations import record
from turbota.casework import policies, report_queries
from turbota.casework import report_permissions as permissions
from turbota.casework.models import Report
from turbota.casework.models.reports import RANKS
from turbota.casework.operations.alarms import raise_alarm, silence
from turbota.casework.operations.reporting import (
    REGISTRATION,
    SUBJECT,
    TRIAGE,
    VISIT,
    start_clock,
    stop_clock,
)
from turbota.casework.states import REPORT_MACHINE, DismissReason, ReportState, Urgency
from turbota.deadlines import operations as deadlines
from turbota.deadlines.queries import clocks_of
from turbota.deadlines.states import GOING
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.workflow import advance

__all__ = ["confirm_urgency", "dismiss", "finish", "locked", "note", "note_visit", "pass_on", "take"]


def locked(by: Actor, report_id: uuid.UUID, action: Action) -> Report:
    """The report, locked until the transaction ends. Raises Missing when the actor may not do this to it."""
    rows = Report.objects.heads().select_for_update(of=("self",)).select_related("unit")
    report = rows.filter(pk=report_id).first()
    if report is None:
        raise Missing(code=f"not_yours:{action.name}")
    action.check(by, report)
    return report


@transaction.atomic
def take(*, by: Actor, report_id: uuid.UUID, at: datetime) -> Report:
    """The actor works on the report from now on; its alarm is answered by that. Raises Conflict when it is taken."""
    report = locked(by, report_id, permissions.TRIAGE)
    report.taken_by_id = by.account_id
    advance(REPORT_MACHINE, report, "take", by=by, at=at, changed=["taken_by"])
    stop_clock(REGISTRATION, report, by=by, at=at)
    silence(report, by=by, at=at)
    note(by, permissions.TRIAGE, report, at)
    return report


@transaction.atomic
def confirm_urgency(*, by: Actor, report_id: uuid.UUID, urgency: str, reason: str, at: datetime) -> Report:
    """Raise or lower the urgency with a reason. Danger starts the term of the visit, the end of danger cancels it.
    A visit of before does not answer a danger that was seen after it.

    Raises BadInput without a reason or for the same urgency, Conflict when nobody works on the report any more.
    """
    report = locked(by, report_id, permissions.TRIAGE)
    _check_waiting(report)
    if urgency not in Urgency.values:
        raise BadInput({"urgency": "Виберіть терміновість зі списку."})
    why = policies.check_reason(reason)
    before, report.urgency_confirmed, report.rank = report.threat, urgency, RANKS[Urgency(urgency)]
    if report.threat and not before:
        report.visited_at = None
    report.changed_at = at
    report.save(update_fields=["urgency_confirmed", "rank", "visited_at", "changed_at"])
    _step(report, "confirm_urgency", by, at, f"{Urgency(urgency).label}. {why}")
    if report.threat and not before:
        start_clock(VISIT, report, by=by, at=at)
        alarm = raise_alarm(report, at=at)
        if by.account_id is not None and alarm.calls.filter(account_id=by.account_id).exists():
            silence(report, by=by, at=at)
    elif before and not report.threat:
        deadlines.cancel(
            rule_code=VISIT,
            subject_kind=SUBJECT,
            subject_id=report.pk,
            at=at,
            by=by,
            why="терміновість знижено",
        )
        silence(report, by=by, at=at)
    note(by, permissions.TRIAGE, report, at)
    return report


@transaction.atomic
def pass_on(*, by: Actor, report_id: uuid.UUID, unit_id: uuid.UUID, reason: str, at: datetime) -> Report:
    """The place is another unit's, or the oblast's: it gets the report with its terms, and the alarm calls its people.

    Raises BadInput without a reason or for a wrong unit.
    """
    report = locked(by, report_id, permissions.TRIAGE)
    unit = report_queries.units(day_of(at)).filter(pk=unit_id).exclude(pk=report.unit_id).first()
    if unit is None:
        raise BadInput({"unit": "Виберіть інший відділ зі списку."})
    why = policies.check_reason(reason)
    silence(report, by=by, at=at)
    report.unit, report.taken_by, report.elsewhere = unit, None, unit.kind not in CASEWORK_KINDS
    advance(
        REPORT_MACHINE, report, "pass_on", by=by, at=at, reason=why, changed=["unit", "taken_by", "elsewhere"]
    )
    Report.objects.filter(joined_to=report).update(unit=unit)
    for clock in clocks_of(SUBJECT, report.pk):
        if clock.outcome in GOING:
            deadlines.reassign(
                rule_code=clock.rule_code, subject_kind=SUBJECT, subject_id=report.pk, organisation=unit, post=None,
                at=at, by=by, why=why,
            )  # fmt: skip
    start_clock(REGISTRATION, report, by=by, at=at)
    if report.threat and report.visited_at is None:
        raise_alarm(report, at=at)
    note(by, permissions.TRIAGE, report, at)
    return report


@transaction.atomic
def note_visit(*, by: Actor, report_id: uuid.UUID, visited_at: datetime, words: str, at: datetime) -> Report:
    """Somebody came to the person: the term of the visit is met. Raises BadInput for a wrong time or without words."""
    report = locked(by, report_id, permissions.KEEP_REPORT)
    if report.state == ReportState.CLOSED:
        raise Conflict(code="report_closed")
    problems = {}
    if not report.received_at <= visited_at <= at:
        problems["visited_at"] = "Відвідати могли лише між часом повідомлення й теперішнім часом."
    if len(words.strip()) < policies.SHORTEST_REASON:
        problems["words"] = "Напишіть коротко, кого побачили й що зробили."
    if problems:
        raise BadInput(problems)
    report.visited_at, report.changed_at = visited_at, at
    report.save(update_fields=["visited_at", "changed_at"])
    _step(report, "visit", by, at, words.strip())
    stop_clock(VISIT, report, by=by, at=visited_at)
    silence(report, by=by, at=at)
    note(by, permissions.KEEP_REPORT, report, at)
    return report


@transaction.atomic
def dismiss(*, by: Actor, report_id: uuid.UUID, why: str, reason: str, at: datetime) -> Report:
    """End the report without a case. Raises BadInput without a reason, Refused while a life may be in danger."""
    report = locked(by, report_id, permissions.TRIAGE)
    if why not in DismissReason.values:
        raise BadInput({"why": "Виберіть причину зі списку."})
    words = policies.check_reason(reason)
    policies.check_no_danger(report)
    report.dismiss_reason = why
    advance(
        REPORT_MACHINE, report, "dismiss", by=by, at=at, changed=["dismiss_reason"],
        reason=f"{DismissReason(why).label}. {words}",
    )  # fmt: skip
    stop_clock(TRIAGE, report, by=by, at=at)
    note(by, permissions.TRIAGE, report, at)
    return report


@transaction.atomic
def finish(*, by: Actor, report_id: uuid.UUID, reason: str, at: datetime) -> Report:
    """Who answers for a linked report has done what it asked for. Raises Refused while a life may be in danger."""
    report = locked(by, report_id, permissions.KEEP_REPORT)
    words = policies.check_reason(reason)
    policies.check_no_danger(report)
    advance(REPORT_MACHINE, report, "finish", by=by, at=at, reason=words)
    note(by, permissions.KEEP_REPORT, report, at)
    return report


def note(by: Actor, action: Action, report: Report, at: datetime) -> None:
    """The change stands in the audit."""
    record(
        actor=by, action=action.name, right=MODIFY, subject_kind=SUBJECT, subject_id=report.pk,
        purpose="опрацювання повідомлення", at=at,
    )  # fmt: skip


def _check_waiting(report: Report) -> None:
    if report.state not in report_queries.OPEN:
        raise Conflict(code="report_is_settled")


def _step(report: Report, verb: str, by: Actor, at: datetime, reason: str) -> None:
    report.steps.create(
        verb=verb, source=report.state, target=report.state, at=at, reason=reason,
        by_account=by.account_id, by_name=by.name, by_organisation=by.organisation_name,
    )  # fmt: skip
