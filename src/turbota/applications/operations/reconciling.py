"""Both sides of a register compared: the deciding body counts what it got, and alarms are raised and ended (R140)."""

import uuid
from datetime import datetime

from django.db import connection, transaction
from django.db.models import QuerySet

from turbota.access.actors import SYSTEM, Actor
from turbota.applications import proof, register_permissions
from turbota.applications.alarms import Cause, causes, unmatched
from turbota.applications.models import HandoverAlarm, HandoverReceipt, HandoverRegister
from turbota.applications.states import ALARM, AlarmKind, AlarmState
from turbota.audit.operations import record
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance
from turbota.messages import texts
from turbota.messages.operations import tell_organisation

SHORTEST_REASON = 10
RECONCILING = 715_002
"""The key of the lock that lets one comparison run at a time."""


def _count(register: HandoverRegister, *, by: Actor, at: datetime) -> HandoverReceipt:
    total, counted = proof.count_register(register)
    return HandoverReceipt.objects.create(
        register=register,
        counted_at=at,
        counted_by_id=by.account_id,
        cases=total.cases,
        documents=total.documents,
        pages=total.pages,
        digest=total.digest,
        matches=proof.agrees(register, total, counted),
        lines={
            str(position): {
                "documents": one.documents,
                "pages": one.pages,
                "digest": one.digest,
                "set": one.content,
                "faults": list(one.faults),
            }
            for position, one in counted.items()
        },
    )


@transaction.atomic
def count_at_receipt(*, register_id: uuid.UUID, at: datetime) -> HandoverReceipt:
    """The register came: the deciding body's own count from the stored bytes, once. Run again it gives the same row."""
    register = HandoverRegister.objects.select_for_update(of=("self",)).get(pk=register_id)
    first = register.receipts.order_by("counted_at").first()
    return first or _count(register, by=SYSTEM, at=at)


def count_again(*, by: Actor, register_id: uuid.UUID, at: datetime) -> HandoverReceipt:
    """A specialist counts what came once more, for example after a damaged file was restored; alarms follow."""
    with transaction.atomic():
        register = HandoverRegister.objects.select_for_update(of=("self",)).filter(pk=register_id).first()
        if register is None:
            raise Missing
        register_permissions.COUNT_REGISTER.check(by, register)
        receipt = _count(register, by=by, at=at)
        record(
            actor=by,
            action=register_permissions.COUNT_REGISTER.name,
            right=register_permissions.COUNT_REGISTER.right,
            subject_kind="register",
            subject_id=register.pk,
            purpose="перерахунок одержаного за реєстром",
            at=at,
        )
    reconcile_register(register_id=register_id, at=at)
    return receipt


@transaction.atomic
def reconcile(*, at: datetime) -> tuple[int, int]:
    """Compare everything: raise alarms for new causes, end those whose cause is gone. Gives how many of each.

    One comparison runs at a time; a second one waits and finds the work done.
    """
    _one_at_a_time()
    return _settle(causes(at), HandoverAlarm.objects.live(), at)


@transaction.atomic
def reconcile_register(*, register_id: uuid.UUID, at: datetime) -> tuple[int, int]:
    """Compare the two sides of one register, right after a count."""
    _one_at_a_time()
    found = {cause.key: cause for cause in unmatched(register_id)}
    own = HandoverAlarm.objects.live().filter(kind=AlarmKind.UNMATCHED, register_id=register_id)
    return _settle(found, own, at)


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [RECONCILING])


def _settle(wrong: dict[str, Cause], rows: QuerySet[HandoverAlarm], at: datetime) -> tuple[int, int]:
    live = {alarm.key: alarm for alarm in rows.select_for_update(of=("self",))}
    raised = [_raise(wrong[key], at) for key in sorted(wrong.keys() - live.keys())]
    gone = [live[key] for key in sorted(live.keys() - wrong.keys())]
    for alarm in gone:
        advance(ALARM, alarm, "end", by=SYSTEM, at=at)
    return len(raised), len(gone)


def _raise(cause: Cause, at: datetime) -> HandoverAlarm:
    alarm = HandoverAlarm.objects.create(
        kind=cause.kind,
        key=cause.key,
        text=cause.text,
        raised_at=at,
        community=cause.community,
        decider=cause.decider,
        application=cause.application,
        register=cause.register,
        district=cause.district,
    )
    text = texts.handover_alarm(title=str(AlarmKind(cause.kind).label), words=cause.text)
    for side in (cause.community, cause.decider):
        tell_organisation(
            organisation=side,
            kind=text.kind,
            subject=text.subject,
            body=text.body,
            subject_kind="handover_alarm",
            subject_id=alarm.pk,
            at=at,
            by=SYSTEM,
        )
    return alarm


@transaction.atomic
def acknowledge(*, by: Actor, alarm_id: uuid.UUID, reason: str, at: datetime) -> HandoverAlarm:
    """Somebody of one of the sides has seen the alarm and says what is done about it; it lives on until its end.

    Raises Conflict when it was acknowledged or ended meanwhile.
    """
    if len(legible(reason)) < SHORTEST_REASON:
        raise BadInput({"reason": "Напишіть, що сталося і що ви робите. Це побачать обидві сторони."})
    alarm = HandoverAlarm.objects.select_for_update(of=("self",)).filter(pk=alarm_id).first()
    if alarm is None:
        raise Missing
    register_permissions.ACKNOWLEDGE.check(by, alarm)
    if alarm.state != AlarmState.OPEN:
        raise Conflict("На цю тривогу вже відповіли, або її причини вже немає.", code="alarm_answered")
    advance(ALARM, alarm, "acknowledge", by=by, at=at, reason=legible(reason))
    record(
        actor=by,
        action=register_permissions.ACKNOWLEDGE.name,
        right=register_permissions.ACKNOWLEDGE.right,
        subject_kind="handover_alarm",
        subject_id=alarm.pk,
        purpose="відповідь на тривогу про передачу",
        at=at,
    )
    return alarm
