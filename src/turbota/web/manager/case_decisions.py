"""The part of a case about what was asked and decided: applications with their decisions, acts of services given at once."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications.permissions import READ_APPLICATION
from turbota.assistance import catalogue
from turbota.casework.emergency_queries import acts_of, applications_of
from turbota.casework.models import Case, CaseApplication
from turbota.decisions.queries import decision_of
from turbota.kernel import clock
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.services_given import ServiceGiven, services_given


@dataclass(frozen=True, slots=True)
class AskedRow:
    """An application of the case. `url` is empty for who may not open it; `services` are those of its decision."""

    number: str
    kind: str
    received: object
    state: str
    url: str
    decision: str
    services: tuple[ServiceGiven, ...]
    assessment: str


def _asked(actor: Actor, link: CaseApplication) -> AskedRow:
    application = link.application
    decision = decision_of(actor, application.pk)
    opens = actor.holds(Role.SPECIALIST, Role.HEAD) and READ_APPLICATION.can(actor, application)
    return AskedRow(
        number=application.number or "",
        kind=catalogue.kind(application.kind).plain_title,
        received=application.received_on,
        state=application.get_state_display(),
        url=reverse("department:case", args=[application.pk]) if opens else "",
        decision=f"Рішення № {decision.number}, {decision.get_state_display().lower()}" if decision else "",
        services=services_given(decision.calculation) if decision else (),
        assessment=decision.calculation.get("assessment", "") if decision else "",
    )


@require_GET
@case_view()
def decisions(request: HttpRequest, case: Case) -> HttpResponse:
    """What the person asked for, what was decided, what was given at once."""
    actor, at = actor_of(request), clock.now()
    context = {
        "place": frame_of(actor, case, "manager:decisions", at),
        "asked": [_asked(actor, link) for link in applications_of(case)],
        "acts": acts_of(case),
    }
    return render(request, "manager/decisions.html", context)
