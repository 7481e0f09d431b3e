"""Reads of the register of providers."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Organisation, OrganisationKind
from turbota.access.queries import in_force
from turbota.kernel.errors import Missing
from turbota.providers import permissions
from turbota.providers.models import Offer, OfferQuerySet, Provider, ProviderChange, ProviderProposal
from turbota.providers.states import ProposalState


def offered(on: date, *, service: str = "", provider_id: uuid.UUID | None = None) -> OfferQuerySet:
    """What everybody may see: offers in force of providers who work, optionally of a service; where, says `near`."""
    rows = Offer.objects.current(on).select_related("provider__organisation__parent")
    if service:
        rows = rows.filter(service=service)
    if provider_id is not None:
        rows = rows.filter(provider_id=provider_id)
    return rows.prefetch_related("communities", "territory").order_by(
        "service", "provider__organisation__name", "pk"
    )


def public_provider(provider_id: uuid.UUID) -> Provider:
    """A provider as everybody may see it, in every state. Raises Missing."""
    found = Provider.objects.select_related("organisation", "registrar").filter(pk=provider_id).first()
    if found is None:
        raise Missing(code="no_such_provider")
    return found


def communities(on: date) -> list[Organisation]:
    """Communities by name: where a service may be offered."""
    return list(
        Organisation.objects.filter(in_force(on), kind=OrganisationKind.COMMUNITY)
        .select_related("place")
        .order_by("short_name")
    )


def kept(actor: Actor) -> QuerySet[Provider]:
    """Providers that the actor keeps in the register, by name."""
    rows = permissions.CHANGE_PROVIDER.visible(actor, Provider.objects.all())
    found: QuerySet[Provider] = rows.select_related("organisation", "registrar").order_by(
        "organisation__name"
    )
    return found


def kept_provider(actor: Actor, provider_id: uuid.UUID) -> Provider:
    """One provider that the actor keeps. Raises Missing."""
    found = kept(actor).filter(pk=provider_id).first()
    if found is None:
        raise Missing(code="not_yours:provider.change")
    return found


def own_provider(actor: Actor) -> Provider | None:
    """The provider where the actor works; None when its body is not in the register."""
    rows = permissions.READ_CARD.visible(actor, Provider.objects.all())
    found: Provider | None = (
        rows.select_related("organisation", "registrar")
        .filter(organisation_id__in=actor.organisations())
        .first()
    )
    return found


def offers_of(provider: Provider) -> list[Offer]:
    """All offers of a provider that the caller may see, those in force first."""
    return list(
        provider.offers.prefetch_related("communities", "territory").order_by("until", "service", "pk")
    )


def changes_of(provider: Provider) -> list[ProviderChange]:
    """What was changed in the register, the newest first."""
    return list(provider.changes.select_related("offer").order_by("-at", "-pk")[:100])


def registering_bodies(actor: Actor) -> list[Organisation]:
    """Bodies for which the actor keeps the register."""
    return list(Organisation.objects.filter(pk__in=permissions.registering(actor)).order_by("kind", "name"))


def proposals_of(provider: Provider) -> list[ProviderProposal]:
    """What the provider proposed, the newest first; the caller has the right to the provider."""
    return list(provider.proposals.select_related("offer").order_by("-proposed_at", "-pk")[:50])


def proposals_waiting(actor: Actor) -> QuerySet[ProviderProposal]:
    """Proposals that wait for the actor as a registrar, the oldest first."""
    mine = permissions.CHANGE_PROVIDER.visible(actor, Provider.objects.all())
    rows = ProviderProposal.objects.filter(provider__in=mine.values("pk"), state=ProposalState.WAITING)
    return rows.select_related("provider__organisation", "offer").order_by("proposed_at", "pk")


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Short names of communities by their identifiers as texts."""
    return {str(one.pk): one.short_name for one in Organisation.objects.filter(pk__in=list(keys))}
