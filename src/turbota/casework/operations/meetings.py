"""Meetings of a team: called with an agenda, held with minutes, attendance and tasks, or cancelled."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.rules import ENTER, MODIFY
from turbota.casework import plan_permissions as permissions
from turbota.casework.models import Attendance, Meeting
from turbota.casework.operations import tasks
from turbota.casework.operations.assessing import account_of
from turbota.casework.operations.opening import locked as locked_case
from turbota.casework.policies import check_open
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.identifiers import new_id

PURPOSE = "зустріч команди випадку"
NOT_HERE = "Виберіть людей з команди цього випадку."


@dataclass(frozen=True)
class Given:
    """A task that the meeting agreed on. `until`: its last day, None for the length of the rule."""

    words: str
    account_id: uuid.UUID
    until: date | None = None


@transaction.atomic
def call(
    *,
    by: Actor,
    case_id: uuid.UUID,
    starts_at: datetime | None,
    place: str,
    agenda: str,
    accounts: Collection[uuid.UUID],
    at: datetime,
    meeting_id: uuid.UUID | None = None,
) -> Meeting:
    """Call the team together; a form sent twice, with the same `meeting_id`, calls once.

    Raises BadInput beside the boxes, Missing, Refused when the case is closed."""
    case = locked_case(case_id)
    permissions.KEEP_MEETING.check(by, case)
    check_open(case)
    known = tasks.made_before(Meeting, meeting_id, case)
    if known is not None:
        return known
    faults = {}
    if starts_at is None:
        faults["starts_at"] = "Вкажіть день і час."
    elif starts_at < at:
        faults["starts_at"] = "Цей час уже минув. Вкажіть пізніший."
    if not place.strip():
        faults["place"] = "Напишіть, де зустріч або за яким телефоном."
    if not agenda.strip():
        faults["agenda"] = "Напишіть, що обговорите."
    if not accounts or not set(accounts) <= tasks.working_on(case, at):
        faults["accounts"] = NOT_HERE
    if faults or starts_at is None:
        raise BadInput(faults)
    meeting = Meeting.objects.create(
        id=meeting_id or new_id(), case=case, starts_at=starts_at, place=place.strip()[:300], agenda=agenda.strip(),
        called_by_id=account_of(by), called_at=at,
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, account_id=one) for one in sorted(set(accounts))
    )
    tasks.note(by, "meeting.call", ENTER, case, at, PURPOSE)
    return meeting


@transaction.atomic
def hold(
    *,
    by: Actor,
    meeting_id: uuid.UUID,
    minutes: str,
    present: Collection[uuid.UUID],
    given: Sequence[Given],
    at: datetime,
) -> Meeting:
    """Write down what was agreed, who was there, and the tasks that follow, each with its clock.

    Raises BadInput beside the boxes, Missing, Conflict when the minutes are written already.
    """
    meeting = _waiting(by, meeting_id)
    called = set(meeting.attendance.values_list("account_id", flat=True))
    faults = {}
    if not minutes.strip():
        faults["minutes"] = "Напишіть, про що домовилися."
    if not set(present) <= called:
        faults["present"] = NOT_HERE
    if meeting.starts_at > at:
        faults["minutes"] = "Зустріч ще не почалася. Протокол пишуть після неї."
    for one in given:
        if not tasks.day_fits(one.until, at):
            faults["given"] = f"Завдання «{one.words}». {tasks.WHICH_DAY}"
    if faults:
        raise BadInput(faults)
    meeting.minutes, meeting.held_at = minutes.strip(), at
    meeting.save(update_fields=["minutes", "held_at"])
    meeting.attendance.filter(account__in=present).update(present=True)
    meeting.attendance.exclude(account__in=present).update(present=False)
    for one in given:
        tasks.give(
            by=by, case_id=meeting.case_id, words=one.words, account_id=one.account_id, until=one.until, at=at,
            meeting=meeting,
        )  # fmt: skip
    tasks.note(by, "meeting.hold", MODIFY, meeting.case, at, PURPOSE)
    return meeting


@transaction.atomic
def cancel(*, by: Actor, meeting_id: uuid.UUID, reason: str, at: datetime) -> Meeting:
    """The meeting does not take place. Raises BadInput without a reason, Missing, Conflict."""
    meeting = _waiting(by, meeting_id)
    if not reason.strip():
        raise BadInput({"reason": "Напишіть, чому зустрічі не буде."})
    meeting.cancelled_at, meeting.cancelled_why = at, reason.strip()[:500]
    meeting.save(update_fields=["cancelled_at", "cancelled_why"])
    tasks.note(by, "meeting.cancel", MODIFY, meeting.case, at, PURPOSE)
    return meeting


def _waiting(by: Actor, meeting_id: uuid.UUID) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("case__unit")
    meeting = rows.filter(pk=meeting_id).first()
    if meeting is None:
        raise Missing(code="no_such_meeting")
    permissions.KEEP_MEETING.check(by, meeting.case)
    if meeting.held_at is not None or meeting.cancelled_at is not None:
        raise Conflict("Протокол цієї зустрічі вже записано, або її скасовано.", code="meeting_over")
    return meeting
