"""Registers of handover with the proof of both sides, and the alarms that a comparison of the sides raises."""

from django.db import models
from django.db.models import Q

from turbota.access.models import Account, Organisation
from turbota.applications.models.case import Application, Attachment
from turbota.applications.states import AlarmKind, AlarmState
from turbota.documents.models import StoredFile
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import StepBase
from turbota.signatures.models import Signature


class HandoverRegister(models.Model):
    """A numbered register of documents that a community hands over to a deciding body (Annex 11).

    The side of the sender, as it was at `sent_at`: `cases`, `documents`, `pages`, and `digest`: SHA-256 of the canonical
    list of lines. `additional`: documents that people brought after their cases went (p. 1.4, R150). `district`: the
    старостинський округ whose cases alone it holds; empty: joint. `paper` is the register as sent, `seal` the
    community's seal over those bytes, which may come after sending.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=30)
    community = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    additional = models.BooleanField(default=False)
    district = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    cases = models.PositiveIntegerField(default=0)
    documents = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    seal = models.ForeignKey(Signature, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "number"], name="register_number_once")]
        indexes = [models.Index(fields=["decider", "-sent_at"], name="register_of_decider")]


class HandoverLine(models.Model):
    """One e-case in a register: how many documents and pages, and one hash over their digests.

    In a register of additional documents: the documents of one case that came later.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", "чекає"
        ACCEPTED = "accepted", "прийнято"
        RETURNED = "returned", "повернено"
        ENDED = "ended", "розгляд закінчено"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.ForeignKey(HandoverRegister, on_delete=models.PROTECT, related_name="lines")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="handover_lines")
    additional = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()
    documents = models.PositiveSmallIntegerField()
    pages = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "position"], name="line_position_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answer="waiting", additional=False),
                name="line_one_waiting_a_case",
            ),
        ]
        indexes = [models.Index(fields=["answer"], condition=Q(answer="waiting"), name="line_waiting")]


class HandoverDocument(models.Model):
    """One copy in a line as the sender had it: which, its digest and its pages then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(HandoverLine, on_delete=models.PROTECT, related_name="sent_documents")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="sendings")
    position = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "position"], name="sent_document_position_once"),
            models.UniqueConstraint(fields=["line", "attachment"], name="sent_document_once_a_line"),
        ]


class HandoverReceipt(models.Model):
    """The side of the deciding body: what it counted itself from the bytes of the stored files, and when.

    `lines`: position → documents, pages, digest, `set` (digest without regard to order) and `faults` (positions of
    documents that are damaged, missing or not in the case). `counted_by` empty: counted at receipt by the platform in the
    name of the body. Only inserted; the newest one is the body's word.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.ForeignKey(HandoverRegister, on_delete=models.PROTECT, related_name="receipts")
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    cases = models.PositiveIntegerField()
    documents = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    matches = models.BooleanField()
    lines = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["register", "-counted_at"], name="receipt_of_register"),
            models.Index(fields=["register"], condition=Q(matches=False), name="receipt_that_differs"),
        ]


class HandoverAlarmQuerySet(models.QuerySet["HandoverAlarm"]):
    """The vocabulary of alarms."""

    def live(self) -> "HandoverAlarmQuerySet":
        """Alarms whose cause is still there."""
        return self.exclude(state=AlarmState.ENDED)


class HandoverAlarm(models.Model):
    """Something in the handover does not agree, is late or is doubled; both sides see it until its cause is gone.

    `key` names the cause; one live alarm a cause. `text` is said to both sides and has no personal data.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20, choices=AlarmKind.choices)
    key = models.CharField(max_length=160)
    state = models.CharField(max_length=20, choices=AlarmState.choices, default=AlarmState.OPEN)
    version = models.PositiveIntegerField(default=0)
    text = models.TextField()
    raised_at = models.DateTimeField()
    community = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, null=True, related_name="+")
    register = models.ForeignKey(HandoverRegister, on_delete=models.PROTECT, null=True, related_name="alarms")
    district = models.CharField(max_length=200, blank=True)

    objects = HandoverAlarmQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(state="ended"), name="alarm_one_live_a_cause"
            )
        ]


class AlarmStep(StepBase):
    """An immutable row of the path of an alarm: raised, acknowledged with a reason, ended."""

    subject = models.ForeignKey(HandoverAlarm, on_delete=models.PROTECT, related_name="steps")

    class Meta:
        indexes = [models.Index(fields=["subject", "at"], name="alarm_steps")]
