"""Other information systems: who is joined to the API, their secrets, and the events sent to them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from turbota.access.models import Role
from turbota.applications.states import State
from turbota.exchange import queries
from turbota.exchange.models import Client, EventDelivery
from turbota.exchange.operations import clients, events
from turbota.exchange.operations.clients import Registered
from turbota.exchange.states import DEAD, DELIVERED, FAILED, WAITING, Scope
from turbota.kernel import clock
from turbota.kernel.errors import Missing, Refused
from turbota.web.administration.forms import AddSystem, tell
from turbota.web.administration.tree import parents_of
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number
from turbota.web.ui.components import Tab, Tone

PAGE = 50
STAGES: dict[str, str] = {str(value): str(label) for value, label in State.choices}
STATES: tuple[tuple[str, str, str, Tone, str], ...] = (
    (DEAD, "Не вдалося", "не вдалося, більше не пробуємо", "bad", "error"),
    (FAILED, "Пробуємо ще", "не вдалося, пробуємо ще", "warn", "warning"),
    (WAITING, "Чекають", "чекає", "", "clock"),
    (DELIVERED, "Надіслані", "надіслано", "good", "check"),
)


@dataclass(frozen=True)
class SystemRow:
    """One system in the list: whose, what it may, whether it works today."""

    url: str
    name: str
    organisation: str
    scopes: tuple[str, ...]
    state: str
    tone: str


@dataclass(frozen=True)
class EventRow:
    """One event on its way: about which application, to which stage, how it went."""

    id: uuid.UUID
    number: str
    stage: str
    at: datetime
    state: str
    tone: str
    icon: str
    attempts: int
    next_at: datetime | None
    why: str
    may_send: bool


def _standing(client: Client) -> tuple[str, str]:
    today = clock.today()
    if client.revoked_at is not None:
        return "від’єднано", ""
    if client.since > today:
        return "ще не почала", "care"
    if client.until is not None and client.until <= today:
        return "строк закінчився", ""
    return "працює", "good"


def _row(client: Client) -> SystemRow:
    state, tone = _standing(client)
    return SystemRow(
        url=reverse("administration:system", args=[client.pk]),
        name=client.name,
        organisation=client.organisation.short_name,
        scopes=scope_words(client),
        state=state,
        tone=tone,
    )


def scope_words(client: Client) -> tuple[str, ...]:
    """What the system may do, in words."""
    return tuple(str(Scope(code).label) for code in client.scopes if code in Scope.values)


@require_GET
@require_staff(Role.ADMINISTRATOR)
def systems(request: HttpRequest) -> HttpResponse:
    """All systems of the organisations that the administrator keeps."""
    rows = [_row(client) for client in queries.clients_kept(actor_of(request))]
    return render(request, "administration/systems.html", {"rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@require_staff(Role.ADMINISTRATOR)
def add(request: HttpRequest) -> HttpResponse:
    """Join a system. The answer shows the secret this once: only its hash is kept."""
    actor, at = actor_of(request), clock.now()
    kept = parents_of(actor, clock.day_of(at))
    form = AddSystem(request.POST or None, [(key, words) for key, (words, _) in kept.items()])
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "organisation": kept[form.cleaned_data["organisation"]][1]}
        try:
            registered = clients.add_client(by=actor, at=at, **given)
        except Refused as refusal:
            tell(form, refusal)
        else:
            return _secret(request, registered)
    status = 422 if form.errors else 200
    return render(request, "administration/add_system.html", {"form": form}, status=status)


def _secret(request: HttpRequest, registered: Registered) -> HttpResponse:
    return render(request, "administration/system_secret.html", {"registered": registered})


def event_row(delivery: EventDelivery) -> EventRow:
    """A delivery as the page shows it."""
    words, tone, icon = {state: (w, t, i) for state, _, w, t, i in STATES}[delivery.state]
    open_failure = delivery.state in (FAILED, DEAD)
    return EventRow(
        id=delivery.pk,
        number=delivery.event.number,
        stage=STAGES.get(delivery.event.stage, delivery.event.stage),
        at=delivery.event.at,
        state=words,
        tone=tone,
        icon=icon,
        attempts=delivery.attempts,
        next_at=delivery.next_at if delivery.state == FAILED else None,
        why=delivery.last_error if open_failure else "",
        may_send=open_failure,
    )


@require_GET
@require_staff(Role.ADMINISTRATOR)
def system(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """One system: what it may, its secrets, where events go and how each went."""
    actor, at = actor_of(request), clock.now()
    client = queries.client_kept(actor, client_id)
    chosen, number = request.GET.get("state", ""), request.GET.get("page", "1")
    if chosen and chosen not in {state for state, *_ in STATES}:
        raise Missing
    rows = queries.deliveries_of(actor, client, state=chosen)
    try:
        page = Paginator(rows, PAGE).page(whole_number(number) or 1)
    except EmptyPage as problem:
        raise Missing from problem
    state, tone = _standing(client)
    context = {
        "client": client,
        "state": state,
        "tone": tone,
        "scopes": scope_words(client),
        "secrets": queries.secrets_in_force(client, at) if client.revoked_at is None else [],
        "subscription": queries.subscription_of(client.pk),
        "tabs": _tabs(client, queries.delivery_counts(actor, client), chosen),
        "page": page,
        "rows": [event_row(delivery) for delivery in page.object_list],
        "chosen": chosen,
    }
    return render(request, "administration/system.html", context)


def _tabs(client: Client, counts: dict[str, int], chosen: str) -> list[Tab]:
    url = reverse("administration:system", args=[client.pk])
    every = Tab("Усі", url, count=sum(counts.values()), current=not chosen)
    rest = (
        Tab(title, f"{url}?state={state}", count=counts.get(state, 0), current=chosen == state)
        for state, title, *_ in STATES
    )
    return [every, *rest]


@never_cache
@require_POST
@require_staff(Role.ADMINISTRATOR)
def new_secret(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """A new secret, shown this once; the former one works two weeks longer."""
    found = queries.client_kept(actor_of(request), client_id)
    return _secret(request, clients.new_secret(by=actor_of(request), client_id=found.pk, at=clock.now()))


@require_POST
@require_staff(Role.ADMINISTRATOR)
def end_old_secret(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The former secret and all tokens stop now."""
    found = queries.client_kept(actor_of(request), client_id)
    clients.end_old_secret(by=actor_of(request), client_id=found.pk, at=clock.now())
    messages.success(request, "Старий секрет і видані токени більше не діють.")
    return redirect("administration:system", found.pk)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def revoke(request: HttpRequest, client_id: uuid.UUID) -> HttpResponse:
    """The system is parted for good."""
    found = queries.client_kept(actor_of(request), client_id)
    clients.revoke(by=actor_of(request), client_id=found.pk, at=clock.now())
    messages.success(request, "Систему від’єднано. Її токени вже не діють.")
    return redirect("administration:system", found.pk)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def event_again(request: HttpRequest, event_delivery_id: uuid.UUID) -> HttpResponse:
    """Let a failed event be tried again from the beginning."""
    delivery = events.send_again(by=actor_of(request), delivery_id=event_delivery_id, at=clock.now())
    messages.success(request, "Надсилаємо ще раз. Оновіть сторінку за хвилину.")
    return redirect("administration:system", delivery.subscription.client_id)
