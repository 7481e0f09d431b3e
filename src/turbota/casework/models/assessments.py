"""An assessment of needs: the answers of one assessor by one version of an instrument, and what followed from them."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from turbota.access.models import Account
from turbota.casework.assessment_states import DONE, AssessmentState, Conclusion, Level, Stage
from turbota.casework.models.cases import Case
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.signatures.models import Signature


class Assessment(models.Model):
    """One needs assessment (law 2671-VIII, art. 20; КМУ 64; order 1005).

    `answers`: key `question@subject` → value, evidence, informant, note, and who answered when in which `version` of the
    row; `past`: the same key → what was answered before, so that nobody's words are lost. `subjects`: who was assessed, fixed
    at the submission. `blind_of`: the assessment that this one repeats without seeing it; its assessor works until the
    day `access_until` (not included). `assessed_at`: when it was done, by the paper if it was done on paper; `entered_at`:
    when it was submitted here. `scan`: the filled form; `act`: the printed act, signed with a key (`signature`) or by hand
    (`signed_scan`, or the filled form itself).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    instrument = models.CharField(max_length=40)
    instrument_version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=AssessmentState.choices, default=AssessmentState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    assessor = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    blind_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repetitions"
    )
    access_until = models.DateField(null=True, blank=True)
    answers: Any = models.JSONField(default=dict)
    past: Any = models.JSONField(default=dict)
    subjects: Any = models.JSONField(default=list)
    scores: Any = models.JSONField(default=dict)
    level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    level_why = models.TextField(blank=True)
    conclusion = models.CharField(max_length=20, choices=Conclusion.choices, blank=True)
    conclusion_note = models.TextField(blank=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_scan = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    act = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.ForeignKey(
        Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    assessed_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=AssessmentState.DRAFT, blind_of__isnull=True),
                name="assessment_one_draft",
            ),
            models.UniqueConstraint(
                fields=["blind_of"],
                condition=Q(state=AssessmentState.DRAFT, blind_of__isnull=False),
                name="assessment_one_blind_draft",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DONE)
                | Q(assessed_at__isnull=False, entered_at__isnull=False) & ~Q(level="") & ~Q(conclusion=""),
                name="assessment_done_with_result",
            ),
            models.CheckConstraint(
                condition=Q(blind_of__isnull=True) | Q(access_until__isnull=False),
                name="assessment_blind_has_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["case", "begun_at"], name="assessment_of_case"),
            models.Index(fields=["assessor", "state"], name="assessment_of_assessor"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def state_words(self) -> str:
        """Where it stands; a repetition has no act of its own."""
        if self.blind_of_id is not None and self.state == AssessmentState.SUBMITTED:
            return "Завершено"
        return AssessmentState(self.state).label

    @property
    def last_day(self) -> date | None:
        """The last day on which a second assessor works; None for a first one."""
        return self.access_until - timedelta(days=1) if self.access_until else None

    @property
    def done(self) -> bool:
        """Whether it has a result."""
        return self.state in DONE

    @property
    def values(self) -> dict[str, str]:
        """The answers alone, as the scoring takes them."""
        return {key: entry["value"] for key, entry in self.answers.items() if entry["value"]}


class AssessmentStep(StepBase):
    """An immutable row of the path of an assessment."""

    subject = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="assessment_steps")]
