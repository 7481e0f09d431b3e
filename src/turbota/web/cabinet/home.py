"""The first page of the cabinet: own applications, drafts, unread messages, what can be asked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from turbota.applications.mandate_queries import represented_applications
from turbota.applications.models import Application
from turbota.applications.queries import own_applications
from turbota.applications.states import State
from turbota.casework.case_queries import own_managers
from turbota.casework.plan_queries import plans_waiting
from turbota.deadlines.queries import clocks_of_many
from turbota.kernel import clock
from turbota.messages.queries import unread_count
from turbota.people.queries import waiting_check_of
from turbota.web.cabinet.cases import is_draft, own_draft
from turbota.web.cabinet.standing import card_of
from turbota.web.cabinet.starting import first_unanswered, stop_of
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.kinds import by_situation
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.session import is_shared

MOST = 50


@require_safe
@require_citizen
def home(request: HttpRequest) -> HttpResponse:
    """Everything that is hers, the newest first; what waits for her is said on its card."""
    actor, today = actor_of(request), clock.today()
    rows = list(own_applications(actor)[:MOST])
    clocks = clocks_of_many("application", [row.pk for row in rows])
    stops = {row.pk: stop_of(row).words for row in rows if is_draft(row)}
    cards = [
        (row.state, card_of(row, clocks.get(row.pk, []), today, stopped=stops.get(row.pk, "")))
        for row in rows
    ]
    others = list(represented_applications(actor)[:MOST])
    clocks_of_others = clocks_of_many("application", [row.pk for row in others]) if others else {}
    content = {
        "others": [
            card_of(
                row,
                clocks_of_others.get(row.pk, []),
                today,
                name=row.applicant.full_name if row.applicant else "",
            )
            for row in others
        ],
        "drafts": [card for state, card in cards if state == State.DRAFT],
        "cards": [card for state, card in cards if state != State.DRAFT],
        "groups": by_situation("cabinet:start"),
        "managers": own_managers(actor),
        "unread": unread_count(actor),
        "plans": plans_waiting(actor),
        "check": waiting_check_of(actor.person_id) if not actor.tax_number and actor.person_id else None,
        "shared": is_shared(request.session),
    }
    return render(request, "cabinet/home.html", content)


@require_safe
@own_draft
def go_on(request: HttpRequest, application: Application) -> HttpResponse:
    """Continue a draft where something is still to be answered."""
    return redirect(first_unanswered(application))
