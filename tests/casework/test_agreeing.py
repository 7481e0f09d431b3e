"""The sides of a plan agree to the very bytes that were offered, or refuse; nothing said is lost."""

from datetime import date, timedelta

import pytest
from tests.factories import casework, mandates, planning
from tests.factories.world import moment

from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import Account, Identification
from turbota.casework import comparing, plan_papers, plan_permissions
from turbota.casework.case_states import Stage
from turbota.casework.models import Agreement, Case, Measure, Plan
from turbota.casework.operations import agreeing, agreeing_by_code, offering, supervising
from turbota.casework.operations import planning as plans
from turbota.casework.plan_states import Answer, Means, Party, PlanState
from turbota.casework.states import Sensitivity
from turbota.deadlines.queries import clocks_of
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Message
from turbota.people.mandates import claim
from turbota.people.models import Mandate
from turbota.people.operations import known_or_new
from turbota.people.queries import person
from turbota.people.states import MandateKind, MandateState
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")
WHY = "Не хочу чужих людей удома"


def of_maria(**options: object) -> tuple[Plan, Actor]:
    """The plan of a citizen with a cabinet, and she at home."""
    home = stage.at_home("maria", AT)
    assert home.person_id is not None
    plan = planning.offered(planning.decided(AT, main=person(home.person_id), **options), AT)
    return plan, home


@pytest.mark.requirement("R282", "R284")
def test_the_person_agrees_in_the_cabinet_and_all_sides_make_it_agreed() -> None:
    plan, home = of_maria()
    account = Account.objects.get(pk=home.account_id)
    weak, strong = (
        Identification.objects.create(account=account, at=AT, provider="id", means="bank_id", level=level)
        for level in ("low", "medium")
    )

    def agree(**changed: object) -> None:
        asked = {"sha256": plan.paper.sha256, "agreed": True, "identification_id": strong.pk, **changed}
        agreeing.agree_in_cabinet(by=home, plan_id=plan.pk, at=AT, **asked)

    with pytest.raises(BadInput):
        agree(agreed=False)
    with pytest.raises(Refused):
        agree(identification_id=weak.pk)
    with pytest.raises(Conflict):
        agree(sha256="0" * 64)
    with pytest.raises(Missing):
        agreeing.agree_in_cabinet(
            by=stage.at_home("roman", AT), plan_id=plan.pk, sha256=plan.paper.sha256, agreed=True,
            identification_id=None, at=AT,
        )  # fmt: skip
    agree()
    with pytest.raises(Conflict):
        agree()
    side = planning.side(plan, Party.PERSON)
    assert (side.answer, side.means) == (Answer.AGREED, Means.CABINET)


@pytest.mark.requirement("R284")
def test_an_executor_sees_and_agrees_to_his_own_part_alone() -> None:
    case = planning.decided(AT)
    plan = planning.drafted(case, AT)
    planning.measured(plan, AT)
    planning.measured(
        plan, AT, content="Таємна розмова з психологом", service="", executor="manager", provider_id=None,
        volume=None, pays="free",
    )  # fmt: skip
    offering.offer(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    part = planning.side(plan, Party.PROVIDER)
    worker = casework.at_work("dohliadna", AT)

    assert plan_permissions.READ_PART.can(worker, part)
    assert not plan_permissions.READ_PART.can(casework.at_work("plechova", AT), part)
    assert not plan_permissions.READ_PART.can(worker, planning.side(plan, Party.PERSON))
    whole = planning.side(plan, Party.PERSON).paper
    assert part.paper_id != whole.pk and len(read(part.paper)) < len(read(whole))
    with pytest.raises(Missing):
        agreeing.agree_at_work(by=casework.at_work("plechova", AT), agreement_id=part.pk, sha256="", at=AT)
    agreeing.refuse_at_work(by=worker, agreement_id=part.pk, reason="Немає вільних працівників", at=AT)
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


def test_what_the_person_refuses_is_recorded_and_the_rest_may_go_on() -> None:
    case = planning.decided(AT)
    plan = planning.drafted(case, AT)
    refused = planning.measured(plan, AT)
    planning.measured(plan, AT, content="Денний догляд", service=planning.DAY_CARE)
    by = casework.at_work("turbotna", AT)
    offering.offer(by=by, plan_id=plan.pk, at=AT)
    with pytest.raises(BadInput):
        agreeing.record_refusal(by=by, plan_id=plan.pk, reason=" ", measures=[], at=AT)
    agreeing.record_refusal(by=by, plan_id=plan.pk, reason=WHY, measures=[refused.pk], at=AT)

    refused.refresh_from_db()
    assert (refused.declined_at, refused.declined_why) == (AT, WHY)
    plan = offering.offer(by=by, plan_id=plan.pk, at=AT)
    planning.agreed(plan, AT)
    offering.start(by=by, plan_id=plan.pk, at=AT)
    assert Agreement.objects.filter(answer=Answer.REFUSED, reason=WHY).count() == 1
    assert Measure.objects.running(planning.SINCE, planning.UNTIL).count() == 1


def test_a_new_version_shows_what_changed_and_the_old_one_stays() -> None:
    case = planning.decided(AT)
    old = planning.in_force(case, AT)
    by = casework.at_work("turbotna", AT)
    with pytest.raises(BadInput):
        plans.make_plan(by=by, case_id=case.pk, at=AT)
    new = plans.make_plan(by=by, case_id=case.pk, at=AT, why="Стан погіршився")
    with pytest.raises(Conflict):
        plans.make_plan(by=by, case_id=case.pk, at=AT, why="Ще одна")
    need = new.needs.get()
    plans.save_need(
        by=by, plan_id=new.pk, need_id=need.pk, domain=need.domain, words="Не встає з ліжка", source="", at=AT
    )
    changes = comparing.differences(plan_papers.content_of(old), plan_papers.content_of(new))
    assert [(one.before, one.after) for one in changes][0] == (
        "Не може готувати й митися сама",
        "Не встає з ліжка",
    )
    assert all(not one.about.startswith("Захід") for one in changes)

    later = AT + timedelta(days=1)
    offering.offer(by=by, plan_id=new.pk, at=later)
    planning.agreed(new, later)
    offering.start(by=by, plan_id=new.pk, at=later)
    old.refresh_from_db()
    assert old.state == PlanState.REPLACED and old.needs.get().words == "Не може готувати й митися сама"
    assert old.paper is not None and read(old.paper)


def test_a_provider_that_closed_keeps_the_plan_from_starting() -> None:
    plan = planning.agreed(planning.offered(planning.decided(AT), AT), AT)
    body = planning.side(plan, Party.PROVIDER).provider
    body.until = date(2026, 11, 24)
    body.save(update_fields=["until"])
    with pytest.raises(BadInput) as refusal:
        offering.start(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    assert "зараз не надає послуг" in next(iter(refusal.value.fields.values()))


def test_a_code_named_by_phone_is_an_agreement_and_wrong_ones_are_counted() -> None:
    plan, _ = of_maria()
    by = casework.at_work("turbotna", AT)
    agreeing_by_code.send_code(by=by, plan_id=plan.pk, at=AT)
    told = Message.objects.get(kind="plan_code")
    assert list(told.deliveries.values_list("channel", flat=True)) == ["cabinet"]
    code = told.body.split()[1].rstrip(".")
    wrong = f"{(int(code) + 1) % 10**6:06}"
    with pytest.raises(BadInput):
        agreeing_by_code.agree_by_code(by=by, plan_id=plan.pk, code=code, at=AT + timedelta(minutes=15))
    for _ in range(4):
        with pytest.raises(BadInput):
            agreeing_by_code.agree_by_code(by=by, plan_id=plan.pk, code=wrong, at=AT)
    with pytest.raises(BadInput):
        agreeing_by_code.agree_by_code(by=by, plan_id=plan.pk, code=code, at=AT)
    agreeing_by_code.send_code(by=by, plan_id=plan.pk, at=AT)
    fresh = Message.objects.filter(kind="plan_code").latest("pk").body.split()[1].rstrip(".")
    agreeing_by_code.agree_by_code(by=by, plan_id=plan.pk, code=fresh, at=AT)
    assert planning.side(plan, Party.PERSON).means == Means.CODE


def test_a_sensitive_plan_is_neither_sent_nor_shown_in_a_cabinet() -> None:
    plan, home = of_maria(sensitivity=Sensitivity.VIOLENCE)
    assert not plan_permissions.READ_OWN_PLAN.can(home, plan)
    assert not Message.objects.filter(kind="plan", person__isnull=False).exists()
    with pytest.raises(Refused) as refusal:
        agreeing_by_code.send_code(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    assert refusal.value.code == "nothing_sent"


def test_a_representative_with_a_confirmed_mandate_reads_and_answers() -> None:
    child, mother = stage.data_of(mandates.TARAS), stage.at_home("maria", AT)
    claimed = claim(by=mother, kind=MandateKind.PARENT, data=child, scope=mandates.EVERYTHING, at=AT)
    known = known_or_new(data=child, at=AT)
    Mandate.objects.filter(pk=claimed.pk).update(represented=known)
    plan = planning.offered(planning.decided(AT, main=known), AT)
    assert not plan_permissions.READ_OWN_PLAN.can(mother, plan)
    Mandate.objects.filter(pk=claimed.pk).update(
        state=MandateState.CONFIRMED, confirmed_at=AT, basis="Свідоцтво № 1"
    )
    assert plan_permissions.ANSWER_OWN_PLAN.can(mother, plan)
    Case.objects.filter(pk=plan.case_id).update(sensitivity=Sensitivity.CHILD)
    assert not plan_permissions.READ_OWN_PLAN.can(mother, plan)


def test_the_supervisor_approves_a_plan_first_where_the_unit_wants_it() -> None:
    case = planning.decided(AT)
    boss, by = casework.at_work("nastavna", AT), casework.at_work("turbotna", AT)
    supervising.set_rule(by=boss, unit_id=case.unit_id, stage=Stage.PLAN, from_level="any", at=AT)
    with pytest.raises(Refused) as refusal:
        planning.offered(case, AT)
    assert refusal.value.code == "needs_approval"
    asked = supervising.ask(by=by, case_id=case.pk, stage=Stage.PLAN, words="План готовий", at=AT)
    supervising.decide(by=boss, approval_id=asked.pk, approve=True, remark="", at=AT)
    plan = case.plans.get()
    offering.offer(by=by, plan_id=plan.pk, at=AT)
    offering.take_back(by=by, plan_id=plan.pk, reason="Змінити строк", at=AT)
    with pytest.raises(Refused):
        offering.offer(by=by, plan_id=plan.pk, at=AT)


def test_plans_end_with_the_case_and_a_plan_is_expected_once() -> None:
    case = planning.decided(AT)
    plan = planning.in_force(case, AT)
    offering.expect_plan(case_id=case.pk, by=SYSTEM, at=AT)
    assert sum(one.rule_code == "individual_plan" for one in clocks_of("case", case.pk)) == 1
    offering.end_with_case(case_id=case.pk, by=SYSTEM, at=AT)
    plan.refresh_from_db()
    assert plan.state == PlanState.IN_FORCE
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=AT, closure_reason="goals")
    offering.end_with_case(case_id=case.pk, by=SYSTEM, at=AT)
    plan.refresh_from_db()
    assert plan.state == PlanState.ENDED
