"""The basis on which a social manager sees the sums and reasons of a person's money."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account
from turbota.access.queries import in_force
from turbota.casework.models import Case
from turbota.kernel.identifiers import new_id
from turbota.people.models import Person


class BasisQuerySet(models.QuerySet["Basis"]):
    """The vocabulary of bases."""

    def live(self, on: date) -> "BasisQuerySet":
        """Bases in force on the day."""
        return self.filter(in_force(on))


class Basis(models.Model):
    """For one case and one person, from a day to a day (`until` is no longer included): why money is shown in full.

    `document`: the consent, the rule or the paper of a court in words. The person is told when it is opened.
    """

    class Ground(models.TextChoices):
        CONSENT = "consent", "згода людини"
        FEE = "fee", "обчислення плати за послуги (закон № 2671-VIII, ст. 28)"
        COURT = "court", "рішення суду"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    document = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = BasisQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="basis_ends_after_start"),
            models.CheckConstraint(condition=~Q(document=""), name="basis_has_a_document"),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "until"], name="basis_of_case")]
