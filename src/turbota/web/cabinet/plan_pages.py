"""The person's own individual plan in plain words: what is done, by whom, until when; yes, or no with a reason."""

import base64
import binascii
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.queries import identification
from turbota.casework import plan_papers, plan_queries
from turbota.casework.models import Measure, Plan
from turbota.casework.operations import agreeing
from turbota.casework.plan_states import Answer, Executor, Party, PlanState
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.web.shared.files import pdf_response
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.session import identification_of

LONGEST_SIGNATURE = 200_000
NOW = {
    PlanState.OFFERED: "Прочитайте і скажіть, чи погоджуєтеся.",
    PlanState.AGREED: "Усі погодили план. Соціальний менеджер введе його в дію.",
    PlanState.IN_FORCE: "План діє.",
    PlanState.REPLACED: "Цю редакцію замінено новою.",
    PlanState.ENDED: "Дію плану закінчено.",
}


@dataclass(frozen=True)
class Step:
    """One measure as the person reads it."""

    row: Measure
    who: str
    until: str
    payment: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One need and what is done about it."""

    words: str
    goals: tuple[str, ...]
    steps: tuple[Step, ...]


def parts_of(content: plan_papers.Content) -> tuple[Part, ...]:
    """The plan need by need; measures that she refused are left out."""
    found = []
    for need in content.needs:
        goals = [goal for goal in content.goals if goal.need_id == need.pk]
        keys = {goal.pk for goal in goals}
        steps = tuple(_step(one) for one in content.live() if one.goal_id in keys)
        found.append(Part(need.words, tuple(goal.words for goal in goals), steps))
    return tuple(found)


def _step(one: Measure) -> Step:
    who = "ви самі" if one.executor == Executor.PERSON else plan_papers.executor_words(one)
    why = tuple(reason["words"] for reason in one.reckoning.get("reasons", []))
    return Step(one, who, plan_papers.term_words(one), plan_papers.payment_words(one), why)


@require_safe
@require_citizen
def plans(request: HttpRequest) -> HttpResponse:
    """All own plans, those that wait for an answer first."""
    rows = plan_queries.own_plans(actor_of(request))
    rows.sort(key=lambda one: one.state != PlanState.OFFERED)
    return render(request, "cabinet/plans.html", {"plans": rows})


@require_safe
@require_citizen
def plan(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The whole plan, and how to answer while it waits."""
    found = plan_queries.own_plan(actor_of(request), plan_id, at=clock.now())
    return _page(request, found)


def _page(
    request: HttpRequest, found: Plan, *, problem: str = "", place: str = "", status: int = 200
) -> HttpResponse:
    sides = agreeing.sides(found)
    own = next((one for one in sides if one.party == Party.PERSON), None)
    known_id = identification_of(request.session)
    known = identification(known_id) if known_id else None
    context = {
        "plan": found,
        "now": NOW[PlanState(found.state)],
        "parts": parts_of(plan_papers.content_of(found)),
        "own": own,
        "waits": own is not None and own.answer == Answer.WAITING and found.state == PlanState.OFFERED,
        "others": [one for one in sides if one.party != Party.PERSON],
        "good": known is not None and known.level in agreeing.GOOD,
        "problem": problem,
        "place": place,
    }
    return render(request, "cabinet/plan.html", context, status=status)


@require_POST
@require_citizen
def agree(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Yes, without a key: the identification of the session is the proof."""
    actor, at = actor_of(request), clock.now()
    try:
        agreeing.agree_in_cabinet(
            by=actor, plan_id=plan_id, sha256=request.POST.get("sha256", ""),
            agreed=request.POST.get("agreed") == "on", identification_id=identification_of(request.session), at=at,
        )  # fmt: skip
    except BadInput as problem:
        return _again(request, plan_id, problem.fields["agreed"], "agreed")
    except Missing:
        raise
    except Refused as refused:
        note_refusal(request, refused)
        return _again(request, plan_id, refused.sentence, "answer")
    messages.success(request, "Дякуємо. Вашу згоду записано.")
    return redirect("cabinet:plan", plan_id)


@require_POST
@require_citizen
def sign(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Yes, by the own key; the signature was made in the browser."""
    try:
        cms = base64.b64decode(request.POST.get("signature", "")[:LONGEST_SIGNATURE], validate=True)
        sha256 = request.POST.get("sha256", "")
        if not cms or len(sha256) != 64:
            raise Refused("Виберіть файл ключа й напишіть пароль до нього.", code="no_signature")
        agreeing.sign_in_cabinet(
            by=actor_of(request), plan_id=plan_id, sha256=sha256, cms=cms, at=clock.now()
        )
    except (binascii.Error, ValueError):
        return _again(request, plan_id, "Підпис не дійшов цілим. Підпишіть ще раз.", "key")
    except Missing:
        raise
    except Refused as refused:
        note_refusal(request, refused)
        return _again(request, plan_id, refused.sentence, "key")
    messages.success(request, "Дякуємо. План підписано.")
    return redirect("cabinet:plan", plan_id)


def _again(request: HttpRequest, plan_id: uuid.UUID, problem: str, place: str) -> HttpResponse:
    found = plan_queries.own_plan(actor_of(request), plan_id, at=clock.now())
    return _page(request, found, problem=problem, place=place, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@require_citizen
def refuse(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """No: to which measures, and why in her own words. The plan goes back to the manager, nothing else happens."""
    actor, at = actor_of(request), clock.now()
    found = plan_queries.own_plan(actor, plan_id, at=at)
    typed, problem, status = request.POST.get("reason", "")[:2000], "", 200
    chosen = request.POST.getlist("measure")
    rows: Sequence[Measure] = plan_papers.content_of(found).live()
    if request.method == "POST":
        wanted = [one.pk for one in rows if str(one.pk) in chosen]
        try:
            agreeing.refuse_in_cabinet(by=actor, plan_id=found.pk, reason=typed, measures=wanted, at=at)
        except BadInput as refused:
            problem, status = refused.fields["reason"], 422
        else:
            messages.success(
                request, "Ми записали вашу відповідь. Соціальний менеджер змінить план і зв’яжеться з вами."
            )
            return redirect("cabinet:plans")
    context: dict[str, Any] = {
        "plan": found, "rows": [(one, str(one.pk) in chosen) for one in rows], "typed": typed, "problem": problem,
    }  # fmt: skip
    return render(request, "cabinet/plan_refuse.html", context, status=status)


@require_safe
@require_citizen
def paper(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The plan as PDF: the very bytes that are agreed to."""
    found = plan_queries.own_plan(actor_of(request), plan_id, at=clock.now())
    return pdf_response(plan_queries.paper_of(found), "plan.pdf")
