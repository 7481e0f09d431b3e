"""A unit may want its supervisor to approve a stage; the supervisor sends back or approves, once."""

import pytest
from django.db import transaction
from tests.factories import assessments, casework, planning
from tests.factories.world import moment

from turbota.casework.case_states import ApprovalState, Stage
from turbota.casework.models import Approval, Case
from turbota.casework.operations import offering, supervising
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


def rule(from_level: str, stage: Stage = Stage.PLAN) -> None:
    supervising.set_rule(
        by=casework.at_work("nastavna", AT), unit_id=casework.unit(AT).pk, stage=stage,
        from_level=from_level, at=AT,
    )  # fmt: skip


def ask(case: Case, words: str = "План готовий") -> Approval:
    return supervising.ask(
        by=casework.at_work("turbotna", AT), case_id=case.pk, stage=Stage.PLAN, words=words, at=AT
    )


def decide(approval: Approval, *, approve: bool, remark: str = "", by: str = "nastavna") -> Approval:
    return supervising.decide(
        by=casework.at_work(by, AT), approval_id=approval.pk, approve=approve, remark=remark, at=AT
    )


def test_a_stage_needs_approval_from_the_level_that_the_unit_set() -> None:
    case = casework.opened(AT)
    supervising.check_approved(case, Stage.PLAN, AT.date())
    rule("complex")
    for level, refused in (("", False), ("simple", False), ("complex", True), ("emergency", True)):
        case.complexity = level
        assert supervising.needed(case, Stage.PLAN, AT.date()) is refused
    with pytest.raises(Refused) as refusal:
        supervising.check_approved(case, Stage.PLAN, AT.date())
    assert refusal.value.code == "needs_approval"
    rule("")
    supervising.check_approved(case, Stage.PLAN, AT.date())


def test_sent_back_with_remarks_asked_again_approved_and_used_once() -> None:
    case = casework.opened(AT)
    rule("any")
    first = ask(case)
    assert ask(case).pk == first.pk
    with pytest.raises(BadInput):
        decide(first, approve=False)
    decide(first, approve=False, remark="Додайте строк прибирання")
    again = ask(case, "Строк додано")
    assert again.pk == first.pk and again.state == ApprovalState.ASKED
    decide(again, approve=True)
    with pytest.raises(Conflict):
        decide(again, approve=False, remark="Передумала")

    supervising.check_approved(case, Stage.PLAN, AT.date())
    supervising.use(case=case, stage=Stage.PLAN, by=casework.at_work("turbotna", AT), at=AT)
    with pytest.raises(Refused):
        supervising.check_approved(case, Stage.PLAN, AT.date())
    assert list(first.steps.order_by("at", "pk").values_list("verb", flat=True)) == [
        "ask", "send_back", "ask_again", "approve", "use",
    ]  # fmt: skip


def test_only_the_supervisor_of_the_unit_decides_and_only_the_manager_asks() -> None:
    case = casework.opened(AT)
    approval = ask(case)
    for code in ("turbotna", "pomichnyi", "susidnii"):
        with pytest.raises(Missing):
            decide(approval, approve=True, by=code)
    with pytest.raises(Missing):
        supervising.ask(
            by=casework.at_work("pomichnyi", AT), case_id=case.pk, stage=Stage.PLAN, words="Прошу", at=AT
        )
    with pytest.raises(Missing):
        supervising.set_rule(
            by=casework.at_work("susidnii", AT), unit_id=casework.unit(AT).pk, stage=Stage.PLAN,
            from_level="any", at=AT,
        )  # fmt: skip
    supervising.withdraw(by=casework.at_work("turbotna", AT), approval_id=approval.pk, at=AT)
    with pytest.raises(Conflict):
        decide(approval, approve=True)


def test_a_plan_is_offered_only_when_the_supervisor_approved_it() -> None:
    case = planning.decided(AT)
    rule("any")
    plan = planning.drafted(case, AT)
    planning.measured(plan, AT)

    def offer() -> None:
        plan.refresh_from_db()
        offering.offer(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)

    with pytest.raises(Refused) as refusal:
        offer()
    assert refusal.value.code == "needs_approval"
    decide(ask(case), approve=True)
    offer()
    assert case.approvals.get().state == ApprovalState.USED


def test_an_assessment_is_finished_only_when_the_supervisor_approved_it() -> None:
    case = casework.opened(AT)
    rule("any", Stage.ASSESSMENT)
    with pytest.raises(Refused) as refusal, transaction.atomic():
        assessments.submitted(case, AT)
    assert refusal.value.code == "needs_approval"
    asked = supervising.ask(
        by=casework.at_work("turbotna", AT), case_id=case.pk, stage=Stage.ASSESSMENT, words="Готово", at=AT
    )
    decide(asked, approve=True)
    assessments.submitted(case, AT)
    asked.refresh_from_db()
    assert asked.state == ApprovalState.USED
