"""Queues: own cases, the returned ones, those on control, and the tail of what was handed over."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from turbota.access.models import Role
from turbota.applications import queries, register_queries
from turbota.applications.states import State
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.messages.queries import unread_count
from turbota.web.community import queue_rows
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of

STATES = (
    ("", "Усі в роботі"),
    (State.FORMING.value, "Формуються"),
    (State.MENDING.value, "Повернені"),
    (State.ON_CONTROL.value, "На контролі"),
    (State.READY.value, "До передачі"),
)


def _day(text: str) -> date | None:
    if text in ("", queue_rows.LATE):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise Missing from problem


@require_safe
@require_staff(Role.COMMUNITY_OFFICER)
def queue(request: HttpRequest) -> HttpResponse:
    """Own cases, the nearest term first, with the next action of each."""
    return queue_page(request)


def queue_page(
    request: HttpRequest, *, problem: str = "", chosen: frozenset[str] = frozenset()
) -> HttpResponse:
    """The queue by the filters in the address. `problem`: why the chosen cases could not be handed over."""
    actor, today = actor_of(request), clock.today()
    state, due = request.GET.get("state", ""), request.GET.get("due", "")
    mine = request.GET.get("whose") == "mine"
    found = queries.queue(
        actor,
        states=(state,) if state in dict(STATES) and state else queue_rows.AT_WORK,
        after=request.GET.get("after", ""),
        due=_day(due),
        due_before=today if due == queue_rows.LATE else None,
        mine=mine,
    )
    context = {
        "rows": queue_rows.rows_at_work(actor, found.rows, today),
        "days": queue_rows.day_strip(actor, today, due),
        "after": found.after,
        "filter": {"state": state, "due": due, "mine": mine},
        "states": STATES,
        "problem": problem,
        "chosen": chosen,
        "news": unread_count(actor),
        "alarms": register_queries.live_alarms(actor),
    }
    return render(request, "community/queue.html", context, status=422 if problem else 200)


@require_safe
@require_staff(Role.COMMUNITY_OFFICER)
def returned(request: HttpRequest) -> HttpResponse:
    """Cases that control or the deciding body returned, with the reason of each."""
    return _list(request, (State.MENDING,), "Повернені на виправлення", "Повернених справ немає")


@require_safe
@require_staff(Role.CONTROL_SPECIALIST, Role.COMMUNITY_OFFICER)
def on_control(request: HttpRequest) -> HttpResponse:
    """Cases to be checked within one working day; the officer sees them too, read only."""
    return _list(request, (State.ON_CONTROL,), "На контролі", "На контролі справ немає")


def _list(request: HttpRequest, states: tuple[str, ...], title: str, nothing: str) -> HttpResponse:
    actor, today = actor_of(request), clock.today()
    found = queries.queue(actor, states=states, after=request.GET.get("after", ""))
    rows = queue_rows.rows_at_work(actor, found.rows, today)
    context = {
        "rows": rows,
        "after": found.after,
        "title": title,
        "nothing": nothing,
        "alarms": register_queries.live_alarms(actor),
    }
    return render(request, "community/list.html", context)


@require_safe
@require_staff(Role.COMMUNITY_OFFICER, Role.CONTROL_SPECIALIST)
def tail(request: HttpRequest) -> HttpResponse:
    """What was handed over and what happened since; nothing here can be changed."""
    actor, today = actor_of(request), clock.today()
    found = queries.community_tail(actor, after=request.GET.get("after", ""))
    rows = queue_rows.rows_of_tail(actor, found.rows, today)
    nothing = "Переданих справ ще немає"
    context = {"rows": rows, "after": found.after, "title": "Передані справи", "nothing": nothing}
    return render(request, "community/list.html", context)
