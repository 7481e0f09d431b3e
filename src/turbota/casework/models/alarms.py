"""Who is on duty, and the alarm about a life in danger until somebody answers it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, Organisation, Post
from turbota.casework.models.reports import Report
from turbota.kernel.identifiers import new_id


class DutyShiftQuerySet(models.QuerySet["DutyShift"]):
    """The vocabulary of shifts."""

    def going(self, at: datetime) -> "DutyShiftQuerySet":
        """Shifts that last at the moment."""
        return self.filter(since__lte=at, until__gt=at)


class DutyShift(models.Model):
    """A social manager is on duty in the unit from a moment to a moment (`until` is no longer included)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    set_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DutyShiftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="duty_ends_after_start"),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "until"], name="duty_of_unit")]


class Level(models.IntegerChoices):
    """Whom an alarm calls, one after the other."""

    DUTY = 0, "чергові"
    DEPUTY = 1, "заступники"
    SUPERVISOR = 2, "супервізор"
    HEAD = 3, "керівник"


class AlarmQuerySet(models.QuerySet["Alarm"]):
    """The vocabulary of alarms."""

    def live(self) -> "AlarmQuerySet":
        """Alarms that nobody has answered."""
        return self.filter(answered_at__isnull=True)


class Alarm(models.Model):
    """A report of a life in danger calls people until one of them answers.

    `level`: who was called last; `next_at`: when the next are called; None once it is answered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="alarms")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.DUTY)
    raised_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AlarmQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(answered_at__isnull=True), name="alarm_one_live_a_report"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, next_at__isnull=False)
                | Q(answered_at__isnull=False, next_at__isnull=True),
                name="alarm_goes_until_answered",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=Q(answered_at__isnull=True), name="alarm_due"),
            models.Index(fields=["unit"], condition=Q(answered_at__isnull=True), name="alarm_of_unit"),
        ]


class AlarmCall(models.Model):
    """Somebody was called by an alarm, at which level and when. `mailed`: a letter was sent as well."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    alarm = models.ForeignKey(Alarm, on_delete=models.PROTECT, related_name="calls")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    at = models.DateTimeField()
    mailed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "at"], name="alarm_calls")]
