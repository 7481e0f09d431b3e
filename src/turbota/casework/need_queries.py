"""What the people of a community need and what there is to meet it: figures from which a community plans services.

Nobody is named. Cases of violence and of child protection are not counted, and a figure about people that is above zero
and below `FEWEST` is not told.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Min, Q, Sum

from turbota.access.actors import Actor
from turbota.access.models import Organisation, OrganisationKind, Role
from turbota.casework.delivery_states import ReferralState
from turbota.casework.factors import factor
from turbota.casework.localities import of_unit
from turbota.casework.models import Case, CaseFactor, Measure, Need, Referral, Report
from turbota.casework.outcome_queries import FEWEST
from turbota.casework.plan_states import Domain, PlanState
from turbota.casework.states import OPEN_CASE, Sensitivity
from turbota.kernel.clock import day_of
from turbota.kernel.errors import Missing
from turbota.law.services import name_of, services_on
from turbota.providers.models import Offer

PLANNERS = (Role.SUPERVISOR, Role.HEAD)
WAITING = (ReferralState.OFFERED, ReferralState.WAITING)
LEFT = (ReferralState.REJECTED, ReferralState.EXPIRED, ReferralState.FALLEN)


@dataclass(frozen=True)
class People:
    """How many cases or people; `number` None: more than nobody and fewer than `FEWEST`."""

    title: str
    number: int | None


@dataclass(frozen=True)
class ServiceNeed:
    """One service of the classifier: who needs it by the plans in force, and who could give it to this community.

    `wanted`: people whose plan has it; `served`: of these, whom a provider serves; `waiting`: referrals without an
    answer or without a place, `in_line`: those without a place, `longest`: since when the first of them waits; `left`:
    referrals of the period that no provider took. `providers` and `places`: what is offered for the community on the day.
    """

    title: str
    wanted: int
    served: int
    waiting: int
    in_line: int
    longest: date | None
    left: int
    providers: int
    places: int

    @property
    def gap(self) -> str:
        """What is lacking, for whoever plans: nobody gives it, or not for all; empty when nothing is seen to lack."""
        if self.providers == 0 and (self.wanted or self.waiting or self.left):
            return "nobody"
        return "places" if self.in_line or self.left else ""


@dataclass(frozen=True)
class Needs:
    """The needs of the communities of the actor's units. `reported` and `opened`: reports of the period, and cases."""

    units: tuple[str, ...]
    reported: int
    opened: int
    cases: People
    levels: tuple[People, ...]
    factors: tuple[People, ...]
    domains: tuple[People, ...]
    services: tuple[ServiceNeed, ...]


def needs(actor: Actor, *, since: datetime, until: datetime, at: datetime) -> Needs:
    """Needs as they are now, with reports, new cases and referrals that nobody took between two moments.

    Raises Missing for whoever supervises and heads no unit.

    R271: the community analyses and determines the needs of its people (КМУ 64/2026); R272: it arranges services.
    """
    rows = Organisation.objects.filter(pk__in=_units(actor)).select_related("place", "parent__place")
    units = list(rows.order_by("short_name"))
    if not units:
        raise Missing(code="no_unit_to_plan_for")
    ours = [unit.pk for unit in units]
    shown = Q(case__unit_id__in=ours, case__state__in=OPEN_CASE, case__sensitivity=Sensitivity.NONE)
    cases = Case.objects.filter(unit_id__in=ours, state__in=OPEN_CASE, sensitivity=Sensitivity.NONE)
    levels = dict(cases.order_by().values_list("complexity").annotate(Count("pk")))
    factors = CaseFactor.objects.filter(shown, until__isnull=True).values_list("code")
    domains = Need.objects.filter(_of_plans("plan", ours)).values_list("domain")
    period = (since, until)
    opened = Case.objects.filter(_within("opened_at", period), unit_id__in=ours, sensitivity=Sensitivity.NONE)
    return Needs(
        units=tuple(unit.short_name for unit in units),
        reported=Report.objects.filter(_within("received_at", period), unit_id__in=ours).count(),
        opened=opened.count(),
        cases=_people("", sum(levels.values())),
        levels=tuple(_people(code, number) for code, number in levels.items()),
        factors=_counted(
            (_factor_title(code), number)
            for code, number in factors.annotate(Count("case", distinct=True)).order_by()
        ),
        domains=_counted(
            (Domain(code).label, number)
            for code, number in domains.annotate(Count("plan__case", distinct=True)).order_by()
        ),
        services=_services(units, ours, period, at),
    )


def _units(actor: Actor) -> set[uuid.UUID]:
    """Units that the actor supervises or heads."""
    return {
        post.organisation_id
        for post in actor.posts
        if post.role in PLANNERS and post.organisation_kind == OrganisationKind.SOCIAL_UNIT
    }


def _within(field: str, period: tuple[datetime, datetime]) -> Q:
    """From the first moment to the second, which is no longer included."""
    return Q(**{f"{field}__gte": period[0], f"{field}__lt": period[1]})


def _of_plans(path: str, units: list[uuid.UUID]) -> Q:
    return Q(
        **{
            f"{path}__state": PlanState.IN_FORCE,
            f"{path}__case__unit_id__in": units,
            f"{path}__case__sensitivity": Sensitivity.NONE,
        }
    )


def _services(
    units: list[Organisation], ours: list[uuid.UUID], period: tuple[datetime, datetime], at: datetime
) -> tuple[ServiceNeed, ...]:
    plans = _of_plans("goal__need__plan", ours)
    measures = Measure.objects.agreed_on().filter(plans, executor="provider").exclude(service="")
    wanted = dict(measures.order_by().values_list("service").annotate(Count("recipient", distinct=True)))
    own = Referral.objects.filter(case__unit_id__in=ours, case__sensitivity=Sensitivity.NONE)
    sent = {
        row["service"]: row
        for row in own.order_by()
        .values("service")
        .annotate(
            served=Count("pk", filter=Q(state=ReferralState.CONTRACTED)),
            waiting=Count("pk", filter=Q(state__in=WAITING)),
            in_line=Count("pk", filter=Q(state=ReferralState.WAITING)),
            left=Count("pk", filter=Q(state__in=LEFT) & _within("changed_at", period)),
            longest=Min("sent_at", filter=Q(state__in=WAITING)),
        )
    }
    here = [of_unit(unit) for unit in units]
    near = reduce(or_, (Offer.objects.near(one.community_id, one.place) for one in here))
    offered = {
        row["service"]: row
        for row in near.current(day_of(at))
        .order_by()
        .values("service")
        .annotate(providers=Count("provider", distinct=True), total=Sum("places"))
    }
    names = {one.code: one.name for one in services_on(day_of(at))}
    found = [
        ServiceNeed(
            title=names.get(code) or name_of(code),
            wanted=wanted.get(code, 0),
            served=sent.get(code, {}).get("served", 0),
            waiting=sent.get(code, {}).get("waiting", 0),
            in_line=sent.get(code, {}).get("in_line", 0),
            longest=day_of(since_when) if (since_when := sent.get(code, {}).get("longest")) else None,
            left=sent.get(code, {}).get("left", 0),
            providers=offered.get(code, {}).get("providers", 0),
            places=offered.get(code, {}).get("total", 0),
        )
        for code in {*wanted, *sent, *offered}
    ]
    return tuple(sorted(found, key=lambda one: (not one.gap, -one.waiting, -one.wanted, one.title)))


def _factor_title(code: str) -> str:
    found = factor(code)
    return found.title if found else code


def _counted(rows: Iterable[tuple[str, int]]) -> tuple[People, ...]:
    """The most frequent first; the order of figures that are not told says nothing."""
    total: Counter[str] = Counter()
    for title, number in rows:
        total[title] += number
    told = sorted(total.items(), key=lambda row: (-row[1] if row[1] >= FEWEST else 0, row[0]))
    return tuple(_people(title, number) for title, number in told)


def _people(title: str, number: int) -> People:
    return People(title, number if number == 0 or number >= FEWEST else None)
