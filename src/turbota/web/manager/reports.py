"""Reports of the unit: the queue with its clocks, one report, its photos, the alarm."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.models import Role
from turbota.casework import report_queries
from turbota.casework.operations import alarms, triage
from turbota.casework.states import ReportState
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota.web.manager.report_rows import SHORT, page_of, rows_of
from turbota.web.shared.files import file_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.words import counted

READERS = (Role.SOCIAL_MANAGER, Role.SUPERVISOR, Role.HEAD)
STATES = (
    ("", "Чекають на відділ", report_queries.OPEN),
    ("new", "Лише нові", (ReportState.RECEIVED,)),
    ("work", "Опрацьовуються", (ReportState.IN_WORK,)),
    ("linked", "Долучені: відповідаю я", (ReportState.LINKED,)),
    ("closed", "Завершені", (ReportState.CLOSED,)),
)
MARKS = (
    ("", "Усі"),
    ("children", "Там діти"),
    ("violence", "Насильство"),
    ("flood", "Схоже на потік"),
    ("elsewhere", "Без відділу громади"),
)


def _rank(text: str) -> int | None:
    return int(text) if text in {str(rank) for rank in SHORT} else None


@require_safe
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def queue(request: HttpRequest) -> HttpResponse:
    """Reports of the unit, the most urgent first."""
    actor, at = actor_of(request), clock.now()
    chosen = {name: request.GET.get(name, "") for name in ("state", "urgency", "marks")}
    states = next((found for code, _, found in STATES if code == chosen["state"]), report_queries.OPEN)
    page = report_queries.queue(
        actor,
        states=states,
        urgency=_rank(chosen["urgency"]),
        marks=chosen["marks"],
        after=request.GET.get("after", ""),
    )
    kept = {name: value for name, value in chosen.items() if value}
    url = reverse("manager:reports")
    counts = report_queries.counts(actor)
    context = {
        "rows": rows_of(page.rows, at),
        "states": [(code, words) for code, words, _ in STATES],
        "urgencies": [(str(rank), f"{words}: {counts.get(rank, 0)}") for rank, words in SHORT.items()],
        "marks": MARKS,
        "chosen": chosen,
        "filtered": bool(kept),
        "url": url,
        "next_url": f"{url}?{urlencode({**kept, 'after': page.after})}" if page.after else "",
    }
    return render(request, "manager/reports.html", context)


@require_safe
@require_staff(*READERS)
def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """One report: what was told, its terms, its history, and what to do."""
    actor, at = actor_of(request), clock.now()
    found = report_queries.report_for(actor, report_id, at=at)
    if found.joined_to_id is not None:
        return redirect("manager:report", found.joined_to_id)
    return render(request, "manager/report.html", {"page": page_of(actor, found, at), "report": found})


@require_safe
@require_staff(*READERS)
def photo(request: HttpRequest, photo_id: uuid.UUID) -> HttpResponse:
    """A photo that came with a report."""
    found = report_queries.photo_for(actor_of(request), photo_id, at=clock.now())
    return file_response(read(found.file), media_type="image/jpeg", name="photo.jpg")


@require_POST
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def take(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """The report is mine: colleagues see that somebody works on it."""
    triage.take(by=actor_of(request), report_id=report_id, at=clock.now())
    return redirect("manager:report", report_id)


@require_POST
@require_staff(*READERS)
def answer(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """I answer the alarm: it calls nobody else."""
    answered = alarms.answer(by=actor_of(request), report_id=report_id, at=clock.now())
    if answered is None:
        messages.info(request, "На цю тривогу вже відповів інший працівник.")
    else:
        messages.success(request, "Тривогу зупинено: ви відповідаєте. Зателефонуйте 102 або 103, якщо треба.")
    if actor_of(request).holds(Role.SOCIAL_MANAGER, Role.SUPERVISOR):
        return redirect("manager:report", report_id)
    return redirect("colleagues:home")


@require_safe
@require_staff(*READERS)
def news(request: HttpRequest) -> JsonResponse:
    """How many alarms call the actor now, for the bar of the pages; nothing of the reports."""
    number, report_id = report_queries.alarms_for(actor_of(request))
    forms = "повідомлення без відповіді,повідомлення без відповіді,повідомлень без відповіді"
    return JsonResponse(
        {
            "number": number,
            "words": f"Загроза життю: {counted(number, forms)}",
            "url": reverse("manager:report", args=[report_id]) if report_id else "",
        }
    )
