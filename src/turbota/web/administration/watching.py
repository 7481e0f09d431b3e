"""What an administrator watches: the table of rights, the outbox, security events."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from turbota.access.models import Role
from turbota.access.rules import REGISTER, RIGHTS
from turbota.audit.queries import security_events
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.messages.operations import send_again
from turbota.messages.queries import outbox as outbox_of
from turbota.messages.queries import outbox_counts
from turbota.messages.states import EMAIL, FAILED, GAVE_UP, SENT, WAITING
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Tab

PAGE = 50
EVENT_DAYS = 30
CITIZEN = "citizen"
STATE_WORDS = {WAITING: "чекає", SENT: "надіслано", FAILED: "не вдалося, спробуємо ще", GAVE_UP: "не надіслано"}
STATE_TONES = {WAITING: "", SENT: "good", FAILED: "warn", GAVE_UP: "bad"}


@dataclass(frozen=True)
class RightRow:
    """One action, its right, and which roles may come under its rules."""

    title: str
    name: str
    right: str
    marks: tuple[bool, ...]


def rights_table() -> tuple[tuple[str, ...], list[tuple[str, list[RightRow]]]]:
    """Titles of the roles, and all actions of the platform grouped by the four rights (II.2(7))."""
    roles = [CITIZEN, *Role.values]
    groups = []
    for right, words in RIGHTS.items():
        rows = [
            RightRow(
                title=action.title[0].upper() + action.title[1:],
                name=action.name,
                right=words,
                marks=tuple(any(role in rule.roles for rule in action.rules) for role in roles),
            )
            for action in sorted(REGISTER.values(), key=lambda one: one.name)
            if action.right == right
        ]
        groups.append((words, rows))
    return ("Заявник", *(role.label for role in Role)), groups


@require_GET
@require_staff(Role.ADMINISTRATOR)
def rights(request: HttpRequest) -> HttpResponse:
    """Who may read, modify, destroy and enter what: made from the same rules that the operations check (R056)."""
    roles, groups = rights_table()
    return render(request, "administration/rights.html", {"roles": roles, "groups": groups})


@require_GET
@require_staff(Role.ADMINISTRATOR)
def outbox(request: HttpRequest) -> HttpResponse:
    """Deliveries outside the cabinet with their states; neither addresses nor texts of messages are shown."""
    actor, chosen = actor_of(request), request.GET.get("state", "")
    if chosen and chosen not in STATE_WORDS:
        raise Missing
    counts = outbox_counts(actor)
    number = request.GET.get("page", "1")
    try:
        page = Paginator(outbox_of(actor, state=chosen), PAGE).page(int(number) if number.isdigit() else 1)
    except EmptyPage as problem:
        raise Missing from problem
    tabs = [Tab("Усі", request.path, sum(counts.values()), current=not chosen)]
    tabs += [
        Tab(words.capitalize(), f"{request.path}?state={state}", counts.get(state, 0), current=chosen == state)
        for state, words in STATE_WORDS.items()
    ]
    rows = [
        {
            "delivery": delivery,
            "channel": "лист" if delivery.channel == EMAIL else "на папері",
            "state": STATE_WORDS[delivery.state],
            "tone": STATE_TONES[delivery.state],
            "again": delivery.channel == EMAIL and delivery.state in (FAILED, GAVE_UP),
        }
        for delivery in page.object_list
    ]
    context = {"rows": rows, "page": page, "tabs": tabs, "chosen": chosen}
    return render(request, "administration/outbox.html", context)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def again(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """Let a letter that failed be tried from the beginning."""
    send_again(delivery_id=delivery_id, by=actor_of(request), at=clock.now())
    messages.success(request, "Лист надсилаємо ще раз.")
    return redirect("administration:outbox")


@require_GET
@require_staff(Role.ADMINISTRATOR)
def events(request: HttpRequest) -> HttpResponse:
    """Signing in, posts, and refused attempts of the last thirty days (II.2(8))."""
    now = clock.now()
    found = security_events(since=now - timedelta(days=EVENT_DAYS), until=now + timedelta(seconds=1))
    return render(request, "administration/events.html", {"events": found, "days": EVENT_DAYS})
