"""The clock of the machine goes back an hour before every act: the path of a case keeps its order and goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.factories import planned
from tests.factories.world import moment

from turbota.access import limits
from turbota.applications.jobs.telling import tell_registered
from turbota.applications.models import Application, Holding
from turbota.applications.operations import acceptance, attaching, intake
from turbota.decisions import correcting, returning
from turbota.decisions import operations as decisions
from turbota.decisions.calculating import corrections_of
from turbota.decisions.models import Decision
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Refused
from turbota.messages.models import Delivery, Message
from turbota.messages.queries import letters_due
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays

NOON = moment("2026-11-17 12:00")
HOUR = timedelta(hours=1)
TEXT = "Додайте довідку про доходи за жовтень."


def backwards() -> Callable[[], datetime]:
    """Every call gives a moment an hour before the last one."""
    moments = iter(NOON - number * HOUR for number in range(12))
    return lambda: next(moments)


def finish(case: Application, officer: str, at: datetime) -> Application:
    return intake.finish_forming(by=stage.at_work(officer, at), application_id=case.pk, at=at)


def in_order(application: Application) -> list[str]:
    """Verbs of the case as history shows them; each step begins where the one before it ended."""
    steps = list(application.steps.order_by("at", "pk"))
    assert [step.target for step in steps[:-1]] == [step.source for step in steps[1:]]
    assert steps[-1].target == Application.objects.get(pk=application.pk).state
    return [step.verb for step in steps]


def test_a_paper_case_goes_its_whole_way(plays: Plays) -> None:
    at = backwards()
    case = plays.formed("olesia", "zrazkova", "dolyna", at())
    acts = (
        lambda: finish(case, "zrazkova", at()),
        lambda: plays.controlled(case, "probna", at()),
        lambda: plays.handed_over([case], "zrazkova", at()),
        lambda: plays.accepted(case, "umovnyi", at()),
        lambda: plays.proposed(case, "umovnyi", at()),
        lambda: plays.approved(Decision.objects.get(application=case), "pokazova", at()),
    )
    for act in acts:
        act()
    expected = ["register", "send_to_control", "pass_control", "hand_over", "accept", "decide"]
    assert in_order(case) == expected
    holdings = list(Holding.objects.filter(application=case).order_by("since"))
    assert all(one.until is not None and one.until >= one.since for one in holdings)
    assert [one.organisation.kind for one in holdings] == ["community", "pension_fund"]
    steps = Decision.objects.get(application=case).steps.order_by("at", "pk")
    assert [step.verb for step in steps] == ["prepare", "propose", "approve"]


def test_the_head_does_not_sign_a_paper_that_the_case_has_outgrown(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", NOON), "umovnyi", NOON + HOUR)
    decision = plays.proposed(case, "umovnyi", NOON + 2 * HOUR)
    umovnyi, earlier = stage.at_work("umovnyi", NOON), NOON - HOUR
    decisions.send_back(
        by=stage.at_work("pokazova", earlier), decision_id=decision.pk, reason=TEXT, at=earlier
    )
    correcting.correct(
        by=umovnyi, application_id=case.pk, path="incomes.0.amount", value=1_000_00, reason=TEXT,
        attachment_id=case.attachments.get().pk, at=earlier,
    )  # fmt: skip
    with pytest.raises(Conflict, match="paper_is_stale"):
        plays._signed(Decision.objects.get(pk=decision.pk), "umovnyi", earlier, decisions.propose)
    anew = plays.proposed(case, "umovnyi", earlier)
    plays.approved(anew, "pokazova", earlier)
    assert Application.objects.get(pk=case.pk).state == "decided"


def test_a_correction_before_a_return_is_void_and_one_after_it_stands(plays: Plays) -> None:
    at = backwards()
    case = plays.finished("stepan", "starosta", "yavir", at())
    plays.handed_over([case], "starosta", at())
    plays.accepted(case, "umovnyi", at())
    copy = case.attachments.filter(document_code="identity").get()

    def correct(amount: int) -> None:
        correcting.correct(
            by=stage.at_work("umovnyi", NOON), application_id=case.pk, path="incomes.0.amount", value=amount,
            reason=TEXT, attachment_id=copy.pk, at=at(),
        )  # fmt: skip

    correct(1_000_00)
    returning.return_to_community(
        by=stage.at_work("umovnyi", NOON), application_id=case.pk, fault="unreadable", reason=TEXT, at=at()
    )
    assert corrections_of(case) == []
    finish(case, "starosta", at())
    plays.handed_over([case], "starosta", at())
    plays.accepted(case, "umovnyi", at())
    correct(2_000_00)
    assert [one.after for one in corrections_of(case)] == [2_000_00]


def test_an_answer_with_a_document_alone_is_taken(plays: Plays) -> None:
    at = backwards()
    case = plays.submitted("maria", at())
    acceptance.ask(by=stage.at_work("umovnyi", NOON), application_id=case.pk, text=TEXT, at=at())
    maria = stage.at_home("maria", NOON)
    attaching.attach(by=maria, application_id=case.pk, code="other", scan=papers.scan("Довідка"), at=at())
    acceptance.answer(by=maria, application_id=case.pk, text="", at=at())
    assert in_order(case) == ["submit", "ask", "answer"]


def test_a_job_that_runs_twice_tells_once(plays: Plays) -> None:
    case = plays.submitted("maria", NOON)
    (job,) = [job for job in planned.waiting() if job.task == "applications.tell_registered"]
    for _ in range(2):
        with clock.frozen(NOON - HOUR):
            tell_registered(**job.arguments)
    assert Message.objects.filter(subject_id=case.pk, kind="application_registered").count() == 1


def test_a_letter_that_a_wrong_clock_put_off_for_a_year_is_due(plays: Plays) -> None:
    case = plays.submitted("maria", NOON)
    (job,) = [job for job in planned.waiting() if job.task == "applications.tell_registered"]
    planned.do(job)
    letter = Delivery.objects.get(message__subject_id=case.pk, channel="email")
    Delivery.objects.update(next_at=NOON + timedelta(days=365))
    assert letters_due(at=NOON) == [letter.pk]


def test_tries_of_the_future_lock_nobody_out(plays: Plays) -> None:
    for _ in range(limits.WRONG_PASSWORDS.most):
        limits.count(limits.WRONG_PASSWORDS, cast.EMPLOYEES[0].code, NOON + timedelta(days=365))
    limits.check(limits.WRONG_PASSWORDS, cast.EMPLOYEES[0].code, NOON)
    for _ in range(limits.WRONG_PASSWORDS.most):
        limits.count(limits.WRONG_PASSWORDS, cast.EMPLOYEES[0].code, NOON)
    with pytest.raises(Refused):
        limits.check(limits.WRONG_PASSWORDS, cast.EMPLOYEES[0].code, NOON)
