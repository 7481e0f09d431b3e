"""Reads of plans: only what the actor may see; every reading is written down with its purpose."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from turbota.access.actors import Actor
from turbota.access.models import Organisation, OrganisationKind
from turbota.access.queries import in_force
from turbota.audit.operations import record_read
from turbota.casework import plan_permissions as permissions
from turbota.casework.assessment_queries import finished_of
from turbota.casework.instruments import loading
from turbota.casework.localities import whereabouts
from turbota.casework.models import Agreement, Case, Goal, Measure, Need, Plan, PlanStep, TeamMember
from turbota.casework.plan_states import OPEN_PLAN, PLAN_MACHINE, Answer, Party, PlanState
from turbota.documents.models import StoredFile
from turbota.kernel.errors import Missing
from turbota.people.models import Person
from turbota.providers.models import Offer

PURPOSE = "індивідуальний план"
HARD = 2
"""From so many points on, an answer of an assessment is offered as the source of a need."""


def versions_of(case: Case) -> list[Plan]:
    """All versions of the plan of a case that the caller may already see, the newest first."""
    return list(case.plans.select_related("paper", "previous").order_by("-number"))


def shown(versions: Iterable[Plan], number: int | None) -> Plan | None:
    """The version with the number; without one the version in work, then the one in force, then the newest.

    Raises Missing when there is no version with the number.
    """
    rows = list(versions)
    if number is not None:
        found = next((one for one in rows if one.number == number), None)
        if found is None:
            raise Missing(code="no_such_version")
        return found
    for states in (OPEN_PLAN, (PlanState.IN_FORCE,)):
        for one in rows:
            if one.state in states:
                return one
    return rows[0] if rows else None


def steps_of(plan: Plan) -> list[tuple[PlanStep, str]]:
    """The path of a version, oldest first, each step with its words."""
    titles = {one.verb: one.title for one in PLAN_MACHINE.transitions} | {"make": "Почато складання"}
    return [(step, titles[step.verb]) for step in plan.steps.order_by("at", "pk")]


def taken_of(need: Need) -> set[str]:
    """Codes of the proposals that the plan has under the need already."""
    rows = Measure.objects.filter(goal__need=need).exclude(proposal="")
    return set(rows.values_list("proposal", flat=True))


def need_of(plan: Plan, need_id: uuid.UUID) -> Need:
    """A need of the version. Raises Missing."""
    found = plan.needs.filter(pk=need_id).first()
    if found is None:
        raise Missing(code="no_such_need")
    return found


def goal_of(plan: Plan, goal_id: uuid.UUID) -> Goal:
    """A goal of the version. Raises Missing."""
    found = Goal.objects.filter(need__plan=plan, pk=goal_id).first()
    if found is None:
        raise Missing(code="no_such_goal")
    return found


def measure_of(plan: Plan, measure_id: uuid.UUID) -> Measure:
    """A measure of the version. Raises Missing."""
    found = Measure.objects.of_plan(plan.pk).filter(pk=measure_id).first()
    if found is None:
        raise Missing(code="no_such_measure")
    return found


def people_of(case: Case) -> list[Person]:
    """Everybody who is in the case now, the one whose case it is first."""
    rows = case.members.filter(until__isnull=True).select_related("person")
    return [one.person for one in sorted(rows, key=lambda one: one.person_id != case.main_person_id)]


@dataclass(frozen=True)
class Providers:
    """Providers that may carry a measure out, by name: those that work where the people of the case live, and others."""

    near: tuple[Organisation, ...]
    others: tuple[Organisation, ...]


def providers_for(case: Case, on: date) -> Providers:
    """Whom a measure of the case may name."""
    here = whereabouts(case)
    offers = Offer.objects.current(on).near(here.community_id, here.place)
    works = Exists(offers.filter(provider__organisation=OuterRef("pk")))
    rows = Organisation.objects.filter(in_force(on), kind=OrganisationKind.PROVIDER)
    found = list(rows.annotate(near=works).order_by("name"))
    return Providers(
        tuple(one for one in found if getattr(one, "near", False)),
        tuple(one for one in found if not getattr(one, "near", False)),
    )


def members_on(case: Case, on: date) -> list[TeamMember]:
    """Members of the team and those invited who have not declined, for the list of executors."""
    rows = case.team.filter(in_force(on), declined_at__isnull=True).select_related("account", "organisation")
    return list(rows.order_by("since", "pk"))


def sources_of(case: Case) -> list[str]:
    """Hard answers of the newest finished assessment in words: what a need may lean on (R280, R283)."""
    finished = finished_of(case)
    if not finished:
        return []
    newest = finished[-1]
    instrument = loading.instrument(newest.instrument, newest.instrument_version)
    day = f"{newest.assessed_at:%d.%m.%Y}" if newest.assessed_at else ""
    said = []
    for domain in instrument.domains:
        for question in domain.questions:
            for key, value in newest.values.items():
                option = question.option(value) if key.partition("@")[0] == question.code else None
                if option is not None and (option.points or 0) >= HARD:
                    said.append(f"{instrument.title} {day}: {question.words} — {option.words}"[:300])
    return list(dict.fromkeys(said))


@dataclass(frozen=True)
class Change:
    """One difference of two versions: what it is about, how it was, how it is. Empty: there was none, or is none."""

    about: str
    before: str
    after: str


def paper_of(plan: Plan) -> StoredFile:
    """The paper of a version that was offered. Raises Missing when it was never printed."""
    if plan.paper is None:
        raise Missing(code="no_paper")
    return plan.paper


def before(plan: Plan) -> Plan:
    """The version that this one was made from. Raises Missing for the first one."""
    if plan.previous is None:
        raise Missing(code="no_version_before")
    return plan.previous


def own_plan(actor: Actor, plan_id: uuid.UUID, *, at: datetime) -> Plan:
    """The plan that the person or the representative reads. Raises Missing."""
    rows: QuerySet[Plan] = permissions.READ_OWN_PLAN.visible(actor, Plan.objects.filter(pk=plan_id))
    found = rows.select_related("case__unit", "case__main_person", "paper").first()
    if found is None:
        raise Missing(code="not_yours:plan.read_own")
    record_read(actor=actor, subject_kind="case", subject_id=found.case_id, purpose=PURPOSE, at=at)
    return found


def own_plans(actor: Actor) -> list[Plan]:
    """Plans of the person and of those whom she represents, the newest first."""
    rows: QuerySet[Plan] = permissions.READ_OWN_PLAN.visible(actor, Plan.objects.all())
    return list(rows.select_related("case__unit", "case__main_person").order_by("-changed_at")[:50])


def plans_waiting(actor: Actor) -> list[Plan]:
    """Plans that wait for the answer of the person or of who represents her."""
    rows: QuerySet[Plan] = permissions.ANSWER_OWN_PLAN.visible(
        actor, Plan.objects.filter(state=PlanState.OFFERED, agreements__party=Party.PERSON)
    )
    return list(rows.distinct().only("pk", "state", "changed_at").order_by("-changed_at")[:5])


def part_for(actor: Actor, agreement_id: uuid.UUID, *, at: datetime) -> Agreement:
    """The part of a plan that an executor answers for. Raises Missing."""
    rows: QuerySet[Agreement] = permissions.READ_PART.visible(
        actor, Agreement.objects.filter(pk=agreement_id)
    )
    found = rows.select_related("plan__case__unit", "paper", "provider", "member").first()
    if found is None:
        raise Missing(code="not_yours:plan.read_part")
    record_read(actor=actor, subject_kind="case", subject_id=found.plan.case_id, purpose=PURPOSE, at=at)
    return found


def parts_waiting(actor: Actor) -> list[Agreement]:
    """Parts of plans that wait for the answer of the actor's organisation or of the actor as a member."""
    rows: QuerySet[Agreement] = permissions.ANSWER_PART.visible(
        actor, Agreement.objects.filter(answer=Answer.WAITING, plan__state=PlanState.OFFERED)
    )
    return list(
        rows.exclude(party="manager").select_related("plan__case", "provider", "member").order_by("pk")[:100]
    )


def measures_of_part(side: Agreement) -> list[Measure]:
    """The measures that an executor answers for, in the version he is asked about."""
    rows = Measure.objects.of_plan(side.plan_id).agreed_on().select_related("recipient", "goal")
    own = rows.filter(provider=side.provider_id) if side.provider_id else rows.filter(member=side.member_id)
    return list(own)
