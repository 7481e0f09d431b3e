"""A case ends with a reason, and may be opened again."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Post
from turbota.access.queries import in_force
from turbota.casework import case_permissions as permissions
from turbota.casework.case_changes import check_version, note, worded
from turbota.casework.case_states import APPROVAL_MACHINE, ApprovalState, Stage
from turbota.casework.closing_policies import blockers, needs_supervisor
from turbota.casework.models import Approval, Case
from turbota.casework.operations import supervising
from turbota.casework.operations.opening import ASSESSMENT, DECISION, SUBJECT, assign, locked
from turbota.casework.states import CASE_MACHINE, CaseState, ClosureReason
from turbota.deadlines import operations as deadlines
from turbota.kernel import jobs
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.kernel.workflow import advance

COME_BACK = "Людині сказано, що вона може повернутися по допомогу."


@transaction.atomic
def close(
    *,
    by: Actor,
    case_id: uuid.UUID,
    reason: str,
    words: str,
    at: datetime,
    offered: str = "",
    told: bool = False,
    version: int | None = None,
) -> Case:
    """Close the case for a reason, in words. A refusal of help also says what was offered and that she may come back.

    Raises Missing, Conflict when it is closed already, BadInput, and Refused when something is still open or the
    supervisor has to approve first.
    """
    case = locked(case_id)
    permissions.CLOSE.check(by, case)
    if case.closed_at is not None:
        raise Conflict("Випадок уже завершено. Оновіть сторінку.", code="case_closed")
    check_version(case, version)
    written = _written(reason, words, offered, told)
    still = blockers(case)
    if still:
        raise Refused(f"Спершу завершіть розпочате. {' '.join(still)}", code="closing_blocked")
    always = needs_supervisor(case, reason)
    supervising.check_approved(case, Stage.CLOSURE, day_of(at), always=always)
    case.closed_at, case.closure_reason = at, reason
    advance(
        CASE_MACHINE, case, "close", by=by, at=at, reason=written, changed=["closed_at", "closure_reason"]
    )
    supervising.use(case=case, stage=Stage.CLOSURE, by=by, at=at)
    waiting = case.approvals.filter(state__in=(ApprovalState.ASKED, ApprovalState.SENT_BACK))
    for approval in waiting.select_for_update(of=("self",)).order_by("pk"):
        _withdraw(approval, by, at)
    deadlines.cancel_all(subject_kind=SUBJECT, subject_id=case.pk, at=at, by=by, why="Випадок завершено")
    note(case, by=by, action=permissions.CLOSE, at=at)
    return case


def _written(reason: str, words: str, offered: str, told: bool) -> str:
    if reason not in ClosureReason.values:
        raise BadInput({"reason": "Виберіть причину зі списку."})
    written = worded("words", words, "Напишіть, чому випадок завершено і як людині тепер.")
    if reason == ClosureReason.REFUSED:
        offered = worded("offered", offered, "Напишіть, що людині пропонували і чому вона відмовилася.")
        if not told:
            raise BadInput(
                {"told": "Скажіть людині, що вона може повернутися по допомогу, і поставте позначку."}
            )
        written = f"{written}\nПропонували: {offered}\n{COME_BACK}"
    return written


def _withdraw(approval: Approval, by: Actor, at: datetime) -> None:
    advance(APPROVAL_MACHINE, approval, "withdraw", by=by, at=at, reason="Випадок завершено")


@transaction.atomic
def reopen(
    *,
    by: Actor,
    case_id: uuid.UUID,
    reason: str,
    at: datetime,
    post: Post | None = None,
    version: int | None = None,
) -> Case:
    """Open a closed case again: needs are assessed anew, with new terms.

    `post`: the manager whom the supervisor gives it to, when not the one of before. Raises Missing, Conflict when it is
    open, BadInput without a reason, Refused when its manager no longer works and nobody else is named.
    """
    case = locked(case_id)
    permissions.REOPEN.check(by, case)
    check_version(case, version)
    if case.state != CaseState.CLOSED:
        raise Conflict("Випадок уже відкрито. Оновіть сторінку.", code="case_open")
    reason = worded("reason", reason, "Напишіть, чому відкриваєте випадок знову.")
    works = case.post_id is not None and Post.objects.filter(in_force(day_of(at)), pk=case.post_id).exists()
    if post is None and not works:
        raise Refused(
            "Соціальний менеджер цього випадку вже не працює. Відкрити випадок знову й передати його іншому може супервізор.",
            code="manager_gone",
        )
    case.closed_at, case.closure_reason = None, ""
    advance(
        CASE_MACHINE, case, "reopen", by=by, at=at, reason=reason, changed=["closed_at", "closure_reason"]
    )
    deadlines.cancel_all(subject_kind=SUBJECT, subject_id=case.pk, at=at, by=by, why="Випадок відкрито знову")
    for rule in (ASSESSMENT, DECISION):
        deadlines.start(
            rule_code=rule, subject_kind=SUBJECT, subject_id=case.pk, organisation=case.unit, post=case.post,
            at=at, by=by, why=reason,
        )  # fmt: skip
    if post is not None and post.pk != case.post_id:
        case = assign(by=by, case_id=case.pk, post=post, reason=reason, reads_until=None, at=at)
    for member_id in case.members.filter(until__isnull=True).values_list("pk", flat=True):
        jobs.plan("casework.look_for_claims", member_id=str(member_id))
    note(case, by=by, action=permissions.REOPEN, at=at)
    return case
