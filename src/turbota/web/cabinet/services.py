"""Social services of the person: who comes when, the code of a visit, the confirmation, a complaint."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from turbota.access.actors import Actor
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import LIVE, NoticeKind, ReferralState, VisitOutcome
from turbota.casework.models import Referral, Visit
from turbota.casework.operations import confirming, contract_signing
from turbota.kernel import clock
from turbota.web.shared.form_acts import done
from turbota.web.shared.guards import require_citizen
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.once import OnceForm

P = ParamSpec("P")
ServiceView = Callable[Concatenate[HttpRequest, Referral, P], HttpResponse]
AddressView = Callable[Concatenate[HttpRequest, uuid.UUID, P], HttpResponse]
SAID = {
    ReferralState.OFFERED: (
        "Надавач думає",
        "Ми спитали надавача, чи може він вам допомогти. Він має відповісти найближчими днями.",
    ),
    ReferralState.WAITING: ("Ви в черзі", "Вільного місця зараз немає. Щойно воно з’явиться, ми повідомимо."),
    ReferralState.ACCEPTED: (
        "Надавач погодився",
        "З вами зв’яжуться, щоб укласти договір і домовитися про перший візит.",
    ),
    ReferralState.CONTRACTED: ("Послугу надають", ""),
    ReferralState.ENDED: ("Закінчено", "Якщо допомога ще потрібна, скажіть про це соціальному менеджерові."),
    ReferralState.FALLEN: (
        "Шукаємо іншого надавача",
        "Цей надавач більше не може допомагати. Ваш соціальний менеджер шукає іншого.",
    ),
}
"""What a state means for the person: the short words and what happens next."""
PAST_SHOWN = 20


class ComplaintForm(OnceForm):
    """What went wrong."""

    words = forms.CharField(
        label="Що сталося",
        help_text="Напишіть своїми словами: коли чекали, хто не прийшов, що було не так. Це прочитає ваш "
        "соціальний менеджер. Надавач цього тексту не бачить.",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={
            "required": "Напишіть кількома словами, що сталося.",
            "max_length": "Скоротіть: не більше ніж 2000 знаків.",
        },
    )


@dataclass(frozen=True)
class VisitCard:
    """A visit as the recipient sees it; `code` only while it is to be told."""

    visit: Visit
    code: str
    asked: bool
    confirmed: bool


@dataclass(frozen=True)
class Service:
    """A service as the recipient sees it. `whom`: who gets it, when it is somebody else of the family."""

    referral: Referral
    title: str
    provider: str
    phone: str
    short: str
    words: str
    live: bool
    line: int | None
    whom: str


def service_view(view: ServiceView[P]) -> AddressView[P]:
    """Give the view the own service of the address; whoever is not signed in signs in first."""

    @require_citizen
    @wraps(view)
    def inner(
        request: HttpRequest, referral_id: uuid.UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        return view(
            request,
            queries.own_service(actor_of(request), referral_id, at=clock.now()),
            *args,
            **kwargs,
        )

    return inner


def service_of(referral: Referral, actor: Actor) -> Service:
    """What is said of a service."""
    body = referral.offer.provider.organisation
    short, words = SAID.get(ReferralState(referral.state), (referral.get_state_display(), ""))
    return Service(
        referral=referral,
        title=referral.title,
        provider=body.name,
        phone=body.phone,
        short=short,
        words=words,
        live=referral.state in LIVE,
        line=queries.place_in_line(referral),
        whom="" if referral.person_id == actor.person_id else referral.person.full_name,
    )


def card_of(visit: Visit, at: datetime) -> VisitCard:
    """A visit with its code while nobody has confirmed it."""
    confirmed = hasattr(visit, "confirmation")
    waits = visit.outcome in (VisitOutcome.PLANNED, VisitOutcome.DONE) and not confirmed
    return VisitCard(
        visit=visit,
        code=confirming.code_of(visit) if waits else "",
        asked=visit.outcome == VisitOutcome.DONE and not confirmed,
        confirmed=confirmed,
    )


@require_safe
@require_citizen
def services(request: HttpRequest) -> HttpResponse:
    """All services of the person, running ones first."""
    rows = [service_of(row, actor_of(request)) for row in queries.own_services(actor_of(request))]
    return render(request, "cabinet/services.html", {"rows": rows})


@require_safe
@service_view
def service(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Who comes when, what happened, the codes."""
    at = clock.now()
    journal = queries.journal_of(referral) if hasattr(referral, "contract") else []
    content = {
        "service": service_of(referral, actor_of(request)),
        "contract": getattr(referral, "contract", None),
        "to_sign": contract_signing.live_paper(referral),
        "complaints": queries.said_of(referral, NoticeKind.COMPLAINT),
        "asked": [card_of(row, at) for row in journal if card_of(row, at).asked],
        "planned": [
            card_of(row, at)
            for row in reversed(journal)
            if row.outcome == VisitOutcome.PLANNED and referral.state == ReferralState.CONTRACTED
        ][:PAST_SHOWN],
        "past": [
            card_of(row, at)
            for row in journal
            if row.outcome != VisitOutcome.PLANNED and not card_of(row, at).asked
        ][:PAST_SHOWN],
    }
    return render(request, "cabinet/service.html", content)


@require_POST
@service_view
def confirm(request: HttpRequest, referral: Referral, visit_id: uuid.UUID) -> HttpResponse:
    """Yes, the visit took place."""
    confirming.confirm_in_cabinet(by=actor_of(request), visit_id=visit_id, at=clock.now())
    messages.success(request, "Дякуємо, візит підтверджено.")
    return redirect("cabinet:service", referral.pk)


@require_http_methods(["GET", "POST"])
@service_view
def complain(request: HttpRequest, referral: Referral, visit_id: uuid.UUID | None = None) -> HttpResponse:
    """Nobody came, or something is wrong: the manager is told."""
    form = ComplaintForm(request.POST or None)

    def act() -> None:
        confirming.complain(
            by=actor_of(request), referral_id=referral.pk, visit_id=visit_id, words=form.cleaned_data["words"],
            at=clock.now(), complaint_id=form.made_as(),
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, "Ваш соціальний менеджер отримав скаргу й дасть відповідь.")
        return redirect("cabinet:service", referral.pk)
    content = {"service": service_of(referral, actor_of(request)), "form": form}
    return render(request, "cabinet/service_complaint.html", content, status=422 if form.errors else 200)
