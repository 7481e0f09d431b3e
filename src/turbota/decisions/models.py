"""The decision with its two signatures, its annulment, and corrections of answers with their reasons."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTransform

from turbota.access.models import Account, Organisation
from turbota.applications.models import Application, Attachment
from turbota.decisions.states import NOTHING_PAID, AnnulmentGround, AnnulmentState, Outcome, State
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.signatures.models import Signature


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The vocabulary of decisions."""

    def standing(self) -> "DecisionQuerySet":
        """Decisions that no annulment has ended: at most one of an application, approved or on its way."""
        return self.exclude(annulment__state=AnnulmentState.APPROVED)


class Decision(models.Model):
    """One decision on one application; `sequence` counts them: a new one is made only after the last was annulled.

    `specialist_acting_for`, `head_acting_for`: whose duties the signer did, when a deputy signed.
    `calculation` is the whole result with steps, parameters and acts; `snapshot` what it was calculated from.
    `told_sheet` is the sheet that the applicant reads where it is another than the office's `sheet`; then `calculation`
    has the same as "told" (`telling.for_applicant`), and that is what is enclosed in the paper.
    `paper` is the PDF/A-3 whose bytes both signatures cover. `amount` is in kopiykas a month, 0 when nothing is paid
    by month; `once` is what is paid a single time. The parts are the `schedule` of the calculation. `services` is what is
    given instead of money, a row for each (`assistance.calculation.Service`); such a decision pays nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    sequence = models.PositiveSmallIntegerField(default=1)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.PREPARED)
    version = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=30, unique=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    amount = models.BigIntegerField(null=True, blank=True)
    once = models.BigIntegerField(default=0)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    services = models.JSONField(default=list, blank=True)
    calculation = models.JSONField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    told_sheet = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    specialist_acting_for = models.CharField(max_length=200, blank=True)
    specialist_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    head = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    head_acting_for = models.CharField(max_length=200, blank=True)
    head_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "sequence"], name="decision_one_at_a_time"),
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
                condition=Q(outcome__in=NOTHING_PAID, amount__isnull=True)
                | Q(outcome=Outcome.GRANTED, amount__isnull=False, since__isnull=False, until__isnull=False),
                name="decision_granted_with_amount_and_period",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=NOTHING_PAID, once=0)
                | Q(outcome=Outcome.GRANTED, amount__gt=0, once__gte=0)
                | Q(outcome=Outcome.GRANTED, amount=0, once__gt=0)
                | (Q(outcome=Outcome.GRANTED, amount=0, once=0) & ~Q(services=[])),
                name="decision_granted_pays_something",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "proposed_at"], name="decision_queue"),
            GinIndex(
                OpClass(KeyTransform("schedule", "calculation"), name="jsonb_path_ops"), name="decision_parts"
            ),
        ]


class Annulment(models.Model):
    """A wrong decision is annulled by a new row that points to it; the decision itself stands as it was signed.

    Signed by two people like a decision. `document`: the scan of the court's or the appeal body's paper, `source` its
    number and date; both are obligatory for those grounds. Once approved it is never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="annulment")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=AnnulmentState.choices, default=AnnulmentState.PREPARED)
    version = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=40, unique=True)
    ground = models.CharField(max_length=20, choices=AnnulmentGround.choices)
    reason = models.TextField()
    source = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    specialist = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    specialist_acting_for = models.CharField(max_length=200, blank=True)
    specialist_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    head = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    head_acting_for = models.CharField(max_length=200, blank=True)
    head_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(head__isnull=True) | ~Q(head=F("specialist")),
                name="annulment_two_different_people",
            ),
            models.CheckConstraint(
                condition=~Q(state=AnnulmentState.APPROVED)
                | Q(
                    specialist_signature__isnull=False,
                    head_signature__isnull=False,
                    head__isnull=False,
                    approved_at__isnull=False,
                ),
                name="annulment_approved_with_two_signatures",
            ),
            models.CheckConstraint(
                condition=Q(ground=AnnulmentGround.OWN) | (Q(document__isnull=False) & ~Q(source="")),
                name="annulment_by_others_has_their_paper",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "proposed_at"], name="annulment_queue")]

    @property
    def signatures(self) -> list[Signature]:
        """The signatures that stand under it: none, the specialist's, or both."""
        return [one for one in (self.specialist_signature, self.head_signature) if one is not None]


class AnnulmentStep(StepBase):
    """An immutable row of the path of an annulment."""

    subject = models.ForeignKey(Annulment, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="annulment_steps")]


class DecisionStep(StepBase):
    """An immutable row of the path of a decision."""

    subject = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="decision_steps")]


class Correction(models.Model):
    """The specialist took another value than the applicant wrote: which, why, and by which document.

    `path` is the path of the answer, e.g. "incomes.2.amount"; of a row that was added (`after` is the row) or taken
    away (`before` is the row), e.g. "incomes.2", as the rows were numbered then: corrections apply in order of time.
    One that confirms a member of the family by a document changes nothing: `after` is the row that was confirmed.
    Rows of this table are never changed; a later one replaces an earlier.
    """

    class Change(models.TextChoices):
        VALUE = "value", "інше значення"
        ADD = "add", "додано запис"
        REMOVE = "remove", "вилучено запис"
        CONFIRM = "confirm", "підтверджено члена родини"

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
