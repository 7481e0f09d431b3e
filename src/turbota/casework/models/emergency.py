"""Services given at once to an adult in danger, without an application (order 135 of 18.04.2022)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account
from turbota.casework.emergency_states import EmergencyState
from turbota.casework.models.cases import Case
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.signatures.models import Signature


class EmergencyAct(models.Model):
    """An act by which the social manager gave services at once; the head approves it within a day.

    `danger`: what threatened, in words. `services`: a row for each (`assistance.calculation.Service`). `given_at`: when they
    began. `paper` is the PDF/A-3 whose bytes both sign.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies")
    number = models.CharField(max_length=30, unique=True)
    state = models.CharField(max_length=20, choices=EmergencyState.choices, default=EmergencyState.PREPARED)
    version = models.PositiveIntegerField(default=0)
    danger = models.TextField()
    services = models.JSONField(default=list)
    given_at = models.DateTimeField()
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    manager_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    head = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    head_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state=EmergencyState.APPROVED), name="emergency_one_open"
            ),
            models.CheckConstraint(
                condition=Q(head__isnull=True) | ~Q(head=F("manager")), name="emergency_two_different_people"
            ),
            models.CheckConstraint(
                condition=~Q(state=EmergencyState.APPROVED)
                | Q(
                    manager_signature__isnull=False,
                    head_signature__isnull=False,
                    head__isnull=False,
                    approved_at__isnull=False,
                ),
                name="emergency_approved_with_two_signatures",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "created_at"], name="emergency_of_case")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def signatures(self) -> list[Signature]:
        """The signatures that stand under it: none, the manager's, or both."""
        return [one for one in (self.manager_signature, self.head_signature) if one is not None]


class EmergencyStep(StepBase):
    """An immutable row of the path of an act."""

    subject = models.ForeignKey(EmergencyAct, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="emergency_steps")]
