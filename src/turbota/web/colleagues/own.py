"""What everybody at work does with one case: takes it, gives it back, takes the person's withdrawal on paper."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications import permissions, queries
from turbota.applications.models import Application
from turbota.applications.operations import assigning, attaching
from turbota.applications.states import RUNNING
from turbota.decisions import returning
from turbota.documents import scans
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota.web.colleagues.forms import GiveBackForm
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.numbers import whole_number

worker = require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST, Role.SPECIALIST)
SHOWN = ("applicant__surname", "applicant__given_name", "applicant__patronymic")


def _case(request: HttpRequest, application_id: uuid.UUID, purpose: str) -> Application:
    return queries.application_for(
        actor_of(request), application_id, at=clock.now(), purpose=purpose, beside=SHOWN
    )


def _page_of(actor: Actor, application: Application) -> str:
    """The name of the page of the case on the actor's side."""
    return "department:case" if actor.holds(Role.SPECIALIST) else "community:case"


def _version(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("version", ""))


@require_POST
@worker
def take(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The case is mine: colleagues see that somebody works on it."""
    application = _case(request, application_id, "взяття справи")
    assigning.take(by=actor_of(request), application_id=application.pk, at=clock.now())
    return redirect(_page_of(actor_of(request), application), application.pk)


@require_http_methods(["GET", "POST"])
@worker
def give_back(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The own case goes back to the common queue, with a reason for colleagues."""
    actor = actor_of(request)
    application = _case(request, application_id, "повернення справи в чергу")
    form = GiveBackForm(request.POST or None)
    back = _page_of(actor, application)
    if request.method == "POST" and form.is_valid():
        try:
            assigning.give_back(
                by=actor, application_id=application.pk, reason=form.cleaned_data["reason"], at=clock.now(),
                version=_version(request),
            )  # fmt: skip
        except BadInput as problem:
            form.add_error("reason", problem.fields["reason"])
        else:
            messages.success(request, "Справу віддано в загальну чергу. Її може взяти будь-хто з колег.")
            return redirect(back, application.pk)
    context = {"case": application, "form": form, "back": back}
    return render(request, "colleagues/give_back.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@worker
def withdrawal(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The person brought or sent a paper that withdraws the application: its scan ends the case."""
    actor, at = actor_of(request), clock.now()
    application = _case(request, application_id, "відкликання заяви на папері")
    if not permissions.WITHDRAW_ON_PAPER.can(actor, application):
        raise Missing(code="not_yours:application.withdraw_on_paper")
    problem, back = "", _page_of(actor, application)
    if request.method == "POST":
        try:
            attaching.count_upload(by=actor, at=at)
            files = [scans.Upload(name="", content=one.read()) for one in request.FILES.getlist("files")]
            returning.withdraw_on_paper(
                by=actor, application_id=application.pk, scan=scans.assemble(files), at=at,
                version=_version(request),
            )  # fmt: skip
        except Refused as refusal:
            note_refusal(request, refusal)
            problem = refusal.sentence
        else:
            messages.success(request, "Заяву відкликано. Людину й установи повідомлено.")
            return redirect(back, application.pk)
    context = {"case": application, "problem": problem, "back": back, "running": application.state in RUNNING}
    return render(request, "colleagues/withdrawal.html", context, status=422 if problem else 200)
