"""Letters outside the cabinet: what waits, what went out, what failed, and trying again."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from turbota.access.models import Role
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.messages import operations, queries
from turbota.messages.models import Delivery
from turbota.messages.states import EMAIL, FAILED, GAVE_UP, SENT, WAITING
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.numbers import whole_number
from turbota.web.ui.components import Tab, Tone

PAGE = 50
STATES: tuple[tuple[str, str, str, Tone, str], ...] = (
    (GAVE_UP, "Не вдалося", "не вдалося, більше не пробуємо", "bad", "error"),
    (FAILED, "Пробуємо ще", "не вдалося, пробуємо ще", "warn", "warning"),
    (WAITING, "Чекають", "чекає", "", "clock"),
    (SENT, "Надіслані", "надіслано", "good", "check"),
)
CHANNELS = {"email": "електронна пошта", "post": "на папері"}


@dataclass(frozen=True)
class LetterRow:
    """One letter. The address is covered: an administrator mends the mail, not the citizen's data."""

    id: uuid.UUID
    subject: str
    channel: str
    address: str
    state: str
    tone: str
    icon: str
    attempts: int
    when: datetime | None
    next_at: datetime | None
    why: str
    may_send: bool


def covered(address: str) -> str:
    """An address of which only the first letter and the server are left: «м…@example.org»."""
    name, mark, server = address.partition("@")
    return f"{name[:1]}…@{server}" if mark else ""


def _row(delivery: Delivery) -> LetterRow:
    words, tone, icon = {state: (w, t, i) for state, _, w, t, i in STATES}[delivery.state]
    return LetterRow(
        id=delivery.pk,
        subject=delivery.message.subject,
        channel=CHANNELS.get(delivery.channel, delivery.channel),
        address=covered(delivery.address),
        state=words,
        tone=tone,
        icon=icon,
        attempts=delivery.attempts,
        when=delivery.sent_at or delivery.message.created_at,
        next_at=delivery.next_at if delivery.state == FAILED else None,
        why=delivery.last_error if delivery.state in (FAILED, GAVE_UP) else "",
        may_send=delivery.channel == EMAIL and delivery.state in (FAILED, GAVE_UP),
    )


def _tabs(counts: dict[str, int], chosen: str) -> list[Tab]:
    url = reverse("administration:outbox")
    every = Tab("Усі", url, count=sum(counts.values()), current=not chosen)
    return [
        every,
        *(
            Tab(title, f"{url}?state={state}", count=counts.get(state, 0), current=chosen == state)
            for state, title, *_ in STATES
        ),
    ]


@require_GET
@require_staff(Role.ADMINISTRATOR)
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters of one state or all, the newest first."""
    actor, chosen, number = actor_of(request), request.GET.get("state", ""), request.GET.get("page", "1")
    if chosen and chosen not in {state for state, *_ in STATES}:
        raise Missing
    try:
        page = Paginator(queries.outbox(actor, state=chosen), PAGE).page(whole_number(number) or 1)
    except EmptyPage as problem:
        raise Missing from problem
    context = {
        "page": page,
        "rows": [_row(delivery) for delivery in page.object_list],
        "tabs": _tabs(queries.outbox_counts(actor), chosen),
        "chosen": chosen,
    }
    return render(request, "administration/outbox.html", context)


@require_POST
@require_staff(Role.ADMINISTRATOR)
def again(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """Let a failed letter be tried again from the beginning."""
    operations.send_again(delivery_id=delivery_id, by=actor_of(request), at=clock.now())
    messages.success(request, "Надсилаємо ще раз. Оновіть сторінку за хвилину.")
    return redirect("administration:outbox")
