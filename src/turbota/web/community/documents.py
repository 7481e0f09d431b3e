"""Copies of documents: adding, taking away, the reason of absence, and showing them beside the answers."""

import uuid

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.models import Application
from turbota.applications.operations import attaching
from turbota.applications.policies import FORMING, needed
from turbota.audit.operations import record_read
from turbota.documents import preview, scans
from turbota.documents.operations import read
from turbota.documents.recognition import page_text
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.web.community.cases import case_page
from turbota.web.community.document_boxes import REMOVE
from turbota.web.community.filling import fill_page
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number

EVERYBODY = (Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SEAL_OPERATOR)
LOOKING = "перегляд копії документа"
WIDEST = 2000


def identifier(text: str) -> uuid.UUID:
    """The identifier that a form names. Raises Missing for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError as problem:
        raise Missing from problem


def code_of(request: HttpRequest, application: Application) -> str:
    """The document the form is about: one of the needed, or another that the person brought."""
    code = request.POST.get("code", "")
    known = {need.code for need in needed(application, clock.today())}
    if code not in known | {attaching.OTHER}:
        raise Missing
    return code


def _back(application: Application, code: str = "") -> HttpResponse:
    name = "fill" if application.state in FORMING else "case-documents"
    anchor = f"#d_{code}" if code else "#documents"
    return HttpResponseRedirect(f"{reverse(f'community:{name}', args=[application.pk])}{anchor}")


def _refused(
    request: HttpRequest, application: Application, code: str, sentence: str, note: str = ""
) -> HttpResponse:
    """The page again, with the sentence beside the document and what was typed in its place."""
    problems, typed = {code: sentence}, {code: note} if note else {}
    if application.state in FORMING:
        return fill_page(request, application, problems=problems, typed=typed, status=422)
    return case_page(request, application, "documents", problems=problems, status=422)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def add(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Photos or PDF files become one copy of one document."""
    actor, at = actor_of(request), clock.now()
    application = queries.application_for(actor, application_id, at=at, purpose="додання копії документа")
    code = code_of(request, application)
    try:
        attaching.count_upload(by=actor, at=at)
        scan = scans.assemble([upload_of(one) for one in request.FILES.getlist("files")])
        attaching.attach_copy(by=actor, application_id=application_id, code=code, scan=scan, at=at)
    except Refused as refusal:
        return _refused(request, application, code, refusal.sentence)
    return _back(application, code)


def upload_of(file: UploadedFile) -> scans.Upload:
    """A file as it came, without its name."""
    return scans.Upload(name="", content=file.read())


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def remove(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Take a copy out of the case."""
    actor, at = actor_of(request), clock.now()
    application = queries.application_for(actor, application_id, at=at, purpose="вилучення копії документа")
    attachment_id = identifier(request.POST.get(REMOVE, ""))
    attaching.take_away(by=actor, application_id=application_id, attachment_id=attachment_id, at=at)
    return _back(application)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def absence(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Write in «Примітка» why a document is not there."""
    actor, at = actor_of(request), clock.now()
    application = queries.application_for(
        actor, application_id, at=at, purpose="причина відсутності документа"
    )
    code, note = code_of(request, application), request.POST.get("note", "")
    try:
        attaching.explain_absence(by=actor, application_id=application_id, code=code, note=note, at=at)
    except BadInput as bad:
        return _refused(request, application, code, next(iter(bad.fields.values())), note)
    return _back(application, code)


@require_safe
@require_staff(*EVERYBODY)
def copy(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """The whole copy as PDF."""
    attachment = queries.attachment_for(actor_of(request), attachment_id)
    _note_reading(request, attachment.application_id)
    return pdf_response(attachment.file, "copy.pdf")


@require_safe
@require_staff(*EVERYBODY)
def page(request: HttpRequest, attachment_id: uuid.UUID, page: int) -> HttpResponse:
    """One page of a copy as a picture; `?width=` in pixels."""
    attachment = queries.attachment_for(actor_of(request), attachment_id)
    _note_reading(request, attachment.application_id)
    width = min(whole_number(request.GET.get("width", "")) or 240, WIDEST)
    picture = preview.preview(read(attachment.file), page, width)
    return file_response(picture, media_type="image/png", name="page.png")


@require_safe
@require_staff(*EVERYBODY)
def recognised(request: HttpRequest, attachment_id: uuid.UUID, page: int) -> HttpResponse:
    """Text that the machine read on a page: only a hint beside the scan, never an answer."""
    attachment = queries.attachment_for(actor_of(request), attachment_id)
    _note_reading(request, attachment.application_id)
    text = page_text(attachment.file, page)
    context = {"text": text, "attachment": attachment, "page": page}
    return render(request, "community/recognised.html", context)


def _note_reading(request: HttpRequest, application_id: uuid.UUID) -> None:
    record_read(
        actor=actor_of(request),
        subject_kind="application",
        subject_id=application_id,
        purpose=LOOKING,
        at=clock.now(),
    )
