"""People of other bodies are invited to one case, accept or decline, and leave by date or when the manager ends it."""

import uuid
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.access.queries import in_force, posts_of
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import plan_permissions as permissions
from turbota.casework.models import Case, CaseTask, TeamMember
from turbota.casework.operations.opening import locked
from turbota.casework.plan_states import TaskState
from turbota.casework.policies import check_open
from turbota.casework.states import Field
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages import operations as messages

PURPOSE = "команда випадку"
NOTICE = "Вас запрошують до команди випадку. Відкрийте «Команда», щоб прочитати й відповісти."


@transaction.atomic
def invite(
    *,
    by: Actor,
    case_id: uuid.UUID,
    organisation_id: uuid.UUID | None,
    account_id: uuid.UUID | None,
    field: str,
    task: str,
    until: date | None,
    at: datetime,
) -> TeamMember:
    """Invite somebody with a post in the organisation to just this case (R288). `until`: the last day, included.

    Raises BadInput beside the boxes, Missing for a foreign case, Refused when the case is closed or the person is already
    in the team. The notice to the organisation names neither the case nor anybody of it.
    """
    case = locked(case_id)
    permissions.INVITE.check(by, case)
    check_open(case)
    today = day_of(at)
    faults, body = _faults(case, organisation_id, account_id, field, task, until, today)
    if faults or body is None or until is None or account_id is None:
        raise BadInput(faults)
    rows = TeamMember.objects.filter(in_force(today), case=case, account=account_id, declined_at__isnull=True)
    if rows.exists():
        raise Refused("Ця людина вже в команді або ще не відповіла на запрошення.", code="already_in_team")
    member = TeamMember.objects.create(
        case=case,
        account_id=account_id,
        organisation=body,
        field=field,
        task=task.strip()[:300],
        since=today,
        until=date.fromordinal(until.toordinal() + 1),
        invited_by_id=by.account_id,
    )
    _note(by, "team.invite", ENTER, case, at)
    messages.tell_organisation(
        organisation=body, kind="team_invitation", subject="Запрошення до команди випадку", body=NOTICE,
        subject_kind="team_member", subject_id=member.pk, at=at, by=by,
    )  # fmt: skip
    return member


def _faults(
    case: Case,
    organisation_id: uuid.UUID | None,
    account_id: uuid.UUID | None,
    field: str,
    task: str,
    until: date | None,
    today: date,
) -> tuple[dict[str, str], Organisation | None]:
    faults = {}
    rows = Organisation.objects.filter(in_force(today))
    body = rows.filter(pk=organisation_id).first() if organisation_id else None
    if body is None:
        faults["organisation"] = "Виберіть організацію зі списку."
    elif (
        account_id is None
        or not posts_of(body.pk, today, *permissions.IN_TEAM).filter(account=account_id).exists()
    ):
        faults["account"] = "Виберіть людину з цієї організації."
    if field not in Field.values:
        faults["field"] = "Виберіть, з якої сфери ця людина."
    if not task.strip():
        faults["task"] = "Напишіть, що людина робитиме в команді."
    if until is None:
        faults["until"] = "Вкажіть, до якого дня: участь у команді завжди має кінець."
    elif until < today:
        faults["until"] = "Цей день уже минув. Вкажіть пізніший."
    return faults, body


@transaction.atomic
def accept(*, by: Actor, member_id: uuid.UUID, at: datetime) -> TeamMember:
    """The invited one agrees to work on the case: from now on he sees what the team sees. Raises Missing, Conflict."""
    member = _waiting(by, member_id, day_of(at))
    member.accepted_at = at
    member.save(update_fields=["accepted_at"])
    _note(by, "team.accept", MODIFY, member.case, at)
    return member


@transaction.atomic
def decline(*, by: Actor, member_id: uuid.UUID, reason: str, at: datetime) -> TeamMember:
    """The invited one does not take part. Raises Missing, Conflict, BadInput without a reason."""
    member = _waiting(by, member_id, day_of(at))
    if not reason.strip():
        raise BadInput({"reason": "Напишіть коротко, чому не зможете."})
    member.declined_at, member.declined_why = at, reason.strip()[:500]
    member.save(update_fields=["declined_at", "declined_why"])
    _note(by, "team.decline", MODIFY, member.case, at)
    return member


def _waiting(by: Actor, member_id: uuid.UUID, today: date) -> TeamMember:
    member = _locked(member_id)
    permissions.ANSWER_INVITATION.check(by, member)
    if not TeamMember.objects.invited(today).filter(pk=member.pk).exists():
        raise Conflict("На це запрошення вже відповіли, або його строк минув.", code="not_waiting")
    return member


@transaction.atomic
def end_membership(*, by: Actor, member_id: uuid.UUID, reason: str, at: datetime) -> TeamMember:
    """The manager ends the part of a member today: from this moment the case is as missing for him.

    His open tasks come to the manager. Raises Missing, BadInput without a reason, Conflict when it is over already.
    """
    member = _locked(member_id)
    permissions.END_MEMBERSHIP.check(by, member.case)
    today = day_of(at)
    if not reason.strip():
        raise BadInput({"reason": "Напишіть, чому участь закінчується."})
    if member.until <= today:
        raise Conflict("Участь цієї людини вже закінчилася.", code="already_over")
    member.until, member.ended_at, member.ended_why = today, at, reason.strip()[:500]
    member.save(update_fields=["until", "ended_at", "ended_why"])
    CaseTask.objects.filter(case=member.case, account=member.account_id, state=TaskState.OPEN).update(
        account_id=by.account_id, changed_at=at
    )
    _note(by, "team.end", MODIFY, member.case, at)
    return member


def _locked(member_id: uuid.UUID) -> TeamMember:
    rows = TeamMember.objects.select_for_update(of=("self",)).select_related("case__unit", "account")
    member = rows.filter(pk=member_id).first()
    if member is None:
        raise Missing(code="no_such_member")
    return member


def _note(by: Actor, action: str, right: str, case: Case, at: datetime) -> None:
    record(
        actor=by, action=action, right=right, subject_kind="case", subject_id=case.pk, purpose=PURPOSE, at=at
    )
