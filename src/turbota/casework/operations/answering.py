"""The provider answers a referral; where no answer comes, or the provider closes, it falls back to the manager."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.access.rules import MODIFY
from turbota.casework import delivery_permissions as rights
from turbota.casework import delivery_texts as texts
from turbota.casework.delivery_states import (
    REFERRAL_MACHINE,
    EndReason,
    NoticeKind,
    ReferralState,
    RejectReason,
)
from turbota.casework.models import Contract, Referral
from turbota.casework.operations.referring import (
    ANSWER,
    SUBJECT,
    alternatives_for,
    call_up,
    close,
    locked,
    locked_offer,
    note,
    notice,
    tell_person,
)
from turbota.deadlines import operations as deadlines
from turbota.deadlines.models import Clock
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput
from turbota.kernel.workflow import advance
from turbota.providers.models import Offer
from turbota.providers.states import ProviderState


@transaction.atomic
def accept(*, by: Actor, referral_id: uuid.UUID, contact: str, at: datetime) -> Referral:
    """The provider takes the person. `contact`: whom to ask, in words. Raises Missing, BadInput, Conflict."""
    referral = locked(referral_id)
    rights.ANSWER.check(by, referral)
    if not contact.strip():
        raise BadInput({"contact": "Напишіть, хто працюватиме з людиною і за яким телефоном його знайти."})
    referral.contact = contact.strip()
    advance(REFERRAL_MACHINE, referral, "accept", by=by, at=at, changed=["contact"])
    deadlines.stop(rule_code=ANSWER, subject_kind=SUBJECT, subject_id=referral.pk, at=at, by=by)
    body = referral.offer.provider.organisation
    words = texts.accepted(title=referral.title, organisation=body.short_name, phone=body.phone)
    tell_person(referral, words, by=by, at=at)
    note(by, rights.ANSWER.name, MODIFY, referral, at)
    return referral


@transaction.atomic
def reject(*, by: Actor, referral_id: uuid.UUID, reason: str, words: str, at: datetime) -> Referral:
    """The provider does not take the person, with a reason that its manager reads. Raises Missing, BadInput, Conflict."""
    referral = locked(referral_id)
    rights.ANSWER.check(by, referral)
    if reason not in RejectReason.values:
        raise BadInput({"reason": "Виберіть причину відмови."})
    if not words.strip():
        raise BadInput({"words": "Поясніть менеджерові, чому не можете взяти людину."})
    referral.reject_reason = reason
    close(referral, "reject", by=by, at=at, reason=words.strip(), changed=("reject_reason",))
    text = texts.rejected_notice(
        number=referral.number, title=referral.title, organisation=referral.offer.provider.organisation.short_name,
        reason=RejectReason(reason).label,
        others=alternatives_for(referral.case, referral.service, but=referral.offer, at=at),
    )  # fmt: skip
    notice(referral, NoticeKind.REJECTED, f"rejected:{referral.pk}", text, at=at)
    note(by, rights.ANSWER.name, MODIFY, referral, at)
    return referral


@transaction.atomic
def end(*, by: Actor, referral_id: uuid.UUID, reason: str, words: str, at: datetime) -> Referral:
    """The service is over, by the provider or by the manager; the place goes to the next in line."""
    referral = locked(referral_id)
    rights.END_SERVICE.check(by, referral)
    if reason not in EndReason.values:
        raise BadInput({"reason": "Виберіть, чому послугу закінчено."})
    referral.end_reason = reason
    close(
        referral, "end", by=by, at=at, reason=words.strip() or EndReason(reason).label, changed=("end_reason",)
    )  # fmt: skip
    body = referral.offer.provider.organisation
    if reason != EndReason.DIED:
        tell_person(referral, texts.ended(title=referral.title, organisation=body.short_name), by=by, at=at)
    note(by, rights.END_SERVICE.name, MODIFY, referral, at)
    return referral


@transaction.atomic
def expire(*, referral_id: uuid.UUID, at: datetime) -> bool:
    """No answer came in time: the referral falls back to the manager. False when there is nothing to do any more."""
    referral = locked(referral_id)
    going = Clock.objects.running().filter(
        rule_code=ANSWER, subject_kind=SUBJECT, subject_id=referral.pk, due_at__lte=at
    )
    if referral.state != ReferralState.OFFERED or not going.exists():
        return False
    close(referral, "expire", by=SYSTEM, at=at, reason="Строк відповіді минув")
    text = texts.expired_notice(
        number=referral.number, title=referral.title, organisation=referral.offer.provider.organisation.short_name,
        others=alternatives_for(referral.case, referral.service, but=referral.offer, at=at),
    )  # fmt: skip
    notice(referral, NoticeKind.EXPIRED, f"expired:{referral.pk}", text, at=at)
    return True


@transaction.atomic
def fall_back(*, referral_id: uuid.UUID, at: datetime) -> bool:
    """The provider closed, or offers the service no longer: the referral falls back. False when nothing is to be done."""
    referral = locked(referral_id)
    offer, provider = referral.offer, referral.offer.provider
    works = provider.state == ProviderState.ACTIVE and offer.in_force_on(day_of(at))
    if works or not REFERRAL_MACHINE.may("fall_back", referral.state):
        return False
    referral.waiting_since = None
    why = (
        "Надавач більше не надає цієї послуги"
        if provider.state == ProviderState.ACTIVE
        else f"Стан надавача в реєстрі: {ProviderState(provider.state).label.lower()}"
    )
    advance(
        REFERRAL_MACHINE, referral, "fall_back", by=SYSTEM, at=at, reason=why, changed=["waiting_since"]
    )  # fmt: skip
    deadlines.cancel_all(subject_kind=SUBJECT, subject_id=referral.pk, at=at, by=SYSTEM, why=why)
    text = texts.fallen_notice(
        number=referral.number, title=referral.title, organisation=provider.organisation.short_name,
        others=alternatives_for(referral.case, referral.service, but=offer, at=at),
    )  # fmt: skip
    notice(referral, NoticeKind.FALLEN, f"fallen:{referral.pk}", text, at=at)
    tell_person(referral, texts.fallen(title=referral.title), by=SYSTEM, at=at)
    return True


@transaction.atomic
def end_by_term(*, referral_id: uuid.UUID, at: datetime) -> bool:
    """The contract is over: the service ends, and its manager decides what comes next. False when it is not over."""
    referral = locked(referral_id)
    contract = Contract.objects.filter(referral=referral, until__lte=day_of(at)).first()
    if contract is None or referral.state != ReferralState.CONTRACTED:
        return False
    referral.end_reason = EndReason.TERM
    close(referral, "end", by=SYSTEM, at=at, reason=EndReason.TERM.label, changed=("end_reason",))
    body = referral.offer.provider.organisation
    text = texts.term_notice(title=referral.title, number=referral.number, organisation=body.short_name)
    notice(referral, NoticeKind.TERM, f"term:{referral.pk}", text, at=at)
    words = texts.ended(title=referral.title, organisation=body.short_name)
    tell_person(referral, words, by=SYSTEM, at=at)
    return True


@transaction.atomic
def give_places(*, offer_id: uuid.UUID, at: datetime) -> int:
    """Free places of an offer, for example after it grew, go to those who wait. Returns how many."""
    offer: Offer = locked_offer(offer_id)
    if offer.provider.state != ProviderState.ACTIVE or not offer.in_force_on(day_of(at)):
        return 0
    return len(call_up(offer, at=at))
