"""The head's orders on who may use the seal of a community (Instruction 345, p. 1.4, R148).

The order of using the seal and the persons are named by the head; the administrator enters the order that the head
signed, with its scan. What was entered stays: an order ends by a day, and the next one is a new row.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from turbota.access import permissions
from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import INTAKE_KINDS, Account, Organisation, Role, SealOrder, SealOrderPerson
from turbota.access.queries import in_force, posts_of
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused

WHAT_TO_DO = "Попросіть адміністратора громади внести наказ керівника на сторінці «Печатка» організації."
HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Standing:
    """Whether somebody may use the seal of an organisation on a day. `warning`: why it will not last; empty: it will."""

    order: SealOrder | None
    warning: str = ""


def _entered_by_right(by: Actor, organisation_id: uuid.UUID) -> Organisation:
    body = Organisation.objects.select_for_update(of=("self",)).filter(pk=organisation_id).first()
    if body is None:
        raise Missing
    if by is not SYSTEM:
        permissions.ENTER_SEAL_ORDER.check(by, body)
    return body


def _checked(
    body: Organisation, number: str, persons: list[Account], since: date, until: date | None, signed_on: date,
    serial: str, today: date,
) -> None:  # fmt: skip
    faults = {}
    if body.kind not in INTAKE_KINDS:
        faults["number"] = "Наказ про печатку вносять лише там, де приймають паперові заяви."
    if not number:
        faults["number"] = "Напишіть номер наказу."
    if signed_on > today:
        faults["signed_on"] = "Наказ не може бути з майбутньою датою."
    if signed_on > since:
        faults["since"] = "Наказ не може діяти раніше, ніж його підписано."
    if until is not None and until <= since:
        faults["until"] = "Останній день має бути після першого."
    if set(serial) - HEXADECIMAL:
        faults["certificate_serial"] = "Номер сертифіката складається з цифр і літер A–F."
    operators = set(
        posts_of(body.pk, max(since, today), Role.SEAL_OPERATOR).values_list("account_id", flat=True)
    )
    if not persons:
        faults["persons"] = "Виберіть хоча б одну людину, названу в наказі."
    elif {one.pk for one in persons} - operators:
        faults["persons"] = "Спершу призначте людину відповідальною за печатку, тоді внесіть наказ."
    if faults:
        raise BadInput(faults)


@transaction.atomic
def enter(
    *,
    by: Actor,
    organisation_id: uuid.UUID,
    number: str,
    signed_on: date,
    since: date,
    until: date | None,
    persons: Iterable[Account],
    certificate_serial: str,
    scan: Scan,
    at: datetime,
) -> SealOrder:
    """Enter the order that the head signed. The first one ends the days of grace of the organisation.

    Raises BadInput for wrong days, for a person without the post of a seal operator here, for an order entered before.
    """
    body, named = _entered_by_right(by, organisation_id), list(persons)
    serial = certificate_serial.replace(" ", "").replace(":", "").lower()
    _checked(body, number.strip(), named, since, until, signed_on, serial, clock.day_of(at))
    kept = files.keep(content=scan.pdf, media_type="application/pdf", at=at, pages=scan.pages, dpi=scan.dpi)
    try:
        with transaction.atomic():
            order = SealOrder.objects.create(
                organisation=body,
                number=number.strip(),
                signed_on=signed_on,
                since=since,
                until=until,
                certificate_serial=serial,
                scan=kept,
                entered_at=at,
                entered_by_id=by.account_id,
            )
    except IntegrityError as problem:
        raise BadInput({"number": "Наказ із цим номером і датою вже внесено."}) from problem
    for account in named:
        SealOrderPerson.objects.create(order=order, account=account)
    if body.seal_grace_until is not None:
        body.seal_grace_until = None
        body.save(update_fields=["seal_grace_until"])
    _record(by, permissions.ENTER_SEAL_ORDER.name, "enter", order, at)
    return order


@transaction.atomic
def end(*, by: Actor, order_id: uuid.UUID, at: datetime) -> SealOrder:
    """The head took the order back: from today nobody seals by it. Ending it again changes nothing."""
    order = SealOrder.objects.select_for_update(of=("self",)).filter(pk=order_id).first()
    if order is None:
        raise Missing
    if by is not SYSTEM:
        permissions.END_SEAL_ORDER.check(by, order.organisation)
    today = clock.day_of(at)
    if order.until is None or order.until > today:
        order.until = max(today, order.since)
        order.save(update_fields=["until"])
        _record(by, permissions.END_SEAL_ORDER.name, "modify", order, at)
    return order


def _record(by: Actor, action: str, right: str, order: SealOrder, at: datetime) -> None:
    record(
        actor=by,
        action=action,
        right=right,
        subject_kind="seal_order",
        subject_id=order.pk,
        purpose="наказ про використання печатки",
        at=at,
    )


def orders_of(organisation_id: uuid.UUID) -> QuerySet[SealOrder]:
    """Every order of an organisation with its persons, the newest first."""
    rows = SealOrder.objects.filter(organisation_id=organisation_id).prefetch_related("persons__account")
    return rows.order_by("-since", "-entered_at")


def order_kept(actor: Actor, order_id: uuid.UUID) -> SealOrder:
    """One order of an organisation that the administrator keeps. Raises Missing for any other."""
    found = SealOrder.objects.select_related("organisation", "scan").filter(pk=order_id).first()
    if found is None or not permissions.READ_ORGANISATION.can(actor, found.organisation):
        raise Missing
    return found


def _refusal(body: Organisation, account_id: uuid.UUID | None, on: date) -> Refused:
    """Why the person may not seal, with what to do."""
    named = SealOrder.objects.filter(organisation=body, persons__account=account_id).order_by("-until")
    last = named.filter(until__lte=on).first()
    if last is not None and last.until is not None:
        words = f"Наказ № {last.number}, за яким ви користувалися печаткою, діяв до {last.until:%d.%m.%Y}."
        return Refused(f"{words} {WHAT_TO_DO}", code="seal_order_ended")
    if SealOrder.objects.filter(in_force(on), organisation=body).exists():
        words = "Чинний наказ про печатку вас не називає."
        return Refused(f"{words} {WHAT_TO_DO}", code="seal_order_names_others")
    words = "Наказу керівника про те, хто користується печаткою, ще не внесено."
    return Refused(f"{words} {WHAT_TO_DO}", code="no_seal_order")


def check_may_seal(*, by: Actor, body: Organisation, at: datetime) -> tuple[Standing, tuple[SealOrder, ...]]:
    """Orders in force today that name the person, or the grace of before. Raises Refused when there is neither."""
    on = clock.day_of(at)
    orders = tuple(
        SealOrder.objects.filter(in_force(on), organisation=body, persons__account=by.account_id).order_by(
            "-since"
        )
    )
    if orders:
        return Standing(orders[0]), orders
    if body.seal_grace_until is not None and on <= body.seal_grace_until:
        warning = (
            f"Наказу керівника про печатку ще не внесено. До {body.seal_grace_until:%d.%m.%Y} печаткою ще можна "
            f"користуватися, далі ні. {WHAT_TO_DO}"
        )
        return Standing(None, warning), ()
    raise _refusal(body, by.account_id, on)


def check_certificate(orders: tuple[SealOrder, ...], serial: str) -> None:
    """Raise Refused when every order names another certificate of the seal. Without orders (grace) any is taken."""
    if not orders or any(one.certificate_serial in ("", serial.lower()) for one in orders):
        return
    raise Refused(
        "Ця печатка має інший сертифікат, ніж названий у наказі. Візьміть ключ із наказу або попросіть "
        "адміністратора громади внести новий наказ.",
        code="other_certificate",
    )
