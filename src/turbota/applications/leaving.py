"""When an application may be left without consideration: the ground is there, and the body itself is not late."""

from datetime import datetime

from turbota.applications.models import Application, CompletionRequest
from turbota.applications.policies import needs
from turbota.applications.terms import terms_of
from turbota.deadlines.models import Clock
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Refused
from turbota.law import grounds

NOT_BROUGHT, NOT_SIGNED = "not_brought", "not_signed"


def check(application: Application, code: str, at: datetime) -> None:
    """Raise Refused when the ground is not there yet, and Conflict while the body's own term is over."""
    late = late_clock(application, at)
    if late is not None:
        raise Conflict(
            f"Ваш власний строк «{late.title}» минув {late.due_on:%d.%m.%Y}. Через мовчання установи заяву не "
            "залишають без розгляду: прийміть справу й ухваліть рішення.",
            code="body_is_late",
        )
    if code == NOT_SIGNED and not _unsigned(application, at):
        raise Refused(
            "Строк, щоб підписати заяву ще раз, не минув, або підпису й не просили.", code="no_ground"
        )
    if code == NOT_BROUGHT and not _silent(application, at):
        raise Refused(
            "Залишити без розгляду можна, коли людину попросили донести потрібне і строк минув. Поки що цього немає.",
            code="no_ground",
        )


def late_clock(application: Application, at: datetime) -> Clock | None:
    """A term of the deciding body itself that runs and is over already; None when there is none."""
    running = Clock.objects.running().filter(
        subject_kind="application",
        subject_id=application.pk,
        rule_code__in=("department_acceptance", terms_of(application).decision),
        due_at__lte=at,
    )
    return running.order_by("due_at").first()


def possible(application: Application, at: datetime) -> list[grounds.Ground]:
    """Grounds that are there now, for the list on the page; empty while none is."""
    found = {NOT_BROUGHT: _silent, NOT_SIGNED: _unsigned}
    today = clock.day_of(at)
    return [grounds.ground(code, today) for code in grounds.codes() if found[code](application, at)]


def _over(request: CompletionRequest, at: datetime) -> bool:
    return request.answer_by is not None and clock.day_of(at) > request.answer_by


def _unsigned(application: Application, at: datetime) -> bool:
    asked = application.requests.open().filter(kind=CompletionRequest.Kind.SIGNATURE)
    return any(_over(request, at) for request in asked)


def _silent(application: Application, at: datetime) -> bool:
    """A question stayed without an answer for its whole term, or an obligatory document promised in «Примітка» did
    not come by its day.
    """
    questions = application.requests.filter(kind=CompletionRequest.Kind.QUESTION, answered_at__isnull=True)
    if any(request.closed_at is not None or _over(request, at) for request in questions):
        return True
    overdue = set(
        application.missing_documents.filter(bring_by__lt=clock.day_of(at)).values_list(
            "document_code", flat=True
        )
    )
    if not overdue:
        return False
    return any(
        need.obligatory and not need.attachments and need.code in overdue
        for need in needs(application, clock.day_of(at))
    )
