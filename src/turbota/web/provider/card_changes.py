"""The provider changes its contacts and places at once, and proposes to the registrar what the register certifies."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.law import services
from turbota.providers import queries
from turbota.providers.models import Offer, Provider
from turbota.providers.operations import proposing
from turbota.providers.operations.proposing import Contacts
from turbota.providers.states import ProposalKind
from turbota.web.provider.frame import worker
from turbota.web.shared.form_acts import done
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.provider_forms import (
    CertifiedForm,
    ChangeOfferForm,
    ContactsForm,
    EndOfferForm,
    PlacesForm,
    ProposeOfferForm,
    terms_form,
)

WAITS = "Надіслано реєстраторові. Доки він не підтвердить, у реєстрі стоїть попереднє."
LEAD = "Це засвідчує реєстр, тож зміну має підтвердити той, хто вніс вас до реєстру."


def _own(request: HttpRequest) -> Provider:
    found = queries.own_provider(actor_of(request))
    if found is None:
        raise Missing(code="no_own_provider")
    return found


def _offer(found: Provider, offer_id: uuid.UUID) -> Offer:
    row = next((one for one in queries.offers_of(found) if one.pk == offer_id), None)
    if row is None:
        raise Missing(code="no_such_offer")
    return row


def _acted(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    title: str,
    *,
    said: str = WAITS,
    lead: str = LEAD,
) -> HttpResponse:
    if done(request, form, act):
        messages.success(request, said)
        return redirect("provider:card")
    button = "Надіслати реєстраторові" if said == WAITS else "Зберегти"
    content = {"form": form, "title": title, "button": button, "lead": lead}
    return render(request, "provider/card_form.html", content, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@worker
def contacts(request: HttpRequest) -> HttpResponse:
    """Phone, mail, site and hours: at once."""
    found = _own(request)
    form = ContactsForm(request.POST or None, initial=ContactsForm.of(found))

    def act() -> None:
        proposing.change_contacts(
            by=actor_of(request), provider_id=found.pk, contacts=Contacts(**form.cleaned_data), at=clock.now()
        )

    return _acted(
        request, form, act, "Контакти й години", said="Контакти змінено.", lead="Люди побачать це одразу."
    )


@require_http_methods(["GET", "POST"])
@worker
def places(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """How many people can be helped at once: at once."""
    row = _offer(_own(request), offer_id)
    form = PlacesForm(request.POST or None, initial={"places": row.places})

    def act() -> None:
        proposing.change_places(
            by=actor_of(request), offer_id=row.pk, places=form.cleaned_data["places"], at=clock.now()
        )

    lead = "Людей, яких ви вже обслуговуєте, зміна не зачіпає."
    return _acted(request, form, act, f"Місця: {row.title}", said="Кількість місць змінено.", lead=lead)


def _proposing(
    request: HttpRequest, found: Provider, form: forms.Form, kind: str, content: Callable[[], dict[str, Any]], title: str,
    offer: Offer | None = None,
) -> HttpResponse:  # fmt: skip
    def act() -> None:
        proposing.propose(
            by=actor_of(request), provider_id=found.pk, kind=kind, content=content(), why=form.cleaned_data["why"],
            at=clock.now(), offer_id=offer.pk if offer else None,
        )  # fmt: skip

    return _acted(request, form, act, title)


@require_http_methods(["GET", "POST"])
@worker
def certified(request: HttpRequest) -> HttpResponse:
    """Who leads, how many work, where."""
    found = _own(request)
    form = CertifiedForm(request.POST or None, initial=CertifiedForm.of(found))
    names = ProposalKind.card_fields()
    return _proposing(
        request, found, form, ProposalKind.CARD, lambda: {name: form.cleaned_data[name] for name in names},
        "Запропонувати зміну картки",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@worker
def service(request: HttpRequest) -> HttpResponse:
    """A new service."""
    found, today = _own(request), clock.today()
    form = terms_form(ProposeOfferForm, request, {"unit": "година"})
    form.offer_services(services.services_on(today))
    form.offer_communities(queries.communities(today))

    def content() -> dict[str, Any]:
        given = form.cleaned_data
        return {**form.terms(), "service": given["service"], "place": given["place"]}

    return _proposing(request, found, form, ProposalKind.OFFER, content, "Запропонувати нову послугу")


@require_http_methods(["GET", "POST"])
@worker
def terms(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """Territory and tariff of a service."""
    found = _own(request)
    row = _offer(found, offer_id)
    form = terms_form(ChangeOfferForm, request, ChangeOfferForm.of(row))
    form.offer_communities(queries.communities(clock.today()))
    title = f"Територія й тариф: {row.title}"
    return _proposing(request, found, form, ProposalKind.TERMS, form.terms, title, row)


@require_http_methods(["GET", "POST"])
@worker
def end(request: HttpRequest, offer_id: uuid.UUID) -> HttpResponse:
    """A service is to end."""
    found = _own(request)
    row = _offer(found, offer_id)
    form = EndOfferForm(request.POST or None)
    return _proposing(
        request, found, form, ProposalKind.END, lambda: {"until": form.cleaned_data["until"].isoformat()},
        f"Припинити: {row.title}", row,
    )  # fmt: skip


@require_POST
@worker
def withdraw(request: HttpRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """Take a proposal back."""
    proposing.withdraw(by=actor_of(request), proposal_id=proposal_id, at=clock.now())
    messages.success(request, "Зміну відкликано.")
    return redirect("provider:card")
