"""The register of providers for the registrar: who is in it, cards, services, suspension and exclusion (КМУ 99)."""

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from turbota.access.models import Role
from turbota.casework import delivery_queries
from turbota.kernel import clock
from turbota.kernel.errors import Missing
from turbota.law import services
from turbota.providers import queries
from turbota.providers.models import Offer, Provider
from turbota.providers.operations import entering, offering
from turbota.providers.permissions import registering
from turbota.providers.states import PROVIDER_MACHINE
from turbota.web.shared.form_acts import done
from turbota.web.shared.guards import require_staff
from turbota.web.shared.middleware import actor_of
from turbota.web.shared.provider_forms import (
    ChangeForm,
    ChangeOfferForm,
    EndOfferForm,
    EnterForm,
    MoveForm,
    OfferForm,
    terms_form,
)

keeper = require_staff(Role.HEAD, Role.ADMINISTRATOR)
MOST = 500
VERBS = {
    "suspend": (
        "Призупинити надавача",
        "Призупинити",
        "Людей, яких він обслуговує, буде повернуто соціальним менеджерам.",
    ),
    "restore": (
        "Відновити надавача",
        "Відновити",
        "Соціальні менеджери знову зможуть направляти до нього людей.",
    ),
    "exclude": (
        "Виключити з реєстру",
        "Виключити",
        "Це остаточно. Людей, яких він обслуговує, буде повернуто соціальним менеджерам.",
    ),
}


def _registrar(request: HttpRequest) -> None:
    """Only who keeps the register of some body comes here; for the others the page does not exist."""
    if not registering(actor_of(request)):
        raise Missing(code="not_your_role:provider.change")


@require_safe
@keeper
def providers(request: HttpRequest) -> HttpResponse:
    """Providers that the actor keeps."""
    _registrar(request)
    actor = actor_of(request)
    content = {"rows": queries.kept(actor)[:MOST], "waiting": queries.proposals_waiting(actor).count()}
    return render(request, "administration/providers.html", content)


@require_http_methods(["GET", "POST"])
@keeper
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a provider."""
    _registrar(request)
    actor, form = actor_of(request), EnterForm(request.POST or None)
    bodies = queries.registering_bodies(actor)
    form.offer_bodies(bodies)
    made: list[Provider] = []

    def act() -> None:
        given = form.cleaned_data
        registrar = next(one for one in bodies if str(one.pk) == given["registrar"])
        made.append(
            entering.enter(
                by=actor, registrar=registrar, section=given["section"], ownership=given["ownership"],
                name=given["name"], short_name=given["short_name"], code=given["code"], card=form.card(),
                at=clock.now(),
            )
        )  # fmt: skip

    if done(request, form, act):
        messages.success(request, "Надавача внесено. Тепер додайте його послуги.")
        return redirect("administration:provider", made[0].pk)
    return _form(request, form, "Внести надавача", "Внести", None)


@require_safe
@keeper
def provider(request: HttpRequest, provider_id: uuid.UUID) -> HttpResponse:
    """The card, services with taken places, and the history."""
    found = queries.kept_provider(actor_of(request), provider_id)
    offers = queries.offers_of(found)
    taken = delivery_queries.occupied(row.pk for row in offers)
    waiting = delivery_queries.in_line(row.pk for row in offers)
    today = clock.today()
    content = {
        "provider": found,
        "offers": [
            (row, taken.get(row.pk, 0), waiting.get(row.pk, 0), row.until is None or today < row.until)
            for row in offers
        ],
        "changes": queries.changes_of(found),
        "steps": found.steps.order_by("-at"),
        "verbs": [(verb, VERBS[verb][1]) for verb in PROVIDER_MACHINE.verbs(found.state)],
    }
    return render(request, "administration/provider.html", content)


@require_http_methods(["GET", "POST"])
@keeper
def change(request: HttpRequest, provider_id: uuid.UUID) -> HttpResponse:
    """Change the card."""
    actor = actor_of(request)
    found = queries.kept_provider(actor, provider_id)
    form = ChangeForm(request.POST or None, initial=ChangeForm.of(found))

    def act() -> None:
        entering.change_card(
            by=actor, provider_id=found.pk, card=form.card(), why=form.cleaned_data["why"], at=clock.now()
        )

    return _acted(request, form, act, "Картку змінено.", "Змінити картку", "Зберегти", found)


@require_http_methods(["GET", "POST"])
@keeper
def move(request: HttpRequest, provider_id: uuid.UUID, verb: str) -> HttpResponse:
    """Suspend, restore or exclude."""
    actor = actor_of(request)
    found = queries.kept_provider(actor, provider_id)
    if verb not in VERBS:
        raise Missing(code="no_such_verb")
    title, button, what = VERBS[verb]
    form = MoveForm(request.POST or None)

    def act() -> None:
        entering.move(
            by=actor, provider_id=found.pk, verb=verb, reason=form.cleaned_data["reason"], at=clock.now()
        )

    return _acted(request, form, act, "Записано в реєстр.", title, button, found, lead=what)


@require_http_methods(["GET", "POST"])
@keeper
def offer(request: HttpRequest, provider_id: uuid.UUID) -> HttpResponse:
    """Add a service."""
    actor, today = actor_of(request), clock.today()
    found = queries.kept_provider(actor, provider_id)
    form = terms_form(OfferForm, request, {"unit": "година"})
    form.offer_services(services.services_on(today))
    form.offer_communities(queries.communities(today))

    def act() -> None:
        given = form.cleaned_data
        offering.offer(
            by=actor, provider_id=found.pk, service=given["service"], place=given["place"],
            communities=[uuid.UUID(one) for one in given["communities"]], territory=form.codes(), places=given["places"],
            tariff=form.kopiykas(), unit=given["unit"], at=clock.now(),
        )  # fmt: skip

    return _acted(request, form, act, "Послугу додано.", "Додати послугу", "Додати", found)


@require_http_methods(["GET", "POST"])
@keeper
def change_offer(request: HttpRequest, provider_id: uuid.UUID, offer_id: uuid.UUID) -> HttpResponse:
    """Change territory, places or tariff."""
    actor = actor_of(request)
    found, row = _offer(request, provider_id, offer_id)
    form = terms_form(ChangeOfferForm, request, ChangeOfferForm.of(row))
    form.offer_communities(queries.communities(clock.today()))

    def act() -> None:
        given = form.cleaned_data
        offering.change(
            by=actor, offer_id=row.pk, communities=[uuid.UUID(one) for one in given["communities"]],
            territory=form.codes(), places=given["places"], tariff=form.kopiykas(), unit=given["unit"],
            why=given["why"], at=clock.now(),
        )  # fmt: skip

    return _acted(request, form, act, "Послугу змінено.", f"Змінити: {row.title}", "Зберегти", found)


@require_http_methods(["GET", "POST"])
@keeper
def end_offer(request: HttpRequest, provider_id: uuid.UUID, offer_id: uuid.UUID) -> HttpResponse:
    """The service is offered no longer."""
    actor = actor_of(request)
    found, row = _offer(request, provider_id, offer_id)
    form = EndOfferForm(request.POST or None)

    def act() -> None:
        offering.end(by=actor, offer_id=row.pk, at=clock.now(), **form.cleaned_data)

    lead = "Людей, які отримують її в цей день, буде повернуто соціальним менеджерам."
    return _acted(request, form, act, "Записано.", f"Припинити: {row.title}", "Припинити", found, lead=lead)


def _offer(request: HttpRequest, provider_id: uuid.UUID, offer_id: uuid.UUID) -> tuple[Provider, Offer]:
    found = queries.kept_provider(actor_of(request), provider_id)
    row = next((one for one in queries.offers_of(found) if one.pk == offer_id), None)
    if row is None:
        raise Missing(code="no_such_offer")
    return found, row


def _acted(
    request: HttpRequest, form: forms.Form, act: Callable[[], None], said: str, title: str, button: str,
    found: Provider, *, lead: str = "",
) -> HttpResponse:  # fmt: skip
    if done(request, form, act):
        messages.success(request, said)
        return redirect("administration:provider", found.pk)
    return _form(request, form, title, button, found, lead)


def _form(
    request: HttpRequest, form: forms.Form, title: str, button: str, found: Provider | None, lead: str = ""
) -> HttpResponse:
    content = {"form": form, "title": title, "button": button, "provider": found, "lead": lead}
    return render(request, "administration/provider_form.html", content, status=422 if form.errors else 200)
