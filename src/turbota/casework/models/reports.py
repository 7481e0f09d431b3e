"""A report that somebody is in difficult life circumstances."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from turbota.access.models import Account, Organisation
from turbota.casework.models.cases import Case
from turbota.casework.states import ReportState, Source, Urgency
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase


class Report(models.Model):
    """What somebody told about a person or a family, and where it stands.

    `unit`: whose territory the place is on. `code_key`: a keyed hash of the code by which the reporter follows; the
    code itself is kept nowhere. `reporter_*` are empty for an anonymous one. `place` in words, `place_code` of the
    codifier, `latitude` and `longitude` of a point, whichever is known. `urgency` is what the reporter said,
    `urgency_confirmed` what the duty manager found.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    code_key = models.CharField(max_length=64, unique=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source.choices)
    source_name = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField()
    about = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)
    place_code = models.CharField(max_length=20, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    urgency_confirmed = models.CharField(max_length=10, choices=Urgency.choices, blank=True)
    children = models.BooleanField(default=False)
    violence = models.BooleanField(default=False)
    reporter_name = models.CharField(max_length=200, blank=True)
    reporter_contact = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=20, choices=ReportState.choices, default=ReportState.RECEIVED)
    version = models.PositiveIntegerField(default=0)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=ReportState.LINKED) | Q(case__isnull=False), name="report_linked_to_a_case"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "received_at"], name="report_queue"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReportStep(StepBase):
    """An immutable row of the path of a report."""

    subject = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="report_steps")]
