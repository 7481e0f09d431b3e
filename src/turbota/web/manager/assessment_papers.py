"""The papers of an assessment: the empty form, the scan of the filled one, the act and its signature."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from turbota.access.models import Role
from turbota.applications.operations.attaching import count_upload
from turbota.casework import assessment_permissions
from turbota.casework.assessment_papers import empty_form
from turbota.casework.assessment_states import AssessmentState
from turbota.casework.operations import signing_acts
from turbota.documents import preview, scans
from turbota.documents.models import StoredFile
from turbota.documents.operations import read
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.web.manager.assessments import ASSESSORS, EVERYBODY, frame, opened
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.numbers import whole_number
from turbota.web.shared.signed_files import asics_response, p7s_response, signed_bytes

WIDEST = 2000
USUAL = 900


@require_GET
@require_staff(*EVERYBODY)
def form(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The empty form of this assessment with a code that leads back to it."""
    at = clock.now()
    filling = opened(request, assessment_id, at)
    if filling.assessment.state != AssessmentState.DRAFT:
        raise Missing
    path = reverse("manager:assessment", args=[assessment_id])
    address = f"{settings.TURBOTA_PUBLIC_URL}{path}?form={filling.form.code}-{filling.form.version}"
    content = empty_form(filling.assessment, filling.form, address=address, at=at)
    return file_response(content, media_type="application/pdf", name="form.pdf")


def uploaded(request: HttpRequest) -> Scan | None:
    """The files of the form as one scan; None when there are none. Raises Refused."""
    files = request.FILES.getlist("scan")
    if not files:
        return None
    count_upload(by=actor_of(request), at=clock.now())
    return scans.assemble([scans.Upload(name="", content=one.read()) for one in files])


@require_http_methods(["GET", "POST"])
@require_staff(*ASSESSORS)
def paper(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Print the form, or put the scan of the filled one beside the questions."""
    at, actor = clock.now(), actor_of(request)
    filling = opened(request, assessment_id, at)
    draft = filling.assessment.state == AssessmentState.DRAFT
    if not draft or not assessment_permissions.FILL.can(actor, filling.assessment):
        raise Missing
    problem = ""
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                signing_acts.detach_scan(by=actor, assessment_id=assessment_id, at=at)
                return redirect("manager:assessment-paper", assessment_id)
            scan = uploaded(request)
            if scan is not None:
                signing_acts.attach_scan(by=actor, assessment_id=assessment_id, scan=scan, at=at)
                messages.success(request, "Скан додано. Він стоятиме поруч із запитаннями.")
                return redirect(filling.screens[0].url)
            problem = "Додайте фото або PDF заповненого бланка."
        except Refused as refusal:
            note_refusal(request, refusal)
            problem = refusal.sentence
    context = {**frame(request, filling, at), "problem": problem}
    return render(request, "manager/assessment_paper.html", context, status=422 if problem else 200)


def _served(stored: StoredFile | None, name: str) -> HttpResponse:
    if stored is None:
        raise Missing
    return pdf_response(stored, name)


@require_safe
@require_staff(*EVERYBODY)
def scan(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The scan of the filled form."""
    return _served(opened(request, assessment_id, clock.now()).assessment.scan, "scan.pdf")


@require_safe
@require_staff(*EVERYBODY)
def scan_page(request: HttpRequest, assessment_id: uuid.UUID, page: int) -> HttpResponse:
    """One page of the scan as a picture; `?width=` in pixels."""
    stored = opened(request, assessment_id, clock.now()).assessment.scan
    if stored is None:
        raise Missing
    width = min(whole_number(request.GET.get("width", "")) or USUAL, WIDEST)
    return file_response(preview.preview(read(stored), page, width), media_type="image/png", name="page.png")


@require_safe
@require_staff(*EVERYBODY)
def act(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The act, the very bytes that are signed."""
    return _served(opened(request, assessment_id, clock.now()).assessment.act, "act.pdf")


@require_safe
@require_staff(*EVERYBODY)
def signed_scan(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The scan of the act that was signed by hand."""
    return _served(opened(request, assessment_id, clock.now()).assessment.signed_scan, "signed.pdf")


@require_safe
@require_staff(*EVERYBODY)
def signature(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The signature of the act as a detached CMS."""
    row = opened(request, assessment_id, clock.now()).assessment
    if row.signature is None:
        raise Missing
    return p7s_response((row.signature,), "act.pdf.p7s")


@require_safe
@require_staff(*EVERYBODY)
def container(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The act with its signature in one ASiC-S file."""
    row = opened(request, assessment_id, clock.now()).assessment
    if row.signature is None or row.act is None:
        raise Missing
    return asics_response(row.act, (row.signature,), "act")


@require_http_methods(["GET", "POST"])
@require_staff(Role.SOCIAL_MANAGER)
def sign(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Read the act and sign it with a key, or add the scan of the one that was signed by hand."""
    at, actor = clock.now(), actor_of(request)
    filling = opened(request, assessment_id, at)
    row = filling.assessment
    if row.state != AssessmentState.SUBMITTED or not assessment_permissions.SIGN_ACT.can(actor, row):
        return redirect("manager:assessment", assessment_id)
    problem = ""
    if request.method == "POST":
        try:
            sha256, cms = signed_bytes(request)
            signing_acts.sign(by=actor, assessment_id=assessment_id, sha256=sha256, cms=cms, at=at)
        except Refused as refusal:
            note_refusal(request, refusal)
            problem = refusal.sentence
        else:
            messages.success(request, "Акт підписано. Він чекає на рішення про послуги.")
            return redirect("manager:assessment", assessment_id)
    context = {**frame(request, filling, at), "problem": problem, "own": row.assessor_id == actor.account_id}
    return render(request, "manager/assessment_sign.html", context, status=422 if problem else 200)


@require_POST
@require_staff(Role.SOCIAL_MANAGER)
def sign_on_paper(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The act was signed by hand."""
    at = clock.now()
    filling = opened(request, assessment_id, at)
    try:
        signing_acts.sign_on_paper(
            by=actor_of(request), assessment_id=assessment_id, scan=uploaded(request), at=at
        )
    except BadInput as bad:
        return _not_on_paper(request, assessment_id, bad.fields["scan"])
    except Missing:
        raise
    except Refused as refusal:
        return _not_on_paper(request, assessment_id, refusal.sentence)
    messages.success(request, "Записано: акт підписано на папері.")
    return redirect("manager:assessment", filling.assessment.pk)


def _not_on_paper(request: HttpRequest, assessment_id: uuid.UUID, problem: str) -> HttpResponse:
    filling = opened(request, assessment_id, clock.now())
    context = {
        **frame(request, filling, clock.now()),
        "problem": problem,
        "own": filling.assessment.assessor_id == actor_of(request).account_id,
    }
    return render(request, "manager/assessment_sign.html", context, status=422)
