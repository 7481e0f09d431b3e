"""Legal clocks and the entries of their ledger."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, Organisation, Post
from turbota.deadlines.states import GOING, MOVEMENTS, ON_RETURN, OUTCOMES, PAUSED, RUNNING, UNITS
from turbota.kernel.identifiers import new_id


class ClockQuerySet(models.QuerySet["Clock"]):
    """The vocabulary of clocks."""

    def going(self) -> "ClockQuerySet":
        """Clocks that run or stand still."""
        return self.filter(outcome__in=GOING)

    def running(self) -> "ClockQuerySet":
        """Clocks that run now."""
        return self.filter(outcome=RUNNING)


class Clock(models.Model):
    """The term of one stage of one subject, with the rule as it was on the day of the start.

    `counted_from` is the moment from which the present run is counted, `used_before` the units used before
    it: both change at resuming only. `due_at` is the first moment that is too late, `due_on` the last day
    of the term; `plain_due_on` is that day as if the clock had never stood still. `used_at_pause` is frozen
    while it stands.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule_code = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    act = models.TextField()
    point = models.CharField(max_length=60)
    verified = models.BooleanField()
    on_return = models.CharField(max_length=10)
    on_return_verified = models.BooleanField()
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    starts_on = models.DateField()
    counted_from = models.DateTimeField()
    used_before = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    due_on = models.DateField()
    plain_due_on = models.DateField()
    paused_at = models.DateTimeField(null=True)
    paused_days = models.PositiveIntegerField(default=0)
    became_late_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, default=RUNNING)

    objects = ClockQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["rule_code", "subject_kind", "subject_id"],
                condition=Q(stopped_at__isnull=True),
                name="deadlines_one_clock_of_a_rule",
            ),
            models.CheckConstraint(condition=Q(outcome__in=OUTCOMES), name="deadlines_outcome"),
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="deadlines_unit"),
            models.CheckConstraint(condition=Q(on_return__in=ON_RETURN), name="deadlines_on_return"),
            models.CheckConstraint(
                condition=Q(outcome__in=GOING, stopped_at__isnull=True)
                | (~Q(outcome__in=GOING) & Q(stopped_at__isnull=False)),
                name="deadlines_stopped_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(outcome=PAUSED, paused_at__isnull=False)
                | (~Q(outcome=PAUSED) & Q(paused_at__isnull=True)),
                name="deadlines_paused_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("plain_due_on")), name="deadlines_pause_only_adds"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="deadlines_subject"),
            models.Index(
                fields=["organisation", "outcome", "due_on"],
                condition=Q(stopped_at__isnull=True),
                name="deadlines_strip",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(outcome=RUNNING, became_late_at__isnull=True),
                name="deadlines_watch",
            ),
        ]


class ClockEntry(models.Model):
    """One movement of a clock. Only inserted: the database refuses to change it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="entries")
    movement = models.CharField(max_length=20)
    at = models.DateTimeField()
    by_account = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    why = models.TextField(blank=True)
    due_on = models.DateField()
    organisation_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(movement__in=MOVEMENTS), name="deadlines_movement"),
        ]
        indexes: ClassVar = [models.Index(fields=["clock", "at"], name="deadlines_entry")]
