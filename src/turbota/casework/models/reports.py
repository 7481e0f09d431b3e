"""A report that somebody is in difficult life circumstances."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from turbota.access.models import Account, Organisation, Post
from turbota.casework.models.cases import Case
from turbota.casework.states import DismissReason, ReportState, Source, Urgency
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.people.models import Person
from turbota.places.models import Place

RANKS = {Urgency.THREAT: 0, Urgency.SOON: 1, Urgency.ORDINARY: 2}
"""The order of a queue: what cannot wait stands first."""


class ReportQuerySet(models.QuerySet["Report"]):
    """The vocabulary of reports."""

    def heads(self) -> "ReportQuerySet":
        """Reports that stand for themselves: the same text sent again is joined to the first one."""
        return self.filter(joined_to__isnull=True)

    def waiting(self) -> "ReportQuerySet":
        """Reports that the unit has still to work on."""
        return self.heads().filter(state__in=(ReportState.RECEIVED, ReportState.IN_WORK))


class Report(models.Model):
    """What somebody told about a person or a family, and where it stands.

    `unit`: whose territory the place is on, or the desk of the oblast. `code_key`: a keyed hash of the code by which the
    reporter follows; the code itself is kept nowhere. `reporter_*` are empty for an anonymous one. `locality` of the
    codifier, `place` in words, `latitude` and `longitude` of a point, whichever is known. `urgency` is what the reporter
    said, `urgency_confirmed` what the duty manager found, `rank` the place of the one that counts in the queue.

    `flood`: it came with very many others, somebody has to look with care. `elsewhere`: no unit serves the place, or
    nobody knows it: the desk of the oblast has it. `text_key`: a keyed hash of words and place; `joined_to`: the first
    report with the same ones, while it is open. `person`: whom it was linked by; `post`: who answers for it since then.
    `visited_at`: when somebody came to the person in danger.
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
    locality = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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
    rank = models.PositiveSmallIntegerField(default=RANKS[Urgency.ORDINARY])
    flood = models.BooleanField(default=False)
    elsewhere = models.BooleanField(default=False)
    text_key = models.CharField(max_length=64, blank=True)
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    dismiss_reason = models.CharField(max_length=20, choices=DismissReason.choices, blank=True)
    visited_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=ReportState.LINKED) | Q(case__isnull=False) | Q(person__isnull=False),
                name="report_linked_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="report_point_has_both",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "rank", "received_at", "id"], name="report_queue"),
            models.Index(fields=["unit", "text_key"], name="report_same_text"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def urgency_now(self) -> str:
        """What the duty manager found, or what the reporter said while nobody has looked."""
        return self.urgency_confirmed or self.urgency

    @property
    def urgency_words(self) -> str:
        """The same in words."""
        return Urgency(self.urgency_now).label

    @property
    def threat(self) -> bool:
        """Whether somebody's life or health is in danger."""
        return self.urgency_now == Urgency.THREAT


class ReportStep(StepBase):
    """An immutable row of the path of a report."""

    subject = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="report_steps")]


class ReportPhoto(models.Model):
    """A photo that came with a report: upright, without the time and place of the camera, checked for viruses."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "position"], name="report_photo_once"),
        ]
