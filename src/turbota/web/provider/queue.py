"""The first pages of a provider: what waits for its answer, whom it serves, who waits for a place, what is over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import ReferralState
from turbota.deadlines.queries import clocks_of_many
from turbota.kernel import clock
from turbota.web.provider.frame import Shown, shown, worker
from turbota.web.shared.middleware import actor_of

MOST = 200
PARTS = (
    (ReferralState.OFFERED, "Чекають вашої відповіді"),
    (ReferralState.ACCEPTED, "Прийняті: укладіть договір"),
    (ReferralState.CONTRACTED, "Послуга надається"),
    (ReferralState.WAITING, "У черзі на вільне місце"),
)


@require_safe
@worker
def home(request: HttpRequest) -> HttpResponse:
    """Referrals that are not over, by what is to be done, each part by the moment they came."""
    at = clock.now()
    rows = list(queries.provider_queue(actor_of(request))[:MOST])
    clocks = clocks_of_many("referral", [row.pk for row in rows])
    line: dict[object, int] = {}
    parts: dict[str, list[Shown]] = {state: [] for state, _ in PARTS}
    for row in sorted(rows, key=lambda row: row.waiting_since or row.sent_at):
        place = None
        if row.state == ReferralState.WAITING:
            place = line[row.offer_id] = line.get(row.offer_id, 0) + 1
        found = shown(row, clock.day_of(at), at=at, clocks=clocks.get(row.pk, []), place=place)
        parts[row.state].append(found)
    content = {
        "parts": [(title, parts[state]) for state, title in PARTS if parts[state]],
        "number": len(rows),
    }
    return render(request, "provider/home.html", content)


@require_safe
@worker
def past(request: HttpRequest) -> HttpResponse:
    """Referrals that are over; of those that never began no person is named any more."""
    at = clock.now()
    rows = queries.provider_past(actor_of(request))[:MOST]
    content = {"rows": [shown(row, clock.day_of(at), at=at, clocks=[]) for row in rows]}
    return render(request, "provider/past.html", content)
