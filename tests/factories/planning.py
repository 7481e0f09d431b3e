"""Individual plans, made and agreed to through the operations."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from tests.factories import casework

from turbota.casework.models import Agreement, Case, Goal, Measure, Plan, TeamMember
from turbota.casework.operations import agreeing, measuring, offering, planning, teams
from turbota.casework.operations.measuring import MeasureData
from turbota.casework.operations.planning import GoalData
from turbota.casework.plan_states import Executor, Party
from turbota.casework.states import CASE_MACHINE, Field
from turbota.documents.scans import Scan
from turbota.kernel.workflow import advance
from turbota.people.models import Person
from turbota_demo import stage

CARE = "015.1"
DAY_CARE = "015.2"
SINCE, UNTIL = date(2026, 12, 1), date(2027, 5, 31)


def decided(at: datetime, **options: object) -> Case:
    """A case with a decision on services."""
    case = casework.opened(at, **options)  # type: ignore[arg-type]
    decide(case, at, manager=str(options.get("manager", "turbotna")))
    return case


def decide(case: Case, at: datetime, *, manager: str = "turbotna") -> None:
    """Services were decided on, at once."""
    with transaction.atomic():
        by = casework.at_work(manager, at)
        advance(CASE_MACHINE, case, "decide_at_once", by=by, at=at)
        offering.expect_plan(case_id=case.pk, by=by, at=at)


def data(case: Case, at: datetime, **changed: object) -> MeasureData:
    """Care at home by the provider of the cast, free of charge by the officer's word."""
    whole = MeasureData(
        content="Прибирання і приготування їжі тричі на тиждень",
        recipient_id=case.main_person_id,
        service=CARE,
        executor=Executor.PROVIDER,
        provider_id=stage.enter_body(stage.body_of("care"), at).pk,
        since=SINCE,
        until=UNTIL,
        expected="Людина живе у своєму житлі",
        indicator="Тижнів без пропущених відвідувань",
        volume=3,
        unit="відвідування на тиждень",
        pays="free",
        fee_reason="Людина має інвалідність I групи, довідка № 1",
    )
    return replace(whole, **changed)  # type: ignore[arg-type]


def drafted(case: Case, at: datetime, *, manager: str = "turbotna") -> Plan:
    """A draft with its frame, one need and one goal, without measures."""
    by = casework.at_work(manager, at)
    plan = planning.make_plan(by=by, case_id=case.pk, at=at)
    planning.set_frame(
        by=by, plan_id=plan.pk, decision="Рішення № 12 від 20.11.2026", since=SINCE, until=UNTIL, at=at
    )
    need = planning.save_need(
        by=by, plan_id=plan.pk, need_id=None, domain="self_care", words="Не може готувати й митися сама",
        source="Первинне оцінювання 18.11.2026", at=at,
    )  # fmt: skip
    planning.save_goal(
        by=by, plan_id=plan.pk, need_id=need.pk, goal_id=None,
        data=GoalData("Жити вдома з допомогою", "Днів на тиждень із гарячою їжею", "2", "7"), at=at,
    )  # fmt: skip
    plan.refresh_from_db()
    return plan


def goal_of(plan: Plan) -> Goal:
    """The first goal of a version."""
    found = Goal.objects.filter(need__plan=plan).order_by("pk").first()
    assert found is not None
    return found


def measured(plan: Plan, at: datetime, *, manager: str = "turbotna", **changed: object) -> Measure:
    """One more measure of the draft."""
    return measuring.save_measure(
        by=casework.at_work(manager, at), plan_id=plan.pk, goal_id=goal_of(plan).pk, measure_id=None,
        data=data(plan.case, at, **changed), at=at,
    )  # fmt: skip


def offered(case: Case, at: datetime, *, manager: str = "turbotna", **changed: object) -> Plan:
    """A plan with one measure that waits for the sides."""
    plan = drafted(case, at, manager=manager)
    measured(plan, at, manager=manager, **changed)
    return offering.offer(by=casework.at_work(manager, at), plan_id=plan.pk, at=at)


def side(plan: Plan, party: Party) -> Agreement:
    """A side of the newest offer."""
    return next(one for one in agreeing.sides(plan) if one.party == party)


SCAN = Scan(pdf=b"%PDF-1.7 signed by hand", pages=1, dpi=300, notes=())


def agreed(plan: Plan, at: datetime, *, manager: str = "turbotna", provider: str = "dohliadna") -> Plan:
    """Every side agrees: the person on paper, the manager and the provider at work."""
    agreeing.take_paper(
        by=casework.at_work(manager, at), plan_id=plan.pk, name="Сама людина", scan=SCAN, at=at
    )
    for one in agreeing.sides(plan):
        who = {Party.MANAGER: manager, Party.PROVIDER: provider}.get(Party(one.party))
        if who:
            agreeing.agree_at_work(
                by=casework.at_work(who, at), agreement_id=one.pk, sha256=one.paper.sha256, at=at
            )
    plan.refresh_from_db()
    return plan


def in_force(case: Case, at: datetime, *, manager: str = "turbotna", **changed: object) -> Plan:
    """A plan that every side agreed to and that has begun."""
    plan = agreed(offered(case, at, manager=manager, **changed), at, manager=manager)
    return offering.start(by=casework.at_work(manager, at), plan_id=plan.pk, at=at)


def member(case: Case, at: datetime, code: str = "likarnyi", until: date = date(2027, 1, 1)) -> TeamMember:
    """Somebody of the cast invited to the case, who accepted."""
    worker = casework.at_work(code, at)
    found = teams.invite(
        by=casework.at_work("turbotna", at), case_id=case.pk, organisation_id=worker.posts[0].organisation_id,
        account_id=worker.account_id, field=Field.HEALTH, task="Стежити за лікуванням", until=until, at=at,
    )  # fmt: skip
    return teams.accept(by=worker, member_id=found.pk, at=at)


def person(given_name: str, at: datetime) -> Person:
    """Somebody for a family."""
    return casework.person(given_name, at)
