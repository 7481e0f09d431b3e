"""Mandates at work: what waits for a check, the two people and the document, confirming, refusing, ending.

The same pages stand in the workplaces of a community and of a deciding body; the rules say whose mandates they show.
"""

import uuid
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.access.models import Role
from turbota.applications import mandate_permissions
from turbota.applications.mandate_queries import (
    cases_of_mandate,
    letters_in_hands,
    mandate_read,
    mandates_waiting,
)
from turbota.applications.operations.representing import confirm_mandate, refuse_mandate, stop_mandate
from turbota.audit.operations import record_read
from turbota.documents.operations import read
from turbota.exchange.register_queries import questions_of
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.messages.operations import printed
from turbota.people.queries import steps_of_mandate
from turbota.people.states import OPEN, MandateState
from turbota.web.shared.files import pdf_response
from turbota.web.shared.guards import View, require_staff
from turbota.web.shared.mandate_scope import kinds_in_words, powers_in_words
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.register_words import for_officer
from turbota.web.ui.components import Field
from turbota.web.ui.forms import field_errors

MOST = 100
PURPOSE = "перевірка повноважень представника"
ROLES = {
    "community": (Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR),
    "department": (Role.SPECIALIST, Role.HEAD),
}
VERBS = {
    "confirm": (confirm_mandate, "Повноваження підтверджено."),
    "refuse": (
        refuse_mandate,
        "Записано, що повноваження не підтверджено. Представникові повідомимо причину.",
    ),
    "stop": (stop_mandate, "Повноваження припинено."),
}


def place_of(request: HttpRequest) -> str:
    """The part of the site whose page is open: "community" or "department"."""
    return request.resolver_match.namespace if request.resolver_match else ""


def staff(view: View) -> View:
    """For those who work in the part of the site whose page is open."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return require_staff(*ROLES[place_of(request)])(view)(request, *args, **kwargs)

    return guarded


@require_safe
@staff
def waiting(request: HttpRequest) -> HttpResponse:
    """Claimed mandates of the cases that the office holds."""
    actor, place = actor_of(request), place_of(request)
    rows = list(mandates_waiting(actor)[:MOST])
    asked = questions_of(rows)
    content = {
        "rows": [(row, for_officer(asked.get(row.pk))) for row in rows],
        "address": f"{place}:mandate",
        "letters": letters_in_hands(actor)[:MOST],
        "letter_address": f"{place}:mandate-letter",
    }
    return render(request, "shared/mandates.html", content)


@require_http_methods(["GET", "POST"])
@staff
def letter(request: HttpRequest, message_id: uuid.UUID) -> HttpResponse:
    """A letter for a person without a cabinet, to be printed; POST writes down that it was handed over or posted."""
    actor, at = actor_of(request), clock.now()
    found = letters_in_hands(actor).filter(pk=message_id).first()
    if found is None:
        raise Missing
    list_address = f"{place_of(request)}:mandates"
    if request.method == "POST":
        printed(message_id=found.pk, by=actor, at=at)
        messages.success(request, "Записано, що лист вручено або надіслано.")
        return redirect(list_address)
    record_read(actor=actor, subject_kind="mandate", subject_id=found.subject_id, purpose=PURPOSE, at=at)
    return render(request, "shared/mandate_letter.html", {"letter": found, "list_address": list_address})


@require_http_methods(["GET", "POST"])
@staff
def mandate(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """Who acts for whom and on what document; POST confirms, refuses or ends with a reason."""
    actor, at = actor_of(request), clock.now()
    found = mandate_read(actor, mandate_id)
    problems: dict[str, str] = {}
    if request.method == "POST":
        verb = VERBS.get(request.POST.get("verb", ""))
        if verb is None:
            problems = {"reason": "Виберіть, що зробити."}
        else:
            try:
                verb[0](by=actor, mandate_id=found.pk, reason=request.POST.get("reason", ""), at=at)
            except BadInput as problem:
                problems = problem.fields
            else:
                messages.success(request, verb[1])
                return redirect(f"{place_of(request)}:mandate", found.pk)
    record_read(actor=actor, subject_kind="mandate", subject_id=found.pk, purpose=PURPOSE, at=at)
    place = place_of(request)
    over = found.over(clock.day_of(at))
    may_settle = (
        not over
        and found.state == MandateState.CLAIMED
        and mandate_permissions.CONFIRM_MANDATE.can(actor, found)
    )
    reason = _reason_box(request.POST.get("reason", ""), problems.get("reason", ""), settling=may_settle)
    content = {
        "mandate": found,
        "cases": cases_of_mandate(actor, found),
        "steps": steps_of_mandate(found),
        "reason": reason,
        "lines": field_errors([reason]),
        "register": for_officer(questions_of([found]).get(found.pk)),
        "over": over,
        "kinds": kinds_in_words(found),
        "powers": powers_in_words(found),
        "may_settle": may_settle,
        "may_stop": not over
        and found.state == MandateState.CONFIRMED
        and mandate_permissions.STOP_MANDATE.can(actor, found),
        "may_record_death": found.state in OPEN and mandate_permissions.RECORD_DEATH.can(actor, found),
        "death_address": f"{place}:mandate-death",
        "list_address": f"{place}:mandates",
        "case_address": f"{place}:case",
        "copy_address": f"{place}:mandate-copy",
        "answer_address": f"{place}:mandate-register",
    }
    return render(request, "shared/mandate.html", content, status=422 if problems else 200)


def _reason_box(typed: str, error: str, *, settling: bool) -> Field:
    hint = "Чому припиняєте: рішення суду, слово людини в громаді."
    if settling:
        hint = (
            "За яким документом встановили, або чому його не досить і який потрібен. Причину відмови побачить "
            "представник."
        )
    return Field(
        widget="textarea", name="reason", id="reason", label="Причина", hint=hint, error=error, value=typed
    )


@require_safe
@staff
def register_answer(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """The answer of the register as it came, for somebody who has to show it."""
    actor = actor_of(request)
    found = mandate_read(actor, mandate_id)
    question = questions_of([found]).get(found.pk)
    if question is None or question.evidence is None:
        raise Missing
    record_read(actor=actor, subject_kind="mandate", subject_id=found.pk, purpose=PURPOSE, at=clock.now())
    return HttpResponse(
        read(question.evidence),
        content_type=question.evidence.media_type,
        headers={"Content-Disposition": 'attachment; filename="register.xml"', "Cache-Control": "no-store"},
    )


@require_safe
@staff
def evidence(request: HttpRequest, mandate_id: uuid.UUID) -> HttpResponse:
    """The document on which the mandate rests."""
    actor = actor_of(request)
    found = mandate_read(actor, mandate_id)
    if found.evidence is None:
        raise Missing
    record_read(actor=actor, subject_kind="mandate", subject_id=found.pk, purpose=PURPOSE, at=clock.now())
    return pdf_response(found.evidence, "document.pdf")
