"""A provider changes its contacts and places itself; what the register certifies waits for the registrar."""

from datetime import date

import pytest
from django.db import transaction
from tests.factories import casework, delivery
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing
from turbota.providers.models import Offer, Provider, ProviderProposal
from turbota.providers.operations import proposing
from turbota.providers.operations.proposing import Contacts
from turbota.providers.states import ProposalKind, ProposalState
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")
CARD = {"head_name": "Ніна Нова", "staff_count": 9, "address": "вул. Нова, 5", "address_hidden": False}


def propose(
    provider: Provider, kind: str, content: dict[str, object], offer: Offer | None = None
) -> ProviderProposal:
    return proposing.propose(
        by=casework.at_work("dohliadna", AT), provider_id=provider.pk, kind=kind, content=content,
        why="Наказ № 5 від 20.11.2026", at=AT, offer_id=offer.pk if offer else None,
    )  # fmt: skip


def settle(
    row: ProviderProposal, *, accept: bool, answer: str = "", by: str = "nastavna"
) -> ProviderProposal:
    return proposing.settle(
        by=casework.at_work(by, AT), proposal_id=row.pk, accept=accept, answer=answer, at=AT
    )


@pytest.mark.requirement("R017")
def test_contacts_and_places_change_at_once_and_only_the_own_ones() -> None:
    row = delivery.offer(AT)
    own, other = casework.at_work("dohliadna", AT), casework.at_work("plechova", AT)
    contacts = Contacts("0 800 11 22 33", "care@example.invalid", "", "пн–пт 8:00–17:00")
    for act in (
        lambda by: proposing.change_contacts(by=by, provider_id=row.provider_id, contacts=contacts, at=AT),
        lambda by: proposing.change_places(by=by, offer_id=row.pk, places=7, at=AT),
    ):
        with pytest.raises(Missing):
            act(other)
        act(own)
    provider = Provider.objects.select_related("organisation").get(pk=row.provider_id)
    assert (provider.organisation.phone, provider.organisation.hours) == (
        "0 800 11 22 33",
        "пн–пт 8:00–17:00",
    )
    assert Offer.objects.get().places == 7 and provider.head_name == "Олена Доглядна"
    assert [one.why for one in provider.changes.order_by("at", "pk")][-2:] == [proposing.BY_PROVIDER] * 2
    with pytest.raises(BadInput):
        proposing.change_places(by=own, offer_id=row.pk, places=0, at=AT)


def test_what_the_register_certifies_changes_only_when_the_registrar_confirms() -> None:
    row = delivery.offer(AT)
    provider = Provider.objects.get()
    first = propose(provider, ProposalKind.CARD, dict(CARD))
    assert Provider.objects.get().head_name == "Олена Доглядна"
    with pytest.raises(Missing):
        settle(first, accept=True, by="dohliadna")
    with pytest.raises(BadInput), transaction.atomic():
        settle(first, accept=False)
    settle(first, accept=True)
    assert (Provider.objects.get().head_name, Provider.objects.get().staff_count) == ("Ніна Нова", 9)
    with pytest.raises(Conflict):
        settle(first, accept=True)
    terms = {
        "communities": [str(Organisation.objects.get(code=stage.body_of("kalyna").code).pk)], "places": 4,
        "tariff": 15_000, "unit": "година",
    }  # fmt: skip
    settle(propose(provider, ProposalKind.TERMS, terms, row), accept=True)
    assert Offer.objects.get(pk=row.pk).tariff == 15_000
    new = propose(
        provider, ProposalKind.OFFER, {**terms, "service": delivery.ADVICE, "place": "semi", "tariff": 0}
    )
    refused = settle(new, accept=False, answer="Додайте копію штатного розпису.")
    assert refused.state == ProposalState.REFUSED and Offer.objects.count() == 1
    settle(propose(provider, ProposalKind.END, {"until": "2026-12-31"}, row), accept=True)
    assert Offer.objects.get(pk=row.pk).until == date(2026, 12, 31)


def test_the_provider_proposes_on_its_card_and_the_registrar_answers_on_his_page() -> None:
    delivery.offer(AT)
    casework.at_work("dohliadna", AT)
    with clock.frozen(AT):
        own, registrar = client_of("dohliadna", AT), client_of("nastavna", AT)
        empty = own.post("/provider/card/certified/", {"head_name": "", "why": ""})
        assert empty.status_code == 422 and "Напишіть, хто керує" in empty.content.decode()
        sent = own.post("/provider/card/certified/", {**CARD, "address_hidden": "", "why": "Наказ № 5"})
        assert sent.status_code == 302
        assert "Чекає реєстратора" in own.get("/provider/card/").content.decode()
        row = ProviderProposal.objects.get()
        assert "на розгляді" in registrar.get("/administration/providers/").content.decode()
        address = f"/administration/providers/proposals/{row.pk}/"
        assert "Ніна Нова" in registrar.get(address).content.decode()
        assert registrar.post(address, {"say": "confirm", "answer": ""}).status_code == 302
        assert own.get(address).status_code in (403, 404)
    assert Provider.objects.get().head_name == "Ніна Нова"
