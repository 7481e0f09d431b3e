"""An individual plan is made: needs, goals and measures of a draft. Every change is one operation on the locked draft."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from turbota.access.actors import Actor
from turbota.access.rules import DESTROY, ENTER, MODIFY
from turbota.audit.operations import record
from turbota.casework import plan_permissions as permissions
from turbota.casework import plan_policies as policies
from turbota.casework.models import Goal, Measure, Need, Plan
from turbota.casework.operations.opening import locked as locked_case
from turbota.casework.plan_grounds import ground_of
from turbota.casework.plan_states import OPEN_PLAN, Domain, PlanState
from turbota.casework.policies import check_open
from turbota.kernel.errors import BadInput, Conflict, Missing

PURPOSE = "індивідуальний план"
LONGEST = 500


@dataclass(frozen=True)
class GoalData:
    """What has to change and how it is seen."""

    words: str
    indicator: str
    baseline: str
    target: str


@transaction.atomic
def make_plan(*, by: Actor, case_id: uuid.UUID, at: datetime, why: str = "") -> Plan:
    """Begin the plan of the case, or a new version of the one in force with its whole content copied.

    `why`: what made a new version necessary. Raises Missing, Refused when the case is closed, Conflict when a version is
    already being made, BadInput when a new version has no reason.
    """
    case = locked_case(case_id)
    permissions.KEEP_PLAN.check(by, case)
    check_open(case)
    if case.plans.filter(state__in=OPEN_PLAN).exists():
        raise Conflict("Редакцію плану вже почато. Відкрийте її й продовжте.", code="plan_in_work")
    current = case.plans.filter(state=PlanState.IN_FORCE).first()
    if current is not None and not why.strip():
        raise BadInput({"why": "Напишіть, що змінилося: ці слова прочитають усі сторони."})
    ground = None if current else ground_of(case)
    last = case.plans.aggregate(last=Max("number"))["last"] or 0
    plan = Plan.objects.create(
        case=case,
        number=last + 1,
        previous=current,
        why=why.strip(),
        decision=current.decision if current else ground.words if ground else "",
        since=current.since if current else None,
        until=current.until if current else None,
        made_by_id=by.account_id,
        made_at=at,
        changed_at=at,
    )
    if current is not None:
        _copy(current, plan)
    plan.steps.create(
        verb="make", source=PlanState.DRAFT, target=PlanState.DRAFT, at=at, by_account=by.account_id, by_name=by.name,
        by_organisation=by.organisation_name, reason=plan.why,
    )  # fmt: skip
    note(by, "plan.make", ENTER, plan, at)
    return plan


def _copy(source: Plan, target: Plan) -> None:
    """The whole content of a version, with the origins that make versions comparable."""
    for need in source.needs.order_by("pk"):
        copied = Need.objects.create(
            plan=target, origin=need.origin, domain=need.domain, words=need.words, source=need.source
        )
        for goal in need.goals.order_by("pk"):
            made = Goal.objects.create(
                need=copied, origin=goal.origin, words=goal.words, indicator=goal.indicator,
                baseline=goal.baseline, target=goal.target,
            )  # fmt: skip
            for one in goal.measures.filter(declined_at__isnull=True).order_by("pk"):
                values = {f.attname: getattr(one, f.attname) for f in Measure._meta.concrete_fields}
                del values["id"], values["goal_id"]
                Measure.objects.create(goal=made, **values)


@transaction.atomic
def set_frame(
    *,
    by: Actor,
    plan_id: uuid.UUID,
    decision: str,
    since: date | None,
    until: date | None,
    at: datetime,
    version: int | None = None,
) -> Plan:
    """The decision that the plan stands on, its first and its last day. Raises BadInput beside the boxes."""
    plan = draft(by, plan_id, version)
    if since and until and until < since:
        raise BadInput({"until": "Останній день не може бути раніше за перший."})
    plan.decision, plan.since, plan.until = decision.strip(), since, until
    return touched(plan, by, "plan.frame", MODIFY, at, "decision", "since", "until")


@transaction.atomic
def save_need(
    *,
    by: Actor,
    plan_id: uuid.UUID,
    need_id: uuid.UUID | None,
    domain: str,
    words: str,
    source: str,
    at: datetime,
    version: int | None = None,
) -> Need:
    """Add a need to the draft, or change it. Raises BadInput, Missing, Conflict."""
    plan = draft(by, plan_id, version)
    faults = {}
    if domain not in Domain.values:
        faults["domain"] = "Виберіть сферу."
    if not words.strip():
        faults["words"] = "Напишіть, чого людині бракує."
    if faults:
        raise BadInput(faults)
    need = _need(plan, need_id) if need_id else Need(plan=plan)
    need.domain, need.words, need.source = domain, words.strip()[:LONGEST], source.strip()[:300]
    need.save()
    touched(plan, by, "plan.need", MODIFY, at)
    return need


@transaction.atomic
def save_goal(
    *,
    by: Actor,
    plan_id: uuid.UUID,
    need_id: uuid.UUID,
    goal_id: uuid.UUID | None,
    data: GoalData,
    at: datetime,
    version: int | None = None,
) -> Goal:
    """Add a goal to a need of the draft, or change it. Raises BadInput, Missing, Conflict."""
    plan = draft(by, plan_id, version)
    need = _need(plan, need_id)
    faults = {}
    if not data.words.strip():
        faults["words"] = "Напишіть, що має змінитися."
    if not data.indicator.strip():
        faults["indicator"] = "Напишіть показник: за чим побачите зміну."
    if not data.target.strip():
        faults["target"] = "Напишіть, чого хочете досягти."
    if faults:
        raise BadInput(faults)
    goal = _goal(need, goal_id) if goal_id else Goal(need=need)
    goal.words, goal.indicator = data.words.strip()[:LONGEST], data.indicator.strip()[:300]
    goal.baseline, goal.target = data.baseline.strip()[:200], data.target.strip()[:200]
    goal.save()
    touched(plan, by, "plan.goal", MODIFY, at)
    return goal


@transaction.atomic
def remove(
    *, by: Actor, plan_id: uuid.UUID, kind: str, row_id: uuid.UUID, at: datetime, version: int | None = None
) -> None:
    """Take a need, a goal or a measure ("need", "goal", "measure") out of the draft with everything under it."""
    plan = draft(by, plan_id, version)
    paths = {"need": "goal__need", "goal": "goal", "measure": "pk"}
    if kind not in paths:
        raise Missing(code="no_such_row")
    gone, _ = Measure.objects.of_plan(plan.pk).filter(**{paths[kind]: row_id}).order_by().delete()
    if kind == "need":
        Goal.objects.filter(need__plan=plan, need=row_id).delete()
        gone += Need.objects.filter(plan=plan, pk=row_id).delete()[0]
    if kind == "goal":
        gone += Goal.objects.filter(need__plan=plan, pk=row_id).delete()[0]
    if not gone:
        raise Missing(code="no_such_row")
    touched(plan, by, "plan.remove", DESTROY, at)


def locked(plan_id: uuid.UUID) -> Plan:
    """The version, locked until the transaction ends, with its case. Raises Missing."""
    rows = Plan.objects.select_for_update(of=("self",)).select_related("case__unit", "case__main_person")
    plan = rows.filter(pk=plan_id).first()
    if plan is None:
        raise Missing(code="no_such_plan")
    return plan


def draft(by: Actor, plan_id: uuid.UUID, version: int | None) -> Plan:
    """The locked draft that the actor keeps. Raises Missing, Conflict when it is no draft or has changed."""
    plan = locked(plan_id)
    permissions.KEEP_PLAN.check(by, plan.case)
    policies.check_draft(plan)
    policies.check_version(plan, version)
    return plan


def touched(plan: Plan, by: Actor, action: str, right: str, at: datetime, *fields: str) -> Plan:
    """The draft has changed: its version grows, and the audit says who did it."""
    plan.version += 1
    plan.changed_at = at
    plan.save(update_fields=["version", "changed_at", *fields])
    note(by, action, right, plan, at)
    return plan


def note(by: Actor, action: str, right: str, plan: Plan, at: datetime) -> None:
    """Write the deed into the audit of the case."""
    record(
        actor=by,
        action=action,
        right=right,
        subject_kind="case",
        subject_id=plan.case_id,
        purpose=PURPOSE,
        at=at,
    )


def _need(plan: Plan, need_id: uuid.UUID) -> Need:
    found = plan.needs.filter(pk=need_id).first()
    if found is None:
        raise Missing(code="no_such_need")
    return found


def _goal(need: Need, goal_id: uuid.UUID) -> Goal:
    found = need.goals.filter(pk=goal_id).first()
    if found is None:
        raise Missing(code="no_such_goal")
    return found
