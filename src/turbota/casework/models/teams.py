"""People from other bodies who work on just this case."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, Organisation
from turbota.access.queries import in_force
from turbota.casework.models.cases import Case
from turbota.casework.states import Field
from turbota.kernel.identifiers import new_id


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    """The vocabulary of team members."""

    def live(self, on: date) -> "TeamMemberQuerySet":
        """Members who work on their case on the day: invited, agreed to it, and the end has not come."""
        return self.filter(in_force(on), accepted_at__isnull=False)

    def invited(self, on: date) -> "TeamMemberQuerySet":
        """Invitations that wait for an answer on the day."""
        return self.filter(in_force(on), accepted_at__isnull=True, declined_at__isnull=True)


class TeamMember(models.Model):
    """Somebody invited to one case with a role and an end date (`until` is no longer included; R288).

    `organisation`: from which body. `ended_why`: why the manager ended it before its day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    field = models.CharField(max_length=20, choices=Field.choices)
    task = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_why = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="team_member_ends_after_start"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True),
                name="team_member_one_answer",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["account", "until"], name="team_of_account")]

    @property
    def last_day(self) -> date:
        """The last day on which the member works on the case."""
        return self.until - timedelta(days=1)
