"""A contract signed by keys: the provider prints it, the provider's head and the recipient sign the same bytes.

Both signatures are detached (ADR 4). The contract stands from the second one. The law names two sides of the contract,
the provider and the recipient or who represents him; a scan and «the signature follows» stay beside this way.
"""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Account, Role
from turbota.access.rules import ENTER
from turbota.casework import delivery_papers
from turbota.casework import delivery_permissions as rights
from turbota.casework import delivery_policies as policies
from turbota.casework import delivery_texts as texts
from turbota.casework.delivery_states import ContractSide, ReferralState
from turbota.casework.models import Contract, ContractPaper, ContractSignature, Referral
from turbota.casework.operations import delivering
from turbota.casework.operations.delivering import Agreed
from turbota.casework.operations.referring import locked, note, tell_person
from turbota.decisions.own_key import verdict_on
from turbota.documents import operations as documents
from turbota.documents.papers.printing import page_count
from turbota.kernel.clock import day_of
from turbota.kernel.errors import Conflict, Forbidden, Missing, Refused
from turbota.signatures.operations import record as record_signature

PDF = "application/pdf"


@transaction.atomic
def prepare(*, by: Actor, referral_id: uuid.UUID, agreed: Agreed, at: datetime) -> ContractPaper:
    """Print the contract that both sides will sign by their keys; printed anew, signatures under the former one are void.

    An urgent contract without a signature is printed with its own number and days. Raises Missing, BadInput, Conflict when
    the contract is signed already or the referral was not accepted.
    """
    referral = locked(referral_id)
    rights.CONTRACT.check(by, referral)
    urgent = Contract.objects.filter(referral=referral).first()
    if urgent is not None:
        if urgent.signed_on is not None:
            raise Conflict("Договір уже підписано.", code="contract_signed")
        agreed = Agreed(urgent.number, urgent.since, urgent.until)
    elif referral.state != ReferralState.ACCEPTED:
        raise Conflict("Спершу прийміть направлення.", code="not_accepted")
    policies.check_contract(
        number=agreed.number, since=agreed.since, until=agreed.until, signed_on=None, on=day_of(at)
    )
    ContractPaper.objects.filter(referral=referral, replaced_at__isnull=True).update(replaced_at=at)
    content = delivery_papers.contract_form(referral, at=at, agreed=agreed)
    row = ContractPaper.objects.create(
        referral=referral, number=agreed.number.strip(), since=agreed.since, until=agreed.until,
        paper=documents.keep(content=content, media_type=PDF, at=at, pages=page_count(content)), prepared_at=at,
        prepared_by_id=by.account_id,
    )  # fmt: skip
    tell_person(referral, texts.to_sign(title=referral.title), by=by, at=at)
    note(by, rights.CONTRACT.name, ENTER, referral, at)
    return row


def sign_for_provider(
    *, by: Actor, referral_id: uuid.UUID, sha256: str, cms: bytes, at: datetime
) -> ContractPaper:
    """The head of the provider, or who stands in for him, signs. Raises Missing, Forbidden, Refused, Conflict."""
    referral = _seen(referral_id)
    rights.CONTRACT.check(by, referral)
    body = referral.offer.provider.organisation
    if body.pk not in by.organisations(Role.HEAD):
        raise Forbidden(
            "Від надавача договір підписує керівник або той, хто його заміщує. Попросіть керівника відкрити це направлення.",
            code="not_authorised",
        )
    return _signed(ContractSide.PROVIDER, by.in_role(Role.HEAD, body.pk), referral, sha256, cms, at)


def sign_as_recipient(
    *, by: Actor, referral_id: uuid.UUID, sha256: str, cms: bytes, at: datetime
) -> ContractPaper:
    """The recipient, or who represents him, signs in the cabinet. Raises Missing, Refused, Conflict."""
    referral = _seen(referral_id)
    rights.SIGN_CONTRACT.check(by.on(day_of(at)), referral)
    return _signed(ContractSide.RECIPIENT, by, referral, sha256, cms, at)


def _seen(referral_id: uuid.UUID) -> Referral:
    found = (
        Referral.objects.select_related("offer__provider__organisation", "person")
        .filter(pk=referral_id)
        .first()
    )
    if found is None:
        raise Missing
    return found


def live_paper(referral: Referral) -> ContractPaper | None:
    """The paper that waits for signatures or has both; the caller has the right to the referral."""
    rows = ContractPaper.objects.filter(referral=referral, replaced_at__isnull=True)
    return rows.select_related("paper").prefetch_related("signatures").first()


def _signed(
    side: ContractSide, by: Actor, referral: Referral, sha256: str, cms: bytes, at: datetime
) -> ContractPaper:
    shown = live_paper(referral)
    if shown is None:
        raise Missing(code="no_contract_paper")
    if shown.paper.sha256 != sha256:
        raise Conflict(
            "Договір надруковано заново. Перегляньте його ще раз і підпишіть.", code="paper_is_stale"
        )
    verdict = verdict_on(sha256, cms, by=by, at=at)
    with transaction.atomic():
        referral = locked(referral.pk)
        row = live_paper(referral)
        if row is None or row.pk != shown.pk:
            raise Conflict(
                "Договір надруковано заново. Перегляньте його ще раз і підпишіть.", code="paper_is_stale"
            )
        known = {one.side: one for one in row.signatures.all()}
        if side in known:
            if known[side].account_id == by.account_id:
                return row
            raise Conflict("Від цієї сторони договір уже підписано.", code="side_signed")
        _check_other_person(list(known.values()), by)
        assert by.account_id is not None
        ContractSignature.objects.create(
            paper=row, side=side, account_id=by.account_id, by_name=by.name, at=at,
            for_whom="" if by.person_id in (None, referral.person_id) else referral.person.full_name,
            signature=record_signature(content_sha256=row.paper.sha256, cms=cms, verdict=verdict, at=at),
        )  # fmt: skip
        note(by, rights.CONTRACT.name, ENTER, referral, at)
        if {side, *known} == set(ContractSide):
            _concluded(row, referral, by, at)
        return row


def _check_other_person(signed: list[ContractSignature], by: Actor) -> None:
    numbers = Account.objects.filter(pk__in=[one.account_id for one in signed]).values_list(
        "tax_number", flat=True
    )
    if by.tax_number in numbers:
        raise Refused("Одна людина не підписує договір за обидві сторони.", code="same_person_twice")


def _concluded(row: ContractPaper, referral: Referral, by: Actor, at: datetime) -> None:
    """Both have signed: the contract stands; an urgent one has its signature now."""
    contract = Contract.objects.select_for_update().filter(referral=referral).first()
    if contract is None:
        agreed = Agreed(row.number, row.since, row.until, signed_on=day_of(at))
        contract = delivering.conclude(referral, agreed, scan=None, by_key=True, by=by, at=at)
    elif contract.signed_on is None:
        contract.signed_on = day_of(at)
        contract.save(update_fields=["signed_on"])
    row.contract = contract
    row.save(update_fields=["contract"])
