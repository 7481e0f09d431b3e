"""The community's e-seal over copies: the key is opened once in the browser, the server gets only seals."""

import base64
import binascii
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access import seal_orders
from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.queries import organisation
from turbota.applications import queries, register_queries
from turbota.applications.models import Attachment
from turbota.applications.operations.attaching import seal_copy
from turbota.applications.operations.sealing import seal_register as keep_seal
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.signatures.models import Signature
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.ui import words
from turbota.web.ui.components import Progress

SHOWN = 100
PURPOSE = "засвідчення копій печаткою"


def _waiting(actor: Actor, application_id: uuid.UUID | None) -> list[Attachment]:
    rows = queries.unsealed(actor)
    return list(rows.filter(application_id=application_id) if application_id else rows)


@require_safe
@require_staff(Role.SEAL_OPERATOR)
def page(request: HttpRequest, application_id: uuid.UUID | None = None) -> HttpResponse:
    """Copies without the seal, of one case or of all, and the form that opens the key."""
    actor, at = actor_of(request), clock.now()
    if application_id:
        queries.application_for(actor, application_id, at=at, purpose=PURPOSE)
    else:
        record_read(actor=actor, subject_kind="community", subject_id=_office(actor), purpose=PURPOSE, at=at)
    waiting = _waiting(actor, application_id)
    arguments = [application_id] if application_id else []
    name = "seal-case" if application_id else "seal"
    context = {
        "waiting": waiting[:SHOWN],
        "total": len(waiting),
        "progress": Progress(
            0, len(waiting), f"Без печатки: {words.counted(len(waiting), 'копія,копії,копій')}"
        ),
        "right": right_of(actor, at),
        "registers": register_queries.unsealed_registers(actor).count(),
        "list_url": reverse(f"community:{name}-list", args=arguments),
        "done_url": reverse(f"community:{name}", args=arguments),
    }
    return render(request, "community/seal.html", context)


def _office(actor: Actor) -> uuid.UUID:
    return next(post.organisation_id for post in actor.posts if post.role == Role.SEAL_OPERATOR)


@require_safe
@require_staff(Role.SEAL_OPERATOR)
def unsealed(request: HttpRequest, application_id: uuid.UUID | None = None) -> HttpResponse:
    """Digests that wait for the seal. What is sealed is no longer here, so the work goes on where it stopped."""
    actor = actor_of(request)
    if application_id:
        queries.application_for(actor, application_id, at=clock.now(), purpose=PURPOSE)
    waiting = _waiting(actor, application_id)
    return JsonResponse([{"id": str(copy.pk), "sha256": copy.file.sha256} for copy in waiting], safe=False)


@require_POST
@require_staff(Role.SEAL_OPERATOR)
def seal(request: HttpRequest) -> HttpResponse:
    """Keep one seal over a copy. Answers JSON; a refusal is a sentence for the operator."""

    def keep(copy_id: uuid.UUID, cms: bytes) -> Signature:
        copy = queries.attachment_for(actor_of(request), copy_id)
        return seal_copy(
            by=actor_of(request),
            application_id=copy.application_id,
            attachment_id=copy.pk,
            cms=cms,
            at=clock.now(),
        )

    return _kept(request, keep)


def _kept(request: HttpRequest, keep: Callable[[uuid.UUID, bytes], Signature]) -> HttpResponse:
    try:
        what, cms = _body(request.body)
        kept = keep(what, cms)
    except Refused as refusal:
        note_refusal(request, refusal)
        return JsonResponse({"sentence": refusal.sentence}, status=422)
    return JsonResponse({"id": str(what), "state": kept.state})


@require_safe
@require_staff(Role.SEAL_OPERATOR)
def registers(request: HttpRequest) -> HttpResponse:
    """Registers that were sent and wait for the seal; the seal may come after sending, so that no term is missed."""
    actor = actor_of(request)
    waiting = list(register_queries.unsealed_registers(actor))
    context = {
        "waiting": waiting[:SHOWN],
        "total": len(waiting),
        "progress": Progress(
            0, len(waiting), f"Без печатки: {words.counted(len(waiting), 'реєстр,реєстри,реєстрів')}"
        ),
        "right": right_of(actor, clock.now()),
    }
    return render(request, "community/seal_registers.html", context)


@require_safe
@require_staff(Role.SEAL_OPERATOR)
def unsealed_registers(request: HttpRequest) -> HttpResponse:
    """Digests of the registers, as sent, that wait for the seal."""
    waiting = register_queries.unsealed_registers(actor_of(request))
    return JsonResponse(
        [{"id": str(row.pk), "sha256": row.paper.sha256} for row in waiting if row.paper], safe=False
    )


@require_POST
@require_staff(Role.SEAL_OPERATOR)
def seal_register(request: HttpRequest) -> HttpResponse:
    """Keep one seal over a register. Answers JSON; a refusal is a sentence for the operator."""

    def keep(register_id: uuid.UUID, cms: bytes) -> Signature:
        return keep_seal(by=actor_of(request), register_id=register_id, cms=cms, at=clock.now())

    return _kept(request, keep)


@dataclass(frozen=True, slots=True)
class Right:
    """Whether the operator may seal today: `refusal` why not and what to do, `warning` why not for long."""

    refusal: str = ""
    warning: str = ""
    order: str = ""


def right_of(actor: Actor, at: datetime) -> Right:
    """The operator's right by the head's order in the office of the operator's post."""
    office = organisation(_office(actor))
    try:
        standing, _ = seal_orders.check_may_seal(by=actor, body=office, at=at)
    except Refused as refusal:
        return Right(refusal=refusal.sentence)
    order = standing.order
    named = f"Наказ № {order.number} від {order.signed_on:%d.%m.%Y}" if order else ""
    until = f", діє до {order.until:%d.%m.%Y}" if order and order.until else ""
    return Right(warning=standing.warning, order=f"{named}{until}")


def _body(content: bytes) -> tuple[uuid.UUID, bytes]:
    """Identifier of the copy and the DER of its seal. Raises Refused when the body is damaged."""
    try:
        sent: Any = json.loads(content)
        return uuid.UUID(sent["id"]), base64.b64decode(sent["signature"], validate=True)
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as problem:
        raise Refused("Печатка прийшла пошкодженою. Спробуйте ще раз.", code="damaged_seal") from problem
