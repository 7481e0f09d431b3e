"""The social card of a person or a family (order 1005 of 13.07.2018), for the page and for the paper.

Sections 2 and 6 of the form were not seen in any text that was read: both the page and the paper say so and show nothing
in their place. A protected address never goes on paper.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from turbota.access.actors import Actor
from turbota.access.rules import READ
from turbota.audit.operations import record
from turbota.casework import case_permissions
from turbota.casework.case_states import LEVELS, Change
from turbota.casework.factors import factor
from turbota.casework.models import Case, CaseChange, CaseMember, Referral
from turbota.casework.states import ClosureReason, Relation, Sensitivity
from turbota.documents.papers import social_card as social
from turbota.documents.papers.printing import print_paper
from turbota.documents.papers.social_card import CardEntry, CardService
from turbota.kernel.clock import day_of
from turbota.law.services import name_of

PROTECTED = "Адресу захищено: її бачать лише соціальний менеджер і супервізор."
UNKNOWN_SECTIONS = "Розділи 2 і 6 картки в текстах, які ми читали, не наведено. Їх додамо, коли матимемо бланк наказу № 1005."
NOTES = 100
VIOLENCE = "Насильство"
"""The group of factors that speaks of violence: such a case should be sensitive."""


@dataclass(frozen=True)
class Worker:
    """Section 1: who is responsible, since when."""

    name: str
    phone: str
    since: date
    until: date | None
    reason: str


@dataclass(frozen=True)
class Somebody:
    """Sections 3 and 4: a person of the case."""

    member_id: uuid.UUID
    name: str
    born_on: date | None
    relation: str
    note: str
    main: bool


@dataclass(frozen=True)
class Sign:
    """Section 5: a coded factor with its evidence. `verified`: compared with the act."""

    factor_id: uuid.UUID
    code: str
    title: str
    evidence: str
    since: date
    until: date | None
    verified: bool
    violence: bool


@dataclass(frozen=True)
class Card:
    """Everything on the card that the actor may see. A protected `address` that is not shown is empty, like its `place`.

    `place`: the place of the codifier in full, `place_code`: its code.
    """

    number: str
    name: str
    address: str
    place: str
    place_code: str
    address_note: str
    phone: str
    opened_on: date
    ground: str
    closed_on: date | None
    closure: str
    workers: tuple[Worker, ...]
    family: tuple[Somebody, ...]
    apart: tuple[Somebody, ...]
    signs: tuple[Sign, ...]
    complexity: str
    complexity_why: str
    risk: str
    risk_why: str
    sensitivity: str
    services: tuple[CardService, ...]
    entries: tuple[CardEntry, ...]

    @property
    def should_be_sensitive(self) -> bool:
        """Whether a factor of violence stands on the card of an ordinary case."""
        return not self.sensitivity and any(one.violence for one in self.signs)


def _services(case: Case) -> list[CardService]:
    """Services that were or are given by a contract, the oldest first."""
    rows = Referral.objects.filter(case=case, contract__isnull=False).order_by("contract__since", "pk")
    return [
        CardService(
            title=name_of(row.service) or row.service,
            provider=row.offer.provider.organisation.name,
            since=row.contract.since,
            until=row.contract.until,
            state=row.get_state_display(),
        )
        for row in rows.select_related("contract", "offer__provider__organisation")
    ]


def card_of(actor: Actor, case: Case, *, whole: bool = True) -> Card:
    """The card of a case that the caller has read; five queries, three when not `whole`: without sections 1 and 8."""
    changes = list(case.changes.order_by("-at", "-pk")[:NOTES])
    people = [_somebody(row) for row in case.members.filter(until__isnull=True).select_related("person")]
    outside = (Relation.OTHER.label, Relation.APART.label)
    hidden = case.address_protected and not case_permissions.READ_ADDRESS.can(actor, case)
    place = None if hidden else case.locality
    risk = next((one.reason for one in changes if one.what == Change.RISK), "")
    return Card(
        number=case.number,
        name=case.main_person.full_name,
        address="" if hidden else case.home,
        place=place.words if place else "",
        place_code=place.code if place else "",
        address_note=PROTECTED if case.address_protected else "",
        phone=case.phone,
        opened_on=day_of(case.opened_at),
        ground=case.get_ground_display(),
        closed_on=day_of(case.closed_at) if case.closed_at else None,
        closure=ClosureReason(case.closure_reason).label if case.closure_reason else "",
        workers=tuple(_workers(case)) if whole else (),
        family=tuple(one for one in people if one.relation not in outside),
        apart=tuple(one for one in people if one.relation in outside),
        signs=tuple(_signs(case)),
        complexity=LEVELS.get(case.complexity, ""),
        complexity_why=case.complexity_why,
        risk=case.get_risk_display() if case.risk else "",
        risk_why=risk,
        sensitivity=case.get_sensitivity_display() if case.sensitive else "",
        services=tuple(_services(case)) if whole else (),
        entries=tuple(_entry(one) for one in changes),
    )


def _workers(case: Case) -> list[Worker]:
    rows = case.managers.select_related("account").order_by("since", "pk")
    return [
        Worker(
            row.account.name, case.unit.phone, day_of(row.since), day_of(row.until) if row.until else None,
            row.reason,
        )
        for row in rows
    ]  # fmt: skip


def _somebody(row: CaseMember) -> Somebody:
    person = row.person
    return Somebody(
        member_id=row.pk,
        name=person.full_name,
        born_on=person.birth_date,
        relation=row.get_relation_display(),
        note=row.note,
        main=row.relation == Relation.MAIN,
    )


def _signs(case: Case) -> list[Sign]:
    found = []
    for row in case.factors.order_by("until", "since", "pk"):
        known = factor(row.code)
        title, verified = (known.title, known.verified) if known else (row.code, False)
        violence = known is not None and known.group == VIOLENCE and row.until is None
        found.append(Sign(row.pk, row.code, title, row.evidence, row.since, row.until, verified, violence))
    return found


def _entry(row: CaseChange) -> CardEntry:
    value = row.value
    if row.what == Change.SENSITIVITY:
        value = Sensitivity(value).label
    elif row.what == Change.RISK:
        value = ""
    elif row.what == Change.FACTOR:
        ended = value.startswith("знято: ")
        known = factor(value.removeprefix("знято: "))
        value = f"{'знято: ' if ended else ''}{known.title if known else value}"
    text = ". ".join(part.rstrip(".") for part in (value, row.reason) if part)
    return CardEntry(at=row.at, what=row.get_what_display(), text=text, by=row.by_name)


def printed(*, by: Actor, case: Case, at: datetime) -> bytes:
    """The card as PDF/A; every printing stands in the audit. Raises Missing when the actor may not print it."""
    case_permissions.PRINT_CARD.check(by, case)
    card = card_of(by, case)
    record(
        actor=by, action=case_permissions.PRINT_CARD.name, right=READ, subject_kind="case", subject_id=case.pk,
        purpose="друк соціальної картки", at=at,
    )  # fmt: skip
    return print_paper("social_card", _shape(card, case), at=at)


def _shape(card: Card, case: Case) -> social.SocialCard:
    return social.SocialCard(
        office=social.Office(case.unit.name, case.unit.code, case.unit.address, case.unit.phone),
        number=card.number,
        name=card.name,
        address=card.address_note or card.address,
        phone=card.phone,
        opened_on=card.opened_on,
        ground=card.ground,
        closed_on=card.closed_on,
        closure=card.closure,
        workers=tuple(social.CardWorker(w.name, w.phone, w.since, w.until) for w in card.workers),
        family=tuple(social.CardPerson(p.name, p.born_on, p.relation, p.note) for p in card.family),
        apart=tuple(social.CardPerson(p.name, p.born_on, p.relation, p.note) for p in card.apart),
        signs=tuple(social.CardSign(s.title, s.evidence, s.since, s.until, s.verified) for s in card.signs),
        complexity=card.complexity,
        complexity_why=card.complexity_why,
        risk=card.risk,
        risk_why=card.risk_why,
        services=card.services,
        entries=card.entries,
        unknown=UNKNOWN_SECTIONS,
    )
