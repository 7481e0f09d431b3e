"""A referral behind an address, and what the provider may know of the person in its state."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from turbota.access.models import Role
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_policies import PERSON_SHOWN, address_for_provider
from turbota.casework.delivery_states import LIVE, ReferralState
from turbota.casework.models import Referral
from turbota.deadlines.models import Clock as LegalClock
from turbota.kernel import clock
from turbota.web.shared.clocks import drawn
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Clock

P = ParamSpec("P")
ReferralView = Callable[Concatenate[HttpRequest, Referral, P], HttpResponse]
AddressView = Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponse]
TONES = {
    ReferralState.OFFERED: "warn", ReferralState.ACCEPTED: "care", ReferralState.CONTRACTED: "good",
}  # fmt: skip

worker = require_staff(Role.PROVIDER_WORKER, Role.HEAD)


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
        phone=case.phone if referral.state in PERSON_SHOWN and not case.sensitive else "",
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
