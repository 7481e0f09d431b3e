"""Telling, writing back, reading, and sending letters.

Rights to the thing a message is about are checked by the operation that tells; here the texts are kept
and the deliveries run.
"""

import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.audit.operations import record
from turbota.kernel import jobs
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.identifiers import new_id
from turbota.kernel.workflow import Mover
from turbota.messages import letters, permissions, queries
from turbota.messages.models import Delivery, Message
from turbota.messages.states import (
    CABINET,
    EMAIL,
    FAILED,
    FROM_PERSON,
    GAVE_UP,
    LEASE,
    MOST_ATTEMPTS,
    OPEN,
    POST,
    SENT,
    TO_ORGANISATION,
    TO_PERSON,
    WAITING,
    wait_after,
)
from turbota.people import queries as people
from turbota.people.models import Person

LONGEST_BODY = 4000


def _plan_letter(delivery: Delivery) -> None:
    jobs.plan("messages.send_email", queue=jobs.URGENT, delivery_id=str(delivery.pk))


def _letter(message: Message, address: str, at: datetime) -> None:
    delivery_id = new_id()
    host = urlsplit(settings.TURBOTA_PUBLIC_URL).hostname
    delivery = Delivery.objects.create(
        id=delivery_id,
        message=message,
        channel=EMAIL,
        address=address,
        next_at=at,
        letter_id=f"<{delivery_id}@{host}>",
    )
    _plan_letter(delivery)


@transaction.atomic
def tell(
    *,
    person: Person,
    kind: str,
    subject: str,
    body: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    at: datetime,
    by: Mover,
    organisation: Organisation | None = None,
    on_paper: bool = False,
    by_letter: bool = True,
    letter: str = "",
) -> Message:
    """Write to a person: into the cabinet at once, and by e-mail if the person has given an address.

    `subject` without personal data. `by_letter` False: words that a letter must not carry, such as a
    one-time code; `letter`: what it says instead of the body. `on_paper`: the person has no cabinet, so the
    office prints the message and hands it over or posts it (`printed` writes that down). Telling never fails because of a
    mail server.
    """
    message = Message.objects.create(
        direction=TO_PERSON,
        person=person,
        organisation=organisation,
        subject_kind=subject_kind,
        subject_id=subject_id,
        kind=kind,
        subject=subject,
        body=body,
        letter=letter,
        created_at=at,
        by_account=by.account_id,
        by_name=by.name,
        organisation_name=organisation.name if organisation else by.organisation_name,
    )
    Delivery.objects.create(message=message, channel=CABINET, state=SENT, sent_at=at)
    if on_paper:
        Delivery.objects.create(message=message, channel=POST, next_at=at)
    address = people.email_of(person) if by_letter else ""
    if address:
        _letter(message, address, at)
    return message


@transaction.atomic
def tell_organisation(
    *,
    organisation: Organisation,
    kind: str,
    subject: str,
    body: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    at: datetime,
    by: Mover,
) -> Message:
    """A notice to an office: it stands in the office's list until somebody there opens it."""
    message = Message.objects.create(
        direction=TO_ORGANISATION,
        organisation=organisation,
        subject_kind=subject_kind,
        subject_id=subject_id,
        kind=kind,
        subject=subject,
        body=body,
        created_at=at,
        by_account=by.account_id,
        by_name=by.name,
        organisation_name=by.organisation_name,
    )
    Delivery.objects.create(message=message, channel=CABINET, state=SENT, sent_at=at)
    return message


@transaction.atomic
def alert(
    *,
    organisation: Organisation,
    address: str,
    kind: str,
    subject: str,
    body: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    at: datetime,
    by: Mover,
) -> Message:
    """A letter to somebody at work who has to act at once. `subject` and `body` without personal data.

    It waits in no list to be opened: the pages of the workplace show what it is about.
    """
    message = Message.objects.create(
        direction=TO_ORGANISATION,
        organisation=organisation,
        subject_kind=subject_kind,
        subject_id=subject_id,
        kind=kind,
        subject=subject,
        body=body,
        created_at=at,
        by_account=by.account_id,
        by_name=by.name,
        organisation_name=organisation.name,
        read_at=at,
    )
    _letter(message, address, at)
    return message


@transaction.atomic
def write_to_case(
    *,
    person: Person,
    organisation: Organisation,
    body: str,
    subject_kind: str,
    subject_id: uuid.UUID,
    at: datetime,
    by: Mover,
) -> Message:
    """The person writes to the office that holds the case. Raises BadInput when the text is empty or too
    long.
    """
    text = body.strip()
    if not text:
        raise BadInput({"body": "Напишіть, що ви хочете повідомити."})
    if len(text) > LONGEST_BODY:
        raise BadInput({"body": f"Скоротіть повідомлення: не більше ніж {LONGEST_BODY} знаків."})
    message = Message.objects.create(
        direction=FROM_PERSON,
        person=person,
        organisation=organisation,
        subject_kind=subject_kind,
        subject_id=subject_id,
        kind="letter_from_person",
        subject="Повідомлення від заявника",
        body=text,
        created_at=at,
        by_account=by.account_id,
        by_name=by.name,
        organisation_name=organisation.name,
    )
    Delivery.objects.create(message=message, channel=CABINET, state=SENT, sent_at=at)
    return message


@transaction.atomic
def mark_read(*, message_id: uuid.UUID, by: Actor, at: datetime) -> Message:
    """The side to which the message was written has opened it; the first opening counts.

    Raises Missing when the message was not written to the actor or to an office of the actor.
    """
    message = queries.addressed_to(by).select_for_update(of=("self",)).filter(pk=message_id).first()
    if message is None:
        raise Missing(code="message_missing")
    if message.read_at is None:
        message.read_at = at
        message.save(update_fields=["read_at"])
    return message


@transaction.atomic
def printed(*, message_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """An officer of the telling office printed the message and handed it over or posted it."""
    delivery = (
        Delivery.objects.select_for_update()
        .filter(message_id=message_id, channel=POST, message__organisation__in=by.organisations())
        .first()
    )
    if delivery is None:
        raise Missing(code="message_missing")
    if delivery.state in OPEN:
        delivery.state, delivery.sent_at, delivery.next_at = SENT, at, None
        delivery.save(update_fields=["state", "sent_at", "next_at"])


@transaction.atomic
def printed_about(*, subject_kind: str, subject_id: uuid.UUID, kinds: tuple[str, ...], at: datetime) -> None:
    """The paper with which messages of these kinds are handed over was printed by another office.

    The community gives the decision of the deciding body to a person without a cabinet. The caller has checked
    the rights to the subject.
    """
    Delivery.objects.filter(
        message__subject_kind=subject_kind,
        message__subject_id=subject_id,
        message__kind__in=kinds,
        message__direction=TO_PERSON,
        channel=POST,
        state__in=OPEN,
    ).update(state=SENT, sent_at=at, next_at=None)


@transaction.atomic
def _claim(delivery_id: uuid.UUID, at: datetime) -> Delivery | None:
    """Take the letter for one try, counted before it is made, so that a dying worker cannot send it without
    end.
    """
    delivery = (
        Delivery.objects.due(at)
        .select_for_update(of=("self",))
        .select_related("message")
        .filter(pk=delivery_id)
        .first()
    )
    if delivery is None:
        return None
    if delivery.attempts >= MOST_ATTEMPTS:
        delivery.state, delivery.next_at = GAVE_UP, None
        delivery.save(update_fields=["state", "next_at"])
        return None
    delivery.attempts += 1
    delivery.next_at = at + LEASE
    delivery.save(update_fields=["attempts", "next_at"])
    return delivery


def send_email(*, delivery_id: uuid.UUID, at: datetime) -> letters.Failure | None:
    """Try to send one letter now; why the mail server did not take it, or None.

    Does nothing when it was sent, given up, is not due yet, or another worker tries it at the moment.
    Not atomic as a whole: the try is committed first, the network comes without a lock, the result is
    committed last.
    """
    delivery = _claim(delivery_id, at)
    if delivery is None:
        return None
    failure = letters.send(delivery)
    if failure is None:
        delivery.state, delivery.sent_at, delivery.next_at, delivery.last_error = SENT, at, None, ""
    elif failure.permanent or delivery.attempts >= MOST_ATTEMPTS:
        delivery.state, delivery.next_at, delivery.last_error = GAVE_UP, None, failure.name
    else:
        delivery.state, delivery.last_error = FAILED, failure.name
        delivery.next_at = at + wait_after(delivery.attempts)
    delivery.save(update_fields=["state", "sent_at", "next_at", "last_error"])
    return failure


@transaction.atomic
def send_again(*, delivery_id: uuid.UUID, by: Actor, at: datetime) -> None:
    """An administrator lets a letter be tried again from the beginning: the mail server works now.

    Raises Forbidden for all but administrators, Missing when no such letter failed or was given up.
    """
    permissions.SEND_AGAIN.check_role(by)
    delivery = (
        Delivery.objects.select_for_update()
        .filter(pk=delivery_id, channel=EMAIL, state__in=(FAILED, GAVE_UP))
        .first()
    )
    if delivery is None or not permissions.SEND_AGAIN.can(by, delivery):
        raise Missing(code="letter_missing")
    delivery.state, delivery.attempts, delivery.next_at = WAITING, 0, at
    delivery.save(update_fields=["state", "attempts", "next_at"])
    record(
        actor=by,
        action=permissions.SEND_AGAIN.name,
        right=permissions.SEND_AGAIN.right,
        subject_kind="delivery",
        subject_id=delivery.pk,
        purpose="доставка листів",
        at=at,
    )
    _plan_letter(delivery)
