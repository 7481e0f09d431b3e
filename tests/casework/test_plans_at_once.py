"""Several sides act on plans at the same moment."""

import pytest
from tests.factories import casework, planning
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.casework.models import Measure, Plan
from turbota.casework.operations import agreeing, offering
from turbota.casework.operations import planning as plans
from turbota.casework.plan_states import Party, PlanState
from turbota.kernel.errors import BadInput, Conflict
from turbota_demo.plays import Plays

AT = moment("2026-11-24 10:00")


@pytest.mark.slow
def test_the_last_two_sides_agree_at_the_same_moment(plays_for_many: Plays) -> None:
    plan = planning.offered(planning.decided(AT), AT)
    sides = {one.party: one for one in agreeing.sides(plan)}
    manager, worker = casework.at_work("turbotna", AT), casework.at_work("dohliadna", AT)
    agreeing.take_paper(by=manager, plan_id=plan.pk, name="Сама", scan=planning.SCAN, at=AT)

    def agree(by: object, party: Party) -> object:
        side = sides[party]
        return agreeing.agree_at_work(by=by, agreement_id=side.pk, sha256=side.paper.sha256, at=AT)  # type: ignore[arg-type]

    results = at_once(
        lambda: agree(manager, Party.MANAGER),
        lambda: agree(worker, Party.PROVIDER),
        lambda: agree(manager, Party.MANAGER),
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1
    plan.refresh_from_db()
    assert plan.state == PlanState.AGREED and plan.steps.filter(verb="agree").count() == 1


@pytest.mark.slow
def test_two_plans_of_one_person_start_and_two_are_begun_at_the_same_moment(plays_for_many: Plays) -> None:
    first = planning.decided(AT)
    second = planning.decided(AT, manager="pomichnyi", main=first.main_person)
    mine = planning.agreed(planning.offered(first, AT), AT)
    his = planning.agreed(planning.offered(second, AT, manager="pomichnyi"), AT, manager="pomichnyi")
    lesia, yurii = casework.at_work("turbotna", AT), casework.at_work("pomichnyi", AT)

    results = at_once(
        lambda: offering.start(by=lesia, plan_id=mine.pk, at=AT),
        lambda: offering.start(by=yurii, plan_id=his.pk, at=AT),
    )
    assert sorted(type(one).__name__ for one in results) == ["BadInput", "Plan"]
    assert Measure.objects.running(planning.SINCE, planning.UNTIL).count() == 1
    assert any(isinstance(one, BadInput) for one in results)

    running = Plan.objects.get(state=PlanState.IN_FORCE)
    by = lesia if running.pk == mine.pk else yurii

    def again() -> object:
        return plans.make_plan(by=by, case_id=running.case_id, at=AT, why="Зміна")

    results = at_once(again, again)
    assert sorted(type(one).__name__ for one in results) == ["Conflict", "Plan"]
