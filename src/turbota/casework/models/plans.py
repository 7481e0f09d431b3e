"""The individual plan of a case: needs → goals → measures, and who agreed to it (law 2671-VIII, art. 22; R282–R286)."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, Organisation
from turbota.casework.models.cases import Case
from turbota.casework.models.teams import TeamMember
from turbota.casework.plan_states import (
    OPEN_PLAN,
    Answer,
    Domain,
    Executor,
    Means,
    Party,
    Pays,
    PlanState,
)
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.people.models import Person
from turbota.signatures.models import Signature


class Plan(models.Model):
    """One version of the plan of a case; `number` counts the versions of the case from 1.

    `since` and `until`: the first and the last day of the plan (both included). `decision`: number and date of the
    decision, or the act of emergency help, that it stands on. `why`: what made a new version necessary.
    `paper`: the whole plan as it was printed when it was offered; those bytes are what the sides agree to.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=PlanState.choices, default=PlanState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    decision = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField(blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=OPEN_PLAN), name="plan_one_in_work"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state=PlanState.IN_FORCE), name="plan_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="plan_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PlanStep(StepBase):
    """An immutable row of the path of a version."""

    subject = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="plan_steps")]


class Need(models.Model):
    """What the person lacks, in words, and from which answer it is known. `origin`: the same need in every version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.UUIDField(default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="needs")
    domain = models.CharField(max_length=20, choices=Domain.choices)
    words = models.CharField(max_length=500)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "origin"], name="plan_need_once"),
        ]


class Goal(models.Model):
    """What has to change, and the figure or the sign by which it is seen (R286): from `baseline` to `target`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.UUIDField(default=new_id, editable=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="goals")
    words = models.CharField(max_length=500)
    indicator = models.CharField(max_length=300)
    baseline = models.CharField(max_length=200, blank=True)
    target = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["need", "origin"], name="plan_goal_once"),
        ]


class MeasureQuerySet(models.QuerySet["Measure"]):
    """The vocabulary of measures."""

    def of_plan(self, plan_id: uuid.UUID) -> "MeasureQuerySet":
        """The measures of a version, in the order they were made."""
        return self.filter(goal__need__plan_id=plan_id).order_by("pk")

    def agreed_on(self) -> "MeasureQuerySet":
        """Those that the person did not refuse."""
        return self.filter(declined_at__isnull=True)

    def running(self, since: date, until: date) -> "MeasureQuerySet":
        """Those of plans in force that last on any day from `since` to `until`."""
        return self.agreed_on().filter(
            goal__need__plan__state=PlanState.IN_FORCE, since__lte=until, until__gte=since
        )


class Measure(models.Model):
    """What is done: content, who answers, by when, what is expected, how much and who pays (R283–R286).

    `service`: code of the classifier, empty for something else. `recipient`: the person of the case who gets it.
    `since` and `until`: the first and the last day (both included). `volume` of `unit` ("годин на тиждень").
    `fee`: kopiykas for one unit; `reckoning`: what was known and the reasons of `law.payment`, with their acts;
    `fee_reason`: why the officer entered another mode or the fee by hand. `proposal`: code of the rule that proposed it.
    `declined_*`: the person refused this measure; it stays readable and is not carried out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.UUIDField(default=new_id, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="measures")
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    content = models.CharField(max_length=1000)
    service = models.CharField(max_length=20, blank=True)
    executor = models.CharField(max_length=10, choices=Executor.choices, blank=True)
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    expected = models.CharField(max_length=500, blank=True)
    indicator = models.CharField(max_length=300, blank=True)
    volume = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    pays = models.CharField(max_length=20, choices=Pays.choices, blank=True)
    fee = models.BigIntegerField(null=True, blank=True)
    reckoning = models.JSONField(default=dict, blank=True)
    fee_reason = models.CharField(max_length=500, blank=True)
    proposal = models.CharField(max_length=60, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_why = models.CharField(max_length=1000, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "origin"], name="plan_measure_once"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="plan_measure_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(executor=Executor.PROVIDER, provider__isnull=False, member__isnull=True)
                | Q(executor=Executor.MEMBER, member__isnull=False, provider__isnull=True)
                | Q(
                    executor__in=("", Executor.MANAGER, Executor.PERSON),
                    provider__isnull=True,
                    member__isnull=True,
                ),
                name="plan_measure_executor_named",
            ),
            models.CheckConstraint(
                condition=Q(fee__isnull=True) | Q(fee__gte=0), name="plan_fee_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(pays=Pays.FREE) | Q(fee=0), name="plan_free_measure_costs_nothing"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["recipient", "service"], name="plan_measure_service")]


class Agreement(models.Model):
    """One side of an offered version and its answer. An answer is never rewritten: a new offer makes new rows.

    `round` counts the offers of the version. `paper`: the bytes this side agrees to, the whole plan for the person and
    the manager, only its own part for an executor. `code_*`: a one-time code was sent to the person (keyed hash).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    round = models.PositiveIntegerField()
    party = models.CharField(max_length=10, choices=Party.choices)
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    member = models.ForeignKey(TeamMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    means = models.CharField(max_length=10, choices=Means.choices, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.ForeignKey(
        Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    code_key = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "round", "party", "provider", "member"],
                name="plan_side_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.WAITING, answered_at__isnull=True)
                | ~Q(answer=Answer.WAITING) & Q(answered_at__isnull=False),
                name="plan_answer_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.REFUSED) | ~Q(reason=""), name="plan_refusal_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(means=Means.KEY) | Q(signature__isnull=False), name="plan_key_has_signature"
            ),
            models.CheckConstraint(
                condition=~Q(means=Means.PAPER) | Q(scan__isnull=False), name="plan_paper_has_scan"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["provider", "answer"], name="plan_side_of_provider")]
