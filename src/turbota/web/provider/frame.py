"""A referral behind an address, and what the provider may know of the person in its state."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from turbota.access.models import Role
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_permissions import provider_bodies
from turbota.casework.delivery_policies import PERSON_SHOWN, address_for_provider
from turbota.casework.delivery_states import LIVE, ReferralState
from turbota.casework.models import Referral
from turbota.deadlines.models import Clock as LegalClock
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.web.shared.clocks import drawn
from turbota.web.shared.guards import View, require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Clock

P = ParamSpec("P")
ReferralView = Callable[Concatenate[HttpRequest, Referral, P], HttpResponse]
AddressView = Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponse]
TONES = {
    ReferralState.OFFERED: "warn", ReferralState.ACCEPTED: "care", ReferralState.CONTRACTED: "good",
}  # fmt: skip

AT_WORK = (ReferralState.ACCEPTED, ReferralState.CONTRACTED)


def worker(view: View) -> View:
    """Somebody who works at a provider, or heads one; for heads of other bodies the page does not exist."""

    @require_staff(Role.PROVIDER_WORKER, Role.HEAD)
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not provider_bodies(actor_of(request)):
            raise Missing(code="not_your_role:page")
        return view(request, *args, **kwargs)

    return inner


def referral_view(view: ReferralView[P]) -> AddressView[P]:
    """Give the view the referral of the address, if it went to the provider where the actor works."""

    @worker
    @wraps(view)
    def inner(
        request: HttpRequest, referral_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        referral = queries.provider_referral(actor_of(request), referral_id, at=clock.now())
        return view(request, referral, *args, **kwargs)

    return inner


@dataclass(frozen=True)
class Shown:
    """A referral as its provider sees it: before the answer only the own name and the year of birth of the person."""

    referral: Referral
    who: str
    title: str
    state: str
    tone: str
    clock: Clock | None
    where: str
    phone: str
    manager: str
    place: int | None

    @property
    def named(self) -> bool:
        """Whether the person is known by name."""
        return self.referral.state in PERSON_SHOWN

    @property
    def live(self) -> bool:
        """Whether the provider still has the person."""
        return self.referral.state in LIVE


def shown(
    referral: Referral, today: date, *, at: datetime, clocks: list[LegalClock], place: int | None = None
) -> Shown:
    """What is shown of a referral; no queries."""
    case = referral.case
    return Shown(
        referral=referral,
        who=_who(referral),
        title=referral.title,
        state=referral.get_state_display(),
        tone=TONES.get(ReferralState(referral.state), ""),
        clock=drawn(clocks[0], today, at=at, short=True) if clocks else None,
        where=address_for_provider(referral),
        phone=case.phone if referral.state in AT_WORK and not case.sensitive else "",
        manager=case.unit.short_name,
        place=place,
    )


def _who(referral: Referral) -> str:
    person = referral.person
    if referral.state in PERSON_SHOWN:
        return person.full_name
    if referral.state not in LIVE:
        return "Дані людини більше не показуємо"
    return f"{person.given_name}, {person.birth_date.year} р. н." if person.birth_date else person.given_name
