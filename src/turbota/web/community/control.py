"""Control in the community within one working day: fields, documents and requisites side by side."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.models import Role
from turbota.applications import permissions, queries
from turbota.applications.models import Application, Attachment
from turbota.applications.operations import intake
from turbota.applications.policies import form_of, without_seal
from turbota.applications.states import State
from turbota.assistance import forms
from turbota.documents.resolution import REQUIRED_DPI
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.web.community.case_parts import answers_of
from turbota.web.community.document_boxes import boxes
from turbota.web.community.heads import head_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.numbers import whole_number
from turbota.web.shared.seals import seal_words
from turbota.web.ui.components import AnswerItem

PURPOSE = "контроль електронної справи"
REQUISITES = ("name", "date", "tax_number", "unzr", "iban", "post_index")
OF_DOCUMENT = "document_"


@dataclass(frozen=True, slots=True)
class Shown:
    """The copy that stands beside the answers: which page of how many."""

    copy: Attachment
    page: int
    pages: int
    doubtful: bool
    seal: str


def requisites_of(application: Application) -> tuple[AnswerItem, ...]:
    """Names, dates and numbers that must be the same in the documents."""
    form = form_of(application)
    found = []
    for row in forms.rows(form, application.answers):
        parts = row.path.split(".")
        asked = form.section(parts[0]).question(parts[-1])
        if asked.type in REQUISITES or asked.code.startswith(OF_DOCUMENT):
            label = f"{row.item}: {row.label.lower()}" if row.item else row.label
            found.append(AnswerItem(label, row.value_text))
    return tuple(found)


def _shown(request: HttpRequest, copies: list[Attachment]) -> Shown | None:
    """The copy and page asked for, else the first page of the first copy."""
    if not copies:
        return None
    asked = request.GET.get("copy", "")
    chosen = next((copy for copy in copies if str(copy.pk) == asked), copies[0])
    pages = chosen.file.pages or 1
    page = min(whole_number(request.GET.get("page", "")) or 1, pages)
    doubtful = chosen.file.dpi is not None and chosen.file.dpi < REQUIRED_DPI
    return Shown(chosen, page, pages, doubtful, seal_words(chosen))


@require_safe
@require_staff(Role.CONTROL_SPECIALIST)
def check(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The scan beside the answers, what is filled and attached, and the two outcomes."""
    application = queries.application_for(actor_of(request), application_id, at=clock.now(), purpose=PURPOSE)
    if application.state != State.ON_CONTROL:
        return HttpResponseRedirect(reverse("community:case", args=[application.pk]))
    return _page(request, application)


def _page(
    request: HttpRequest, application: Application, *, problem: str = "", reason: str = "", status: int = 200
) -> HttpResponse:
    documents = boxes(application, clock.today(), changeable=False)
    copies = list(
        application.attachments.filter(removed_at__isnull=True)
        .select_related("file", "seal")
        .defer("seal__cms", "seal__evidence")
        .order_by("added_at", "pk")
    )
    context = {
        "case": application,
        "head": head_of(application, clock.now()),
        "documents": documents,
        "copies": copies,
        "shown": _shown(request, copies),
        "unanswered": tuple(forms.check(form_of(application), application.answers, clock.today()).values()),
        "unsealed": sum(without_seal(copy) for copy in copies),
        "groups": answers_of(application),
        "requisites": requisites_of(application),
        "same_hands": permissions.SAME_HANDS if permissions.formed_by(actor_of(request), application) else "",
        "problem": problem,
        "reason": reason,
    }
    return render(request, "community/check.html", context, status=status)


def _version(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("version", ""))


@require_POST
@require_staff(Role.CONTROL_SPECIALIST)
def pass_on(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Fields, documents and requisites are in order: the case is ready for handover."""
    actor, at = actor_of(request), clock.now()
    application = queries.application_for(actor, application_id, at=at, purpose=PURPOSE)
    try:
        intake.pass_control(by=actor, application_id=application_id, at=at, version=_version(request))
    except Refused as refusal:
        note_refusal(request, refusal)
        return _page(request, application, problem=refusal.sentence, status=422)
    return HttpResponseRedirect(reverse("community:control"))


@require_POST
@require_staff(Role.CONTROL_SPECIALIST)
def send_back(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Back to the officer with the reason in «Примітка»."""
    actor, at, reason = actor_of(request), clock.now(), request.POST.get("reason", "")
    application = queries.application_for(actor, application_id, at=at, purpose=PURPOSE)
    try:
        intake.return_from_control(
            by=actor, application_id=application_id, reason=reason, at=at, version=_version(request)
        )
    except BadInput as bad:
        return _page(request, application, problem=bad.fields["reason"], reason=reason, status=422)
    except Refused as refusal:
        note_refusal(request, refusal)
        return _page(request, application, problem=refusal.sentence, reason=reason, status=409)
    return HttpResponseRedirect(reverse("community:control"))
