"""Supervision: a unit says what its supervisor approves; a manager asks; the supervisor approves or sends back.

Other parts of the path call `check_approved` before a stage is done and `use` when it is: nothing happens where the unit
demands no approval.
"""

import uuid
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.access.queries import in_force
from turbota.access.rules import MODIFY
from turbota.audit.operations import record
from turbota.casework import case_permissions as permissions
from turbota.casework import policies
from turbota.casework.case_changes import note, worded
from turbota.casework.case_states import (
    APPROVAL_MACHINE,
    RANKS,
    ApprovalState,
    FromLevel,
    Stage,
)
from turbota.casework.models import Approval, Case, StageRule
from turbota.casework.operations.approved_content import digest_of, nothing_yet
from turbota.casework.operations.opening import locked
from turbota.casework.operations.writing import call_supervisors
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.workflow import advance

CHANGED = {
    Stage.ASSESSMENT: "Після погодження відповіді змінилися. Подайте оцінювання на погодження ще раз: супервізор має "
    "побачити нові відповіді.",
    Stage.PLAN: "Після погодження план змінився. Подайте його на погодження ще раз: супервізор має побачити нову версію.",
}
LIVE = (ApprovalState.ASKED, ApprovalState.SENT_BACK, ApprovalState.APPROVED)


def needed(case: Case, stage: str, on: date) -> bool:
    """Whether the unit demands the approval of the stage for a case of this complexity."""
    rule = StageRule.objects.filter(in_force(on), unit_id=case.unit_id, stage=stage).first()
    return rule is not None and _reaches(case.complexity, rule.from_level)


def _reaches(level: str, from_level: str) -> bool:
    if from_level == FromLevel.ANY:
        return True
    return level in RANKS and RANKS.index(level) >= RANKS.index(from_level)


def live(case: Case, stage: str, subject_id: uuid.UUID | None = None) -> Approval | None:
    """The approval of the stage that waits, was sent back, or was given and not used yet."""
    return Approval.objects.filter(case=case, stage=stage, subject_id=subject_id, state__in=LIVE).first()


def check_approved(
    case: Case, stage: str, on: date, *, subject_id: uuid.UUID | None = None, always: bool = False
) -> None:
    """Raise Refused when the stage needs an approval that is not there. `always`: the law, not the unit, demands it."""
    if not always and not needed(case, stage, on):
        return
    found = live(case, stage, subject_id)
    if found is None or found.state != ApprovalState.APPROVED:
        raise Refused(
            f"{Stage(stage).label}: спершу потрібне погодження супервізора. Подайте на погодження на сторінці випадку.",
            code="needs_approval",
        )
    if changed_since(found):
        raise Refused(CHANGED[Stage(stage)], code="approved_other_content")


def changed_since(approval: Approval) -> bool:
    """Whether something else stands now than what the supervisor approved."""
    return approval.content != digest_of(approval.case, approval.stage)


def use(*, case: Case, stage: str, by: Actor, at: datetime, subject_id: uuid.UUID | None = None) -> None:
    """What was approved is done: the approval serves once. Nothing where there is none."""
    found = live(case, stage, subject_id)
    if found is None:
        return
    verb = "use" if found.state == ApprovalState.APPROVED else "withdraw"
    advance(APPROVAL_MACHINE, found, verb, by=by, at=at)


@transaction.atomic
def ask(
    *,
    by: Actor,
    case_id: uuid.UUID,
    stage: str,
    words: str,
    at: datetime,
    subject_id: uuid.UUID | None = None,
) -> Approval:
    """Ask the supervisor. One that was sent back, or whose content changed after it was approved, is asked again; one
    that waits stays as it is.

    Raises Missing, Refused for a closed case, BadInput without words.
    """
    case = locked(case_id)
    permissions.ASK_APPROVAL.check(by, case)
    policies.check_open(case)
    if stage not in Stage.values:
        raise BadInput({"stage": "Виберіть, що подаєте на погодження."})
    if sentence := nothing_yet(case, stage):
        raise BadInput({"stage": sentence})
    words = worded("words", words, "Напишіть супервізорові, що зроблено й що пропонуєте.")
    found = live(case, stage, subject_id)
    if found is not None:
        again = found.state == ApprovalState.APPROVED and changed_since(found)
        if again or found.state == ApprovalState.SENT_BACK:
            found.words, found.content = words, digest_of(case, stage)
            advance(
                APPROVAL_MACHINE, found, "ask_again", by=by, at=at, reason=words, changed=["words", "content"]
            )
            call_supervisors(case, question=False, at=at)
        return found
    approval = Approval.objects.create(
        case=case, stage=stage, subject_id=subject_id, words=words, asked_by_id=by.account_id, asked_at=at,
        changed_at=at, content=digest_of(case, stage),
    )  # fmt: skip
    approval.steps.create(
        verb="ask",
        source=ApprovalState.ASKED,
        target=ApprovalState.ASKED,
        at=at,
        by_account=by.account_id,
        by_name=by.name,
        by_organisation=by.organisation_name,
        reason=words,
    )
    note(case, by=by, action=permissions.ASK_APPROVAL, at=at)
    call_supervisors(case, question=False, at=at)
    return approval


@transaction.atomic
def decide(
    *, by: Actor, approval_id: uuid.UUID, approve: bool, remark: str, at: datetime, seen: str | None = None
) -> Approval:
    """Approve, or send back with remarks. A manager never approves what he asked for himself.

    What is approved is the content of this moment; `seen`: the digest of what the page showed.
    Raises Missing, Refused, BadInput without remarks when sent back, Conflict when it no longer waits or the content is
    not the one that was shown.
    """
    approval = Approval.objects.select_for_update(of=("self",)).filter(pk=approval_id).first()
    if approval is None:
        raise Missing
    permissions.DECIDE_APPROVAL.check(by, approval)
    if approval.asked_by_id == by.account_id:
        raise Refused("Це подали ви самі. Погодити має інший супервізор.", code="own_approval")
    if approval.state != ApprovalState.ASKED:
        raise Conflict("Це вже вирішено. Оновіть сторінку.", code="approval_decided")
    remark = remark.strip()
    if not approve:
        remark = worded("remark", remark, "Напишіть, що треба змінити.")
    approval.remark, approval.content = remark, digest_of(approval.case, approval.stage)
    if approve and seen is not None and seen != approval.content:
        raise Conflict(
            "Поки ви читали, менеджер змінив те, що подав. Перегляньте ще раз і вирішіть.",
            code="content_changed",
        )
    verb = "approve" if approve else "send_back"
    advance(APPROVAL_MACHINE, approval, verb, by=by, at=at, reason=remark, changed=["remark", "content"])
    note(approval.case, by=by, action=permissions.DECIDE_APPROVAL, at=at)
    return approval


@transaction.atomic
def withdraw(*, by: Actor, approval_id: uuid.UUID, at: datetime) -> Approval:
    """The manager takes the request back. Raises Missing, Conflict when it is over."""
    approval = Approval.objects.select_for_update(of=("self",)).filter(pk=approval_id).first()
    if approval is None:
        raise Missing
    permissions.WITHDRAW_APPROVAL.check(by, approval)
    advance(APPROVAL_MACHINE, approval, "withdraw", by=by, at=at)
    note(approval.case, by=by, action=permissions.WITHDRAW_APPROVAL, at=at)
    return approval


@transaction.atomic
def set_rule(*, by: Actor, unit_id: uuid.UUID, stage: str, from_level: str, at: datetime) -> StageRule | None:
    """From today the supervisor of the unit approves the stage from a level on; an empty level: no more.

    Raises Missing for a foreign unit, BadInput.
    """
    unit = Organisation.objects.select_for_update(of=("self",)).filter(pk=unit_id).first()
    if unit is None:
        raise Missing
    permissions.SET_STAGE_RULE.check(by, unit)
    if stage not in Stage.values or (from_level and from_level not in FromLevel.values):
        raise BadInput({"from_level": "Виберіть зі списку."})
    today = day_of(at)
    current = StageRule.objects.filter(unit=unit, stage=stage, until__isnull=True).first()
    if current is not None and current.from_level == from_level:
        return current
    if current is not None:
        current.until = max(today, current.since)
        current.save(update_fields=["until"])
    made = None
    if from_level:
        made = StageRule.objects.create(
            unit=unit, stage=stage, from_level=from_level, since=today, set_by_id=by.account_id
        )
    record(
        actor=by, action=permissions.SET_STAGE_RULE.name, right=MODIFY, subject_kind="organisation",
        subject_id=unit.pk, purpose="порядок погодження у відділі", at=at,
    )  # fmt: skip
    return made
