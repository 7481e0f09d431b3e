"""Answering a request to complete: new copies, words, or both."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.applications.models import Application, CompletionRequest
from turbota.applications.operations.acceptance import answer
from turbota.applications.operations.attaching import OTHER
from turbota.applications.policies import needs
from turbota.applications.states import State
from turbota.assistance import catalogue
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.web.cabinet.cases import own_case
from turbota.web.cabinet.standing import attached_rows
from turbota.web.shared.middleware import actor_of


@require_http_methods(["GET", "POST"])
@own_case
def complete(request: HttpRequest, application: Application) -> HttpResponse:
    """What was asked and until when; POST gives the case back to the deciding body."""
    asked = application.requests.open().first()
    if application.state != State.ASKED or asked is None:
        return redirect("cabinet:application", application.pk)
    if asked.kind == CompletionRequest.Kind.SIGNATURE:
        return redirect("cabinet:sign", application.pk)
    at = clock.now()
    typed, problems = request.POST.get("text", ""), {}
    if request.method == "POST":
        try:
            answer(by=actor_of(request), application_id=application.pk, text=typed, at=at)
        except BadInput as problem:
            problems = problem.fields
        else:
            messages.success(request, "Надіслано. Розгляд триває далі.")
            return redirect("cabinet:application", application.pk)
    added = application.attachments.filter(removed_at__isnull=True, added_at__gte=asked.asked_at)
    content = {
        "application": application,
        "kind": catalogue.kind(application.kind),
        "asked": asked,
        "needs": needs(application, clock.day_of(at)),
        "other": OTHER,
        "added": attached_rows(added.select_related("file").order_by("added_at"), removable=True),
        "problems": problems,
        "typed": typed,
    }
    return render(request, "cabinet/complete.html", content, status=422 if problems else 200)
