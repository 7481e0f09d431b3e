"""A contract signed by keys: the provider's head and the recipient over the same bytes, nobody else, nobody twice."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.factories import casework, delivery, mandates
from tests.factories.world import expired_key, moment

from turbota.access.actors import Actor, staff_actor
from turbota.casework.delivery_states import ReferralState
from turbota.casework.models import Contract, ContractPaper, Referral
from turbota.casework.operations import contract_signing, delivering
from turbota.casework.operations.delivering import Agreed
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.people.queries import person
from turbota_demo import cast, social_cast, stage
from turbota_demo.cast import Employee
from turbota_demo.plays import Plays
from turbota_simulators.issuing import Issued
from turbota_simulators.signing import sign

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")
AGREED = Agreed("18/2026", AT.date(), AT.date() + timedelta(days=180))


def accepted() -> tuple[Referral, Actor, Actor]:
    """A referral of Maria that the provider took; its director; Maria at home."""
    home = stage.at_home("maria", AT)
    assert home.person_id is not None
    case = casework.opened(AT, main=person(home.person_id))
    return delivery.accepted(AT, delivery.referred(AT, case)), casework.at_work("dohliadna", AT), home


def prepared(referral: Referral, agreed: Agreed = AGREED) -> ContractPaper:
    by = casework.at_work("dohliadna", AT)
    return contract_signing.prepare(by=by, referral_id=referral.pk, agreed=agreed, at=AT)


def signing(row: ContractPaper, key: Issued) -> dict[str, object]:
    """What a browser sends."""
    cms = sign(key, read(row.paper), at=AT)
    return {"referral_id": row.referral_id, "sha256": row.paper.sha256, "cms": cms, "at": AT}


@pytest.mark.requirement("R283", "R020")
def test_a_contract_stands_when_both_sides_signed_the_same_bytes(plays: Plays) -> None:
    referral, director, home = accepted()
    row = prepared(referral)
    contract_signing.sign_for_provider(
        by=director, **signing(row, plays.keys.person(social_cast.worker("dohliadna")))
    )
    assert not Contract.objects.exists()
    own = plays.keys.person(cast.citizen("maria"))
    contract_signing.sign_as_recipient(by=home, **signing(row, own))
    contract_signing.sign_as_recipient(by=home, **signing(row, own))
    contract, row = Contract.objects.get(), ContractPaper.objects.get()
    assert (contract.number, contract.signed_on, contract.urgent) == ("18/2026", AT.date(), False)
    assert row.contract == contract and contract.referral.state == ReferralState.CONTRACTED
    assert [one.side for one in row.signatures.order_by("at", "pk")] == ["provider", "recipient"]
    for one in row.signatures.select_related("signature"):
        assert one.signature.sha256 == row.paper.sha256 and one.signature.evidence
    with pytest.raises(Conflict):
        prepared(referral)


def test_only_who_is_authorised_signs_and_with_the_own_valid_key(plays: Plays) -> None:
    referral, director, home = accepted()
    row = prepared(referral)
    key = plays.keys.person
    post = (("care", "provider_worker", "Соціальна робітниця", ""),)
    nurse = Employee("robitna", "Робітна", "Яна", "Іванівна", "2888400012", post)
    worker = staff_actor(stage.enter_employee(nurse, AT), AT.date())
    with pytest.raises(Forbidden):
        contract_signing.sign_for_provider(by=worker, **signing(row, key(nurse)))
    with pytest.raises(Refused) as foreign:
        contract_signing.sign_for_provider(by=director, **signing(row, key(nurse)))
    assert foreign.value.code == "foreign_signature"
    with pytest.raises(Missing):
        stepan = signing(row, key(cast.citizen("stepan")))
        contract_signing.sign_as_recipient(by=stage.at_home("stepan", AT), **stepan)
    with pytest.raises(Missing):
        contract_signing.sign_for_provider(
            by=casework.at_work("plechova", AT), **signing(row, key(social_cast.worker("plechova")))
        )
    with pytest.raises(Refused) as expired:
        contract_signing.sign_as_recipient(by=home, **signing(row, expired_key(plays, cast.citizen("maria"))))
    assert expired.value.code == "bad_signature"
    assert not row.signatures.exists()


def test_a_contract_printed_anew_voids_the_signature_under_the_former_one(plays: Plays) -> None:
    referral, director, home = accepted()
    with pytest.raises(BadInput), transaction.atomic():
        prepared(referral, Agreed("", AT.date()))
    first = prepared(referral)
    contract_signing.sign_for_provider(
        by=director, **signing(first, plays.keys.person(social_cast.worker("dohliadna")))
    )
    second = prepared(referral, Agreed("19/2026", AT.date()))
    with pytest.raises(Conflict):
        contract_signing.sign_as_recipient(
            by=home, **signing(first, plays.keys.person(cast.citizen("maria")))
        )
    contract_signing.sign_as_recipient(by=home, **signing(second, plays.keys.person(cast.citizen("maria"))))
    assert not Contract.objects.exists()


def test_an_urgent_contract_gets_its_signatures_later_and_a_representative_may_sign(plays: Plays) -> None:
    referral, director, home = accepted()
    urgent = Agreed("20/2026", AT.date(), urgent=True)
    delivering.contract(by=director, referral_id=referral.pk, agreed=urgent, scan=None, at=AT)
    row = prepared(referral)
    assert row.number == "20/2026"
    mandates.confirmed_for(home, "stepan", AT)
    representative = stage.at_home("stepan", AT).on(AT.date())
    contract_signing.sign_as_recipient(
        by=representative, **signing(row, plays.keys.person(cast.citizen("stepan")))
    )
    assert row.signatures.get().for_whom == referral.person.full_name
    contract_signing.sign_for_provider(
        by=director, **signing(row, plays.keys.person(social_cast.worker("dohliadna")))
    )
    contract = Contract.objects.get()
    assert contract.urgent and contract.signed_on == AT.date()
