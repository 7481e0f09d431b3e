"""Entering a decision by hand, where the rules say that an officer must decide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.decisions.by_hand import MOST_PARTS
from turbota.decisions.calculating import calculate, corrections_of
from turbota.decisions.queries import decision_seen
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.personal_files.operations import enter_by_hand
from turbota.web.department.cases import case_view
from turbota.web.department.entering_forms import HandForms
from turbota.web.department.frame import frame_of
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.forms import error_lines


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def by_hand(request: HttpRequest, application: Application) -> HttpResponse:
    """Outcome, parts, reason, act and documents; it becomes the decision to be signed by two people."""
    actor, at = actor_of(request), clock.now()
    if application.received_on is None:
        raise Missing
    if catalogue.kind(application.kind).gives_services:
        return redirect("department:services", application.pk)
    decision, corrections = decision_seen(actor, application), corrections_of(application)
    data = request.POST if request.method == "POST" else None
    forms = HandForms(application, decision, data, more="add" in request.POST)
    if data is not None and "add" not in request.POST and forms.is_valid():
        try:
            enter_by_hand(by=actor, application_id=application.pk, entry=forms.read(), at=at)
        except BadInput as problem:
            forms.put(problem.fields)
        else:
            return redirect("department:decision", application.pk)
    lines = [*error_lines(forms.entry), *(line for form in forms.parts for line in error_lines(form))]
    context = {
        "computed": calculate(application, application.received_on, corrections).outcome != "officer",
        "place": frame_of(actor, application, "department:case", at),
        "form": forms.entry,
        "parts": forms.parts,
        "more": len(forms.parts) < MOST_PARTS,
        "lines": lines,
    }
    return render(request, "department/by_hand.html", context, status=422 if lines else 200)
