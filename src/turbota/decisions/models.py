"""The decision with its two signatures, and corrections of answers with their reasons."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform

from turbota.access.models import Account, Organisation
from turbota.applications.models import Application, Attachment
from turbota.decisions.states import Outcome, State
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.signatures.models import Signature


class Decision(models.Model):
    """One decision on one application.

    `calculation` is the whole result with steps, parameters and acts; `snapshot` what it was calculated from.
    `paper` is the PDF/A-3 whose bytes both signatures cover. `amount` is in kopiykas a month, 0 when nothing is paid
    by month; `once` is what is paid a single time. The parts are the `schedule` of the calculation.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PREPARED)
    version = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=30, unique=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    amount = models.BigIntegerField(null=True, blank=True)
    once = models.BigIntegerField(default=0)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    calculation = models.JSONField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    specialist_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    head = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    head_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(head__isnull=True) | ~Q(head=F("specialist")),
                name="decision_two_different_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED)
                | Q(
                    specialist_signature__isnull=False,
                    head_signature__isnull=False,
                    head__isnull=False,
                    approved_at__isnull=False,
                ),
                name="decision_approved_with_two_signatures",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.REFUSED, amount__isnull=True)
                | Q(outcome=Outcome.GRANTED, amount__isnull=False, since__isnull=False, until__isnull=False),
                name="decision_granted_with_amount_and_period",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.REFUSED, once=0)
                | Q(amount__gt=0, once__gte=0)
                | Q(amount=0, once__gt=0),
                name="decision_granted_pays_something",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "proposed_at"], name="decision_queue"),
            GinIndex(
                OpClass(KeyTransform("schedule", "calculation"), name="jsonb_path_ops"), name="decision_parts"
            ),
        ]


class DecisionStep(StepBase):
    """An immutable row of the path of a decision."""

    subject = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="decision_steps")]


class Correction(models.Model):
    """The specialist took another value than the applicant wrote: which, why, and by which document.

    `path` is the path of the answer, e.g. "incomes.2.amount"; of a row that was added (`after` is the row) or taken
    away (`before` is the row), e.g. "incomes.2", as the rows were numbered then: corrections apply in order of time.
    Rows of this table are never changed; a later one replaces an earlier.
    """

    class Change(models.TextChoices):
        VALUE = "value", "інше значення"
        ADD = "add", "додано запис"
        REMOVE = "remove", "вилучено запис"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="corrections")
    change = models.CharField(max_length=10, choices=Change.choices, default=Change.VALUE)
    path = models.CharField(max_length=200)
    label = models.CharField(max_length=300)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    before_text = models.CharField(max_length=500)
    after_text = models.CharField(max_length=500)
    reason = models.TextField()
    document = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["application", "at"], name="correction_of_application")]
