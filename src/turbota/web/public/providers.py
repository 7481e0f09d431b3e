"""Who provides social services: the open list of providers (R069), for people, programs and spreadsheets."""

import csv
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from turbota.access.models import Organisation
from turbota.casework import delivery_queries
from turbota.kernel import clock
from turbota.places import queries as places
from turbota.places.models import CODE_LENGTH
from turbota.providers import queries
from turbota.providers.models import Offer, Provider
from turbota.providers.states import Section
from turbota.web.shared.place_choice import TerritoryForm, chosen

COLUMNS = (
    "provider_number", "provider", "section", "ownership", "code", "address", "phone", "email", "site", "hours",
    "service_code", "service", "place", "communities", "territory", "places", "free", "tariff_kopiykas", "unit", "since",
)  # fmt: skip
ASKED = ("service", "community", "free")
MOST_ON_PAGE = 200


@dataclass(frozen=True)
class OfferRow:
    """One offer as everybody may see it. Neither the code of a person nor a hidden address is in it."""

    offer: Offer
    provider: Provider
    free: int
    address: str
    code: str


def row_of(offer: Offer, free: int) -> OfferRow:
    """What may be shown of an offer."""
    provider = offer.provider
    return OfferRow(offer, provider, free, address_of(provider), code_of(provider))


def address_of(provider: Provider) -> str:
    """The address; empty for a person's home and for a shelter."""
    hidden = provider.address_hidden or provider.section == Section.NATURAL
    return "" if hidden else provider.organisation.address


def code_of(provider: Provider) -> str:
    """The ЄДРПОУ of a legal entity; the code of a person is shown to nobody."""
    return provider.organisation.code if provider.section == Section.LEGAL else ""


class SearchForm(TerritoryForm):
    """A service, a community and a place; they stand in the address, so that the list can be sent to somebody.

    The place stands there by its code: what was typed to find it goes by POST, as everywhere.
    """

    service = forms.ChoiceField(label="Послуга", required=False)
    community = forms.ChoiceField(label="Громада", required=False)
    free = forms.BooleanField(label="Лише з вільними місцями", required=False)
    field_order = ("service", "community", "town", "free")

    def __init__(self, data: object, **more: object) -> None:
        super().__init__(data, **more)
        self.fields["town"].label = "Де потрібна послуга"

    def address(self) -> str:
        """The answers as they stand in an address."""
        told = {**self.cleaned_data, "place": self.settled}
        given = {name: told[name] for name in ("service", "community", "place") if told[name]}
        return urlencode({**given, "free": "on"} if told["free"] else given)


def _form(request: HttpRequest, communities: list[Organisation]) -> SearchForm:
    titles = {row.service: row.title for row in queries.offered(clock.today())}
    if request.method == "POST":
        form = SearchForm(request.POST)
    else:
        place = places.place(request.GET.get("place", "")[:CODE_LENGTH])
        asked = {name: request.GET[name] for name in ASKED if name in request.GET} | chosen(place)
        form = SearchForm(asked or None)
    form.fields["service"].choices = [("", "Усі послуги"), *sorted(titles.items(), key=lambda one: one[1])]  # type: ignore[attr-defined]
    form.fields["community"].choices = [  # type: ignore[attr-defined]
        ("", "Усі громади"),
        *((str(one.pk), one.short_name) for one in communities),
    ]
    return form


def _found(form: SearchForm, communities: list[Organisation]) -> list[OfferRow]:
    wanted: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = queries.offered(clock.today(), service=wanted.get("service", ""))
    community = next((one for one in communities if str(one.pk) == wanted.get("community")), None)
    if community is not None:
        rows = rows.near(community.pk, community.place)
    place = places.place(form.settled) if wanted else None
    if place is not None:
        rows = rows.near(None, place)
    found = [row_of(offer, free) for offer, free in delivery_queries.with_free(rows)]
    return [row for row in found if row.free] if wanted.get("free") else found


def _asked(request: HttpRequest) -> tuple[SearchForm, list[OfferRow]]:
    """The question, and what answers it."""
    communities = queries.communities(clock.today())
    form = _form(request, communities)
    return form, _found(form, communities)


@require_http_methods(["GET", "HEAD", "POST"])
def providers(request: HttpRequest) -> HttpResponse:
    """Search by service, community and place, with free places now. What was typed comes by POST and leads to an address."""
    form, rows = _asked(request)
    if request.method == "POST" and form.is_valid():
        return redirect(f"{reverse('public:providers')}?{form.address()}")
    content = {
        "form": form,
        "rows": rows[:MOST_ON_PAGE],
        "number": len(rows),
        "query": request.GET.urlencode(),
        "asked": form.is_bound,
    }
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "public/providers.html", content, status=status)


@require_safe
def provider(request: HttpRequest, provider_id: uuid.UUID) -> HttpResponse:
    """The card of one provider: contacts and what it offers."""
    found = queries.public_provider(provider_id)
    rows = queries.offered(clock.today(), provider_id=provider_id)
    content = {
        "provider": found,
        "address": address_of(found),
        "code": code_of(found),
        "rows": [row_of(offer, free) for offer, free in delivery_queries.with_free(rows)],
    }
    return render(request, "public/provider.html", content)


@require_safe
def providers_json(request: HttpRequest) -> JsonResponse:
    """The same list for programs."""
    rows = [_open(row) for row in _asked(request)[1]]
    return JsonResponse(rows, safe=False, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def providers_csv(request: HttpRequest) -> HttpResponse:
    """The same list for spreadsheets: UTF-8 with a mark at the beginning."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="providers.csv"'
    table = csv.writer(answer)
    table.writerow(COLUMNS)
    table.writerows(_cells(_open(row)) for row in _asked(request)[1])
    return answer


def _open(row: OfferRow) -> dict[str, Any]:
    body, offer, card = row.provider.organisation, row.offer, row.provider
    return {
        "provider_number": card.number,
        "provider": body.name,
        "section": card.section,
        "ownership": card.ownership,
        "code": row.code,
        "address": row.address,
        "phone": body.phone,
        "email": card.email,
        "site": card.site,
        "hours": body.hours,
        "service_code": offer.service_code,
        "service": offer.title,
        "place": offer.place,
        "communities": [one.name for one in offer.communities.all()],
        "territory": [one.code for one in offer.territory.all()],
        "places": offer.places,
        "free": row.free,
        "tariff_kopiykas": offer.tariff,
        "unit": offer.unit,
        "since": offer.since.isoformat(),
    }


def _cells(row: dict[str, Any]) -> Iterable[str]:
    """A cell that a spreadsheet would take for a formula gets a mark before it."""
    for column in COLUMNS:
        value = row[column]
        text = "; ".join(value) if isinstance(value, list) else str(value)
        yield f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
