"""Telling clients that a case moved: subscriptions, events, deliveries with retries.

A payload names the case by its number and the stage, nothing else. Order: one worker at a time sends the events of a
subscription, the longest waiting first; an event that is tried again may come after a later one, so a receiver
compares `sequence`. A receiver that hangs or fails rests as a whole and keeps nobody busy.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from turbota.access.actors import Actor
from turbota.audit.operations import record
from turbota.exchange import permissions, posting
from turbota.exchange.models import Client, Event, EventDelivery, Subscription
from turbota.exchange.queries import clients_in_force, subscription_of
from turbota.exchange.states import (
    DEAD,
    DELIVERED,
    FAILED,
    LEASE,
    MOST_ATTEMPTS,
    OPEN,
    WAITING,
    Scope,
    pause_after,
)
from turbota.kernel import clock, jobs
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.keyed import keyed_hash

QUEUE = jobs.DEFAULT
A_TURN = 20
"""How many events one turn sends to a receiver before others have theirs."""
TURN_SECONDS = 20.0
PORTION = 2000
"""How many old rows go in one transaction."""


@dataclass(frozen=True)
class Told:
    """What is told of a case. `offices`: organisations whose systems may know of it too."""

    step: uuid.UUID
    number: str
    stage: str
    sequence: int
    at: datetime


def secret_of(subscription: Subscription) -> str:
    """The secret of the signatures: derived from the key of the installation, so that no table holds it."""
    return keyed_hash(f"webhook:{subscription.pk}:{subscription.secret_number}")


@transaction.atomic
def subscribe(*, by: Actor, url: str, at: datetime, new_secret: bool = False) -> Subscription:
    """Send the events of the client to this address from now on. `new_secret`: the former one ends at once.

    Raises Forbidden without the scope, BadInput for an address to which nothing may be sent.
    """
    permissions.check_scope(by, Scope.EVENTS)
    assert by.system is not None
    fault = posting.fault_of(url)
    if fault:
        raise BadInput({"url": fault})
    Client.objects.select_for_update(of=("self",)).get(pk=by.system.client_id)
    found = subscription_of(by.system.client_id)
    if found is None:
        found = Subscription.objects.create(client_id=by.system.client_id, url=url, since=at)
    else:
        found.url, found.failures, found.resting_until = url, 0, None
        found.secret_number += int(new_secret)
        found.save(update_fields=["url", "failures", "resting_until", "secret_number"])
    _note(by, "exchange.subscribe", found, at)
    return found


@transaction.atomic
def unsubscribe(*, by: Actor, at: datetime) -> None:
    """Send nothing more to the client. Raises Missing when it has no subscription."""
    permissions.check_scope(by, Scope.EVENTS)
    assert by.system is not None
    found = subscription_of(by.system.client_id)
    if found is None:
        raise Missing("Підписки на події немає.", code="subscription_missing")
    found.until = at
    found.save(update_fields=["until"])
    _note(by, "exchange.unsubscribe", found, at)


def _note(by: Actor, action: str, subscription: Subscription, at: datetime) -> None:
    record(
        actor=by,
        action=action,
        right="modify",
        subject_kind="subscription",
        subject_id=subscription.pk,
        purpose="події для іншої системи",
        at=at,
    )


@transaction.atomic
def announce(
    *, told: Told, client_id: uuid.UUID | None, offices: Collection[uuid.UUID], at: datetime
) -> Event | None:
    """Tell the client that submitted the case, and the systems of the offices that may see all their cases.

    Announcing a step twice tells it once. None when nobody is to be told.
    """
    own = Q(client_id=client_id) if client_id else Q(pk__in=[])
    of_offices = Q(
        client__organisation__in=list(offices), client__scopes__contains=[Scope.ORGANISATION.value]
    )
    working = clients_in_force(clock.day_of(at)).filter(scopes__contains=[Scope.EVENTS.value]).values("pk")
    found = Subscription.objects.filter(own | of_offices, until__isnull=True, client__in=working)
    subscriptions = list(found.order_by("pk"))
    if not subscriptions:
        return None
    event, _ = Event.objects.get_or_create(
        step=told.step,
        defaults={"number": told.number, "stage": told.stage, "sequence": told.sequence, "at": told.at},
    )
    for subscription in subscriptions:
        _, new = EventDelivery.objects.get_or_create(
            event=event, subscription=subscription, defaults={"next_at": at}
        )
        if new:
            _plan(subscription)
    return event


def _plan(subscription: Subscription) -> None:
    jobs.plan("exchange.deliver", queue=QUEUE, subscription_id=str(subscription.pk))


def payload(event: Event) -> dict[str, object]:
    """What a receiver gets: no word about a person."""
    return {
        "id": str(event.pk),
        "type": "application.stage",
        "number": event.number,
        "stage": event.stage,
        "sequence": event.sequence,
        "at": event.at.astimezone(clock.KYIV).isoformat(timespec="seconds"),
    }


def deliver(*, subscription_id: uuid.UUID, at: datetime) -> int:
    """One turn of a subscription: send what is due, one after another; gives how many were taken by the receiver.

    Each try is committed before the network is used, without a lock, and the result is committed after it. The turn
    ends when nothing is due, the receiver fails, or its time is over; then others have their turn.
    """
    sent, started = 0, monotonic()
    for _ in range(A_TURN):
        delivery = _claim(subscription_id, at)
        if delivery is None:
            return sent
        failure = posting.post(
            url=delivery.subscription.url,
            secret=secret_of(delivery.subscription),
            payload=payload(delivery.event),
            at=at,
        )
        sent += failure is None
        _settle(delivery, failure, at)
        if failure is not None and failure.of_receiver:
            return sent
        if monotonic() - started > TURN_SECONDS:
            break
    with transaction.atomic():
        subscription = Subscription.objects.get(pk=subscription_id)
        _plan(subscription)
    return sent


@transaction.atomic
def _claim(subscription_id: uuid.UUID, at: datetime) -> EventDelivery | None:
    """Take the longest waiting event for one try, unless the receiver rests or another worker sends to it now.

    A client that is not in force on the day gets nothing, also not what was queued while it was.
    """
    subscription = Subscription.objects.select_for_update().filter(pk=subscription_id).first()
    if subscription is None or subscription.until is not None:
        return None
    if not clients_in_force(clock.day_of(at)).filter(pk=subscription.client_id).exists():
        return None
    if any(moment and moment > at for moment in (subscription.busy_until, subscription.resting_until)):
        return None
    rows = EventDelivery.objects.filter(subscription=subscription, state__in=OPEN, next_at__lte=at)
    delivery = rows.select_related("event").order_by("event__at", "event__sequence", "pk").first()
    if delivery is None:
        return None
    delivery.subscription = subscription
    subscription.busy_until = at + LEASE
    subscription.save(update_fields=["busy_until"])
    delivery.attempts += 1
    delivery.next_at = at + LEASE
    delivery.save(update_fields=["attempts", "next_at"])
    return delivery


@transaction.atomic
def _settle(delivery: EventDelivery, failure: posting.Failure | None, at: datetime) -> None:
    subscription = Subscription.objects.select_for_update().get(pk=delivery.subscription_id)
    subscription.busy_until = None
    if failure is None:
        delivery.state, delivery.delivered_at, delivery.next_at, delivery.last_error = DELIVERED, at, None, ""
        subscription.failures, subscription.resting_until = 0, None
    else:
        dead = delivery.attempts >= MOST_ATTEMPTS
        delivery.state = DEAD if dead else FAILED
        delivery.next_at = None if dead else at + pause_after(delivery.attempts)
        delivery.last_error = failure.name
        if failure.of_receiver:
            subscription.failures += 1
            subscription.resting_until = at + pause_after(subscription.failures)
    subscription.save(update_fields=["busy_until", "failures", "resting_until"])
    delivery.save(update_fields=["state", "delivered_at", "next_at", "last_error"])


def thin(*, at: datetime) -> int:
    """Remove deliveries older than the days of the settings, and events that nobody waits for; gives how many went.

    Only what was delivered, or waited for a subscription that ended that long ago: a failure of a live one stays for the
    administrator. In portions, each in a transaction of its own, so that senders never wait long.
    """
    before = at - timedelta(days=settings.TURBOTA_EVENTS_KEPT_DAYS)
    old = EventDelivery.objects.filter(
        Q(state=DELIVERED, delivered_at__lt=before) | Q(subscription__until__lt=before, event__at__lt=before)
    )
    gone = 0
    while ids := list(old.order_by("pk").values_list("pk", flat=True)[:PORTION]):
        gone += EventDelivery.objects.filter(pk__in=ids).delete()[0]
    empty = Event.objects.filter(~Exists(EventDelivery.objects.filter(event=OuterRef("pk"))), at__lt=before)
    while ids := list(empty.order_by("pk").values_list("pk", flat=True)[:PORTION]):
        if not empty.filter(pk__in=ids).delete()[0]:
            break
    return gone


@transaction.atomic
def send_again(*, by: Actor, delivery_id: uuid.UUID, at: datetime) -> EventDelivery:
    """An administrator lets an event be tried again from the beginning. Raises Missing when there is no such failure."""
    permissions.SEND_AGAIN.check_role(by)
    delivery = (
        EventDelivery.objects.select_for_update(of=("self",))
        .select_related("subscription")
        .filter(pk=delivery_id, state__in=(FAILED, DEAD))
        .first()
    )
    if delivery is None or not permissions.SEND_AGAIN.can(by, delivery):
        raise Missing(code="delivery_missing")
    delivery.state, delivery.attempts, delivery.next_at = WAITING, 0, at
    delivery.save(update_fields=["state", "attempts", "next_at"])
    Subscription.objects.filter(pk=delivery.subscription_id).update(failures=0, resting_until=None)
    record(
        actor=by,
        action=permissions.SEND_AGAIN.name,
        right=permissions.SEND_AGAIN.right,
        subject_kind="event_delivery",
        subject_id=delivery.pk,
        purpose="події для іншої системи",
        at=at,
    )
    _plan(delivery.subscription)
    return delivery
