"""Papers that the officer prints: the application, the receipt, the decision for a person without a cabinet."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications import papers, queries
from turbota.applications.operations import intake
from turbota.decisions.handing_out import print_for_applicant
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing
from turbota.web.community.filling import case_to_form, fill_page
from turbota.web.shared.files import file_response, pdf_response
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

PDF = "application/pdf"


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def print_application(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """Print the application for checking and signing; unanswered questions are shown instead of a paper."""
    at = clock.now()
    application = case_to_form(request, application_id, at)
    try:
        intake.print_application(by=actor_of(request), application_id=application_id, at=at)
    except BadInput:
        return fill_page(request, application, checked=True, status=422)
    return HttpResponseRedirect(reverse("community:application-paper", args=[application_id]))


@require_safe
@require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST)
def application(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The application as it was printed last."""
    found = queries.application_for(
        actor_of(request), application_id, at=clock.now(), purpose="друк заяви для підпису"
    )
    if found.paper is None:
        raise Missing
    return pdf_response(found.paper, "application.pdf")


@require_safe
@require_staff(Role.COMMUNITY_OFFICER)
def receipt(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The receipt-notification: what came, what to bring and until when (R149). Printed anew as the case stands."""
    actor, at = actor_of(request), clock.now()
    found = queries.application_for(actor, application_id, at=at, purpose="друк розписки-повідомлення")
    content = papers.receipt_paper(found, officer=actor.name, post=_post(actor), at=at)
    return file_response(content, media_type=PDF, name="receipt.pdf")


def _post(actor: Actor) -> str:
    return next(post.title for post in actor.posts if post.role == Role.COMMUNITY_OFFICER)


@require_POST
@require_staff(Role.COMMUNITY_OFFICER)
def decision(request: HttpRequest, application_id: uuid.UUID) -> HttpResponse:
    """The decision for a person without a cabinet; it is written down that it was printed."""
    found = print_for_applicant(by=actor_of(request), application_id=application_id, at=clock.now())
    return pdf_response(found.paper, "decision.pdf")
