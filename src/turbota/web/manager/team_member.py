"""«My cases in a team»: invitations, a narrow page of a case for an invited person, parts of plans to agree to."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.models import Role
from turbota.casework import plan_papers, plan_queries, team_queries
from turbota.casework.models import CaseMessage, TeamMember
from turbota.casework.operations import agreeing, talking, tasks, teams
from turbota.casework.plan_states import Answer
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.web.manager.plan_forms import ReasonForm
from turbota.web.manager.plans import typed_signature
from turbota.web.manager.team import message_rows, task_rows, typed
from turbota.web.manager.team_forms import MessageForm, ResultForm
from turbota.web.shared.files import pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

INVITED = (
    Role.PARTNER_SPECIALIST, Role.PROVIDER_WORKER, Role.SOCIAL_MANAGER, Role.SPECIALIST, Role.HEAD,
)  # fmt: skip
EDIT = ["GET", "HEAD", "POST"]


@require_safe
@require_staff(*INVITED)
def mine(request: HttpRequest) -> HttpResponse:
    """Invitations, parts of plans that wait for an answer, and cases in which the actor works."""
    actor = actor_of(request)
    members = team_queries.memberships_of(actor)
    unread = team_queries.unread_in(actor, [one.case_id for one in members])
    context = {
        "invitations": team_queries.invitations_of(actor),
        "parts": plan_queries.parts_waiting(actor),
        "members": [(one, unread.get(one.case_id, 0)) for one in members],
    }
    return render(request, "manager/team_mine.html", context)


@require_http_methods(EDIT)
@require_staff(*INVITED)
def invitation(request: HttpRequest, member_id: uuid.UUID) -> HttpResponse:
    """Who invites, for what and until when; nothing of the case. Accept, or decline with a reason."""
    actor = actor_of(request)
    found = team_queries.invitation_of(actor, member_id)
    form = ReasonForm(typed(request), "Чому не зможете")
    if request.method == "POST" and "accept" in request.POST:
        teams.accept(by=actor, member_id=found.pk, at=clock.now())
        messages.success(request, "Ви в команді. Випадок тепер у вашому списку.")
        return redirect("manager:team-case", found.case_id)
    if request.method == "POST" and form.is_valid():
        try:
            teams.decline(by=actor, member_id=found.pk, reason=form.cleaned_data["reason"], at=clock.now())
        except BadInput as problem:
            form.add_error("reason", problem.fields["reason"])
        else:
            messages.success(request, "Відмову надіслано менеджеру.")
            return redirect("manager:team")
    context = {"member": found, "form": form}
    return render(request, "manager/team_invitation.html", context, status=422 if form.errors else 200)


@require_safe
@require_staff(*INVITED)
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """What an invited person sees: names, the manager's contact, own tasks, meetings, measures of the own sphere."""
    actor, at = actor_of(request), clock.now()
    member = team_queries.membership_in(actor, case_id, at=at)
    talk = team_queries.messages_of(actor, member.case)
    context = _case_context(request, member, talk) | {"form": MessageForm()}
    answer = render(request, "manager/team_case.html", context)
    talking.mark_read(by=actor, case=member.case, found=talk, at=at)
    return answer


def _case_context(request: HttpRequest, member: TeamMember, talk: list[CaseMessage]) -> dict[str, object]:
    return {
        "member": member,
        "people": plan_queries.people_of(member.case),
        "manager": team_queries.manager_of(member.case),
        "measures": [
            (one, plan_papers.executor_words(one), plan_papers.term_words(one))
            for one in team_queries.measures_for(member)
        ],
        "tasks": task_rows(team_queries.tasks_for(member)),
        "meetings": team_queries.meetings_for(member),
        "talk": message_rows(talk, actor_of(request).account_id),
        "write_url": reverse("manager:team-write", args=[member.case_id]),
    }


@require_POST
@require_staff(*INVITED)
def write(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """A member writes to the manager and the team."""
    actor, at = actor_of(request), clock.now()
    member = team_queries.membership_in(actor, case_id, at=at)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            talking.write(
                by=actor,
                case_id=member.case_id,
                body=form.cleaned_data["body"],
                at=at,
                message_id=form.made_as(),
            )
        except BadInput as problem:
            form.add_error("body", problem.fields["body"])
        else:
            return redirect("manager:team-case", member.case_id)
    context = _case_context(request, member, team_queries.messages_of(actor, member.case)) | {"form": form}
    return render(request, "manager/team_case.html", context, status=422)


@require_http_methods(EDIT)
@require_staff(*INVITED)
def finish(request: HttpRequest, task_id: uuid.UUID) -> HttpResponse:
    """Say what was done; the clock of the task stops."""
    actor = actor_of(request)
    task = team_queries.task_of(actor, task_id)
    form = ResultForm(typed(request))
    back = team_queries.where_back(actor, task)
    url = reverse(back, args=[task.case_id])
    if request.method == "POST" and form.is_valid():
        try:
            tasks.finish(by=actor, task_id=task.pk, result=form.cleaned_data["result"], at=clock.now())
        except BadInput as problem:
            form.add_error("result", problem.fields["result"])
        else:
            messages.success(request, "Завдання виконано.")
            return redirect(url)
    context = {"task": task, "form": form, "back": url}
    return render(request, "manager/team_task.html", context, status=422 if form.errors else 200)


@require_http_methods(EDIT)
@require_staff(*INVITED)
def part(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """The own part of a plan: agree to it, or say why it cannot be carried out."""
    actor, at = actor_of(request), clock.now()
    side = plan_queries.part_for(actor, agreement_id, at=at)
    form = ReasonForm(typed(request), "Чому не можете виконати")
    if request.method == "POST" and ("agree" in request.POST or "signature" in request.POST):
        agreeing.agree_at_work(
            by=actor,
            agreement_id=side.pk,
            sha256=request.POST.get("sha256", ""),
            cms=typed_signature(request),
            at=at,
        )
        messages.success(request, "Вашу згоду записано.")
        return redirect("manager:team")
    if request.method == "POST" and form.is_valid():
        try:
            agreeing.refuse_at_work(by=actor, agreement_id=side.pk, reason=form.cleaned_data["reason"], at=at)
        except BadInput as problem:
            form.add_error("reason", problem.fields["reason"])
        else:
            messages.success(request, "Відповідь надіслано менеджеру. Він складе план інакше.")
            return redirect("manager:team")
    context = {
        "side": side, "form": form, "waits": side.answer == Answer.WAITING and side.plan.state == "offered",
        "measures": plan_queries.measures_of_part(side),
    }  # fmt: skip
    return render(request, "manager/team_part.html", context, status=422 if form.errors else 200)


@require_safe
@require_staff(*INVITED)
def part_paper(request: HttpRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """The own part as PDF: exactly the bytes that are agreed to."""
    side = plan_queries.part_for(actor_of(request), agreement_id, at=clock.now())
    return pdf_response(side.paper, "part.pdf")
