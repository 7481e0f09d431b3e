"""What a team does together on a case: meetings, tasks with clocks, and messages that never leave the case."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from turbota.access.models import Account
from turbota.casework.models.cases import Case
from turbota.casework.plan_states import TaskState
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase


class Meeting(models.Model):
    """One meeting of the team: agenda before it, minutes after it. `held_at` is set together with the minutes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.TextField()
    minutes = models.TextField(blank=True)
    called_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(cancelled_at__isnull=True) & ~Q(minutes=""),
                name="meeting_held_has_minutes",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "-starts_at"], name="meetings_of_case")]


class Attendance(models.Model):
    """Somebody called to a meeting. `present` None: the meeting has not been held."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "account"], name="attendance_once"),
        ]


class CaseTask(models.Model):
    """Something that one person of the team has to do; its term is the clock `case_task`.

    `meeting`: where it was agreed, if anywhere. `result`: what was done, in words.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    words = models.CharField(max_length=500)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=TaskState.choices, default=TaskState.OPEN)
    version = models.PositiveIntegerField(default=0)
    result = models.TextField(blank=True)
    given_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "state"], name="case_tasks"),
            models.Index(fields=["account", "state"], name="case_tasks_of_account"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CaseTaskStep(StepBase):
    """An immutable row of the path of a task."""

    subject = models.ForeignKey(CaseTask, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["subject", "at"], name="case_task_steps")]


class CaseMessage(models.Model):
    """Words inside a case, read by its manager and its team. `author` None: the platform itself, to the manager alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author_name = models.CharField(max_length=200)
    author_office = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "at"], name="case_messages")]


class CaseMessageRead(models.Model):
    """Who opened a message and when first."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(CaseMessage, on_delete=models.PROTECT, related_name="reads")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "account"], name="case_message_read_once"),
        ]
