"""Documents of the own application: what is needed and why, photos or PDF made into one scan, looking, removing."""

import uuid
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.applications import queries
from turbota.applications.models import Application, Attachment
from turbota.applications.operations.attaching import OTHER, attach, count_upload, take_away
from turbota.applications.policies import CITIZEN_MAY_ADD, DocumentNeed, needs
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.documents.operations import read
from turbota.documents.preview import preview
from turbota.documents.scans import MOST_BYTES_BEFORE, Scan, Upload, assemble
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.web.cabinet.cases import own_case, own_draft
from turbota.web.cabinet.standing import attached_rows
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.words import counted

PREVIEW_WIDTH = 900
OTHER_NEED = DocumentNeed(
    OTHER, "Інший документ", "Якщо хочете показати щось іще. Це не обов’язково.", False, (), ""
)


@require_safe
@own_draft
def documents(request: HttpRequest, application: Application) -> HttpResponse:
    """Every document these answers need, why, and what has already come."""
    found = needs(application, clock.today())
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "needs": [(need, attached_rows(need.attachments, removable=True)) for need in found],
        "others": attached_rows(_others(application, found), removable=True),
        "other": OTHER,
        "missing": sum(not need.settled for need in found),
    }
    return render(request, "cabinet/documents.html", content)


def _others(application: Application, found: list[DocumentNeed]) -> tuple[Attachment, ...]:
    """Copies that are not in the list of needed documents: added by herself, or needed by former answers."""
    codes = [need.code for need in found]
    rows = application.attachments.filter(removed_at__isnull=True).exclude(document_code__in=codes)
    return tuple(rows.select_related("file").order_by("added_at"))


@require_http_methods(["GET", "POST"])
@own_case
def document(request: HttpRequest, application: Application, code: str) -> HttpResponse:
    """Add one document: several photos or PDF files in their order become one scan. A refusal is said at the field."""
    if application.state not in CITIZEN_MAY_ADD:
        return redirect("cabinet:application", application.pk)
    need = _need(application, code, clock.today())
    back = reverse(
        "cabinet:documents" if application.state == State.DRAFT else "cabinet:complete", args=[application.pk]
    )
    problem = ""
    by_script = request.headers.get("X-Requested-With") == "upload"
    if request.method == "POST":
        try:
            count_upload(by=actor_of(request), at=clock.now())
            scan = assemble(uploads(request))
            attach(by=actor_of(request), application_id=application.pk, code=code, scan=scan, at=clock.now())
        except Refused as refused:
            problem = refused.sentence
        else:
            messages.success(request, _told(need, scan))
            return JsonResponse({"next": back}) if by_script else redirect(back)
        if by_script:
            return JsonResponse({"sentence": problem}, status=422)
    content = {
        "application": application,
        "need": need,
        "problem": problem,
        "back": back,
        "limit": MOST_BYTES_BEFORE,
    }
    return render(request, "cabinet/document.html", content, status=422 if problem else 200)


def _need(application: Application, code: str, today: date) -> DocumentNeed:
    for need in [*needs(application, today), OTHER_NEED]:
        if need.code == code:
            return need
    raise Http404


def uploads(request: HttpRequest) -> list[Upload]:
    """The files in the order of the page. Nothing is read when together they are too large."""
    files = request.FILES.getlist("files")
    total = sum(file.size or 0 for file in files)
    if total > MOST_BYTES_BEFORE:
        raise Refused(
            f"Файли разом завеликі: {-(-total // (1024 * 1024))} МБ. Приймаємо до 40 МБ. "
            "Надішліть їх двома частинами.",
            code="scan_too_large",
        )
    return [Upload(name="", content=file.read()) for file in files]


def _told(need: DocumentNeed, scan: Scan) -> str:
    """What came of the upload: pages, resolution, and what to look at."""
    sharpness = f", чіткість {scan.dpi} точок на дюйм" if scan.dpi else ""
    told = f"Додано: «{need.title}», {counted(scan.pages, 'сторінка')}{sharpness}."
    return " ".join([told, *scan.notes])


@require_POST
@own_case
def remove(request: HttpRequest, application: Application) -> HttpResponse:
    """Take an own copy away."""
    at = clock.now()
    try:
        attachment_id = uuid.UUID(request.POST.get("remove", ""))
    except ValueError as error:
        raise Http404 from error
    take_away(by=actor_of(request), application_id=application.pk, attachment_id=attachment_id, at=at)
    messages.success(request, "Документ прибрано.")
    name = "cabinet:documents" if application.state == State.DRAFT else "cabinet:complete"
    return redirect(name, application.pk)


@require_safe
@require_citizen
def copy(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """The PDF of an own copy."""
    attachment = queries.attachment_for(actor_of(request), attachment_id)
    return pdf_response(attachment.file, "document.pdf")


@require_safe
@require_citizen
def copy_picture(request: HttpRequest, attachment_id: uuid.UUID, page: int) -> HttpResponse:
    """One page of an own copy as a picture."""
    attachment = queries.attachment_for(actor_of(request), attachment_id)
    picture = preview(read(attachment.file), page, PREVIEW_WIDTH)
    return file_response(picture, media_type="image/png", name="page.png")
