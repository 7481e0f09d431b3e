"""The manager sends a person of a case to a provider, takes the referral back, and places that become free are given on.

Locks are always taken in this order: case, offer, referral. Under the lock of the offer places are counted, so that two
managers who take the last place at once do not both get it: one of them waits in line.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.access.numbering import next_number
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import delivery_permissions as rights
from turbota.casework import delivery_policies as policies
from turbota.casework import delivery_texts as texts
from turbota.casework import permissions
from turbota.casework.delivery_states import ANSWERED, REFERRAL_MACHINE, FeeMode, NoticeKind, ReferralState
from turbota.casework.localities import whereabouts
from turbota.casework.models import Case, CaseNotice, Referral
from turbota.casework.operations.opening import locked as locked_case
from turbota.casework.policies import check_open
from turbota.deadlines import operations as deadlines
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.workflow import Mover, advance
from turbota.messages.operations import tell
from turbota.messages.texts import Text
from turbota.providers.models import Offer

SUBJECT = "referral"
ANSWER = "referral_answer"
PURPOSE = "ведення випадку"


@dataclass(frozen=True)
class Wanted:
    """What the manager asks of a provider. `fee`: kopiykas for a unit, for a differentiated fee alone.

    `measure_id`: the measure of the plan that this carries out: then who pays is what the plan says.
    """

    person_id: uuid.UUID
    task: str
    frequency: str = ""
    fee_mode: str = FeeMode.FREE
    fee: int = 0
    meeting_place: str = ""
    address_reason: str = ""
    measure_id: uuid.UUID | None = None


@transaction.atomic
def refer(
    *, by: Actor, case_id: uuid.UUID, offer_id: uuid.UUID, wanted: Wanted, at: datetime,
    instead_of: uuid.UUID | None = None,
) -> Referral:  # fmt: skip
    """Send a person of the case to a provider; without a free place the referral stands in line by its moment.

    `instead_of`: the referral that fell back, which this one replaces. Raises Missing, BadInput, and Refused when the case
    is closed, the provider does not work, or the service already runs.
    """
    case = locked_case(case_id)
    permissions.KEEP_CASE.check(by, case)
    check_open(case)
    offer = locked_offer(offer_id)
    on = day_of(at)
    policies.check_offer_for(case, offer, on)
    person = policies.member_of(case, wanted.person_id)
    if not wanted.task.strip():
        raise BadInput({"task": "Напишіть надавачеві, що саме потрібно людині."})
    policies.check_meeting(case, offer, wanted.meeting_place.strip(), wanted.address_reason.strip())
    policies.check_not_served(case, person, offer.service)
    measure = policies.measure_for(case, person, offer, wanted.measure_id)
    mode, fee = policies.fee_by(measure, offer, wanted.fee_mode, wanted.fee, on)
    before = Referral.objects.filter(pk=instead_of, case=case).first() if instead_of else None
    referral = Referral.objects.create(
        number=_number(at),
        case=case,
        offer=offer,
        person=person,
        service=offer.service,
        task=wanted.task.strip(),
        frequency=wanted.frequency.strip(),
        fee_mode=mode,
        fee=fee,
        measure=measure,
        meeting_place=wanted.meeting_place.strip(),
        address_reason=wanted.address_reason.strip(),
        instead_of=before,
        sent_by_id=by.account_id,
        sent_at=at,
        changed_at=at,
    )
    referral.steps.create(
        verb="refer", source=ReferralState.OFFERED, target=ReferralState.OFFERED, at=at,
        by_account=by.account_id, by_name=by.name, by_organisation=by.organisation_name,
    )  # fmt: skip
    _take_a_place(referral, offer, by=by, at=at)
    if before is not None:
        settle_notices(before, by=by, at=at, answer=f"Направлено до іншого надавача: № {referral.number}")
    note(by, "referral.send", ENTER, referral, at)
    return referral


def _take_a_place(referral: Referral, offer: Offer, *, by: Actor, at: datetime) -> None:
    """A free place starts the clock of the answer; else the referral waits behind those who came before."""
    others = Referral.objects.filter(offer=offer).exclude(pk=referral.pk)
    if others.holding().count() < offer.places and not others.in_line().exists():
        start_clock(referral, by=by, at=at)
        return
    referral.waiting_since = at
    advance(REFERRAL_MACHINE, referral, "queue", by=by, at=at, changed=["waiting_since"])
    place = others.in_line().count() + 1
    organisation = offer.provider.organisation
    words = texts.waiting(title=referral.title, organisation=organisation.short_name, place=place)
    tell_person(referral, words, by=by, at=at)
    notice(
        referral, NoticeKind.WAITING, f"waiting:{referral.pk}",
        texts.waiting_notice(
            number=referral.number, title=referral.title, organisation=organisation.short_name, place=place
        ),
        at=at,
    )  # fmt: skip


@transaction.atomic
def revoke(*, by: Actor, referral_id: uuid.UUID, reason: str, at: datetime) -> Referral:
    """The manager takes the referral back; the place goes to the next in line. Raises Missing, BadInput, Conflict."""
    referral = locked(referral_id)
    rights.KEEP_REFERRAL.check(by, referral)
    if not reason.strip():
        raise BadInput({"reason": "Напишіть, чому відкликаєте направлення."})
    close(referral, "revoke", by=by, at=at, reason=reason.strip())
    settle_notices(referral, by=by, at=at, answer="Направлення відкликано")
    note(by, rights.KEEP_REFERRAL.name, MODIFY, referral, at)
    return referral


def close(
    referral: Referral, verb: str, *, by: Mover, at: datetime, reason: str, changed: tuple[str, ...] = ()
) -> None:
    """Move a locked referral to an end, stop its clock, and give its place on."""
    referral.waiting_since = None
    advance(
        REFERRAL_MACHINE, referral, verb, by=by, at=at, reason=reason, changed=["waiting_since", *changed]
    )
    if verb == "expire":
        deadlines.stop(rule_code=ANSWER, subject_kind=SUBJECT, subject_id=referral.pk, at=at, by=by)
    else:
        deadlines.cancel_all(subject_kind=SUBJECT, subject_id=referral.pk, at=at, by=by, why=reason[:200])
    call_up(referral.offer, at=at)


def call_up(offer: Offer, *, at: datetime) -> list[Referral]:
    """Give free places of the locked offer to those who wait longest; the provider is to answer them now."""
    called = []
    rows = Referral.objects.filter(offer=offer)
    free = offer.places - rows.holding().count()
    for referral in rows.in_line().select_for_update(of=("self",)).select_related("case")[: max(0, free)]:
        referral.offer = offer
        referral.waiting_since = None
        advance(REFERRAL_MACHINE, referral, "call_up", by=SYSTEM, at=at, changed=["waiting_since"])
        start_clock(referral, by=SYSTEM, at=at)
        settle_notices(referral, by=SYSTEM, at=at, answer="Місце звільнилося", kinds=(NoticeKind.WAITING,))
        called.append(referral)
    return called


def start_clock(referral: Referral, *, by: Mover, at: datetime) -> None:
    """The provider has to answer in the term of the rule `referral_answer`."""
    deadlines.start(
        rule_code=ANSWER, subject_kind=SUBJECT, subject_id=referral.pk,
        organisation=referral.offer.provider.organisation, at=at, by=by,
    )  # fmt: skip


def tell_person(referral: Referral, text: Text, *, by: Mover, at: datetime) -> None:
    """Write to the recipient. In a sensitive case nothing is sent: somebody at home may read it; the cabinet says it."""
    if referral.case.sensitive:
        return
    tell(
        person=referral.person, kind=text.kind, subject=text.subject, body=text.body, subject_kind=SUBJECT,
        subject_id=referral.pk, organisation=referral.case.unit, at=at, by=by,
    )  # fmt: skip


def notice(
    referral: Referral, kind: str, key: str, text: str, *, at: datetime, words: str = ""
) -> CaseNotice:
    """Say something to the manager of the case, once."""
    found, _ = CaseNotice.objects.get_or_create(
        key=key,
        defaults={
            "case_id": referral.case_id, "referral": referral, "kind": kind, "text": text[:500], "words": words, "at": at,
        },
    )  # fmt: skip
    return found


def settle_notices(
    referral: Referral, *, by: Mover, at: datetime, answer: str, kinds: tuple[str, ...] = ()
) -> None:
    """What was open about the referral is dealt with."""
    rows = CaseNotice.objects.filter(referral=referral, handled_at__isnull=True)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    else:
        rows = rows.exclude(kind__in=ANSWERED)
    rows.update(handled_at=at, handled_by=by.account_id, answer=answer)


def locked_offer(offer_id: uuid.UUID) -> Offer:
    """The offer, locked until the transaction ends. Raises Missing."""
    rows = Offer.objects.select_for_update(of=("self",)).select_related("provider__organisation")
    found = rows.filter(pk=offer_id).first()
    if found is None:
        raise Missing(code="no_such_offer")
    return found


def locked(referral_id: uuid.UUID) -> Referral:
    """The referral with its offer, both locked until the transaction ends, the offer first. Raises Missing."""
    offer_id = Referral.objects.filter(pk=referral_id).values_list("offer_id", flat=True).first()
    if offer_id is None:
        raise Missing(code="no_such_referral")
    offer = locked_offer(offer_id)
    rows = Referral.objects.select_for_update(of=("self",)).select_related("case__unit", "person")
    referral = rows.get(pk=referral_id)
    referral.offer = offer
    return referral


def note(by: Actor, action: str, right: str, referral: Referral, at: datetime) -> None:
    """Write the act into the audit."""
    record(
        actor=by, action=action, right=right, subject_kind=SUBJECT, subject_id=referral.pk, purpose=PURPOSE, at=at,
    )  # fmt: skip


def alternatives_for(case: Case, service: str, *, but: Offer, at: datetime) -> int:
    """How many other offers of the service there are where the people of the case live."""
    here = whereabouts(case)
    rows = Offer.objects.current(day_of(at)).near(here.community_id, here.place).filter(service=service)
    return rows.exclude(pk=but.pk).exclude(provider_id=but.provider_id).count()


def _number(at: datetime) -> str:
    year = day_of(at).year
    return f"НП-{year}-{next_number('referral', year):06}"
