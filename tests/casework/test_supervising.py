"""A unit may want its supervisor to approve a stage; the supervisor sends back or approves, once."""

import pytest
from django.db import transaction
from tests.factories import assessments, casework, planning
from tests.factories.world import moment

from turbota.casework.assessment_states import Conclusion
from turbota.casework.case_states import ApprovalState, Stage
from turbota.casework.models import Approval, Assessment, Case
from turbota.casework.operations import concluding, offering, supervising
from turbota.casework.operations import planning as changes
from turbota.casework.operations.approved_content import digest_of
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


def rule(from_level: str, stage: Stage = Stage.PLAN) -> None:
    supervising.set_rule(
        by=casework.at_work("nastavna", AT), unit_id=casework.unit(AT).pk, stage=stage,
        from_level=from_level, at=AT,
    )  # fmt: skip


def planned() -> Case:
    """A case whose plan is begun."""
    case = casework.opened(AT)
    planning.drafted(case, AT)
    return case


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
    case = planned()
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


@pytest.mark.parametrize(("stage", "page"), [(Stage.ASSESSMENT, "Оцінювання"), (Stage.PLAN, "План")])
def test_what_is_not_begun_cannot_be_approved(stage: Stage, page: str) -> None:
    case = casework.opened(AT)
    with pytest.raises(BadInput) as refusal:
        supervising.ask(
            by=casework.at_work("turbotna", AT), case_id=case.pk, stage=stage, words="Готово", at=AT
        )
    assert page in refusal.value.fields["stage"]
    assert not case.approvals.exists()


def test_only_the_supervisor_of_the_unit_decides_and_only_the_manager_asks() -> None:
    case = planned()
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


@pytest.mark.requirement("R276")
def test_an_assessment_is_finished_only_with_the_answers_that_the_supervisor_approved() -> None:
    case = casework.opened(AT)
    rule("any", Stage.ASSESSMENT)
    manager = casework.at_work("turbotna", AT)
    draft = assessments.filled(assessments.begun(case, AT), manager, AT)

    def ask_for_it() -> Approval:
        return supervising.ask(by=manager, case_id=case.pk, stage=Stage.ASSESSMENT, words="Готово", at=AT)

    def finish() -> str:
        """The code of the refusal; empty when it is finished."""
        try:
            with transaction.atomic():
                concluding.submit(
                    by=manager,
                    assessment_id=draft.pk,
                    conclusion=Conclusion.IN_NEED,
                    conclusion_note="",
                    at=AT,
                )
        except Refused as problem:
            return problem.code
        return ""

    assert finish() == "needs_approval"
    asked = ask_for_it()
    shown = digest_of(case, Stage.ASSESSMENT)
    draft = assessments.filled(Assessment.objects.get(pk=draft.pk), manager, AT, p_food="2")
    with pytest.raises(Conflict) as stale, transaction.atomic():
        supervising.decide(
            by=casework.at_work("nastavna", AT),
            approval_id=asked.pk,
            approve=True,
            remark="",
            seen=shown,
            at=AT,
        )
    assert stale.value.code == "content_changed"
    decide(asked, approve=True)
    draft = assessments.filled(Assessment.objects.get(pk=draft.pk), manager, AT)
    assert finish() == "approved_other_content"
    asked.refresh_from_db()
    assert supervising.changed_since(asked)
    assert ask_for_it().state == ApprovalState.ASKED
    decide(asked, approve=True)
    assert finish() == ""
    asked.refresh_from_db()
    assert asked.state == ApprovalState.USED


def test_a_plan_changed_after_its_approval_needs_another_one() -> None:
    case = planning.decided(AT)
    rule("any")
    plan = planning.drafted(case, AT)
    planning.measured(plan, AT)
    decide(ask(case), approve=True)
    changes.set_frame(
        by=casework.at_work("turbotna", AT), plan_id=plan.pk, decision="Рішення № 13 від 21.11.2026",
        since=planning.SINCE, until=planning.UNTIL, at=AT,
    )  # fmt: skip
    plan.refresh_from_db()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        offering.offer(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    assert refusal.value.code == "approved_other_content"
    decide(ask(case, "Змінено підставу"), approve=True)
    offering.offer(by=casework.at_work("turbotna", AT), plan_id=plan.pk, at=AT)
    assert case.approvals.get().state == ApprovalState.USED
