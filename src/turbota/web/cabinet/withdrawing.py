"""Taking the own application back: said once more what it means, then done. The reason is not demanded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.applications.models import Application
from turbota.applications.operations import ending
from turbota.applications.states import RUNNING, State
from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.kernel.errors import Conflict
from turbota.web.cabinet.cases import is_draft, own_case
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.numbers import whole_number

LONGEST = 1000


@require_http_methods(["GET", "POST"])
@own_case
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """What withdrawing means, and the button; once it is over, what can be done instead."""
    draft = is_draft(application)
    if draft and application.number is None:
        return redirect("cabinet:drop", application.pk)
    problem, typed = "", request.POST.get("reason", "")[:LONGEST]
    if request.method == "POST" and application.state != State.WITHDRAWN:
        try:
            ending.withdraw(
                by=actor_of(request), application_id=application.pk, reason=typed, at=clock.now(),
                version=whole_number(request.POST.get("version", "")),
            )  # fmt: skip
        except Conflict as conflict:
            note_refusal(request, conflict)
            problem = conflict.sentence
        else:
            messages.success(request, "Заяву відкликано. Нову можна подати будь-коли.")
            return redirect("cabinet:application", application.pk)
    elif request.method == "POST":
        return redirect("cabinet:application", application.pk)
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "running": draft or application.state in RUNNING,
        "decided": application.state == State.DECIDED,
        "instead": ending.ALREADY_DECIDED,
        "problem": problem,
        "typed": typed,
    }
    return render(request, "cabinet/withdraw.html", content, status=409 if problem else 200)
