"""Reads of referrals, journals and notices."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from turbota.access.actors import Actor
from turbota.audit.operations import record_read
from turbota.casework import delivery_permissions as rights
from turbota.casework.delivery_states import LIVE, REFERRAL_MACHINE, ReferralState, VisitOutcome
from turbota.casework.localities import whereabouts
from turbota.casework.models import Case, CaseNotice, Measure, Referral, Visit
from turbota.casework.plan_states import Executor, PlanState
from turbota.deadlines.models import Clock
from turbota.documents.models import StoredFile
from turbota.kernel.errors import Missing
from turbota.providers.models import Offer
from turbota.providers.queries import offered
from turbota.providers.states import ProviderState

_WHOLE = ("case__unit", "case__locality", "offer__provider__organisation", "person", "contract")


def occupied(offer_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many places of each offer are taken: numbers alone, for the public list too."""
    rows = Referral.objects.holding().filter(offer_id__in=list(offer_ids))
    return dict(rows.values_list("offer_id").annotate(number=Count("pk")))


def in_line(offer_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many wait for a place of each offer."""
    rows = Referral.objects.filter(state=ReferralState.WAITING, offer_id__in=list(offer_ids))
    return dict(rows.values_list("offer_id").annotate(number=Count("pk")))


def place_in_line(referral: Referral) -> int | None:
    """Which in the line the referral is, from 1; None when it does not wait."""
    if referral.waiting_since is None:
        return None
    before = Referral.objects.filter(offer_id=referral.offer_id, state=ReferralState.WAITING).filter(
        Q(waiting_since__lt=referral.waiting_since)
        | Q(waiting_since=referral.waiting_since, pk__lt=referral.pk)
    )
    return before.count() + 1


def referral_for(actor: Actor, referral_id: uuid.UUID, *, at: datetime) -> Referral:
    """A referral for the people of the case, read with a trace. Raises Missing."""
    return _read(actor, rights.READ_REFERRAL.visible(actor, _all()), referral_id, "ведення випадку", at)


def provider_referral(actor: Actor, referral_id: uuid.UUID, *, at: datetime) -> Referral:
    """A referral for the provider to which it was sent, read with a trace. Raises Missing."""
    rows = rights.READ_AS_PROVIDER.visible(actor, _all())
    return _read(actor, rows, referral_id, "надання соціальної послуги", at)


def own_service(actor: Actor, referral_id: uuid.UUID, *, at: datetime) -> Referral:
    """A service of the person in the cabinet, read with a trace. Raises Missing."""
    rows = rights.READ_OWN_SERVICE.visible(actor, _all())
    return _read(actor, rows, referral_id, "власний кабінет", at)


def _all() -> QuerySet[Referral]:
    return Referral.objects.select_related(*_WHOLE)


def _read(
    actor: Actor, rows: QuerySet[Referral], referral_id: uuid.UUID, purpose: str, at: datetime
) -> Referral:
    found = rows.filter(pk=referral_id).first()
    if found is None:
        raise Missing(code="not_yours:referral.read")
    record_read(actor=actor, subject_kind="referral", subject_id=found.pk, purpose=purpose, at=at)
    return found


def referrals_of(actor: Actor, case: Case) -> list[Referral]:
    """All referrals of a case that the actor may read, the newest first."""
    rows = rights.READ_REFERRAL.visible(actor, _all())
    return list(rows.filter(case=case).order_by("-sent_at", "-pk"))


def provider_queue(actor: Actor) -> QuerySet[Referral]:
    """Referrals of the provider that are not over, those to answer first, each by the moment it came."""
    rows = rights.READ_AS_PROVIDER.visible(actor, _all())
    found: QuerySet[Referral] = rows.filter(state__in=LIVE).order_by("sent_at", "pk")
    return found


def provider_past(actor: Actor) -> QuerySet[Referral]:
    """Referrals of the provider that are over, the last first."""
    rows = rights.READ_AS_PROVIDER.visible(actor, _all())
    found: QuerySet[Referral] = rows.exclude(state__in=LIVE).order_by("-changed_at", "-pk")
    return found


def own_services(actor: Actor) -> list[Referral]:
    """Services of the person, running ones first."""
    rows = rights.READ_OWN_SERVICE.visible(actor, _all()).filter(
        state__in=(*LIVE, ReferralState.ENDED, ReferralState.FALLEN)
    )
    found = list(rows.order_by("-changed_at", "-pk")[:50])
    return sorted(found, key=lambda row: row.state not in LIVE)


def journal_of(referral: Referral) -> list[Visit]:
    """The entries in force of a journal the caller may see, the newest first."""
    rows = referral.visits.current().select_related("confirmation").order_by("-starts_at", "-pk")
    return list(rows[:300])


@dataclass(frozen=True)
class StepSaid:
    """A step of a referral in words."""

    at: datetime
    words: str
    by_name: str
    reason: str


def steps_of(referral: Referral) -> list[StepSaid]:
    """The path of a referral that the caller may see, the oldest step first."""
    titles = {row.verb: row.title for row in REFERRAL_MACHINE.transitions}
    return [
        StepSaid(row.at, titles.get(row.verb, "Направлено до надавача"), row.by_name, row.reason)
        for row in referral.steps.order_by("at", "pk")
    ]


def chain_of(visit: Visit) -> list[Visit]:
    """An entry with everything that it corrects, the oldest first."""
    return list(Visit.objects.filter(root=visit.root).order_by("entered_at", "pk"))


def sheet_of(visit: Visit) -> StoredFile:
    """The sheet by which an entry the caller may see was confirmed. Raises Missing."""
    confirmation = getattr(visit, "confirmation", None)
    if confirmation is None or confirmation.scan is None:
        raise Missing(code="no_sheet")
    found: StoredFile = confirmation.scan
    return found


def visits_of_day(actor: Actor, start: datetime, end: datetime) -> list[Visit]:
    """Entries of the provider's journal between two moments, by time; and what was planned before and not written."""
    mine = rights.READ_AS_PROVIDER.visible(actor, Referral.objects.filter(state=ReferralState.CONTRACTED))
    rows = Visit.objects.current().filter(referral__in=mine)
    wanted = Q(starts_at__gte=start, starts_at__lt=end) | Q(starts_at__lt=start, outcome=VisitOutcome.PLANNED)
    return list(
        rows.filter(wanted)
        .select_related("referral__person", "referral__case__unit", "referral__offer", "confirmation")
        .order_by("starts_at", "pk")[:100]
    )


def said_of(referral: Referral, kind: str) -> list[CaseNotice]:
    """Complaints or questions about a referral the caller may see, with their answers, the newest first."""
    return list(referral.notices.filter(kind=kind).order_by("-at", "-pk")[:20])


def later_of(actor: Actor, referral: Referral) -> Referral | None:
    """The referral that replaced this one, if the actor may read it."""
    rows = rights.READ_REFERRAL.visible(actor, Referral.objects.filter(instead_of=referral))
    found: Referral | None = rows.order_by("-sent_at").first()
    return found


def open_notices(actor: Actor) -> QuerySet[CaseNotice]:
    """What waits for the actor as a manager, the oldest first."""
    rows = rights.READ_NOTICE.visible(actor, CaseNotice.objects.filter(handled_at__isnull=True))
    found: QuerySet[CaseNotice] = rows.select_related("case__main_person", "referral__offer").order_by(
        "at", "pk"
    )
    return found


def notices_of(actor: Actor, case: Case) -> list[CaseNotice]:
    """Everything that was said about the services of a case, open ones first."""
    rows = rights.READ_NOTICE.visible(actor, CaseNotice.objects.filter(case=case))
    found = list(rows.select_related("referral").order_by("-at", "-pk")[:50])
    return sorted(found, key=lambda row: row.handled_at is not None)


def alternatives(referral: Referral, on: date) -> list[tuple[Offer, int]]:
    """Other offers of the same service where the person lives with their free places, most free first."""
    rows = offers_for(referral.case, on).filter(service=referral.service)
    return with_free(rows.exclude(pk=referral.offer_id))


def offers_for(case: Case, on: date) -> QuerySet[Offer]:
    """What is offered where the people of the case live."""
    here = whereabouts(case)
    return offered(on).near(here.community_id, here.place)


def with_free(offers: Iterable[Offer]) -> list[tuple[Offer, int]]:
    """Offers with how many places are free, most free first."""
    rows = list(offers)
    taken, waiting = occupied(row.pk for row in rows), in_line(row.pk for row in rows)
    free = {row.pk: 0 if waiting.get(row.pk) else max(0, row.places - taken.get(row.pk, 0)) for row in rows}
    return sorted(((row, free[row.pk]) for row in rows), key=lambda pair: -pair[1])


def unanswered(at: datetime) -> list[uuid.UUID]:
    """Referrals whose term of answer is over."""
    rows = Clock.objects.running().filter(
        rule_code="referral_answer", subject_kind="referral", due_at__lte=at
    )
    return list(rows.order_by("due_at").values_list("subject_id", flat=True)[:500])


def stranded(on: date) -> list[uuid.UUID]:
    """Live referrals to a provider who does not work, or to an offer that is over."""
    rows = Referral.objects.live().filter(
        ~Q(offer__provider__state=ProviderState.ACTIVE) | Q(offer__until__lte=on)
    )
    return list(rows.order_by("sent_at").values_list("pk", flat=True)[:500])


def over(on: date) -> list[uuid.UUID]:
    """Referrals that are still served under a contract that is over."""
    rows = Referral.objects.filter(state=ReferralState.CONTRACTED, contract__until__lte=on)
    return list(rows.order_by("contract__until").values_list("pk", flat=True)[:500])


def with_a_line(on: date) -> list[uuid.UUID]:
    """Offers for which somebody waits."""
    waits = Referral.objects.filter(offer=OuterRef("pk"), state=ReferralState.WAITING)
    return list(Offer.objects.current(on).filter(Exists(waits)).values_list("pk", flat=True)[:500])


def to_check(at: datetime) -> list[uuid.UUID]:
    """Closed cases whose check after the closing is due within a week."""
    rows = Clock.objects.running().filter(rule_code="after_check", due_at__lte=at + timedelta(days=7))
    return list(rows.order_by("due_at").values_list("subject_id", flat=True)[:500])


def measures_to_refer(case: Case) -> list[Measure]:
    """Measures of the plan in force that a provider carries out and that no live referral carries out yet."""
    rows = Measure.objects.agreed_on().filter(
        goal__need__plan__case=case, goal__need__plan__state=PlanState.IN_FORCE, executor=Executor.PROVIDER
    )
    running = Referral.objects.live().filter(
        case=case, person=OuterRef("recipient"), service=OuterRef("service")
    )
    wanted = rows.exclude(service="").exclude(Exists(running))
    return list(wanted.select_related("recipient", "provider").order_by("pk"))
