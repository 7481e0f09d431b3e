"""Reviews on schedule, what came of a case at its closing, and the check after it."""

from datetime import date, datetime, timedelta

import pytest
from tests.factories import assessments, casework, delivery, planned, planning
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework import outcome_queries as queries
from turbota.casework.assessment_states import Stage
from turbota.casework.delivery_states import NoticeKind, Progress
from turbota.casework.models import Case, CaseNotice, Outcome, Review
from turbota.casework.operations import answering, closing, outcomes, reviewing
from turbota.casework.operations.reviewing import Line
from turbota.casework.states import ClosureReason, Sensitivity
from turbota.deadlines.queries import clocks_of
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Missing, Refused

pytestmark = pytest.mark.django_db
AT = moment("2026-12-01 10:00")
DAY = timedelta(days=1)
HARD = {"d_adult_selfcare": "3", "d_money": "3"}
GOAL = "Жити вдома з допомогою"


def going(case: Case) -> set[str]:
    return {one.rule_code for one in clocks_of("case", case.pk) if one.stopped_at is None}


def served(at: datetime = AT) -> Case:
    case = planning.decided(at)
    planning.in_force(case, at)
    with clock.frozen(at):
        planned.do_all()
    case.refresh_from_db()
    return case


def closed(case: Case, at: datetime, reason: str = ClosureReason.GOALS) -> None:
    closing.close(
        by=casework.at_work("turbotna", at), case_id=case.pk, reason=reason, words="Людині краще", at=at
    )
    with clock.frozen(at):
        planned.do_all()


def reviewed(case: Case, at: datetime, progress: str = Progress.MET, **said: object) -> Review:
    told = {"summary": "Стало легше", "decision": "continue", "reassess": False, **said}
    return reviewing.review(
        by=casework.at_work("turbotna", at),
        case_id=case.pk,
        lines=[Line(GOAL, progress)],
        at=at,
        **told,  # type: ignore[arg-type]
    )


@pytest.mark.requirement("R269")
def test_a_review_is_due_when_the_plan_begins_and_again_after_each() -> None:
    case = served()
    assert case.next_review_on == date(2026, 12, 31) and "first_review" in going(case)
    referral = delivery.contracted(AT, delivery.referred(AT, case)).referral
    delivery.visited(referral, AT + DAY)

    row = reviewed(case, AT + 20 * DAY, reassess=True)

    case.refresh_from_db()
    assert (row.number, row.done, row.minutes, row.next_on) == (1, 1, 60, case.next_review_on)
    [line] = queries.served(casework.at_work("turbotna", AT), case, None)
    assert (line.title, line.done, line.missed, line.planned) == ("Догляд вдома", 1, 0, 0)
    assert queries.served(casework.at_work("pomichnyi", AT), case, None) == []
    assert "next_review" in going(case) and "first_review" not in going(case)
    assert CaseNotice.objects.get(kind=NoticeKind.REASSESS).case == case
    assert reviewed(case, AT + 40 * DAY, decision="close").next_on is None
    assert "next_review" not in going(case)
    with pytest.raises(Missing):
        reviewing.review(
            by=casework.at_work("pomichnyi", AT), case_id=case.pk, summary="Так", lines=[Line(GOAL, "met")],
            decision="continue", reassess=False, at=AT,
        )  # fmt: skip
    with pytest.raises(BadInput) as problem:
        reviewing.review(
            by=casework.at_work("turbotna", AT), case_id=case.pk, summary=" ", lines=[], decision="x",
            reassess=False, at=AT,
        )  # fmt: skip
    assert set(problem.value.fields) == {"summary", "lines", "decision"}


@pytest.mark.requirement("R021")
def test_the_outcome_is_the_distance_of_every_need_and_the_goals_met() -> None:
    case = planning.decided(AT)
    assessments.submitted(case, AT)
    hard = assessments.submitted(case, AT, stage=Stage.IN_DEPTH, **HARD)
    planning.in_force(case, AT)
    with clock.frozen(AT):
        planned.do_all()
    case.refresh_from_db()
    referral = delivery.contracted(AT, delivery.referred(AT, case)).referral
    delivery.visited(referral, AT + DAY)
    reviewed(case, AT + 20 * DAY)
    assessments.submitted(case, AT + 30 * DAY, stage=Stage.REPEAT)

    with pytest.raises(Refused):
        closed(case, AT + 31 * DAY)
    answering.end(
        by=casework.at_work("turbotna", AT),
        referral_id=referral.pk,
        reason="done",
        words="",
        at=AT + 31 * DAY,
    )
    closed(case, AT + 31 * DAY)
    with clock.frozen(AT + 31 * DAY):
        assert outcomes.measure(case_id=case.pk, at=AT + 31 * DAY) == Outcome.objects.get()

    found = Outcome.objects.get()
    assert (found.goals, found.goals_met, found.done) == (1, 1, 1)
    scored = {
        line.title: (line.first, line.last, line.progress)
        for line in found.lines.all()
        if line.last is not None
    }
    assert hard.scores and any(first > last for first, last, _ in scored.values())
    assert all(progress != Progress.WORSE for _, _, progress in scored.values())
    assert going(case) >= {"after_check"} and "first_review" not in going(case)


def test_the_check_after_the_closing_is_told_and_written_once() -> None:
    case = served()
    with pytest.raises(Refused):
        outcomes.after_check(
            by=casework.at_work("turbotna", AT), case_id=case.pk, result="holds", words="Так", at=AT
        )
    closed(case, AT + DAY)
    later = AT + 86 * DAY
    delivery.settled(AT + 30 * DAY)
    assert not CaseNotice.objects.exists()
    delivery.settled(later)
    delivery.settled(later)
    assert CaseNotice.objects.filter(kind=NoticeKind.AFTER_CHECK).count() == 1

    by = casework.at_work("turbotna", later)
    outcomes.after_check(by=by, case_id=case.pk, result="worse", words="Говорили телефоном", at=later)
    assert "after_check" not in going(case)
    with pytest.raises(Refused):
        outcomes.after_check(by=by, case_id=case.pk, result="holds", words="Ще раз", at=later)


def test_an_opened_case_is_not_checked_from_afar() -> None:
    case = served()
    closed(case, AT + DAY)
    closing.reopen(
        by=casework.at_work("turbotna", AT), case_id=case.pk, reason="Знову важко", at=AT + 2 * DAY
    )
    with clock.frozen(AT + 2 * DAY):
        planned.do_all()
    assert "after_check" not in going(case)


def test_figures_count_no_sensitive_case_and_tell_no_small_number() -> None:
    closed(casework.opened(AT), AT + DAY)
    for number in range(5):
        supervisor = casework.at_work("nastavna", AT)
        found = queries.figures(supervisor, date(2026, 1, 1), date(2027, 1, 1))
        assert (found.closed, found.sensitive) == (1, None), number
        main = casework.person(f"Ада{'аб'[number % 2]}{'вгґде'[number]}", AT)
        closed(casework.opened(AT, main=main, sensitivity=Sensitivity.VIOLENCE), AT + DAY)
    found = queries.figures(supervisor, date(2026, 1, 1), date(2027, 1, 1))
    assert (found.closed, found.sensitive, found.reasons) == (1, 5, ((ClosureReason.GOALS.label, 1),))
    assert queries.figures(casework.at_work("turbotna", AT), date(2026, 1, 1), date(2027, 1, 1)).closed == 0


def test_pages_of_reviews_and_outcomes() -> None:
    case = served()
    with clock.frozen(AT + DAY):
        manager, supervisor = client_of("turbotna", AT), client_of("nastavna", AT)
        here = f"/manager/case/{case.pk}/review/"
        assert GOAL in manager.get(f"{here}hold/").content.decode().replace("\u00a0", " ")
        empty = manager.post(f"{here}hold/", {"summary": " "})
        assert empty.status_code == 422 and "Виберіть рішення" in empty.content.decode()
        sent = {"summary": "Добре", "decision": "continue", "title_0": GOAL, "progress_0": "better"}
        assert manager.post(f"{here}hold/", sent).status_code == 302
        assert supervisor.get(f"{here}hold/").status_code == 404
    closed(Case.objects.get(pk=case.pk), AT + 2 * DAY)
    with clock.frozen(AT + 3 * DAY):
        assert "Записати перевірку" in manager.get(here).content.decode()
        assert manager.post(f"{here}after/", {"result": "holds", "words": "Добре"}).status_code == 302
        assert "Результат тримається".lower() in manager.get(here).content.decode()
        page = supervisor.get("/manager/outcomes/")
        assert page.status_code == 200 and "Цілей досягнуто" in page.content.decode()
        assert manager.get("/manager/outcomes/").status_code == 404
