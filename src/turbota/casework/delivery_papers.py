"""Papers of a service: the contract to be signed by hand, and the sheet of visits that nobody has confirmed yet."""

from datetime import date, datetime, timedelta
from typing import Protocol

from turbota.casework.delivery_policies import address_for_provider
from turbota.casework.delivery_queries import journal_of
from turbota.casework.delivery_states import VisitOutcome
from turbota.casework.models import Referral
from turbota.documents.papers.delivered import ServiceContract, SheetVisit, VisitSheet
from turbota.documents.papers.printing import print_paper
from turbota.documents.papers.shapes import Office, Signatory
from turbota.kernel.clock import KYIV
from turbota.kernel.errors import Refused
from turbota.kernel.money import hryvnias

MOST_LINES = 31


class Agreed(Protocol):
    """What the sides agreed on. `until`: the first day that the contract no longer covers."""

    @property
    def number(self) -> str:
        """The number of the contract."""

    @property
    def since(self) -> date:
        """Its first day."""

    @property
    def until(self) -> date | None:
        """The day after its last one; None: no end."""


def contract_form(referral: Referral, *, at: datetime, agreed: Agreed | None = None) -> bytes:
    """The contract as far as the referral knows it. Number, days and signatures are written by hand; with what was
    `agreed`, both sides sign it by their keys.
    """
    provider = referral.offer.provider
    payment = referral.get_fee_mode_display()
    if referral.fee:
        payment = f"{payment}: {hryvnias(referral.fee)} за одиницю «{referral.offer.unit}»"
    shape = ServiceContract(
        office=_office(referral),
        referral=referral.number,
        recipient=referral.person.full_name,
        born_on=referral.person.birth_date,
        service=referral.title,
        task=referral.task,
        frequency=referral.frequency,
        where=address_for_provider(referral),
        payment=f"{payment}.",
        provider=Signatory(post="Надавач", name=provider.head_name),
        person=Signatory(post="Отримувач", name=referral.person.full_name),
        number=agreed.number if agreed else "",
        since=f"{agreed.since:%d.%m.%Y}" if agreed else "",
        last_day=f"{agreed.until - timedelta(days=1):%d.%m.%Y}" if agreed and agreed.until else "",
    )
    return print_paper("service_contract", shape, at=at)


def visit_sheet(referral: Referral, *, at: datetime) -> bytes:
    """Visits that took place and wait for a confirmation, the oldest first. Raises Refused when there are none."""
    rows = [
        row
        for row in reversed(journal_of(referral))
        if row.outcome == VisitOutcome.DONE and not hasattr(row, "confirmation")
    ][:MOST_LINES]
    if not rows:
        raise Refused("Візитів, які чекають підтвердження, немає.", code="nothing_to_confirm")
    contract = referral.contract
    shape = VisitSheet(
        office=_office(referral),
        referral=referral.number,
        contract=f"№ {contract.number}",
        recipient=referral.person.full_name,
        service=referral.title,
        visits=tuple(
            SheetVisit(
                when=f"{row.starts_at.astimezone(KYIV):%d.%m.%Y, %H:%M}",
                minutes=str(row.minutes),
                what=row.what,
                worker=row.worker,
            )
            for row in rows
        ),
    )
    return print_paper("visit_sheet", shape, at=at)


def _office(referral: Referral) -> Office:
    body, provider = referral.offer.provider.organisation, referral.offer.provider
    hidden = provider.address_hidden or provider.tax_number
    return Office(
        name=body.name,
        code="" if provider.tax_number else body.code,
        address="" if hidden else body.address,
        phone=body.phone,
    )
