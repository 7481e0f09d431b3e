"""What is opened from a case: copies of documents, their pages as pictures, recognised text, the decision."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.models import Application, Attachment
from turbota.assistance import catalogue
from turbota.audit.operations import record_read
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.models import Decision
from turbota.decisions.queries import decision_for
from turbota.decisions.subsidy_papers import notice_paper
from turbota.documents.models import StoredFile
from turbota.documents.operations import read
from turbota.documents.preview import preview
from turbota.documents.recognition import page_text
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.signatures.models import Signature
from turbota.web.department.cases import case_view
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.signed_files import P7S, asics_response, cms_of, p7s_response

WIDTH = 1100
LOOKING = "перегляд копії документа"


def _copy(request: HttpRequest, attachment_id: uuid.UUID) -> Attachment:
    """The copy that the reader may see; every opening of it is logged."""
    actor = actor_of(request)
    copy = queries.attachment_for(actor, attachment_id)
    record_read(
        actor=actor,
        subject_kind="application",
        subject_id=copy.application_id,
        purpose=LOOKING,
        at=clock.now(),
    )
    return copy


def _picture(stored: StoredFile, page: int) -> HttpResponse:
    return file_response(preview(read(stored), page, WIDTH), media_type="image/png", name=f"page-{page}.png")


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def document(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """The whole copy as it was kept."""
    return pdf_response(_copy(request, attachment_id).file, "document.pdf")


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def page(request: HttpRequest, attachment_id: uuid.UUID, number: int) -> HttpResponse:
    """One page of a copy as a picture beside the answers."""
    return _picture(_copy(request, attachment_id).file, number)


@require_GET
@require_staff(Role.SPECIALIST, Role.HEAD)
def text(request: HttpRequest, attachment_id: uuid.UUID, number: int) -> HttpResponse:
    """Recognised text of a page: a hint for reading, never an answer by itself."""
    copy = _copy(request, attachment_id)
    if number > (copy.file.pages or 1):
        raise Missing
    words = page_text(copy.file, number)
    context = {"copy": copy, "number": number, "words": words}
    return render(request, "department/text.html", context)


@require_GET
@case_view()
def paper(request: HttpRequest, application: Application) -> HttpResponse:
    """The application as it was printed and signed."""
    if application.paper is None:
        raise Missing
    return pdf_response(application.paper, "application.pdf")


@require_GET
@case_view()
def confirmation(request: HttpRequest, application: Application) -> HttpResponse:
    """The evidence of an application without a signature: what was agreed, how and when the person was identified."""
    found = queries.confirmation_of(application)
    if found is None:
        raise Missing
    content = read(found.evidence)
    return file_response(content, media_type="application/json", name="confirmation.json", inline=False)


def _decision(request: HttpRequest, application: Application) -> Decision:
    return decision_for(actor_of(request), application.pk)


@require_GET
@case_view()
def decision_pdf(request: HttpRequest, application: Application) -> HttpResponse:
    """The bytes that both people sign."""
    return pdf_response(_decision(request, application).paper, "decision.pdf")


@require_GET
@case_view()
def decision_page(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """One page of the decision as a picture."""
    return _picture(_decision(request, application).paper, number)


@require_GET
@case_view()
def sheet_pdf(request: HttpRequest, application: Application) -> HttpResponse:
    """The calculation sheet."""
    sheet = _decision(request, application).sheet
    if sheet is None:
        raise Missing
    return pdf_response(sheet, "calculation-sheet.pdf")


@require_GET
@case_view()
def notice_pdf(request: HttpRequest, application: Application) -> HttpResponse:
    """The notice of the subsidy with its outcome (Annex 8), once the decision is approved."""
    decision = _decision(request, application)
    if not has_notice(decision):
        raise Missing
    content = notice_paper(decision, answers_in_force(application))
    return file_response(content, media_type="application/pdf", name="notice.pdf")


def has_notice(decision: Decision) -> bool:
    """Is there a notice to print: the kind has one, and the decision has its date."""
    return decision.approved_at is not None and catalogue.kind(decision.application.kind).annexes == "subsidy"


def signatures_of(decision: Decision) -> list[Signature]:
    """The signatures that stand under the decision: none, the specialist's, or both."""
    return [one for one in (decision.specialist_signature, decision.head_signature) if one is not None]


@require_GET
@case_view()
def signatures(request: HttpRequest, application: Application) -> HttpResponse:
    """All signatures of the decision in one detached CMS."""
    return p7s_response(signatures_of(_decision(request, application)), "decision.pdf.p7s")


@require_GET
@case_view()
def one_signature(request: HttpRequest, application: Application, number: int) -> HttpResponse:
    """The first (the specialist's) or the second (the head's) signature alone."""
    found = cms_of(signatures_of(_decision(request, application)))
    if not 1 <= number <= len(found):
        raise Missing
    return file_response(found[number - 1], media_type=P7S, name=f"decision-{number}.p7s", inline=False)


@require_GET
@case_view()
def container(request: HttpRequest, application: Application) -> HttpResponse:
    """The decision with its signatures in one ASiC-S file."""
    decision = _decision(request, application)
    return asics_response(decision.paper, signatures_of(decision), "decision")
