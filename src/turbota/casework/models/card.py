"""What stands on the social card beside the people: factors of the circumstances, and every change with its reason."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account
from turbota.casework.case_states import Change
from turbota.casework.models.cases import Case
from turbota.kernel.identifiers import new_id


class CaseFactor(models.Model):
    """A coded factor of difficult life circumstances in a case, from a day to a day (`until` is no longer included).

    `code`: of `casework/factors.yaml`. `evidence`: by what it is known (document, words of whom, what was seen).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="factors")
    code = models.CharField(max_length=40)
    evidence = models.CharField(max_length=500)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=Q(until__isnull=True), name="case_factor_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="case_factor_ends_after_start",
            ),
        ]


class CaseChange(models.Model):
    """A note or a change of the card: what, the new value in words or as a code, why, who, when. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=20, choices=Change.choices)
    value = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by_account = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-at"], name="case_changes")]
