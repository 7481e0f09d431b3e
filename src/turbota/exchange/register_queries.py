"""Reads of questions to registers: what is due, what was answered about a mandate, how each register stands."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q

from turbota.exchange.models import RegisterQuestion
from turbota.exchange.registers import asking
from turbota.exchange.states import ASKED_AGAIN, OF_KIND, QuestionState, Register
from turbota.kernel import clock
from turbota.people.models import Mandate

MOST_DUE = 200
MOST_AGAIN = 500
NOT_CONNECTED, WORKING, FAILING = "not connected", "working", "failing"


def questions_due(*, at: datetime) -> list[uuid.UUID]:
    """Questions whose time has come and that nobody asks now, the longest due first."""
    rows = RegisterQuestion.objects.filter(state=QuestionState.WAITING, next_at__lte=at)
    free = rows.filter(Q(busy_until__isnull=True) | Q(busy_until__lte=at))
    return list(free.order_by("next_at", "pk").values_list("pk", flat=True)[:MOST_DUE])


def mandates_to_ask_again(registers: Collection[Register], *, at: datetime) -> list[uuid.UUID]:
    """Confirmed mandates in force about which none of their register's questions waits or is fresh."""
    found: list[uuid.UUID] = []
    for register in sorted(registers):
        kinds = [kind for kind, one in OF_KIND.items() if one == register]
        asked = RegisterQuestion.objects.filter(mandate=OuterRef("pk"))
        fresh = asked.filter(Q(state=QuestionState.WAITING) | Q(opened_at__gt=at - ASKED_AGAIN[register]))
        rows = Mandate.objects.confirmed(clock.day_of(at)).filter(~Exists(fresh), kind__in=kinds)
        rows = rows.filter(confirmed_at__lte=at - ASKED_AGAIN[register])
        if register == Register.POWERS:
            rows = rows.exclude(paper_number="")
        found += rows.order_by("confirmed_at", "pk").values_list("pk", flat=True)[:MOST_AGAIN]
    return found


def questions_of(mandates: Iterable[Mandate]) -> dict[uuid.UUID, RegisterQuestion]:
    """The newest question about each mandate that the caller may see, in one query.

    Dropped ones say nothing, nor does asking again while nothing new came.
    """
    rows = RegisterQuestion.objects.filter(mandate__in=[one.pk for one in mandates])
    shown = rows.exclude(state=QuestionState.DROPPED).exclude(again=True, state=QuestionState.WAITING)
    shown = shown.order_by("opened_at", "pk")
    return {one.mandate_id: one for one in shown}


@dataclass(frozen=True)
class Standing:
    """How a register stands: whether its questions are answered, how many wait, and since when the oldest does."""

    state: str
    waiting: int
    failing: int
    oldest: datetime | None
    answered: datetime | None


def registers_standing() -> dict[str, Standing]:
    """Every register by its code, in one query; nothing of people."""
    waits = Q(state=QuestionState.WAITING)
    rows = RegisterQuestion.objects.values("register").annotate(
        waiting=Count("pk", filter=waits),
        failing=Count("pk", filter=waits & ~Q(last_error="")),
        oldest=Min("opened_at", filter=waits),
        answered=Max("answered_at"),
    )
    found = {row["register"]: row for row in rows.order_by("register")}
    connected = asking.connected()
    return {one.value: _standing(found.get(one.value), connected=one in connected) for one in Register}


def _standing(row: dict[str, Any] | None, *, connected: bool) -> Standing:
    known = row or {"waiting": 0, "failing": 0, "oldest": None, "answered": None}
    state = FAILING if known["failing"] else WORKING
    return Standing(
        state=state if connected else NOT_CONNECTED,
        waiting=known["waiting"],
        failing=known["failing"],
        oldest=known["oldest"],
        answered=known["answered"],
    )
