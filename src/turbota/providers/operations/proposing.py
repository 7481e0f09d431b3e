"""The provider keeps its own card: contacts and free places at once, what the register certifies after its registrar.

КМУ 99 lets a registrar enter data by the provider's documents; whether a provider enters its contacts itself is not
regulated by what was read, so everything the register vouches for waits for the registrar.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.access.rules import ENTER, MODIFY
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.providers import permissions, policies
from turbota.providers.models import Offer, Provider, ProviderProposal
from turbota.providers.operations import entering, offering
from turbota.providers.operations.entering import Card, locked, note, note_change
from turbota.providers.states import Place, ProposalKind, ProposalState

BY_PROVIDER = "Змінив сам надавач"
MOST_WAITING = 20


@dataclass(frozen=True)
class Contacts:
    """How people reach the provider."""

    phone: str
    email: str
    site: str
    hours: str


@transaction.atomic
def change_contacts(*, by: Actor, provider_id: uuid.UUID, contacts: Contacts, at: datetime) -> Provider:
    """The provider's own contacts and hours, at once. Raises Missing, BadInput without any phone."""
    provider = locked(provider_id)
    permissions.KEEP_OWN.check(by, provider)
    if not contacts.phone.strip():
        raise BadInput({"phone": "Напишіть телефон: за ним людина знайде вас."})
    card = replace(
        _card_of(provider),
        phone=contacts.phone,
        email=contacts.email,
        site=contacts.site,
        hours=contacts.hours,
    )
    return entering.put_card(provider, card, why=BY_PROVIDER, action=permissions.KEEP_OWN, by=by, at=at)


@transaction.atomic
def change_places(*, by: Actor, offer_id: uuid.UUID, places: int, at: datetime) -> Offer:
    """How many people the provider can help at once, now. Raises Missing, BadInput."""
    found = Offer.objects.filter(pk=offer_id).values_list("provider_id", flat=True).first()
    if found is None:
        raise Missing(code="no_such_offer")
    provider = locked(found)
    permissions.KEEP_OWN.check(by, provider)
    row = Offer.objects.select_for_update().get(pk=offer_id)
    if places < 1:
        raise BadInput(
            {"places": "Напишіть, скільком людям можете допомагати водночас: число, більше за нуль."}
        )
    if row.places != places:
        before, row.places = {"places": row.places}, places
        row.save(update_fields=["places"])
        note_change(by, provider, row, BY_PROVIDER, before, {"places": places}, at)
        note(by, permissions.KEEP_OWN.name, MODIFY, provider, at)
    return row


@transaction.atomic
def propose(
    *,
    by: Actor,
    provider_id: uuid.UUID,
    kind: str,
    content: Mapping[str, Any],
    why: str,
    at: datetime,
    offer_id: uuid.UUID | None = None,
) -> ProviderProposal:
    """Ask the registrar to change what the register certifies. The present words stand until he confirms.

    Raises Missing, BadInput without a ground, Refused when too much waits already.
    """
    provider = locked(provider_id)
    permissions.KEEP_OWN.check(by, provider)
    if not why.strip():
        raise BadInput({"why": "Напишіть, на підставі чого: документ, його дата й номер."})
    offer = provider.offers.filter(pk=offer_id).first() if offer_id else None
    if kind not in ProposalKind.values or (kind in ProposalKind.of_an_offer()) != (offer is not None):
        raise Missing(code="no_such_proposal")
    if kind == ProposalKind.CARD and not str(content.get("head_name", "")).strip():
        raise BadInput({"head_name": "Напишіть, хто керує."})
    if "communities" in content:
        policies.check_offer(
            service=offer.service if offer else str(content["service"]), places=int(content["places"]),
            communities=list(Organisation.objects.filter(pk__in=content["communities"])),
            territory=policies.territory_of(content.get("territory", ())),
            tariff=int(content["tariff"]), on=offer.since if offer else day_of(at),
        )  # fmt: skip
    if provider.proposals.filter(state=ProposalState.WAITING).count() >= MOST_WAITING:
        raise Refused(
            "Реєстратор ще не розглянув попередніх змін. Дочекайтеся відповіді.", code="too_many_proposals"
        )
    row = ProviderProposal.objects.create(
        provider=provider, offer=offer, kind=kind, content=dict(content), why=why.strip()[:300], proposed_at=at,
        proposed_by=by.account_id, proposed_by_name=by.name,
    )  # fmt: skip
    note(by, permissions.KEEP_OWN.name, ENTER, provider, at)
    return row


@transaction.atomic
def withdraw(*, by: Actor, proposal_id: uuid.UUID, at: datetime) -> ProviderProposal:
    """The provider takes a proposal back. Raises Missing, Conflict when it is settled."""
    row, provider = _locked(proposal_id)
    permissions.KEEP_OWN.check(by, provider)
    return _settled(row, ProposalState.WITHDRAWN, "", by, at)


@transaction.atomic
def settle(*, by: Actor, proposal_id: uuid.UUID, accept: bool, answer: str, at: datetime) -> ProviderProposal:
    """The registrar confirms, and the register changes, or refuses with words. Raises Missing, Refused, Conflict."""
    row, provider = _locked(proposal_id)
    permissions.CHANGE_PROVIDER.check(by, provider)
    if not accept and not answer.strip():
        raise BadInput({"answer": "Напишіть надавачеві, чому не підтверджуєте й що треба подати."})
    if accept:
        _apply(row, by, at)
    note(by, permissions.CHANGE_PROVIDER.name, MODIFY, provider, at)
    return _settled(row, ProposalState.CONFIRMED if accept else ProposalState.REFUSED, answer, by, at)


def _locked(proposal_id: uuid.UUID) -> tuple[ProviderProposal, Provider]:
    found = ProviderProposal.objects.filter(pk=proposal_id).values_list("provider_id", flat=True).first()
    if found is None:
        raise Missing(code="no_such_proposal")
    provider = locked(found)
    return ProviderProposal.objects.select_for_update(of=("self",)).get(pk=proposal_id), provider


def _settled(row: ProviderProposal, state: str, answer: str, by: Actor, at: datetime) -> ProviderProposal:
    if row.state != ProposalState.WAITING:
        raise Conflict("Цю зміну вже розглянуто. Оновіть сторінку.", code="proposal_settled")
    row.state, row.answer, row.settled_at, row.settled_by_name = state, answer.strip()[:1000], at, by.name
    row.save(update_fields=["state", "answer", "settled_at", "settled_by_name"])
    return row


def _card_of(provider: Provider) -> Card:
    body = Organisation.objects.get(pk=provider.organisation_id)
    return Card(
        head_name=provider.head_name, email=provider.email, site=provider.site, staff_count=provider.staff_count,
        address=body.address, phone=body.phone, hours=body.hours, address_hidden=provider.address_hidden,
    )  # fmt: skip


def _apply(row: ProviderProposal, by: Actor, at: datetime) -> None:
    """The register changes by the same operations as when the registrar types it himself."""
    given, why = row.content, f"За поданням надавача: {row.why}"
    if row.state != ProposalState.WAITING:
        return
    if row.kind == ProposalKind.CARD:
        card = replace(_card_of(row.provider), **{name: given[name] for name in ProposalKind.card_fields()})
        entering.change_card(by=by, provider_id=row.provider_id, card=card, why=why, at=at)
        return
    if row.kind == ProposalKind.END:
        assert row.offer_id is not None
        offering.end(by=by, offer_id=row.offer_id, until=date.fromisoformat(given["until"]), why=why, at=at)
        return
    terms = {
        "tariff": int(given["tariff"]), "unit": str(given["unit"]), "places": int(given["places"]),
        "territory": [str(one) for one in given.get("territory", ())],
    }  # fmt: skip
    where = [uuid.UUID(one) for one in given["communities"]]
    if row.kind == ProposalKind.TERMS:
        assert row.offer_id is not None
        offering.change(by=by, offer_id=row.offer_id, communities=where, why=why, at=at, **terms)  # type: ignore[arg-type]
        return
    offering.offer(
        by=by, provider_id=row.provider_id, service=str(given["service"]), place=Place(given["place"]),
        communities=where, at=at, **terms,  # type: ignore[arg-type]
    )  # fmt: skip
