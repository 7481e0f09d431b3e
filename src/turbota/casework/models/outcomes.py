"""Reviews of a plan, and what changed in the life of the person (R021, R269)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from turbota.access.models import Account
from turbota.casework.delivery_states import AfterResult, Progress, ReviewDecision
from turbota.casework.models.cases import Case
from turbota.kernel.identifiers import new_id


class Review(models.Model):
    """A review of the plan on schedule (R269): what was done, what came of it, what is decided. Never changed.

    `done`, `missed`, `minutes`: figures of the journal since the review before. `reassess`: a repeat assessment is asked for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveIntegerField()
    held_at = models.DateTimeField()
    summary = models.TextField()
    decision = models.CharField(max_length=10, choices=ReviewDecision.choices)
    reassess = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    next_on = models.DateField(null=True, blank=True)
    by_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="review_numbered_once"),
        ]


class ReviewLine(models.Model):
    """One need or goal at a review, and how far it has come."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="lines")
    title = models.CharField(max_length=300)
    progress = models.CharField(max_length=10, choices=Progress.choices)
    words = models.CharField(max_length=1000, blank=True)


class Outcome(models.Model):
    """What came of a case at one closing: goals met of all, and the distance of each need in its lines. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outcomes")
    measured_at = models.DateTimeField()
    closure_reason = models.CharField(max_length=20)
    goals = models.PositiveIntegerField(default=0)
    goals_met = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "measured_at"], name="outcome_of_a_closing_once"),
            models.CheckConstraint(condition=Q(goals_met__lte=models.F("goals")), name="outcome_goals_met"),
        ]


class OutcomeLine(models.Model):
    """The way of one need: the first and the last score of its scale, or words of the last review without scores.

    A lower score is a smaller need, so `first` − `last` above 0 is a way forward.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="lines")
    title = models.CharField(max_length=300)
    first = models.IntegerField(null=True, blank=True)
    last = models.IntegerField(null=True, blank=True)
    progress = models.CharField(max_length=10, choices=Progress.choices)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first__isnull=True, last__isnull=True)
                | Q(first__isnull=False, last__isnull=False),
                name="outcome_line_two_scores",
            ),
        ]


class AfterCheck(models.Model):
    """How the person lives some time after the closing. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    outcome = models.OneToOneField(Outcome, on_delete=models.PROTECT, related_name="after_check")
    at = models.DateTimeField()
    result = models.CharField(max_length=10, choices=AfterResult.choices)
    words = models.TextField()
    by_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
