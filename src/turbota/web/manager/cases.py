"""The queue of cases and the first page of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.casework import case_queries, load
from turbota.casework.card import card_of
from turbota.casework.case_states import ApprovalState
from turbota.casework.models import Case
from turbota.casework.operations.supervising import changed_since
from turbota.deadlines.queries import clocks_of_many, state
from turbota.deadlines.states import GOING
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.people.wanted import read as wanted_of
from turbota.web.manager.case_frame import case_view, frame_of
from turbota.web.shared.clocks import clock_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.searching import note_search
from turbota.web.ui.components import Clock, Tab


@dataclass(frozen=True)
class Due:
    """A filter of a queue: terms that end before so many days from today."""

    words: str
    days: int


DUE = {"late": Due("Прострочені", 0), "soon": Due("Строк за тиждень", 8)}


@dataclass(frozen=True)
class QueueRow:
    """One case of a queue: whose, by when, where it stands, who answers for it."""

    url: str
    name: str
    born: str
    kind: str
    number: str
    clock: Clock | None
    state: str
    sensitivity: str
    manager: str
    acting_for: str


def rows_of(cases: Sequence[Case], actor: Actor, at: datetime) -> tuple[QueueRow, ...]:
    """The rows of one page; one query for the clocks."""
    clocks = clocks_of_many(case_queries.SUBJECT, [case.pk for case in cases])
    today = clock.day_of(at)
    absent = {post.post_id: post.acting_for for post in actor.posts}
    found = []
    for case in cases:
        nearest = clocks.get(case.pk, [])[:1]
        person = case.main_person
        found.append(
            QueueRow(
                url=reverse("manager:case", args=[case.pk]),
                name=person.full_name,
                born=f"{person.birth_date.year} р. н." if person.birth_date else "",
                kind=case.get_kind_display(),
                number=case.number,
                clock=clock_of(state(nearest[0], today, at=at)) if nearest else None,
                state=case.get_state_display(),
                sensitivity=case.get_sensitivity_display() if case.sensitive else "",
                manager=case.post.account.name if case.post else "",
                acting_for=absent.get(case.post_id, "") if case.post_id else "",
            )
        )
    return tuple(found)


@require_GET
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def queue(request: HttpRequest) -> HttpResponse:
    """Cases in work of the social manager. A supervisor who manages none is led to the cases of the unit."""
    actor = actor_of(request)
    if not actor.holds(Role.SOCIAL_MANAGER):
        return HttpResponseRedirect(reverse("manager:unit"))
    page = _page(request, case_queries.managed(actor))
    today = clock.today()
    more = {"points": load.own_points(actor, today), "norm": load.weights(today).norm}
    return _listed(request, page, "Мої випадки", "manager:queue", **more)


@require_GET
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def closed(request: HttpRequest) -> HttpResponse:
    """Closed cases that the actor may read: for the check afterwards and for opening again."""
    page = _page(request, case_queries.ended(actor_of(request)))
    return _listed(request, page, "Завершені випадки", "manager:closed", whose=True)


@require_GET
@require_staff(Role.SUPERVISOR)
def unit(request: HttpRequest) -> HttpResponse:
    """All cases in work of the units that the actor supervises."""
    page = _page(request, case_queries.supervised(actor_of(request)))
    return _listed(request, page, "Випадки відділу", "manager:unit", whose=True)


def _page(request: HttpRequest, rows: QuerySet[Case]) -> case_queries.CasesPage:
    """The page of the cursor, of all rows or of those whose term is over or nearly so."""
    chosen = request.GET.get("due", "")
    if chosen:
        if chosen not in DUE:
            raise Missing
        rows = case_queries.due(rows, before=clock.today() + timedelta(days=DUE[chosen].days))
    return case_queries.page_of(rows, after=request.GET.get("after", ""))


def _listed(
    request: HttpRequest, page: case_queries.CasesPage, title: str, name: str, **more: object
) -> HttpResponse:
    url, chosen = reverse(name), request.GET.get("due", "")
    kept = {"due": chosen} if chosen else {}
    context = {
        "title": title,
        "rows": rows_of(page.rows, actor_of(request), clock.now()),
        "next_url": f"{url}?{urlencode({**kept, 'after': page.after})}" if page.after else "",
        "filters": [
            Tab("Усі", url, current=not chosen),
            *(Tab(one.words, f"{url}?due={code}", current=code == chosen) for code, one in DUE.items()),
        ],
        "chosen": chosen,
        "closed": name == "manager:closed",
        **more,
    }
    return render(request, "manager/cases.html", context)


@require_http_methods(["GET", "POST"])
@require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
def find(request: HttpRequest) -> HttpResponse:
    """Find a case by its number or by anybody in it, only among those that the actor may read."""
    text, actor = request.POST.get("q", "").strip(), actor_of(request)
    wanted = wanted_of(text)
    if text:
        note_search(request)
    found = case_queries.found_cases(actor, wanted)
    if len(found) == 1 and found[0].number == text:
        return HttpResponseRedirect(reverse("manager:case", args=[found[0].pk]))
    context = {
        "rows": rows_of(found, actor, clock.now()),
        "text": text,
        "wanted": wanted,
        "applications": actor.holds(Role.SPECIALIST, Role.HEAD),
    }
    return render(request, "manager/find.html", context)


@require_GET
@case_view()
def case(request: HttpRequest, case: Case) -> HttpResponse:
    """Who is in the case, who answers for it, its terms, and what can be done now."""
    at, actor = clock.now(), actor_of(request)
    place = frame_of(actor, case, "manager:case", at)
    today = clock.day_of(at)
    terms = [one for one in place.clocks if one.outcome in GOING]
    approvals = case_queries.approvals_of(case)
    context = {
        "place": place,
        "card": card_of(actor, case, whole=False),
        "approvals": approvals,
        "changed": {
            one.pk for one in approvals if one.state == ApprovalState.APPROVED and changed_since(one)
        },
        "terms": [(one.title, clock_of(state(one, today, at=at))) for one in terms],
        "closing": None if place.open else case_queries.closing_of(case),
    }
    return render(request, "manager/case.html", context)
