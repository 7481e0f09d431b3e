"""Reads of registers of handover, of alarms and of documents that go later. Nobody reads more than the rules show."""

import uuid
from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from turbota.access.actors import Actor
from turbota.applications import permissions, register_permissions
from turbota.applications.models import (
    Application,
    Attachment,
    HandoverAlarm,
    HandoverDocument,
    HandoverLine,
    HandoverReceipt,
    HandoverRegister,
)
from turbota.applications.operations.additional import to_send
from turbota.applications.policies import WITHOUT_SEAL
from turbota.applications.queries import missing


def registers(actor: Actor) -> QuerySet[HandoverRegister]:
    """Registers that the actor's organisations sent or got, newest first."""
    rows: QuerySet[HandoverRegister] = register_permissions.READ_REGISTER.visible(
        actor, HandoverRegister.objects.all()
    )
    joined = rows.select_related("community", "decider", "sent_by", "seal")
    return joined.defer("seal__cms", "seal__evidence").order_by("-sent_at")


def registers_with_counts(actor: Actor) -> QuerySet[HandoverRegister]:
    """The same with `waiting` (lines that nobody answered yet) and `agrees` (the newest count; None: not counted)."""
    unanswered = Q(lines__answer=HandoverLine.Answer.WAITING)
    newest = HandoverReceipt.objects.filter(register=OuterRef("pk")).order_by("-counted_at", "-pk")
    return registers(actor).annotate(
        waiting=Count("lines", filter=unanswered), agrees=Subquery(newest.values("matches")[:1])
    )


def register_for(actor: Actor, register_id: uuid.UUID) -> HandoverRegister:
    """One register with its lines. Raises Missing."""
    found = registers(actor).filter(pk=register_id).first()
    if found is None:
        raise missing(register_permissions.READ_REGISTER, HandoverRegister, register_id)
    return found


def unsealed_registers(actor: Actor) -> QuerySet[HandoverRegister]:
    """Registers that wait for the seal of the actor's community, the oldest first."""
    rows: QuerySet[HandoverRegister] = register_permissions.SEAL_REGISTER.visible(
        actor, HandoverRegister.objects.filter(WITHOUT_SEAL, paper__isnull=False)
    )
    return rows.select_related("paper", "decider", "community").order_by("sent_at", "pk")


def receipt_of(register: HandoverRegister) -> HandoverReceipt | None:
    """The newest count of the deciding body; the caller has read the register by the rules."""
    return register.receipts.select_related("counted_by").order_by("-counted_at", "-pk").first()


def sendable(actor: Actor, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these cases the actor may send: a ЦНАП may leave it to its community."""
    rows = permissions.HAND_OVER.visible(actor, Application.objects.filter(pk__in=list(ids)))
    return set(rows.values_list("pk", flat=True))


def carried(application: Application) -> set[uuid.UUID]:
    """Copies of the case that a register has carried to the deciding body; the caller has read the application."""
    rows = HandoverDocument.objects.filter(line__application=application)
    return set(rows.values_list("attachment_id", flat=True))


def alarms(actor: Actor) -> QuerySet[HandoverAlarm]:
    """Alarms of the actor's offices as sender or receiver, with their steps, the newest first."""
    rows: QuerySet[HandoverAlarm] = register_permissions.READ_ALARM.visible(
        actor, HandoverAlarm.objects.all()
    )
    joined = rows.select_related("community", "decider", "register", "application")
    return joined.prefetch_related("steps").order_by("-raised_at", "-pk")


def live_alarms(actor: Actor) -> int:
    """How many alarms of the actor's offices still have their cause."""
    rows: QuerySet[HandoverAlarm] = register_permissions.READ_ALARM.visible(
        actor, HandoverAlarm.objects.live()
    )
    return rows.count()


def added_to_send(actor: Actor) -> QuerySet[Attachment]:
    """Documents that people brought after handover and that no register has carried yet."""
    return to_send(permissions.SEND_ADDED.visible(actor, Application.objects.all()))


def added_lines(application: Application) -> list[HandoverLine]:
    """Lines by which documents came to the case later, oldest first; the caller has read the application."""
    rows = application.handover_lines.filter(additional=True).select_related("register")
    return list(rows.order_by("register__sent_at"))
