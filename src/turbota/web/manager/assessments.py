"""Assessments of a case: the list, a new one, and its questions, one domain a page."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework import assessment_permissions, permissions
from turbota.casework.assessment_queries import (
    assessment_for,
    assessments_of,
    check_not_blinded,
    draft_of,
    finished_of,
    next_stage,
)
from turbota.casework.assessment_states import AssessmentState, Stage
from turbota.casework.models import Assessment, Case
from turbota.casework.operations import assessing
from turbota.casework.operations.assessing import Clash, Entry, Saved
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.web.manager.assessment_change import change_of
from turbota.web.manager.assessment_screens import (
    Filling,
    Screen,
    boxes_of,
    error_lines_of,
    filling_of,
    read_entries,
)
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.numbers import whole_number
from turbota.web.ui.words import clock_time

PURPOSE = "оцінювання потреб"
ASSESSORS = (Role.SOCIAL_MANAGER, Role.PARTNER_SPECIALIST, Role.PROVIDER_WORKER, Role.SPECIALIST)
EVERYBODY = (*ASSESSORS, Role.SUPERVISOR)


@require_GET
@case_view()
def assessments(request: HttpRequest, case: Case) -> HttpResponse:
    """The assessments of a case, what comes next, and how it changed."""
    actor, at = actor_of(request), clock.now()
    check_not_blinded(actor, case, at)
    place = frame_of(actor, case, "manager:assessments", at)
    rows, finished = assessments_of(actor, case), finished_of(case)
    turn, draft = next_stage(finished), draft_of(case)
    stages = (turn,) if turn == Stage.PRIMARY else (Stage.IN_DEPTH, Stage.REPEAT)
    context = {
        "place": place,
        "rows": rows,
        "draft": draft,
        "stages": stages if place.works and draft is None else (),
        "turn": turn,
        "why": case.complexity_why.splitlines(),
        "change": change_of(finished, clock.day_of(at)),
    }
    return render(request, "manager/assessments.html", context)


@require_POST
@require_staff(Role.SOCIAL_MANAGER)
def begin(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """A new assessment of the stage chosen; one that is being filled already is opened instead."""
    stage = request.POST.get("stage", "")
    if stage not in Stage.values:
        raise Missing
    actor, at = actor_of(request), clock.now()
    made = assessing.begin(by=actor, case_id=case_id, stage=Stage(stage), at=at)
    return redirect(filling_of(made, clock.day_of(at)).screens[0].url)


def opened(request: HttpRequest, assessment_id: uuid.UUID, at: datetime) -> Filling:
    """The assessment behind the address with its pages. Raises Missing."""
    found = assessment_for(actor_of(request), assessment_id, at=at, purpose=PURPOSE)
    return filling_of(found, clock.day_of(at))


def frame(request: HttpRequest, filling: Filling, at: datetime) -> dict[str, object]:
    """What every page of an assessment stands in: the case with its tabs, or nothing of it for a second assessor."""
    actor, row = actor_of(request), filling.assessment
    context: dict[str, object] = {"filling": filling, "assessment": row}
    if permissions.READ_CASE.can(actor, row.case):
        place = frame_of(actor, row.case, "manager:assessments", at)
        return {**context, "frame_page": "manager/case_base.html", "place": place}
    return {**context, "frame_page": "manager/second_base.html", "place": None}


@require_http_methods(["GET", "POST"])
@require_staff(*EVERYBODY)
def screen(request: HttpRequest, assessment_id: uuid.UUID, domain: str, who: str) -> HttpResponse:
    """One domain about one person: read it, or keep what is typed, also in the background."""
    at = clock.now()
    filling = opened(request, assessment_id, at)
    page = filling.screen(domain, who)
    if page is None:
        raise Missing
    draft = filling.assessment.state == AssessmentState.DRAFT
    if not draft or not assessment_permissions.FILL.can(actor_of(request), filling.assessment):
        if request.method == "POST" and draft:
            raise Missing
        return redirect("manager:assessment", assessment_id)
    if request.method == "GET":
        return _shown(request, filling, page)
    entries = _taken(request, page, filling.assessment)
    try:
        saved = assessing.save(
            by=actor_of(request), assessment_id=assessment_id, entries=entries,
            seen_version=whole_number(request.POST.get("version", "")) or 0, at=at,
        )  # fmt: skip
    except BadInput as bad:
        return _refused(request, filling, page, entries, bad)
    if request.headers.get("Accept", "").startswith("application/json"):
        return _kept(saved, at)
    if saved.clashes:
        fresh = filling_of(saved.assessment, clock.day_of(at))
        return _shown(request, fresh, fresh.screen(domain, who) or page, typed=entries, clashes=saved.clashes)
    return redirect(_next_url(request, filling, page))


def _taken(request: HttpRequest, page: Screen, assessment: Assessment) -> list[Entry]:
    """What was typed; where «keep the colleague's answer» was ticked, that answer instead."""
    take = {key for key in request.POST.getlist("take") if key in assessment.answers}
    return [
        Entry(
            entry.question,
            entry.subject,
            **{name: assessment.answers[entry.key][name] for name in assessing.FIELDS},
        )
        if entry.key in take
        else entry
        for entry in read_entries(page, request.POST)
    ]


def _kept(saved: Saved, at: datetime) -> JsonResponse:
    """The answer to the saving in the background. The version stays the old one while a colleague's answers are unseen."""
    if saved.clashes:
        sentence = "Колега тим часом відповів на те саме запитання інакше. Натисніть «Зберегти»: покажемо обидві відповіді."
        return JsonResponse({"sentence": sentence}, status=409)
    told: dict[str, object] = {"saved_at": clock_time(at)}
    if saved.others:
        told["notice"] = "Колега заповнює це оцінювання разом із вами."
    else:
        told["version"] = saved.assessment.version
    return JsonResponse(told)


def _refused(
    request: HttpRequest, filling: Filling, page: Screen, entries: list[Entry], bad: BadInput
) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"sentence": next(iter(bad.fields.values()))}, status=409)
    return _shown(request, filling, page, typed=entries, problems=bad.fields)


def _next_url(request: HttpRequest, filling: Filling, page: Screen) -> str:
    """Where to go after saving: the next page, or the overview after the last one."""
    after = filling.beside(page, 1)
    if request.POST.get("go") == "next" and after is not None:
        return after.url
    return reverse("manager:assessment", args=[filling.assessment.pk])


def _shown(
    request: HttpRequest,
    filling: Filling,
    page: Screen,
    *,
    typed: list[Entry] | None = None,
    problems: dict[str, str] | None = None,
    clashes: tuple[Clash, ...] = (),
) -> HttpResponse:
    row = filling.assessment
    boxes = boxes_of(page, row, typed=typed or (), problems=problems, clashes=clashes)
    lines = error_lines_of(boxes)
    context = {
        **frame(request, filling, clock.now()),
        "screen": page,
        "boxes": boxes,
        "lines": lines,
        "scan_pages": range(1, (row.scan.pages or 1) + 1) if row.scan is not None else (),
        "before": filling.beside(page, -1),
        "after": filling.beside(page, 1),
        "number": filling.screens.index(page) + 1,
    }
    status = 409 if clashes else 422 if problems else 200
    return render(request, "manager/assessment_screen.html", context, status=status)


@require_POST
@require_staff(*ASSESSORS)
def drop(request: HttpRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Stop an assessment that is being filled, with a reason."""
    at = clock.now()
    filling = opened(request, assessment_id, at)
    try:
        assessing.drop(
            by=actor_of(request), assessment_id=assessment_id, reason=request.POST.get("reason", ""), at=at
        )
    except BadInput as bad:
        messages.error(request, bad.fields["reason"])
        return redirect("manager:assessment", assessment_id)
    except (Conflict, Refused) as refusal:
        note_refusal(request, refusal)
        messages.error(request, refusal.sentence)
        return redirect("manager:assessment", assessment_id)
    messages.success(request, "Оцінювання припинено. Відповіді лишилися в справі.")
    if filling.assessment.blind_of_id:
        return redirect("manager:second")
    return redirect("manager:assessments", filling.assessment.case_id)
