"""Numbered registers that communities sent (Instruction 345, p. 1.4, Annex 11), and their lines."""

import uuid

from django.contrib import messages
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from turbota.access.models import Role
from turbota.applications import register_queries
from turbota.applications.models import HandoverLine, HandoverReceipt, HandoverRegister
from turbota.applications.operations import additional, reconciling
from turbota.applications.papers import register_paper
from turbota.assistance import catalogue
from turbota.audit.operations import record_read
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.shared import handovers
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
    pages = Paginator(register_queries.registers_with_counts(actor_of(request)), PAGE)
    try:
        page = pages.page(whole_number(number) or 1)
    except EmptyPage as problem:
        raise Missing from problem
    return render(request, "department/registers.html", {"page": page})


def _line(line: HandoverLine, receipt: HandoverReceipt | None) -> dict[str, object]:
    application = line.application
    came = receipt.lines.get(str(line.position), {}) if receipt else {}
    told = (line.documents, line.pages, line.digest)
    return {
        "id": line.pk,
        "position": line.position,
        "came": came,
        "agrees": told == (came.get("documents"), came.get("pages"), came.get("digest")),
        "additional": line.additional,
        "waits": line.answer == HandoverLine.Answer.WAITING,
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
    found = register_queries.register_for(actor, register_id)
    record_read(actor=actor, subject_kind="register", subject_id=found.pk, purpose=PURPOSE, at=clock.now())
    return found


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def register(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The lines of one register, each accepted, returned or waiting; the answer is given in the case."""
    found = _found(request, register_id)
    rows = found.lines.select_related("application", "application__applicant").order_by("position")
    receipt = register_queries.receipt_of(found)
    context = {
        "register": found,
        "lines": [_line(line, receipt) for line in rows],
        "proof": handovers.proof_of(found, receipt),
        "seal": handovers.seal_of(found),
        "register_alarms": handovers.alarm_rows(
            register_queries.alarms(actor_of(request)).filter(register=found)
        ),
        "answer_url": "department:answer-alarm",
        "sent_url": reverse("department:register-sent", args=[found.pk]),
        "seal_url": reverse("department:register-seal", args=[found.pk]),
        "marked_url": reverse("department:register-marked", args=[found.pk]),
        "may_take": actor_of(request).holds(Role.SPECIALIST),
    }
    return render(request, "department/register.html", context)


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def register_seal(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """The community's seal over the register as sent, `.p7s`."""
    return handovers.seal_response(_found(request, register_id))


@require_POST
@require_staff(Role.SPECIALIST, Role.HEAD)
def count(request: HttpRequest, register_id: uuid.UUID) -> HttpResponse:
    """Count what came once more, from the stored files."""
    receipt = reconciling.count_again(by=actor_of(request), register_id=register_id, at=clock.now())
    if receipt.matches:
        messages.success(request, "Пораховано знову: збігається з переданим.")
    else:
        messages.warning(request, "Пораховано знову: не збігається. Дивіться тривогу.")
    return redirect("department:register", register_id)


@require_POST
@require_staff(Role.SPECIALIST)
def take_added(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """The specialist has seen the documents that came later."""
    line = additional.take_added(by=actor_of(request), line_id=line_id, at=clock.now())
    messages.success(request, "Додаткові документи прийнято до справи.")
    return redirect("department:case", line.application_id)


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def alarms(request: HttpRequest) -> HttpResponse:
    """What does not agree, is late or doubled in what communities handed over."""
    return handovers.alarms_page(request, "department")


@require_POST
@require_staff(Role.SPECIALIST, Role.HEAD)
def answer_alarm(request: HttpRequest, alarm_id: uuid.UUID) -> HttpResponse:
    """Acknowledge an alarm with a reason."""
    return handovers.answer_alarm(request, alarm_id, "department")


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
