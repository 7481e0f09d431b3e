"""Messages and their deliveries."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from turbota.access.models import Organisation
from turbota.kernel.identifiers import new_id
from turbota.messages.states import (
    CHANNELS,
    DELIVERY_STATES,
    DIRECTIONS,
    EMAIL,
    FROM_PERSON,
    LONGEST_WAIT,
    OPEN,
    SENT,
    TO_ORGANISATION,
    TO_PERSON,
    WAITING,
)
from turbota.people.models import Person


class Message(models.Model):
    """One message about one thing. `subject` holds no personal data: it stands in letters and in lists.

    `person` is the citizen on either side; `organisation` is the office on the other side, if it is known.
    `read_at` is set when the side it was written to opens it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    direction = models.CharField(max_length=20)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    letter = models.TextField(blank=True, db_default="")
    created_at = models.DateTimeField()
    by_account = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    organisation_name = models.CharField(max_length=300, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(direction__in=DIRECTIONS), name="messages_direction"),
            models.CheckConstraint(
                condition=Q(direction__in=(TO_PERSON, FROM_PERSON), person__isnull=False)
                | Q(direction=TO_ORGANISATION, organisation__isnull=False),
                name="messages_has_its_side",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at"], name="messages_inbox"),
            models.Index(fields=["organisation", "-created_at"], name="messages_office"),
            models.Index(fields=["subject_kind", "subject_id", "created_at"], name="messages_thread"),
        ]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The vocabulary of deliveries."""

    def due(self, at: datetime) -> "DeliveryQuerySet":
        """Letters whose time has come. One that would wait longer than any pause was planned by a wrong clock."""
        come = Q(next_at__lte=at) | Q(next_at__gt=at + LONGEST_WAIT)
        return self.filter(come, channel=EMAIL, state__in=OPEN)


class Delivery(models.Model):
    """One message over one channel. `letter_id` is the Message-ID header of the letter, the same on every
    try.

    `address` is the one in force when the message was written. `last_error` is a class of error, never its
    text.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    letter_id = models.CharField(max_length=200, blank=True)
    last_error = models.CharField(max_length=120, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="messages_channel"),
            models.CheckConstraint(condition=Q(state__in=DELIVERY_STATES), name="messages_delivery_state"),
            models.CheckConstraint(
                condition=Q(state=SENT, sent_at__isnull=False) | (~Q(state=SENT) & Q(sent_at__isnull=True)),
                name="messages_sent_has_moment",
            ),
            models.UniqueConstraint(fields=["message", "channel"], name="messages_one_delivery_a_channel"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=Q(state__in=OPEN), name="messages_due"),
            models.Index(fields=["channel", "state"], name="messages_outbox"),
        ]
