"""The own card of a provider in the register, with its services and free places."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.casework import delivery_queries
from turbota.kernel import clock
from turbota.providers import queries
from turbota.web.provider.frame import worker
from turbota.web.shared.middleware import actor_of


@require_safe
@worker
def card(request: HttpRequest) -> HttpResponse:
    """What the register says, what is offered, how many places are taken and how many people wait."""
    provider = queries.own_provider(actor_of(request))
    offers = queries.offers_of(provider) if provider else []
    taken = delivery_queries.occupied(row.pk for row in offers)
    waiting = delivery_queries.in_line(row.pk for row in offers)
    today = clock.today()
    content = {
        "provider": provider,
        "offers": [
            {
                "offer": row,
                "taken": taken.get(row.pk, 0),
                "waiting": waiting.get(row.pk, 0),
                "current": row.in_force_on(today),
            }
            for row in offers
        ],
        "proposals": queries.proposals_of(provider) if provider else [],
        "changes": queries.changes_of(provider)[:20] if provider else [],
    }
    return render(request, "provider/card.html", content)
