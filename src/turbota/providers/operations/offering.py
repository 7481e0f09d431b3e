"""What a provider offers: a service, where, for how many people at once, at which tariff, from a day to a day."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.access.rules import ENTER, MODIFY
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing
from turbota.law import services
from turbota.providers import permissions, policies
from turbota.providers.models import Offer, Provider
from turbota.providers.operations.entering import locked, note, note_change
from turbota.providers.states import Place

CHANGED = ("places", "tariff", "unit")


@transaction.atomic
def offer(
    *,
    by: Actor,
    provider_id: uuid.UUID,
    service: str,
    place: str,
    communities: Iterable[uuid.UUID],
    places: int,
    tariff: int,
    at: datetime,
    unit: str = "година",
    territory: Iterable[str] = (),
    since: date | None = None,
) -> Offer:
    """Add a service of the classifier (order 429) from a day. `tariff`: kopiykas for one `unit`.

    Where: whole `communities`, and `territory`, codes of the codifier; at least one of both.

    Raises Missing, Refused when the provider does not work, BadInput; a service that is free for everybody has no tariff.
    """
    provider = locked(provider_id)
    permissions.CHANGE_PROVIDER.check(by, provider)
    policies.check_active(provider)
    first = since or day_of(at)
    where = list(Organisation.objects.filter(pk__in=list(communities)))
    lands = policies.territory_of(territory)
    policies.check_offer(
        service=service, communities=where, territory=lands, places=places, tariff=tariff, on=first
    )
    if place not in Place.values:
        raise BadInput({"place": "Виберіть, де надають послугу."})
    if tariff and services.service(service, first).free_for_all:
        raise BadInput({"tariff": "Ця послуга безоплатна для всіх: тарифу не буває."})
    if not unit.strip():
        raise BadInput({"unit": "Напишіть, за що тариф: година, доба, відвідування."})
    row = Offer.objects.create(
        provider=provider, service=service, place=place, places=places, tariff=tariff, unit=unit.strip(), since=first
    )  # fmt: skip
    row.communities.set(where)
    row.territory.set(lands)
    note_change(by, provider, row, "Нова послуга", {}, _kept(row), at)
    note(by, permissions.CHANGE_PROVIDER.name, ENTER, provider, at)
    return row


@transaction.atomic
def change(
    *,
    by: Actor,
    offer_id: uuid.UUID,
    communities: Iterable[uuid.UUID],
    places: int,
    tariff: int,
    unit: str,
    why: str,
    at: datetime,
    territory: Iterable[str] = (),
) -> Offer:
    """Change territory, places or tariff from today; what was before stays in the history. Contracts keep their fee.

    Raises Missing, BadInput.
    """
    row, provider = _locked(by, offer_id)
    if not why.strip():
        raise BadInput({"why": "Напишіть, на підставі чого змінюєте послугу."})
    where = list(Organisation.objects.filter(pk__in=list(communities)))
    lands = policies.territory_of(territory)
    policies.check_offer(
        service=row.service, communities=where, territory=lands, places=places, tariff=tariff, on=row.since
    )
    policies.check_offered(row, day_of(at))
    before = _kept(row)
    row.places, row.tariff, row.unit = places, tariff, unit.strip() or row.unit
    row.save(update_fields=list(CHANGED))
    row.communities.set(where)
    row.territory.set(lands)
    note_change(by, provider, row, why, before, _kept(row), at)
    note(by, permissions.CHANGE_PROVIDER.name, MODIFY, provider, at)
    return row


@transaction.atomic
def end(*, by: Actor, offer_id: uuid.UUID, until: date, why: str, at: datetime) -> Offer:
    """The service is offered no longer from the day `until`. Cases that it serves go back to their managers then."""
    row, provider = _locked(by, offer_id)
    if not why.strip():
        raise BadInput({"why": "Напишіть, на підставі чого припиняєте послугу."})
    if until <= row.since or until < day_of(at):
        raise BadInput(
            {"until": "Перший день без послуги не може бути раніше, ніж сьогодні й день її початку."}
        )
    before = _kept(row)
    row.until = until
    row.save(update_fields=["until"])
    note_change(by, provider, row, why, before, _kept(row), at)
    note(by, permissions.CHANGE_PROVIDER.name, MODIFY, provider, at)
    return row


def _locked(by: Actor, offer_id: uuid.UUID) -> tuple[Offer, Provider]:
    found = Offer.objects.filter(pk=offer_id).values_list("provider_id", flat=True).first()
    if found is None:
        raise Missing(code="no_such_offer")
    provider = locked(found)
    permissions.CHANGE_PROVIDER.check(by, provider)
    return Offer.objects.select_for_update().get(pk=offer_id), provider


def _kept(row: Offer) -> dict[str, Any]:
    return {
        "service": row.service,
        "places": row.places,
        "tariff": row.tariff,
        "unit": row.unit,
        "communities": sorted(row.communities.values_list("short_name", flat=True)),
        "territory": sorted(row.territory.values_list("code", flat=True)),
        "until": row.until.isoformat() if row.until else None,
    }
