"""A complete draft is offered to the sides, taken back, put in force, replaced and ended."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from turbota.access.actors import Actor
from turbota.access.rules import MODIFY
from turbota.casework import duplicates, plan_papers
from turbota.casework import plan_permissions as permissions
from turbota.casework import plan_policies as policies
from turbota.casework.case_states import Stage
from turbota.casework.models import Agreement, Case, CaseMessage, Measure, Plan
from turbota.casework.operations import supervising
from turbota.casework.operations.opening import SUBJECT
from turbota.casework.operations.opening import locked as locked_case
from turbota.casework.operations.planning import locked, note
from turbota.casework.plan_states import OPEN_PLAN, PLAN_MACHINE, Party, PlanState
from turbota.casework.states import CASE_MACHINE, CaseState
from turbota.deadlines import operations as deadlines
from turbota.deadlines.queries import clocks_of
from turbota.deadlines.states import GOING
from turbota.kernel.clock import day_of
from turbota.kernel.errors import BadInput
from turbota.kernel.workflow import Mover, advance
from turbota.law import services
from turbota.messages import operations as messages
from turbota.people.models import Person

CLOCK = "individual_plan"
NOTICE = "У вашому кабінеті є нове повідомлення про індивідуальний план. Відкрийте кабінет, щоб прочитати."
OFFICE_NOTICE = (
    "Є індивідуальний план, у якому ваша організація має свою частину. Відкрийте «Команда», щоб прочитати."
)


@transaction.atomic
def expect_plan(*, case_id: uuid.UUID, by: Mover, at: datetime) -> None:
    """A decision was taken: the obligatory plan is expected (R282); anew in a case that was opened again. Safe to repeat."""
    case = locked_case(case_id)
    clocks = clocks_of(SUBJECT, case.pk)
    if case.state != CaseState.DECIDED or any(
        one.rule_code == CLOCK and one.outcome in GOING for one in clocks
    ):
        return
    deadlines.start(
        rule_code=CLOCK, subject_kind=SUBJECT, subject_id=case.pk, organisation=case.unit, post=case.post, at=at,
        by=by,
    )  # fmt: skip


@transaction.atomic
def offer(*, by: Actor, plan_id: uuid.UUID, at: datetime, version: int | None = None) -> Plan:
    """Give the complete plan to every side, with the paper that it agrees to.

    Raises BadInput with a sentence at each incomplete place and at each service that already runs (R287), Refused when
    there is no decision yet or the unit wants its supervisor's approval first, Conflict when the version is no draft.
    """
    plan = locked(plan_id)
    permissions.OFFER_PLAN.check(by, plan.case)
    policies.check_draft(plan)
    policies.check_version(plan, version)
    policies.check_decided(plan.case)
    supervising.check_approved(plan.case, Stage.PLAN, day_of(at))
    content = plan_papers.content_of(plan)
    policies.check_complete(plan, content.needs, content.goals, content.measures, day_of(at))
    _check_doubles(plan, content.live(), by)
    sides = plan_papers.sides_of(plan, content)
    plan.paper = plan_papers.print_for(plan, content, sides, None, at)
    round_ = (plan.agreements.aggregate(last=Max("round"))["last"] or 0) + 1
    for side in sides:
        own = side.party in (Party.PROVIDER, Party.MEMBER)
        Agreement.objects.create(
            plan=plan,
            round=round_,
            party=side.party,
            provider_id=side.provider_id,
            member_id=side.member_id,
            paper=plan_papers.print_for(plan, content, sides, side, at) if own else plan.paper,
        )
    advance(PLAN_MACHINE, plan, "offer", by=by, at=at, changed=("paper",))
    supervising.use(case=plan.case, stage=Stage.PLAN, by=by, at=at)
    note(by, "plan.offer", MODIFY, plan, at)
    _tell(plan, content.live(), by, at, "Індивідуальний план чекає на вашу відповідь")
    return plan


def _check_doubles(plan: Plan, measures: tuple[Measure, ...], by: Actor) -> list[duplicates.Double]:
    found = duplicates.elsewhere(plan, measures, by)
    told = [one for one in found if one.told]
    if told:
        raise BadInput(
            {f"measure.{one.measure.pk}.service": duplicates.sentence(one, by) for one in told},
            "Частину послуг людина вже отримує.",
        )
    return found


def _tell(plan: Plan, measures: tuple[Measure, ...], by: Mover, at: datetime, subject: str) -> None:
    """A notice without content: the words stay inside. To the person of a sensitive case nothing is sent at all."""
    if not plan.case.sensitive:
        messages.tell(
            person=plan.case.main_person, kind="plan", subject=subject, body=NOTICE, subject_kind="plan",
            subject_id=plan.pk, at=at, by=by, organisation=plan.case.unit,
        )  # fmt: skip
    for body in {one.provider for one in measures if one.provider is not None}:
        messages.tell_organisation(
            organisation=body, kind="plan", subject=subject, body=OFFICE_NOTICE, subject_kind="plan",
            subject_id=plan.pk, at=at, by=by,
        )  # fmt: skip


@transaction.atomic
def take_back(*, by: Actor, plan_id: uuid.UUID, reason: str, at: datetime) -> Plan:
    """The manager goes on making the plan; the answers of the sides stay readable and a new offer asks them anew.

    Raises BadInput when no reason is given, Conflict when the version is not offered.
    """
    plan = locked(plan_id)
    permissions.OFFER_PLAN.check(by, plan.case)
    if not reason.strip():
        raise BadInput({"reason": "Напишіть, що треба змінити: ці слова прочитають сторони."})
    advance(PLAN_MACHINE, plan, "take_back", by=by, at=at, reason=reason.strip())
    note(by, "plan.take_back", MODIFY, plan, at)
    return plan


@transaction.atomic
def start(*, by: Actor, plan_id: uuid.UUID, at: datetime) -> Plan:
    """Put the plan that all sides agreed to in force; the former version is replaced, the case is served.

    Raises Conflict when somebody has not agreed yet, BadInput when a service began to run elsewhere meanwhile, Refused
    when the case has no decision or an executor has stopped.
    """
    plan = locked(plan_id)
    case = locked_case(plan.case_id)
    permissions.START_PLAN.check(by, case)
    policies.check_decided(case)
    content = plan_papers.content_of(plan)
    if plan.state == PlanState.AGREED:
        policies.check_complete(plan, content.needs, content.goals, content.measures, day_of(at))
    _hold_recipients(content.live())
    doubles = _check_doubles(plan, content.live(), by)
    former = case.plans.select_for_update().filter(state=PlanState.IN_FORCE).first()
    if former is not None and plan.state == PlanState.AGREED:
        advance(PLAN_MACHINE, former, "replace", by=by, at=at, reason=plan.why)
    advance(PLAN_MACHINE, plan, "start", by=by, at=at)
    if case.state == CaseState.DECIDED:
        advance(CASE_MACHINE, case, "start", by=by, at=at)
    deadlines.stop(rule_code=CLOCK, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=by)
    _warn_hidden(case, doubles, at)
    note(by, "plan.start", MODIFY, plan, at)
    _tell(plan, content.live(), by, at, "Індивідуальний план набув чинності")
    return plan


def _hold_recipients(measures: tuple[Measure, ...]) -> None:
    """Two plans of one person start one after the other, so that the second sees what the first began."""
    people = Person.objects.select_for_update().filter(pk__in={one.recipient_id for one in measures})
    list(people.order_by("pk").values_list("pk", flat=True))


def _warn_hidden(case: Case, doubles: list[duplicates.Double], at: datetime) -> None:
    """Tell the manager of a sensitive case, inside it, that its service is now given by another case too."""
    where = "іншого випадку" if case.sensitive else f"випадку {case.number} ({case.unit.short_name})"
    for double in doubles:
        name = services.name_of(double.running.service)
        CaseMessage.objects.create(
            case=double.running.goal.need.plan.case,
            author_name="Турбота",
            body=f"Послугу «{name}» тій самій людині з сьогодні дає ще й план {where}. Там про ваш випадок не знають.",
            at=at,
        )


@transaction.atomic
def end(*, by: Actor, plan_id: uuid.UUID, reason: str, at: datetime) -> Plan:
    """End the plan in force, or give up a version in work. The content stays readable.

    Raises BadInput without a reason, Conflict when the version has ended already.
    """
    plan = locked(plan_id)
    permissions.START_PLAN.check(by, plan.case)
    if not reason.strip():
        raise BadInput({"reason": "Напишіть, чому план закінчують."})
    verb = "drop" if plan.state in OPEN_PLAN else "end"
    advance(PLAN_MACHINE, plan, verb, by=by, at=at, reason=reason.strip())
    note(by, f"plan.{verb}", MODIFY, plan, at)
    return plan


@transaction.atomic
def end_with_case(*, case_id: uuid.UUID, by: Mover, at: datetime) -> None:
    """The case was closed: its plans end with it, and nobody is expected to make one. Safe to repeat."""
    case = locked_case(case_id)
    if case.state != CaseState.CLOSED:
        return
    for plan in case.plans.select_for_update().filter(state__in=(*OPEN_PLAN, PlanState.IN_FORCE)):
        verb = "drop" if plan.state in OPEN_PLAN else "end"
        advance(PLAN_MACHINE, plan, verb, by=by, at=at, reason="Випадок завершено.")
    deadlines.stop(rule_code=CLOCK, subject_kind=SUBJECT, subject_id=case.pk, at=at, by=by)
