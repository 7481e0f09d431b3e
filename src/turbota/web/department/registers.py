"""Numbered registers that communities sent (Instruction 345, p. 1.4, Annex 11), and their lines."""

import uuid

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.models import HandoverLine, HandoverRegister
from turbota.applications.papers import register_paper
from turbota.assistance import catalogue
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number

PAGE = 25
PURPOSE = "перегляд реєстру громади"
TONES = {
    HandoverLine.Answer.ACCEPTED: "good",
    HandoverLine.Answer.RETURNED: "warn",
    HandoverLine.Answer.WAITING: "",
    HandoverLine.Answer.ENDED: "",
}


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def registers(request: HttpRequest) -> HttpResponse:
    """Registers of all communities, the newest first, with how many lines wait for an answer."""
    number = request.GET.get("page", "1")
    pages = Paginator(queries.registers_with_counts(actor_of(request)), PAGE)
    try:
        page = pages.page(whole_number(number) or 1)
    except EmptyPage as problem:
        raise Missing from problem
    return render(request, "department/registers.html", {"page": page})


def _line(line: HandoverLine) -> dict[str, object]:
    application = line.application
    return {
        "position": line.position,
        "url": reverse("department:case", args=[application.pk]),
        "name": application.applicant.full_name if application.applicant else "Заявник",
        "number": application.number,
        "kind": catalogue.kind(application.kind).title,
        "documents": line.documents,
        "pages": line.pages,
        "answer": line.get_answer_display(),
        "tone": TONES[HandoverLine.Answer(line.answer)],
        "answered_at": line.answered_at,
        "reason": line.reason,
    }


def _found(request: HttpRequest, register_id: uuid.UUID) -> HandoverRegister:
    """The register that the reader may see; it names people, so every opening of it is logged."""
    actor = actor_of(request)
    found = queries.register_for(actor, register_id)
    record_read(actor=actor, subject_kind="register", subject_id=found.pk, purpose=PURPOSE, at=clock.now())
    return found


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def register(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The lines of one register, each accepted, returned or waiting; the answer is given in the case."""
    found = _found(request, register_id)
    rows = found.lines.select_related("application", "application__applicant").order_by("position")
    context = {"register": found, "lines": [_line(line) for line in rows]}
    return render(request, "department/register.html", context)


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def register_sent(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The register as the community sent it."""
    found = _found(request, register_id)
    if found.paper is None:
        raise Missing
    return pdf_response(found.paper, "register.pdf")


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def register_marked(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The register with our mark on every line, as it stands now."""
    found = _found(request, register_id)
    content = register_paper(found, at=clock.now())
    return file_response(content, media_type="application/pdf", name="register-marked.pdf")
