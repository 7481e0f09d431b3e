"""Measures of a draft: content, executor, term, result, and who pays, computed where the rule is known (R283–R286)."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation, OrganisationKind
from turbota.access.queries import in_force
from turbota.access.rules import ENTER, MODIFY
from turbota.casework import proposals
from turbota.casework.localities import whereabouts
from turbota.casework.models import Goal, Measure, Need, Plan, TeamMember
from turbota.casework.operations.planning import draft, touched
from turbota.casework.plan_states import Executor, Pays
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput, Missing
from turbota.law import payment, services
from turbota.law.dated import NotInForce
from turbota.people.models import Person
from turbota.providers.models import Offer


@dataclass(frozen=True)
class MeasureData:
    """A measure as the manager typed it. `known`: what is known for the payment, with the `group` whose
    subsistence minimum it names; `pays` empty: as computed.
    """

    content: str
    recipient_id: uuid.UUID | None
    service: str = ""
    executor: str = ""
    provider_id: uuid.UUID | None = None
    member_id: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None
    expected: str = ""
    indicator: str = ""
    volume: int | None = None
    unit: str = ""
    known: payment.Circumstances = field(default_factory=payment.Circumstances)
    group: str = ""
    pays: str = ""
    fee: int | None = None
    fee_reason: str = ""


@transaction.atomic
def save_measure(
    *,
    by: Actor,
    plan_id: uuid.UUID,
    goal_id: uuid.UUID,
    measure_id: uuid.UUID | None,
    data: MeasureData,
    at: datetime,
    version: int | None = None,
) -> Measure:
    """Add a measure to a goal of the draft, or change it. Raises BadInput beside the boxes, Missing, Conflict."""
    plan = draft(by, plan_id, version)
    goal = Goal.objects.filter(pk=goal_id, need__plan=plan).first()
    if goal is None:
        raise Missing(code="no_such_goal")
    measure = _own(plan, goal, measure_id) if measure_id else Measure(goal=goal)
    faults = _faults(plan, data, day_of(at))
    if not faults:
        faults = _pay(plan, measure, data, day_of(at))
    if faults:
        raise BadInput(faults)
    _fill(measure, data)
    measure.save()
    touched(plan, by, "plan.measure", MODIFY, at)
    return measure


def _own(plan: Plan, goal: Goal, measure_id: uuid.UUID) -> Measure:
    found = Measure.objects.of_plan(plan.pk).filter(pk=measure_id, goal=goal).first()
    if found is None:
        raise Missing(code="no_such_measure")
    return found


def _faults(plan: Plan, data: MeasureData, on: date) -> dict[str, str]:
    faults = {}
    if not data.content.strip():
        faults["content"] = "Напишіть, що саме буде зроблено."
    if data.service and not _known(data.service, on):
        faults["service"] = "Виберіть послугу зі списку."
    if not plan.case.members.filter(person=data.recipient_id, until__isnull=True).exists():
        faults["recipient"] = "Виберіть людину з цього випадку."
    faults |= _executor_faults(plan, data, on)
    if data.since is None:
        faults["since"] = "Вкажіть, з якого дня."
    if data.until is None:
        faults["until"] = "Вкажіть, до якого дня: захід без строку не погоджують."
    elif data.since and data.until < data.since:
        faults["until"] = "Останній день не може бути раніше за перший."
    if not data.expected.strip():
        faults["expected"] = "Напишіть, який результат очікуєте."
    if not data.indicator.strip():
        faults["indicator"] = "Напишіть, за чим побачите, що результат досягнуто."
    if data.service and not data.volume:
        faults["volume"] = "Вкажіть обсяг послуги числом."
    if data.volume and not data.unit.strip():
        faults["unit"] = "Напишіть одиницю, наприклад «година на тиждень»."
    return faults


def _executor_faults(plan: Plan, data: MeasureData, on: date) -> dict[str, str]:
    if data.executor not in Executor.values:
        return {"executor": "Виберіть, хто відповідає за захід."}
    if data.executor == Executor.PROVIDER:
        rows = Organisation.objects.filter(in_force(on), kind=OrganisationKind.PROVIDER)
        known = data.provider_id is not None and rows.filter(pk=data.provider_id).exists()
        return {} if known else {"provider": "Виберіть надавача зі списку."}
    if data.executor == Executor.MEMBER:
        members = TeamMember.objects.filter(in_force(on), case=plan.case_id, declined_at__isnull=True)
        known = data.member_id is not None and members.filter(pk=data.member_id).exists()
        return {} if known else {"member": "Виберіть члена команди цього випадку."}
    return {}


def _known(code: str, on: date) -> bool:
    try:
        services.service(code, on)
    except NotInForce:
        return False
    return True


def tariff_of(plan: Plan, provider_id: uuid.UUID | None, service: str, on: date) -> int | None:
    """What the provider takes for one unit of the service where the person lives, kopiykas; None when it names nothing."""
    if provider_id is None or not service:
        return None
    here = whereabouts(plan.case)
    near = Offer.objects.near(here.community_id, here.place)
    offers = near.filter(in_force(on), provider__organisation=provider_id, service=service)
    found = offers.order_by("-since", "pk").first()
    return found.tariff if found else None


def _pay(plan: Plan, measure: Measure, data: MeasureData, on: date) -> dict[str, str]:
    """Who pays: as computed, or as the officer says with a reason. Nothing is ever filled in by a guess."""
    provider = data.provider_id if data.executor == Executor.PROVIDER else None
    verdict = payment.who_pays(
        service=data.service, known=data.known, tariff=tariff_of(plan, provider, data.service, on), on=on
    )
    pays = data.pays or (verdict.mode or "")
    if not pays:
        return {"pays": "Доходу або групи не вказано, тож виберіть самі, хто платить, і напишіть чому."}
    if pays not in Pays.values:
        return {"pays": "Виберіть зі списку."}
    as_computed = pays == verdict.mode
    fee = verdict.fee if as_computed and verdict.fee is not None and data.fee is None else data.fee
    if pays == Pays.FREE:
        fee = 0
    faults = {}
    if fee is None:
        faults["fee"] = "Впишіть плату за одиницю: порахувати її за відомими правилами не можна."
    elif fee < 0:
        faults["fee"] = "Плата не може бути від’ємною."
    by_hand = not as_computed or (verdict.fee is None and pays != Pays.FREE) or fee != (verdict.fee or 0)
    if by_hand and not data.fee_reason.strip():
        faults["fee_reason"] = "Поясніть, звідки така плата: документ, рішення, розрахунок."
    measure.pays, measure.fee = pays, fee
    measure.fee_reason = data.fee_reason.strip()[:500] if by_hand else ""
    measure.reckoning = {
        "known": {
            "categories": sorted(data.known.categories),
            "income": data.known.income,
            "minimum": data.known.minimum,
            "group": data.group,
        },
        "computed": verdict.mode or "",
        "reasons": [{"words": r.words, "act": r.act, "verified": r.verified} for r in verdict.reasons],
    }
    return faults


def _fill(measure: Measure, data: MeasureData) -> None:
    measure.content, measure.service = data.content.strip()[:1000], data.service
    assert data.recipient_id is not None
    measure.recipient_id = data.recipient_id
    measure.executor = data.executor
    measure.provider_id = data.provider_id if data.executor == Executor.PROVIDER else None
    measure.member_id = data.member_id if data.executor == Executor.MEMBER else None
    measure.since, measure.until = data.since, data.until
    measure.expected, measure.indicator = data.expected.strip()[:500], data.indicator.strip()[:300]
    measure.volume, measure.unit = data.volume, data.unit.strip()[:60]


@transaction.atomic
def take_proposal(
    *, by: Actor, plan_id: uuid.UUID, need_id: uuid.UUID, code: str, at: datetime, version: int | None = None
) -> Measure:
    """Copy a proposed measure into the draft (R018): a start for the manager, who completes and answers for it.

    It goes under the first goal of the need, or under a new one with the rule's words. Which rule proposed it stays with
    the measure and in the audit. Raises Missing when no rule proposes this for the need.
    """
    plan = draft(by, plan_id, version)
    need = Need.objects.filter(pk=need_id, plan=plan).first()
    found = None if need is None else proposals.proposed(need.domain, need.words, code)
    if need is None or found is None:
        raise Missing(code="no_such_proposal")
    goal = need.goals.order_by("pk").first() or Goal.objects.create(
        need=need, words=found.goal, indicator=found.indicator, target=found.expected
    )
    recipient: Person = plan.case.main_person
    measure = Measure.objects.create(
        goal=goal,
        recipient=recipient,
        content=found.content,
        service=found.service,
        expected=found.expected,
        indicator=found.indicator,
        since=plan.since,
        until=plan.until,
        proposal=found.code,
    )
    touched(plan, by, "plan.take_proposal", ENTER, at)
    return measure
