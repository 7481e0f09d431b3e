"""When something about a referral, a contract or the journal is possible."""

import re
import uuid
from datetime import date, datetime

from turbota.casework.delivery_states import LIVE, FeeMode, NoticeKind, ReferralState, VisitOutcome
from turbota.casework.localities import whereabouts
from turbota.casework.models import Case, CaseMember, CaseNotice, Contract, Measure, Referral, Visit
from turbota.casework.plan_states import PlanState
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.law import services
from turbota.people.models import Person
from turbota.providers.models import Offer
from turbota.providers.policies import check_active, check_offered
from turbota.providers.states import Place

LONGEST_VISIT = 24 * 60
OF_ADDRESSES = frozenset(
    "м місто с село смт селище ще вул вулиця просп проспект пров провулок пл площа бульв бульвар буд будинок кв".split()
)
PERSON_SHOWN = (ReferralState.ACCEPTED, ReferralState.CONTRACTED, ReferralState.ENDED)
"""States in which the provider knows the person by name: before that, the own name and the year of birth are enough."""


def check_offer_for(case: Case, offer: Offer, on: date) -> None:
    """Raise Refused when the provider does not work, does not offer the service any more, or not where the people live."""
    check_active(offer.provider)
    check_offered(offer, on)
    here = whereabouts(case)
    if not Offer.objects.filter(pk=offer.pk).near(here.community_id, here.place).exists():
        raise Refused(
            "Надавач не надає цієї послуги там, де живе людина. Виберіть іншого зі списку.",
            code="not_in_the_community",
        )


def member_of(case: Case, person_id: uuid.UUID) -> Person:
    """The person of the case who gets the service. Raises BadInput when nobody of the case is meant."""
    rows = CaseMember.objects.filter(case=case, person_id=person_id, until__isnull=True)
    member = rows.select_related("person").first()
    if member is None:
        raise BadInput({"person": "Виберіть людину з цього випадку."})
    return member.person


def check_not_served(case: Case, person: Person, service: str) -> None:
    """Raise Refused when the person already has, or waits for, the same service in this case."""
    if Referral.objects.live().filter(case=case, person=person, service=service).exists():
        raise Refused(
            "Цю послугу людині вже надають або вона на неї чекає. Спершу закінчіть або відкличте попереднє направлення.",
            code="service_runs",
        )


def measure_for(case: Case, person: Person, offer: Offer, measure_id: uuid.UUID | None) -> Measure | None:
    """The measure of the plan in force that the referral carries out. Raises BadInput for another one."""
    if measure_id is None:
        return None
    rows = Measure.objects.agreed_on().filter(
        pk=measure_id, goal__need__plan__case=case, goal__need__plan__state=PlanState.IN_FORCE
    )
    found = rows.filter(recipient=person, service=offer.service).first()
    if found is None:
        raise BadInput({"measure": "Цього заходу немає в чинному плані для цієї людини й послуги."})
    return found


def fee_by(measure: Measure | None, offer: Offer, mode: str, fee: int, on: date) -> tuple[str, int]:
    """Who pays and how much for one unit: as the plan says, else as the manager enters. Raises BadInput."""
    if measure is not None and measure.pays and measure.fee is not None:
        return measure.pays, measure.fee
    found = fee_of(offer, mode, fee, on)
    return (mode if found else FeeMode.FREE), found


def fee_of(offer: Offer, mode: str, fee: int, on: date) -> int:
    """Kopiykas for one unit of the offer by the mode (law 2671-VIII, art. 28). Raises BadInput."""
    if services.service(offer.service, on).free_for_all or mode == FeeMode.FREE:
        return 0
    if mode == FeeMode.FULL:
        return offer.tariff
    if mode != FeeMode.DIFFERENTIATED:
        raise BadInput({"fee_mode": "Виберіть, хто платить за послугу."})
    if not 0 < fee < offer.tariff:
        raise BadInput({"fee": "Диференційована плата більша за нуль і менша за повний тариф."})
    return fee


def check_meeting(case: Case, offer: Offer, meeting_place: str, address_reason: str) -> None:
    """Raise BadInput when the provider would learn a protected address that he may not see, or not know where to come.

    A protected address is told for a service at home only, with a reason, and in a sensitive case never: there both agree
    on a place where they meet.
    """
    if _same_place(case.address, meeting_place) and (case.address_protected or case.sensitive):
        raise BadInput({"meeting_place": "Це захищена адреса. Домовтеся про інше місце зустрічі."})
    if not (case.address_protected or case.sensitive):
        return
    if address_reason and case.sensitive:
        raise BadInput(
            {"address_reason": "У цьому випадку адресу не передають нікому. Напишіть місце зустрічі."}
        )
    if address_reason and offer.place != Place.HOME:
        raise BadInput(
            {"address_reason": "Адресу передають лише для послуги вдома. Напишіть місце зустрічі."}
        )
    if not meeting_place and not address_reason:
        raise BadInput({"meeting_place": "Адресу захищено. Напишіть, де надавач зустрінеться з людиною."})


def address_for_provider(referral: Referral) -> str:
    """Where the provider comes: the agreed place, or the home, when he may know it; else empty."""
    case = referral.case
    if referral.meeting_place:
        return referral.meeting_place
    if referral.state not in PERSON_SHOWN or referral.state == ReferralState.ENDED:
        return ""
    if case.sensitive or referral.offer.place != Place.HOME:
        return ""
    return case.home if not case.address_protected or referral.address_reason else ""


def _same_place(address: str, place: str) -> bool:
    """Whether the words name the street and the house of the address, however written, with the settlement or without."""
    return any(_names(_words(place), _words(part)) for part in (address, address.partition(",")[2]))


def _names(told: list[str], street: list[str]) -> bool:
    named = [word for word in street if not word[0].isdigit()]
    numbers = [word for word in street if word[0].isdigit()]
    return bool(named) and set(named) <= set(told) and (not numbers or numbers[0] in told)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in OF_ADDRESSES]


def check_contract(*, number: str, since: date, until: date | None, signed_on: date | None, on: date) -> None:
    """Raise BadInput when the days of a contract do not fit together."""
    problems: dict[str, str] = {}
    if not number.strip():
        problems["number"] = "Напишіть номер договору."
    if until is not None and until <= since:
        problems["until"] = "Останній день не може бути раніше за перший."
    if signed_on is not None and signed_on > on:
        problems["signed_on"] = "День підпису не може бути пізніше, ніж сьогодні."
    if problems:
        raise BadInput(problems)


def check_served(referral: Referral) -> Contract:
    """The contract under which the journal is written. Raises Refused without one, or when the service has ended."""
    contract = Contract.objects.filter(referral=referral).first()
    if contract is None:
        raise Refused(
            "Спершу внесіть договір. Якщо послуга екстрена, позначте, що підписаний договір буде пізніше.",
            code="no_contract",
        )
    if referral.state != ReferralState.CONTRACTED:
        raise Refused("Надання цієї послуги закінчено: нових записів не роблять.", code="service_ended")
    return contract


def check_entry(
    contract: Contract, *, outcome: str, starts_at: datetime, minutes: int, what: str, reason: str, at: datetime
) -> None:  # fmt: skip
    """Raise BadInput when an entry of the journal says what cannot be."""
    problems: dict[str, str] = {}
    if outcome not in VisitOutcome.values:
        raise BadInput({"outcome": "Виберіть, чи відбувся візит."})
    if not what.strip():
        problems["what"] = "Напишіть, що робили або що заплановано."
    if not 1 <= minutes <= LONGEST_VISIT:
        problems["minutes"] = "Напишіть тривалість у хвилинах: від 1 до 1440."
    if outcome == VisitOutcome.MISSED and not reason:
        problems["reason"] = "Виберіть, чому візит не відбувся."
    if not contract.covers(day_of(starts_at)):
        problems["starts_at"] = (
            "Цей день не входить у строк договору. Перевірте день або внесіть новий договір."
        )
    elif outcome in (VisitOutcome.DONE, VisitOutcome.MISSED) and starts_at > at:
        problems["starts_at"] = "Цей час іще не настав. Запишіть візит як запланований."
    elif outcome == VisitOutcome.PLANNED and starts_at < at:
        problems["starts_at"] = "Цей час уже минув. Запишіть, чи відбувся візит."
    if problems:
        raise BadInput(problems)


def check_last(visit: Visit) -> None:
    """Raise Conflict when a later row already corrects the entry."""
    if Visit.objects.filter(replaces=visit).exists():
        raise Conflict(
            "Цей запис уже змінили. Оновіть сторінку й працюйте з останнім.", code="entry_replaced"
        )


def check_confirmable(visit: Visit) -> None:
    """Raise Refused when there is nothing to confirm."""
    if visit.outcome != VisitOutcome.DONE:
        raise Refused("Підтверджують лише візит, який відбувся.", code="not_done")
    if hasattr(visit, "confirmation"):
        raise Refused("Цей візит уже підтверджено.", code="confirmed_already")


def check_live(referral: Referral) -> None:
    """Raise Refused when the provider no longer has the person."""
    if referral.state not in LIVE:
        raise Refused("Це направлення вже закінчено.", code="referral_over")


def open_complaints(case: Case) -> list[str]:
    """What keeps the case from being closed: a complaint of the recipient that nobody has answered."""
    rows = CaseNotice.objects.filter(case=case, kind=NoticeKind.COMPLAINT, handled_at__isnull=True)
    return ["Дайте відповідь на скаргу отримувача про послугу."] if rows.exists() else []
