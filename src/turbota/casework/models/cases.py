"""The case of a person or a family, its members, and the one manager who answers for it."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from turbota.access.models import Account, Organisation, Post
from turbota.casework.case_states import Risk
from turbota.casework.states import (
    OPEN_CASE,
    CaseKind,
    CaseState,
    ClosureReason,
    Ground,
    Relation,
    Sensitivity,
)
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.people.models import Person
from turbota.places.folding import fold
from turbota.places.models import Place


class CaseQuerySet(models.QuerySet["Case"]):
    """The vocabulary of cases."""

    def open(self) -> "CaseQuerySet":
        """Cases in work."""
        return self.filter(state__in=OPEN_CASE)


class Case(models.Model):
    """One case of one person or family in one unit.

    `post`: the post of the social manager who answers for it now (R274); his deputy comes by the same post. Only
    `CaseManager` remembers who answered before. `sensitivity`: why it exists for nobody else. `locality`: the place of
    the codifier where the person lives, as far as known, `address`: the rest in words; `address_protected`: both are shown
    to the manager and the supervisor alone. `complexity`: the level by the newest assessment, with
    its words in `complexity_why`; empty before the first. `risk`: as the manager sees it.
    `next_review_on`: the day of the next planned review.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=CaseKind.choices)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    main_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=CaseState.choices, default=CaseState.OPENED)
    version = models.PositiveIntegerField(default=0)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity.choices, default=Sensitivity.NONE)
    address = models.CharField(max_length=300, blank=True)
    locality = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    address_protected = models.BooleanField(default=False)
    phone = models.CharField(max_length=40, blank=True)
    risk = models.CharField(max_length=10, choices=Risk.choices, blank=True)
    complexity = models.CharField(max_length=20, blank=True)
    complexity_why = models.TextField(blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closure_reason = models.CharField(max_length=20, choices=ClosureReason.choices, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=CaseState.CLOSED, closed_at__isnull=False) & ~Q(closure_reason="")
                | ~Q(state=CaseState.CLOSED) & Q(closed_at__isnull=True, closure_reason=""),
                name="case_closed_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["post", "-changed_at", "-id"],
                condition=Q(closed_at__isnull=True),
                name="case_work_of_manager",
            ),
            models.Index(
                fields=["unit", "-changed_at", "-id"],
                condition=Q(closed_at__isnull=True),
                name="case_work_of_unit",
            ),
            models.Index(fields=["unit", "state"], name="case_of_unit_by_state"),
            models.Index(fields=["main_person"], name="case_of_person"),
            models.Index(
                fields=["post", "-changed_at", "-id"],
                condition=Q(closed_at__isnull=True),
                name="case_at_work",
            ),
            models.Index(
                fields=["unit", "-changed_at", "-id"],
                condition=Q(closed_at__isnull=True),
                name="case_at_work_of_unit",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def home(self) -> str:
        """Where the person lives, in one line: «с. Лугове, вул. Садова, 4». As protected as the address itself."""
        place = self.locality
        if place is None or fold(place.name) in fold(self.address):
            return self.address
        return ", ".join(part for part in (place.spoken, self.address) if part)

    @property
    def sensitive(self) -> bool:
        """Whether it exists for nobody but those who work on it."""
        return self.sensitivity != Sensitivity.NONE


class CaseStep(StepBase):
    """An immutable row of the path of a case."""

    subject = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="case_steps")]


class CaseMember(models.Model):
    """A person of the case, from a day to a day (`until` is no longer included)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    note = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="case_member_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(until__isnull=True), name="case_member_once"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(until__isnull=True, relation=Relation.MAIN),
                name="case_one_main_person",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="case_member_ends_after_start",
            ),
        ]


class CaseManager(models.Model):
    """Who answered for the case, from a moment to a moment: the history behind `Case.post`.

    `reads_until`: a former manager may read the case up to this day (not included); None: not at all any more.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="managers")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    reads_until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(until__isnull=True), name="case_one_manager"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="case_manager_ends_after_start",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["post", "reads_until"], name="case_manager_tail")]

    def reads_on(self, day: date) -> bool:
        """Whether a former manager may still read on the day."""
        return self.reads_until is not None and day < self.reads_until
