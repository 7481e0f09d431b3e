"""Editing a draft: its days, needs, goals, measures, and proposals for a need. What was typed is never lost."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.models import Role
from turbota.casework import plan_queries, proposals
from turbota.casework.models import Case, Plan
from turbota.casework.operations import measuring, planning
from turbota.casework.operations.planning import GoalData
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.law import services
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.plan_forms import FrameForm, GoalForm, MeasureForm, NeedForm
from turbota.web.manager.plans import PAGE, back_to, version
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.numbers import whole_number

EDIT = ["GET", "HEAD", "POST"]


def _edited(
    request: HttpRequest, case: Case, plan: Plan, form: forms.Form, title: str, save: Callable[[], object],
    template: str = "manager/plan_form.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The form → one operation → the plan; a refusal comes back with everything that was typed."""
    conflict = ""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except BadInput as problem:
            for name, sentence in problem.fields.items():
                form.add_error(name if name in form.fields else None, sentence)
        except Conflict as stale:
            note_refusal(request, stale)
            conflict = stale.sentence
        else:
            messages.success(request, "Збережено в чернетці плану.")
            return back_to(plan)
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "plan": version(case, plan.number) if conflict else plan,
        "form": form, "title": title, "conflict": conflict, **more,
    }  # fmt: skip
    return render(request, template, context, status=409 if conflict else 422 if form.errors else 200)


def _version(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("version", ""))


def _removing(plan: Plan, kind: str, row_id: uuid.UUID | None) -> str:
    """Where the button that takes the row out posts; empty for a new row."""
    return reverse("manager:plan-remove", args=[plan.case_id, plan.number, kind, row_id]) if row_id else ""


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def frame(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The decision and the days of the plan."""
    plan = version(case, number)
    initial = {"decision": plan.decision, "since": plan.since, "until": plan.until}
    form = FrameForm(request.POST if request.method == "POST" else None, initial=initial)
    return _edited(
        request, case, plan, form, "Підстава і строк плану",
        lambda: planning.set_frame(
            by=actor_of(request), plan_id=plan.pk, at=clock.now(), version=_version(request), **form.cleaned_data
        ),
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def need(request: HttpRequest, case: Case, number: int, need_id: uuid.UUID | None = None) -> HttpResponse:
    """A need: in which sphere, in words, and which answer of an assessment shows it."""
    plan = version(case, number)
    row = plan_queries.need_of(plan, need_id) if need_id else None
    form = NeedForm(request.POST if request.method == "POST" else None, plan_queries.sources_of(case), row)
    return _edited(
        request, case, plan, form, "Потреба",
        lambda: planning.save_need(
            by=actor_of(request), plan_id=plan.pk, need_id=need_id, domain=form.cleaned_data["domain"],
            words=form.cleaned_data["words"], source=form.where_from(), at=clock.now(), version=_version(request),
        ),
        remove_url=_removing(plan, "need", need_id), remove_words="Прибрати потребу з усім, що під нею",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def goal(
    request: HttpRequest, case: Case, number: int, need_id: uuid.UUID, goal_id: uuid.UUID | None = None
) -> HttpResponse:
    """A goal of a need with its indicator."""
    plan = version(case, number)
    under = plan_queries.need_of(plan, need_id)
    row = plan_queries.goal_of(plan, goal_id) if goal_id else None
    initial = {name: getattr(row, name) for name in GoalForm.base_fields} if row else None
    form = GoalForm(request.POST if request.method == "POST" else None, initial=initial)
    return _edited(
        request, case, plan, form, "Мета",
        lambda: planning.save_goal(
            by=actor_of(request), plan_id=plan.pk, need_id=need_id, goal_id=goal_id,
            data=GoalData(**form.cleaned_data), at=clock.now(), version=_version(request),
        ),
        about=f"Потреба: {under.words}",
        remove_url=_removing(plan, "goal", goal_id), remove_words="Прибрати мету з її заходами",
    )  # fmt: skip


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def measure(
    request: HttpRequest, case: Case, number: int, goal_id: uuid.UUID, measure_id: uuid.UUID | None = None
) -> HttpResponse:
    """A measure of a goal: who, by when, what is expected, who pays."""
    plan, on = version(case, number), clock.today()
    under = plan_queries.goal_of(plan, goal_id)
    row = plan_queries.measure_of(plan, measure_id) if measure_id else None
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        measure=row, people=plan_queries.people_of(case), providers=plan_queries.providers_for(case, on),
        members=plan_queries.members_on(case, on), on=on, initial={"since": plan.since, "until": plan.until},
    )  # fmt: skip
    return _edited(
        request, case, plan, form, "Захід",
        lambda: measuring.save_measure(
            by=actor_of(request), plan_id=plan.pk, goal_id=goal_id, measure_id=measure_id, data=form.typed(),
            at=clock.now(), version=_version(request),
        ),
        about=f"Мета: {under.words}", reasons=row.reckoning.get("reasons", []) if row else [],
        template="manager/plan_measure.html",
        remove_url=_removing(plan, "measure", measure_id), remove_words="Прибрати захід",
    )  # fmt: skip


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def remove(request: HttpRequest, case: Case, number: int, kind: str, row_id: uuid.UUID) -> HttpResponse:
    """Take a need, a goal or a measure out of the draft."""
    plan = version(case, number)
    planning.remove(
        by=actor_of(request),
        plan_id=plan.pk,
        kind=kind,
        row_id=row_id,
        at=clock.now(),
        version=_version(request),
    )
    messages.success(request, "Прибрано з чернетки плану.")
    return back_to(plan)


@require_http_methods(EDIT)
@case_view(Role.SOCIAL_MANAGER)
def propose(request: HttpRequest, case: Case, number: int, need_id: uuid.UUID) -> HttpResponse:
    """Measures that rules propose for the need, each with its reason (R018); POST copies one into the draft."""
    plan = version(case, number)
    row = plan_queries.need_of(plan, need_id)
    if request.method == "POST":
        measuring.take_proposal(
            by=actor_of(request), plan_id=plan.pk, need_id=need_id, code=request.POST.get("code", ""),
            at=clock.now(), version=_version(request),
        )  # fmt: skip
        messages.success(request, "Захід додано до чернетки. Допишіть, хто відповідає, строк і хто платить.")
        return back_to(plan)
    found = proposals.proposals_for(row.domain, row.words)
    if not found:
        raise Missing(code="no_proposals")
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "plan": plan,
        "need": row,
        "proposals": [(one, services.name_of(one.service) if one.service else "") for one in found],
        "taken": plan_queries.taken_of(row),
    }
    return render(request, "manager/plan_proposals.html", context)
