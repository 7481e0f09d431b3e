"""Rows of the audit and the blocks that seal them. Nothing here is ever updated or deleted."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from turbota.audit.states import OUTCOMES, RIGHTS, SECURITY_PREFIX
from turbota.kernel.identifiers import new_id


class EventQuerySet(models.QuerySet["Event"]):
    """The vocabulary of the audit's questions."""

    def about(self, subject_kind: str, subject_ids: list[uuid.UUID]) -> "EventQuerySet":
        """Events on these subjects of one kind."""
        return self.filter(subject_kind=subject_kind, subject_id__in=subject_ids)

    def readings(self) -> "EventQuerySet":
        """Events in which somebody saw data."""
        return self.filter(right="read", outcome="allowed")

    def security(self) -> "EventQuerySet":
        """Signing in, granting of posts, and every refusal."""
        return self.filter(models.Q(action__startswith=SECURITY_PREFIX) | models.Q(outcome="refused"))

    def unsealed(self) -> "EventQuerySet":
        """Events that stand in no block yet."""
        return self.filter(~models.Exists(BlockEntry.objects.filter(event_id=models.OuterRef("pk"))))


class Event(models.Model):
    """One act of one actor on one subject. `inserted_at` is the database's own clock, `at` is the clock of
    the act.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    inserted_at = models.DateTimeField(db_default=Now(), editable=False)
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    actor_role = models.CharField(max_length=200)
    organisation_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    right = models.CharField(max_length=10)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, default="allowed")

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(right__in=RIGHTS), name="audit_event_right"),
            models.CheckConstraint(condition=models.Q(outcome__in=OUTCOMES), name="audit_event_outcome"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id", "-at"], name="audit_event_subject"),
            models.Index(fields=["actor_id", "-at"], name="audit_event_actor"),
            models.Index(fields=["inserted_at"], name="audit_event_inserted"),
            models.Index(
                fields=["-at"],
                name="audit_event_security",
                condition=models.Q(action__startswith=SECURITY_PREFIX) | models.Q(outcome="refused"),
            ),
        ]


class Block(models.Model):
    """A sealed set of events. `digest` covers the number, the moment, the count, the root and the block
    before.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    sealed_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    first_id = models.UUIDField()
    last_id = models.UUIDField()
    covers_until = models.DateTimeField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(count__gt=0), name="audit_block_not_empty"),
        ]


class BlockEntry(models.Model):
    """The place of one event in its block, with the digest that the event had when it was sealed."""

    event_id = models.UUIDField(primary_key=True)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["block", "place"], name="audit_entry_place"),
        ]
