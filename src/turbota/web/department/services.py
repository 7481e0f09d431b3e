"""Entering a decision about services, on the results of the assessment of needs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.casework.operations.deciding import prepare_services
from turbota.decisions.calculating import answers_in_force
from turbota.decisions.queries import decision_seen
from turbota.decisions.services import refusal_forbidden
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.web.department.cases import case_view
from turbota.web.department.frame import frame_of
from turbota.web.shared.middleware import actor_of, note_refusal
from turbota.web.shared.services_forms import ServicesForms
from turbota.web.ui.forms import error_lines


@require_http_methods(["GET", "POST"])
@case_view(Role.SPECIALIST)
def services(request: HttpRequest, application: Application) -> HttpResponse:
    """Outcome, results of the assessment, services; it becomes the decision to be signed by two people."""
    if not catalogue.kind(application.kind).gives_services:
        raise Missing
    actor, at = actor_of(request), clock.now()
    forbidden = refusal_forbidden(answers_in_force(application))
    data = request.POST if request.method == "POST" else None
    more, problem = "add" in request.POST, ""
    decision = decision_seen(actor, application)
    forms = ServicesForms(decision, clock.day_of(at), data, more=more, may_refuse=not forbidden)
    if data is not None and not more and forms.is_valid():
        try:
            prepare_services(by=actor, application_id=application.pk, entry=forms.read(), at=at)
        except BadInput as wrong:
            forms.put(wrong.fields)
        except (Conflict, Missing):
            raise
        except Refused as refusal:
            note_refusal(request, refusal)
            problem = refusal.sentence
        else:
            return redirect("department:decision", application.pk)
    lines = [*error_lines(forms.outcome), *(line for row in forms.rows.forms for line in error_lines(row))]
    context = {
        "place": frame_of(actor, application, "department:case", at),
        "form": forms.outcome,
        "rows": forms.rows,
        "forbidden": forbidden,
        "problem": problem,
        "lines": lines,
    }
    return render(request, "department/services.html", context, status=422 if lines or problem else 200)
