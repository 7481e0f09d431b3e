"""Tasks of a team: given with a clock, done, given to somebody else, cancelled."""

import uuid
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import plan_permissions as permissions
from turbota.casework.models import Case, CaseMessage, CaseTask, Meeting, TeamMember
from turbota.casework.operations.assessing import account_of
from turbota.casework.operations.opening import locked as locked_case
from turbota.casework.plan_states import TASK_MACHINE, TaskState
from turbota.casework.policies import check_open
from turbota.deadlines import operations as deadlines
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import advance

SUBJECT = "case_task"
CLOCK = "case_task"
PURPOSE = "завдання команди випадку"
LONGEST = 500
FARTHEST = timedelta(days=366)
WHICH_DAY = "Виберіть сьогоднішній або пізніший день, не далі ніж за рік."
Row = TypeVar("Row", CaseTask, CaseMessage, Meeting)


@transaction.atomic
def give(
    *,
    by: Actor,
    case_id: uuid.UUID,
    words: str,
    account_id: uuid.UUID | None,
    at: datetime,
    until: date | None = None,
    meeting: Meeting | None = None,
    task_id: uuid.UUID | None = None,
) -> CaseTask:
    """Give a task to somebody of the team or to the manager, and start its term: to the end of the day `until`, or as
    long as the rule says. A form sent twice, with the same `task_id`, gives it once.

    Raises BadInput beside the boxes, Missing for a foreign case, Refused when the case is closed.
    """
    case = locked_case(case_id)
    permissions.GIVE_TASK.check(by, case)
    check_open(case)
    known = made_before(CaseTask, task_id, case)
    if known is not None:
        return known
    faults = {}
    if not words.strip():
        faults["words"] = "Напишіть, що зробити."
    if account_id is None or account_id not in working_on(case, at):
        faults["account"] = "Виберіть людину з команди цього випадку."
    if not day_fits(until, at):
        faults["until"] = WHICH_DAY
    if faults or account_id is None:
        raise BadInput(faults)
    task = CaseTask.objects.create(
        id=task_id or new_id(),
        case=case,
        meeting=meeting,
        words=words.strip()[:LONGEST],
        account_id=account_id,
        given_by_id=account_of(by),
        given_at=at,
        changed_at=at,
    )
    task.steps.create(
        verb="give", source=TaskState.OPEN, target=TaskState.OPEN, at=at, by_account=by.account_id,
        by_name=by.name, by_organisation=by.organisation_name,
    )  # fmt: skip
    deadlines.start(
        rule_code=CLOCK, subject_kind=SUBJECT, subject_id=task.pk, organisation=case.unit, post=case.post, at=at,
        by=by, agreed=until,
    )  # fmt: skip
    note(by, "case_task.give", ENTER, case, at, PURPOSE)
    return task


def day_fits(until: date | None, at: datetime) -> bool:
    """Whether a task given now may last to the day; without a day it lasts as long as the rule says."""
    return until is None or day_of(at) <= until <= day_of(at) + FARTHEST


def made_before(model: type[Row], row_id: uuid.UUID | None, case: Case) -> Row | None:
    """What the same form made when it came before; None for a new one. Raises Missing for a row of another case."""
    known = model._default_manager.filter(pk=row_id).first() if row_id is not None else None
    if known is not None and known.case_id != case.pk:
        raise Missing(code="of_another_case")
    return known


def working_on(case: Case, at: datetime) -> set[uuid.UUID]:
    """Accounts that work on the case today: its manager and the members who accepted."""
    found = set(TeamMember.objects.live(day_of(at)).filter(case=case).values_list("account_id", flat=True))
    found |= set(case.managers.filter(until__isnull=True).values_list("account_id", flat=True))
    return found


@transaction.atomic
def finish(*, by: Actor, task_id: uuid.UUID, result: str, at: datetime) -> CaseTask:
    """The task is done, with what came of it; its clock is met or late. Raises BadInput, Missing, Conflict."""
    task = _locked(task_id)
    permissions.FINISH_TASK.check(by, task)
    if not result.strip():
        raise BadInput({"result": "Напишіть коротко, що зроблено."})
    task.result = result.strip()
    advance(TASK_MACHINE, task, "finish", by=by, at=at, changed=("result",))
    deadlines.stop(rule_code=CLOCK, subject_kind=SUBJECT, subject_id=task.pk, at=at, by=by)
    note(by, "case_task.finish", MODIFY, task.case, at, PURPOSE)
    return task


@transaction.atomic
def reassign(
    *, by: Actor, task_id: uuid.UUID, account_id: uuid.UUID | None, reason: str, at: datetime
) -> CaseTask:
    """Somebody else of the team does the task; its term does not change. Raises BadInput, Missing, Conflict."""
    task = _locked(task_id)
    permissions.MOVE_TASK.check(by, task)
    faults = {}
    if account_id is None or account_id not in working_on(task.case, at) or account_id == task.account_id:
        faults["account"] = "Виберіть іншу людину з команди цього випадку."
    if not reason.strip():
        faults["reason"] = "Напишіть, чому передаєте."
    if faults or account_id is None:
        raise BadInput(faults)
    task.account_id = account_id
    advance(TASK_MACHINE, task, "reassign", by=by, at=at, reason=reason.strip(), changed=("account",))
    note(by, "case_task.reassign", MODIFY, task.case, at, PURPOSE)
    return task


@transaction.atomic
def cancel(*, by: Actor, task_id: uuid.UUID, reason: str, at: datetime) -> CaseTask:
    """The task is not needed any more. Raises BadInput without a reason, Missing, Conflict."""
    task = _locked(task_id)
    permissions.MOVE_TASK.check(by, task)
    if not reason.strip():
        raise BadInput({"reason": "Напишіть, чому завдання не потрібне."})
    advance(TASK_MACHINE, task, "cancel", by=by, at=at, reason=reason.strip())
    deadlines.cancel_all(subject_kind=SUBJECT, subject_id=task.pk, at=at, by=by, why=reason.strip())
    note(by, "case_task.cancel", MODIFY, task.case, at, PURPOSE)
    return task


def _locked(task_id: uuid.UUID) -> CaseTask:
    rows = CaseTask.objects.select_for_update(of=("self",)).select_related("case__unit")
    task = rows.filter(pk=task_id).first()
    if task is None:
        raise Missing(code="no_such_task")
    return task


def note(by: Actor, action: str, right: str, case: Case, at: datetime, purpose: str) -> None:
    """Write the deed into the audit of the case."""
    record(
        actor=by, action=action, right=right, subject_kind="case", subject_id=case.pk, purpose=purpose, at=at
    )
