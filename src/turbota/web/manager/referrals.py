"""Services of a case: referrals, who waits for what, what fell back, and the way to another provider."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.casework import case_queries
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import LIVE, TO_MANAGER, ReferralState, VisitOutcome
from turbota.casework.models import Case, Referral
from turbota.casework.operations import referring
from turbota.deadlines.queries import clocks_of_many
from turbota.kernel import clock
from turbota.web.manager.case_frame import PURPOSE, case_view, frame_of
from turbota.web.manager.referral_forms import RevokeForm
from turbota.web.shared.clocks import drawn
from turbota.web.shared.form_acts import done
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.ui.components import Clock

P = ParamSpec("P")
ReferralView = Callable[Concatenate[HttpRequest, Referral, P], HttpResponse]
AddressView = Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponse]
TAB = "manager:services"
TONES = {
    ReferralState.REJECTED: "bad", ReferralState.EXPIRED: "bad", ReferralState.FALLEN: "bad",
    ReferralState.CONTRACTED: "good", ReferralState.WAITING: "warn",
}  # fmt: skip


def referral_view(view: ReferralView[P]) -> AddressView[P]:
    """Give the view the referral of the address, if it is of a case that the actor reads."""

    @require_staff(Role.SOCIAL_MANAGER, Role.SUPERVISOR)
    @wraps(view)
    def inner(
        request: HttpRequest, referral_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        referral = queries.referral_for(actor_of(request), referral_id, at=clock.now())
        return view(request, referral, *args, **kwargs)

    return inner


@dataclass(frozen=True)
class ServiceRow:
    """One referral of a case in the list."""

    referral: Referral
    title: str
    provider: str
    tone: str
    clock: Clock | None
    live: bool
    to_manager: bool


def row_of(referral: Referral, at: datetime, clocks: list[object]) -> ServiceRow:
    """A referral as the manager sees it in a list."""
    first = clocks[0] if clocks else None
    return ServiceRow(
        referral=referral,
        title=referral.title,
        provider=referral.offer.provider.organisation.short_name,
        tone=TONES.get(ReferralState(referral.state), ""),
        clock=drawn(first, clock.day_of(at), at=at, short=True) if first else None,  # type: ignore[arg-type]
        live=referral.state in LIVE,
        to_manager=referral.state in TO_MANAGER,
    )


def case_of(actor: Actor, referral: Referral, at: datetime) -> Case:
    """The case of a referral, with what its frame needs."""
    return case_queries.case_for(actor, referral.case_id, at=at, purpose=PURPOSE)


@require_safe
@case_view()
def services(request: HttpRequest, case: Case) -> HttpResponse:
    """Referrals of the case and what of them waits for the manager."""
    actor, at = actor_of(request), clock.now()
    rows = queries.referrals_of(actor, case)
    clocks = clocks_of_many("referral", [row.pk for row in rows])
    content = {
        "place": frame_of(actor, case, TAB, at),
        "rows": [row_of(row, at, list(clocks.get(row.pk, []))) for row in rows],
        "notices": [row for row in queries.notices_of(actor, case) if row.handled_at is None],
    }
    return render(request, "manager/services.html", content)


@require_safe
@referral_view
def referral(request: HttpRequest, referral: Referral) -> HttpResponse:
    """One referral: its path, the contract, the journal, and, when it fell back, who else could help."""
    actor, at = actor_of(request), clock.now()
    case = case_of(actor, referral, at)
    journal = queries.journal_of(referral)
    clocks = clocks_of_many("referral", [referral.pk]).get(referral.pk, [])
    content = {
        "place": frame_of(actor, case, TAB, at),
        "row": row_of(referral, at, list(clocks)),
        "line": queries.place_in_line(referral),
        "contract": getattr(referral, "contract", None),
        "planned": [
            row
            for row in reversed(journal)
            if row.outcome == VisitOutcome.PLANNED and referral.state == ReferralState.CONTRACTED
        ],
        "journal": [row for row in journal if row.outcome != VisitOutcome.PLANNED],
        "steps": queries.steps_of(referral),
        "later": queries.later_of(actor, referral) if referral.state in TO_MANAGER else None,
        "others": queries.alternatives(referral, clock.day_of(at)) if referral.state in TO_MANAGER else [],
    }
    return render(request, "manager/referral.html", content)


@require_http_methods(["GET", "POST"])
@referral_view
def revoke(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Take the referral back."""
    actor, at, form = actor_of(request), clock.now(), RevokeForm(request.POST or None)

    def act() -> None:
        referring.revoke(by=actor, referral_id=referral.pk, reason=form.cleaned_data["reason"], at=at)

    if done(request, form, act):
        messages.success(request, "Направлення відкликано.")
        return redirect("manager:services", referral.case_id)
    return form_page(request, referral, form, "Відкликати направлення", "Відкликати", danger=True)


def form_page(
    request: HttpRequest, referral: Referral, form: object, title: str, button: str, *, danger: bool = False
) -> HttpResponse:
    """A form about one referral, in the frame of its case."""
    actor, at = actor_of(request), clock.now()
    content = {
        "place": frame_of(actor, case_of(actor, referral, at), TAB, at),
        "row": row_of(referral, at, []), "form": form, "title": title, "button": button, "danger": danger,
    }  # fmt: skip
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "manager/service_form.html", content, status=status)
