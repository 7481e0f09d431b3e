"""Documents that people brought after their cases went: sealed, then sent by a register of their own (p. 1.4, R150)."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from turbota.access.actors import SYSTEM, Actor
from turbota.applications import permissions, register_permissions
from turbota.applications.models import (
    Application,
    Attachment,
    HandoverDocument,
    HandoverLine,
    HandoverRegister,
)
from turbota.applications.operations.handover import by_register, write_register
from turbota.applications.operations.locking import SUBJECT
from turbota.applications.policies import WITHOUT_SEAL
from turbota.applications.states import ENDED, State
from turbota.audit.operations import record
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.messages import texts
from turbota.messages.operations import tell_organisation

WITH_DECIDER = (State.RECEIVED, State.IN_WORK)


def to_send(rows: QuerySet[Application]) -> QuerySet[Attachment]:
    """Late copies of these cases that the deciding body has, sealed or not, and that no register has carried."""
    carried = HandoverDocument.objects.filter(attachment=OuterRef("pk"))
    sent = HandoverLine.objects.filter(application=OuterRef("application"), additional=False)
    return (
        Attachment.objects.filter(
            ~Exists(carried),
            Exists(sent),
            application__in=rows.filter(state__in=WITH_DECIDER).values("pk"),
            late=True,
            removed_at__isnull=True,
        )
        .select_related("application__applicant", "application__decider", "file", "seal")
        .order_by("added_at", "pk")
    )


@transaction.atomic
def send_added(*, by: Actor, application_ids: Iterable[uuid.UUID], at: datetime) -> list[HandoverRegister]:
    """Send the sealed documents that came later: a register for each sender and deciding body. All or nothing.

    Raises Refused when nothing is chosen or a copy stands without the seal, Conflict when somebody has sent them already or
    the case is no longer with the deciding body.
    """
    chosen = set(application_ids)
    rows = list(
        permissions.SEND_ADDED.visible(by, Application.objects.filter(pk__in=chosen))
        .select_for_update(of=("self",))
        .order_by("registered_at", "pk")
    )
    if not chosen:
        raise Refused("Виберіть справи, до яких принесли документи.", code="nothing_chosen")
    waiting = to_send(Application.objects.filter(pk__in=[row.pk for row in rows]))
    if waiting.filter(WITHOUT_SEAL).exists():
        raise Refused(
            "Не всі додані копії мають печатку громади. Засвідчіть їх на сторінці «Печатка» і передайте знову.",
            code="not_sealed",
        )
    parcels: dict[uuid.UUID, list[Attachment]] = {}
    for copy in waiting:
        parcels.setdefault(copy.application_id, []).append(copy)
    if len(rows) != len(chosen) or chosen - parcels.keys():
        raise Conflict(
            "Ці документи вже передано, або справа вже не в органу, що вирішує.", code="nothing_new"
        )
    for row in rows:
        _record(row, by, permissions.SEND_ADDED.name, permissions.SEND_ADDED.right, at)
    groups = by_register([(row, parcels[row.pk]) for row in rows], alone=permissions.bound_to_district(by))
    return [
        write_register(
            by=by, sender=sender, decider=decider, district=district, parcels=cases, at=at, additional=True
        )
        for sender, decider, district, cases in groups
    ]


@transaction.atomic
def take_added(*, by: Actor, line_id: uuid.UUID, at: datetime) -> HandoverLine:
    """The specialist has seen the documents that came later; they are part of the case. Once.

    Raises Missing for a line of a case that the actor's body does not hold.
    """
    found = HandoverLine.objects.filter(pk=line_id, additional=True).first()
    if found is None:
        raise Missing
    application = Application.objects.select_for_update(of=("self",)).get(pk=found.application_id)
    register_permissions.TAKE_ADDED.check(by, application)
    line = HandoverLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    if line.answer == HandoverLine.Answer.WAITING:
        line.answer, line.answered_at = HandoverLine.Answer.ACCEPTED, at
        line.save(update_fields=["answer", "answered_at"])
        action = register_permissions.TAKE_ADDED
        _record(application, by, action.name, action.right, at)
    return line


def forgotten() -> QuerySet[HandoverLine]:
    """Lines that still wait though their cases have ended: no one holds the case, so no one can answer them."""
    return HandoverLine.objects.filter(
        answer=HandoverLine.Answer.WAITING, application__state__in=(State.DECIDED, *ENDED)
    )


@transaction.atomic
def end_forgotten(*, line_id: uuid.UUID, at: datetime) -> bool:
    """The platform closes one such line with the reason, writes it down and tells both sides. Once.

    False when the line no longer waits, or its case is in work again: then the specialist takes the document. The
    copies stay in the case; whether they change the right is for the deciding body to see (p. 1.4, 11.3).
    """
    seen = forgotten().filter(pk=line_id).first()
    if seen is None:
        return False
    application = Application.objects.select_for_update(of=("self",)).get(pk=seen.application_id)
    joined = forgotten().select_related("register__community", "register__decider")
    line = joined.select_for_update(of=("self",)).filter(pk=line_id).first()
    if line is None:
        return False
    state = State(application.state).label
    line.answer, line.answered_at = HandoverLine.Answer.ENDED, at
    line.reason = f"Справу закінчено раніше, ніж хтось відповів: «{state}». Копії лишаються у справі."
    line.save(update_fields=["answer", "answered_at", "reason"])
    record(
        actor=SYSTEM,
        action="application.end_line",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="закрито рядок реєстру, на який уже нікому відповісти",
        at=at,
    )
    text = texts.lines_ended(number=application.number or "", register=line.register.number, state=state)
    for side in (line.register.decider, line.register.community):
        tell_organisation(
            organisation=side, kind=text.kind, subject=text.subject, body=text.body, subject_kind=SUBJECT,
            subject_id=application.pk, at=at, by=SYSTEM,
        )  # fmt: skip
    return True


def _record(application: Application, by: Actor, action: str, right: str, at: datetime) -> None:
    record(
        actor=by,
        action=action,
        right=right,
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="додаткові документи до справи",
        at=at,
    )
