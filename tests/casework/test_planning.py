"""An individual plan is complete or it is refused with a sentence at each place; it comes into force with all sides."""

from datetime import date

import pytest
from tests.factories import assessments, casework, delivery, planning
from tests.factories.world import moment

from turbota.casework import plan_queries, proposals
from turbota.casework.models import Plan
from turbota.casework.operations import agreeing, offering
from turbota.casework.operations import planning as plans
from turbota.casework.plan_states import Executor, Party, PlanState
from turbota.casework.states import CaseState
from turbota.deadlines.queries import clocks_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.law.payment import Circumstances

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")


@pytest.mark.requirement("R017", "R282", "R283", "R284", "R285", "R286")
def test_a_plan_comes_into_force_when_every_side_agreed() -> None:
    case = planning.decided(AT)
    term = next(one for one in clocks_of("case", case.pk) if one.rule_code == "individual_plan")
    assert (term.amount, term.unit, term.due_on) == (10, "working_day", date(2026, 12, 8))

    plan = planning.offered(case, AT)
    assert {one.party for one in agreeing.sides(plan)} == {Party.PERSON, Party.MANAGER, Party.PROVIDER}
    with pytest.raises(Conflict):
        offering.start(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    plan = planning.agreed(plan, AT)
    assert plan.state == PlanState.AGREED
    offering.start(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)

    case.refresh_from_db()
    assert case.state == CaseState.SERVED
    term.refresh_from_db()
    assert term.outcome == "met"


@pytest.mark.requirement("R283", "R284", "R285", "R286")
def test_an_incomplete_plan_is_refused_at_each_place() -> None:
    case = planning.decided(AT)
    by = casework.at_work("turbotna", AT)
    plan = plans.make_plan(by=by, case_id=case.pk, at=AT)
    with pytest.raises(BadInput) as refusal:
        offering.offer(by=by, plan_id=plan.pk, at=AT)
    assert set(refusal.value.fields) == {"decision", "since", "until", "needs"}

    offering.end(by=by, plan_id=plan.pk, reason="Почнемо спочатку", at=AT)
    plan = planning.drafted(case, AT)
    for changed, places in (
        ({"executor": ""}, {"executor"}),
        ({"since": None, "until": None}, {"since", "until"}),
        ({"until": date(2026, 11, 30)}, {"until"}),
        ({"expected": " ", "indicator": ""}, {"expected", "indicator"}),
        ({"executor": Executor.PROVIDER, "provider_id": None}, {"provider"}),
        ({"service": "999.9"}, {"service"}),
        ({"volume": None}, {"volume"}),
        ({"content": ""}, {"content"}),
    ):
        with pytest.raises(BadInput) as refusal:
            planning.measured(plan, AT, **changed)
        assert set(refusal.value.fields) == places, changed
    with pytest.raises(BadInput) as refusal:
        offering.offer(by=by, plan_id=plan.pk, at=AT)
    assert list(refusal.value.fields) == [f"goal.{planning.goal_of(plan).pk}"]


def test_a_plan_waits_for_the_decision() -> None:
    case = casework.opened(AT)
    plan = planning.drafted(case, AT)
    planning.measured(plan, AT)
    with pytest.raises(Refused) as refusal:
        offering.offer(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    assert refusal.value.code == "not_decided"


def test_nobody_but_the_manager_makes_a_plan() -> None:
    case = planning.decided(AT)
    for code in ("nastavna", "pomichnyi", "susidnii", "dohliadna", "likarnyi"):
        with pytest.raises(Missing):
            plans.make_plan(by=casework.at_work(code, AT), case_id=case.pk, at=AT)
    assert not Plan.objects.exists()


def test_the_full_fee_is_the_tariff_of_the_provider_and_another_needs_a_reason() -> None:
    case = planning.decided(AT)
    delivery.offer(AT, tariff=12_000)
    plan = planning.drafted(case, AT)
    rich = Circumstances(income=10**7, minimum=300_000)
    paid = planning.measured(plan, AT, known=rich, pays="", fee_reason="")
    assert (paid.pays, paid.fee, paid.fee_reason) == ("full", 12_000, "")
    assert "повний тариф" in paid.reckoning["reasons"][-1]["words"]
    with pytest.raises(BadInput) as refusal:
        planning.measured(plan, AT, known=rich, pays="free", fee_reason="")
    assert set(refusal.value.fields) == {"fee_reason"}
    unknown = {"known": Circumstances(), "pays": "", "fee_reason": ""}
    with pytest.raises(BadInput) as refusal:
        planning.measured(plan, AT, **unknown)
    assert set(refusal.value.fields) == {"pays"}


@pytest.mark.requirement("R018")
def test_proposals_follow_the_need_and_hard_answers_are_its_sources() -> None:
    found = proposals.proposals_for("health", "Не може дістатися до лікаря")
    assert [one.code for one in found] == ["escort_to_doctor", "family_doctor"]
    assert all(one.why for one in found)
    assert proposals.proposed("health", "Втома", "escort_to_doctor") is None
    case = casework.opened(AT)
    assert plan_queries.sources_of(case) == []
    assessments.submitted(case, AT, p_food="3")
    (source,) = plan_queries.sources_of(case)
    assert source.startswith("Первинне оцінювання 24.11.2026: ")
