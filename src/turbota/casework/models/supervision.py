"""Supervision: which stages a unit wants approved, the approvals asked for, and people who are in two cases."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, Organisation
from turbota.casework.case_states import ApprovalState, ClaimOutcome, FromLevel, Stage
from turbota.casework.models.cases import Case, CaseMember
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase


class StageRule(models.Model):
    """The supervisor of the unit approves the stage, for cases from a complexity on, between the days."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=20, choices=Stage.choices)
    from_level = models.CharField(max_length=20, choices=FromLevel.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "stage"], condition=Q(until__isnull=True), name="stage_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="stage_rule_ends_after_start"
            ),
        ]


class Approval(models.Model):
    """A stage of a case that the supervisor is asked to approve.

    `subject_id`: the assessment or the plan it is about; None for the closing. `words`: what the manager asks.
    `remark`: what the supervisor wrote last. `content`: the digest of what was approved (of what was asked, until then).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    stage = models.CharField(max_length=20, choices=Stage.choices)
    subject_id = models.UUIDField(null=True, blank=True)
    words = models.TextField()
    remark = models.TextField(blank=True)
    content = models.CharField(max_length=64, blank=True, db_default="")
    state = models.CharField(max_length=20, choices=ApprovalState.choices, default=ApprovalState.ASKED)
    version = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "stage", "subject_id"],
                condition=Q(state__in=(ApprovalState.ASKED, ApprovalState.SENT_BACK, ApprovalState.APPROVED)),
                name="approval_live_once",
                nulls_distinct=False,
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at"], condition=Q(state=ApprovalState.ASKED), name="approval_waiting"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ApprovalStep(StepBase):
    """An immutable row of the path of an approval."""

    subject = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="approval_steps")]


class MemberClaim(models.Model):
    """A question to the supervisor about a member: she is in another open case too, or the manager asks himself.

    `other`: the earlier row of the same person in another case, which the manager is never told of; None for the
    manager's own question in `question`. `outcome` is empty while the question waits.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(CaseMember, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(CaseMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    question = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=ClaimOutcome.choices, blank=True)
    reason = models.TextField(blank=True)
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "other"], name="member_claim_once"),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at__isnull=True)
                | ~Q(outcome="") & Q(settled_at__isnull=False),
                name="member_claim_settled_with_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["asked_at"], condition=Q(outcome=""), name="member_claim_waiting"),
        ]
