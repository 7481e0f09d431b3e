"""The paper application on one dense screen, with its documents beside it."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Role
from turbota.applications import queries
from turbota.applications.models import Application
from turbota.applications.operations import drafting
from turbota.applications.papers import live_attachments
from turbota.applications.policies import ANSWERS_CHANGED, FORMING, form_of, wants_new_signature
from turbota.assistance import forms
from turbota.kernel import clock
from turbota.kernel.errors import Conflict
from turbota.web.community.document_boxes import boxes
from turbota.web.community.heads import head_of
from turbota.web.shared import questions, scan_remarks
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.questions import Reading
from turbota.web.ui import words

PURPOSE = "формування електронної справи"
GONE = "Справу вже передано далі, зберегти відповіді не можна."
DAMAGED = "Сторінка прийшла не повністю, тому нічого не збережено. Звірте відповіді й збережіть ще раз."


def case_to_form(request: HttpRequest, application_id: uuid.UUID, at: datetime) -> Application:
    """The case for the officer who forms it. Raises Conflict when it is no longer being formed."""
    application = queries.application_for(actor_of(request), application_id, at=at, purpose=PURPOSE)
    if application.state not in FORMING or application.holder_id != application.community_id:
        raise Conflict("Ця справа вже не формується. Відкрийте її ще раз зі списку.", code="not_forming")
    return application


@require_http_methods(["GET", "POST"])
@require_staff(Role.COMMUNITY_OFFICER)
def fill(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """All questions and documents on one screen; the button saves everything that can be stored."""
    at = clock.now()
    application = queries.application_for(actor_of(request), application_id, at=at, purpose=PURPOSE)
    if request.method != "POST":
        if application.state not in FORMING:
            return HttpResponseRedirect(reverse("community:case", args=[application.pk]))
        return fill_page(request, application, checked="check" in request.GET)
    reading = questions.read_dense(form_of(application), application.answers, request.POST)
    if application.holder_id != application.community_id:
        return _stale(request, application_id, reading, GONE, at)
    try:
        _save(request, application_id, reading, at)
    except Conflict as conflict:
        return _stale(request, application_id, reading, conflict.sentence, at)
    if reading.errors:
        application.refresh_from_db()
        return fill_page(request, application, reading=reading, status=422)
    return HttpResponseRedirect(_next(request, application))


def _save(request: HttpRequest, application_id: uuid.UUID, reading: Reading, at: datetime) -> Application:
    return drafting.save_answers(
        by=actor_of(request),
        application_id=application_id,
        answers=reading.values,
        at=at,
        version=version_of(request),
    )


def version_of(request: HttpRequest) -> int:
    """The version with which the page was opened. Raises Conflict when the form was damaged on the way."""
    try:
        return int(request.POST.get("version", ""))
    except ValueError as problem:
        raise Conflict(DAMAGED, code="damaged_page") from problem


def _next(request: HttpRequest, application: Application) -> str:
    """Where a saved screen leads: on to the check, or back to the place of a new or a removed row."""
    if request.POST.get("then") == "finish":
        return reverse("community:finish", args=[application.pk])
    section = request.POST.get("add") or request.POST.get("remove", "").partition(".")[0]
    known = [one.code for one in form_of(application).sections]
    anchor = f"#s_{section}" if section in known else ""
    return f"{reverse('community:fill', args=[application.pk])}{anchor}"


def _stale(
    request: HttpRequest, application_id: uuid.UUID, reading: Reading, sentence: str, at: datetime
) -> HttpResponse:
    """Somebody saved the case meanwhile: everything typed stays on the screen beside what stands in the case now."""
    now = queries.application_for(actor_of(request), application_id, at=at, purpose=PURPOSE)
    return fill_page(request, now, reading=reading, status=409, stale=stale_words(now, reading, sentence))


def stale_words(now: Application, reading: Reading, sentence: str) -> dict[str, object]:
    """What the page says when somebody saved meanwhile: where the case and what was typed differ."""
    form = form_of(now)
    theirs = {
        (row.section_title, row.item, row.label): row.value_text for row in forms.rows(form, now.answers)
    }
    mine = {
        (row.section_title, row.item, row.label): row.value_text for row in forms.rows(form, reading.values)
    }
    differ = [
        {
            "label": " · ".join(part for part in key if part),
            "theirs": theirs.get(key, ""),
            "mine": mine.get(key, ""),
        }
        for key in dict.fromkeys([*theirs, *mine])
        if theirs.get(key) != mine.get(key)
    ]
    return {"sentence": sentence, "differ": differ}


def fill_page(
    request: HttpRequest,
    application: Application,
    *,
    reading: Reading | None = None,
    checked: bool = False,
    status: int = 200,
    stale: Mapping[str, object] | None = None,
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    template: str = "community/fill.html",
) -> HttpResponse:
    """The screen; a draft of a person whom the officer helps has its own `template`.

    `reading`: what was typed and could not be stored; `problems` and `typed`: of a document by code.
    """
    today, form = clock.today(), form_of(application)
    answers = reading.values if reading else application.answers
    errors = reading.errors if reading else forms.check(form, answers, today) if checked else {}
    dense = questions.dense_for(form, answers, raw=reading.raw if reading else None, errors=errors)
    said = scan_remarks.remarks(form, answers, scan_remarks.scanned(live_attachments(application)))
    context = {
        "case": application,
        "head": head_of(application, clock.now()),
        "dense": scan_remarks.with_remarks(dense, said),
        "documents": boxes(application, today, problems=problems, typed=typed),
        "stale": stale,
        "problem": bool(errors or problems or stale),
    }
    return render(request, template, context, status=status)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def autosave(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Save in the background what can be stored; a stale page is told so, and saves nothing over a colleague."""
    at = clock.now()
    application = case_to_form(request, application_id, at)
    reading = questions.read_dense(form_of(application), application.answers, request.POST)
    try:
        saved = _save(request, application_id, reading, at)
    except Conflict as conflict:
        return JsonResponse({"sentence": conflict.sentence}, status=409)
    kept: dict[str, object] = {"saved_at": words.clock_time(at), "version": saved.version}
    if wants_new_signature(saved):
        kept["notice"] = ANSWERS_CHANGED
    return JsonResponse(kept)
