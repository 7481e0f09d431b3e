"""The individual plan of a case: its page, and what moves a version from a draft to its end."""

import base64
import binascii
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.models import Role
from turbota.casework import comparing, plan_papers, plan_queries
from turbota.casework.models import Case, Plan
from turbota.casework.operations import agreeing, offering, planning
from turbota.casework.plan_grounds import ground_of
from turbota.casework.plan_states import Answer, Party, PlanState
from turbota.casework.states import CaseState
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.manager.plan_forms import ReasonForm
from turbota.web.manager.plan_screens import needs_of, sides_of
from turbota.web.shared.files import pdf_response
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number
from turbota.web.ui.components import ErrorLine

PAGE = "manager:plan"
NEEDS_APPROVAL = "needs_approval"
LONGEST_SIGNATURE = 200_000


def version(case: Case, number: int) -> Plan:
    """The version of the plan of the case with the number. Raises Missing."""
    found = plan_queries.shown(plan_queries.versions_of(case), number)
    assert found is not None
    return found


def back_to(plan: Plan) -> HttpResponse:
    """The page of the version."""
    return redirect(f"{reverse(PAGE, args=[plan.case_id])}?version={plan.number}")


def shown_page(
    request: HttpRequest, case: Case, *, number: int | None = None, faults: dict[str, str] | None = None
) -> HttpResponse:
    """The page of a version; `faults`: what keeps it from being offered, each a link to its place."""
    actor, at = actor_of(request), clock.now()
    versions = plan_queries.versions_of(case)
    plan = plan_queries.shown(versions, number)
    place = frame_of(actor, case, PAGE, at)
    context: dict[str, Any] = {"place": place, "plan": plan, "versions": versions}
    if plan is not None:
        content = plan_papers.content_of(plan)
        answers = agreeing.answers_of(plan)
        sides = sides_of(agreeing.newest(answers), place.name, place.manager)
        context |= {
            "needs": needs_of(plan, content, clock.day_of(at)),
            "sides": sides if plan.state != PlanState.DRAFT else (),
            "refusals": [one for one in answers if one.answer == Answer.REFUSED and plan.state == PlanState.DRAFT],
            "steps": plan_queries.steps_of(plan),
            "draft": plan.state == PlanState.DRAFT and place.works,
            "ground": ground_of(case) if plan.state == PlanState.DRAFT else None,
            "own": next((one for one in sides if one.row.party == Party.MANAGER), None),
            "person_waits": any(
                one.row.party == Party.PERSON and one.row.answer == Answer.WAITING for one in sides
            ),
            "lines": tuple(ErrorLine(words, path.partition(".")[2].partition(".")[0] or path)
                           for path, words in (faults or {}).items()),
        }  # fmt: skip
    context["obliged"] = case.state == CaseState.DECIDED
    return render(request, "manager/plan.html", context, status=422 if faults else 200)


@require_safe
@case_view()
def plan(request: HttpRequest, case: Case) -> HttpResponse:
    """The version in work, else the one in force; `?version=` shows any of them."""
    return shown_page(request, case, number=whole_number(request.GET.get("version", "")))


@require_http_methods(["GET", "HEAD", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def make(request: HttpRequest, case: Case) -> HttpResponse:
    """Begin the plan; a new version of the one in force asks what made it necessary."""
    running = any(one.state == PlanState.IN_FORCE for one in plan_queries.versions_of(case))
    typed = request.POST if request.method == "POST" else None
    form = ReasonForm(typed, "Що змінилося", "Ці слова прочитають людина й виконавці.")
    if request.method == "POST":
        try:
            made = planning.make_plan(
                by=actor_of(request), case_id=case.pk, at=clock.now(), why=request.POST.get("reason", "")
            )
        except BadInput as problem:
            form.is_valid()
            form.add_error("reason", problem.fields["why"])
        else:
            return back_to(made)
    elif not running:
        return redirect(PAGE, case.pk)
    return _reason_page(request, case, form, "Нова редакція плану", "Почати нову редакцію", "")


def _reason_page(
    request: HttpRequest, case: Case, form: ReasonForm, title: str, button: str, about: str
) -> HttpResponse:
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "form": form, "title": title, "button": button, "about": about,
    }  # fmt: skip
    return render(request, "manager/plan_reason.html", context, status=422 if form.errors else 200)


def _with_reason(
    request: HttpRequest, case: Case, number: int, label: str, title: str, about: str,
    act: Callable[[Plan, str, datetime], object], told: str,
) -> HttpResponse:  # fmt: skip
    """A page that asks for a reason and does one thing."""
    found = version(case, number)
    form = ReasonForm(request.POST if request.method == "POST" else None, label)
    if request.method == "POST" and form.is_valid():
        try:
            act(found, form.cleaned_data["reason"], clock.now())
        except BadInput as problem:
            form.add_error("reason", problem.fields["reason"])
        else:
            messages.success(request, told)
            return back_to(found)
    return _reason_page(request, case, form, title, title, about)


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def offer(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Give the complete plan to the sides; what is missing is said with a link to its place."""
    found = version(case, number)
    try:
        offering.offer(
            by=actor_of(request), plan_id=found.pk, at=clock.now(),
            version=whole_number(request.POST.get("version", "")),
        )  # fmt: skip
    except BadInput as problem:
        return shown_page(request, case, number=number, faults=problem.fields)
    except Refused as refused:
        if refused.code != NEEDS_APPROVAL:
            raise
        messages.warning(request, refused.sentence)
        return redirect(f"{reverse('manager:ask-approval', args=[case.pk])}?stage=plan")
    messages.success(request, "План надано на погодження. Людина прочитає його в кабінеті або з ваших рук.")
    return back_to(found)


@require_http_methods(["GET", "HEAD", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def take_back(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Go on making the version; the answers stay readable."""
    return _with_reason(
        request, case, number, "Що треба змінити", "Повернути до складання",
        "Відповіді сторін лишаться в історії. Після змін план доведеться погодити ще раз.",
        lambda plan, why, at: offering.take_back(by=actor_of(request), plan_id=plan.pk, reason=why, at=at),
        "План повернуто до складання.",
    )  # fmt: skip


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def start(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Put the agreed version in force."""
    found = version(case, number)
    try:
        offering.start(by=actor_of(request), plan_id=found.pk, at=clock.now())
    except BadInput as problem:
        return shown_page(request, case, number=number, faults=problem.fields)
    messages.success(request, "План набув чинності.")
    return back_to(found)


@require_http_methods(["GET", "HEAD", "POST"])
@case_view(Role.SOCIAL_MANAGER)
def end(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """End the plan in force, or give up the version in work."""
    return _with_reason(
        request, case, number, "Чому план закінчуєте", "Закінчити цю редакцію",
        "Зміст лишиться в історії випадку. Скласти новий план можна будь-коли.",
        lambda plan, why, at: offering.end(by=actor_of(request), plan_id=plan.pk, reason=why, at=at),
        "Редакцію закінчено.",
    )  # fmt: skip


def typed_signature(request: HttpRequest) -> bytes:
    """The signature that the browser made; empty when the person agreed without a key. Raises Refused for a broken one."""
    if "signature" not in request.POST:
        return b""
    try:
        cms = base64.b64decode(request.POST["signature"][:LONGEST_SIGNATURE], validate=True)
    except (binascii.Error, ValueError):
        cms = b""
    if not cms or len(request.POST.get("sha256", "")) != 64:
        raise Refused("Підпис не дійшов цілим. Виберіть файл ключа й підпишіть ще раз.", code="no_signature")
    return cms


@require_POST
@case_view(Role.SOCIAL_MANAGER)
def agree(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The manager's own agreement to the bytes that were offered."""
    found = version(case, number)
    side = next(one for one in agreeing.sides(found) if one.party == Party.MANAGER)
    agreeing.agree_at_work(
        by=actor_of(request), agreement_id=side.pk, sha256=request.POST.get("sha256", ""),
        cms=typed_signature(request), at=clock.now(),
    )  # fmt: skip
    messages.success(request, "Вашу згоду записано.")
    return back_to(found)


@require_safe
@case_view()
def paper(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """The plan as it was printed when it was offered."""
    found = version(case, number)
    return pdf_response(plan_queries.paper_of(found), "plan.pdf")


@require_safe
@case_view()
def compare(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """What this version changes against the one before it."""
    found = version(case, number)
    before = plan_queries.before(found)
    context = {
        "place": frame_of(actor_of(request), case, PAGE, clock.now()),
        "plan": found,
        "before": before,
        "changes": comparing.differences(plan_papers.content_of(before), plan_papers.content_of(found)),
    }
    return render(request, "manager/plan_compare.html", context)
