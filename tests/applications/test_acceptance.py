"""Accepting, returning with a reason, asking and answering; what the clocks of the law do meanwhile."""

from datetime import date, datetime, timedelta

import pytest
from tests.factories import planned, world
from tests.factories.world import moment

from turbota.applications.models import Application, Attachment, CompletionRequest, HandoverLine, Holding
from turbota.applications.operations import acceptance, assigning, attaching, intake
from turbota.applications.operations.resigning import may_sign_again, signature_failed
from turbota.applications.states import State
from turbota.deadlines.models import Clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Message
from turbota.personal_files.models import PersonalFile
from turbota.signatures.models import Signature
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
WEDNESDAY = moment("2026-11-18 10:00")
FRIDAY = moment("2026-11-20 10:00")
ASK = "Додайте довідку про доходи за жовтень."
SILENT = "Заявниця не відповіла й на три дзвінки."
RETURN = "У скані паспорта немає другої сторінки."


def clock(application: Application, rule: str) -> Clock:
    return Clock.objects.filter(subject_id=application.pk, rule_code=rule).latest("started_at")


def handed(plays: Plays, key: str = "stepan") -> Application:
    case = plays.finished(key, "starosta", "yavir", MONDAY)
    plays.handed_over([case], "starosta", MONDAY)
    return Application.objects.get(pk=case.pk)


def send_back(case: Application, **changes: str) -> Application:
    fault = {"fault": "missing_document", "reason": RETURN, **changes}
    return acceptance.return_to_community(
        by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY, **fault
    )


@pytest.mark.requirement("R186", "R188", "R190")
def test_acceptance_meets_its_term_and_the_file_opens_by_itself(plays: Plays) -> None:
    case = handed(plays)
    assert clock(case, "department_acceptance").due_on == date(2026, 11, 19)
    acceptance.accept(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY)
    assert clock(case, "department_acceptance").outcome == "met"
    assert clock(case, "decision").outcome == "running"
    assert HandoverLine.objects.get().answer == "accepted"
    planned.do_all()
    file = PersonalFile.objects.get(application=case)
    assert (file.source, file.opened_at) == ("community", TUESDAY)
    assert Application.objects.get(pk=case.pk).due_on == clock(case, "decision").due_on


def test_the_file_has_the_day_of_acceptance_even_when_the_job_is_late(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    acceptance.accept(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY)
    plays.proposed(case, "umovnyi", FRIDAY)
    assert PersonalFile.objects.get(application=case).opened_at == TUESDAY


@pytest.mark.requirement("R187")
def test_a_return_names_a_fault_and_a_reason(plays: Plays) -> None:
    case = handed(plays)
    for changes, fields in (
        ({"fault": "dislike"}, {"fault"}),
        ({"reason": "ні"}, {"reason"}),
        ({"fault": "", "reason": ""}, {"fault", "reason"}),
    ):
        with pytest.raises(BadInput) as caught:
            send_back(case, **changes)
        assert set(caught.value.fields) == fields
    assert Application.objects.get(pk=case.pk).state == State.RECEIVED

    back = send_back(case)
    assert back.state == State.MENDING
    assert back.holder_id == back.community_id
    assert back.taken_by_id == back.author_id
    line = HandoverLine.objects.get()
    assert (line.answer, line.answered_at) == ("returned", TUESDAY)
    assert RETURN in line.reason


def test_the_term_of_the_decision_stands_while_the_community_mends(plays: Plays) -> None:
    case = handed(plays)
    before = clock(case, "decision")
    assert before.due_on == date(2026, 11, 26)
    back = send_back(case)
    assert clock(case, "decision").outcome == "paused"
    assert clock(case, "department_acceptance").outcome == "met"
    assert back.due_on == clock(case, "rework_by_community").due_on == date(2026, 11, 20)

    starosta = stage.at_work("starosta", FRIDAY)
    intake.finish_forming(by=starosta, application_id=case.pk, at=FRIDAY)
    assert clock(case, "rework_by_community").outcome == "met"
    assert clock(case, "community_handover").due_on == date(2026, 11, 23)
    plays.handed_over([case], "starosta", FRIDAY)
    after = clock(case, "decision")
    assert after.pk == before.pk
    assert (after.outcome, after.due_on, after.plain_due_on) == ("running", date(2026, 11, 30), before.due_on)
    assert clock(case, "department_acceptance").due_on == date(2026, 11, 25)
    assert [line.answer for line in HandoverLine.objects.order_by("register__sent_at")] == [
        "returned",
        "waiting",
    ]


def test_a_case_taken_by_a_colleague_is_left_to_the_colleague(plays: Plays) -> None:
    case = handed(plays)
    assigning.take(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=TUESDAY)
    for act in (
        lambda: assigning.take(by=colleague, application_id=case.pk, at=TUESDAY),
        lambda: acceptance.accept(by=colleague, application_id=case.pk, at=TUESDAY),
        lambda: acceptance.return_to_community(
            by=colleague, application_id=case.pk, fault="unreadable", reason=RETURN, at=TUESDAY
        ),
    ):
        with pytest.raises(Conflict) as caught:
            act()
        assert caught.value.code == "taken"


def test_only_the_body_that_holds_the_case_acts(plays: Plays) -> None:
    case = handed(plays)
    for code in ("davnii", "kerivna", "pokazova", "starosta", "admin"):
        with pytest.raises(Missing):
            acceptance.accept(by=stage.at_work(code, TUESDAY), application_id=case.pk, at=TUESDAY)
    send_back(case)
    with pytest.raises(Missing):
        acceptance.accept(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY)


def test_each_route_has_its_own_way_back(plays: Plays) -> None:
    portal, community = plays.submitted("maria", MONDAY), handed(plays)
    umovnyi = stage.at_work("umovnyi", TUESDAY)
    with pytest.raises(Refused) as first:
        send_back(portal)
    assert first.value.code == "not_from_community"
    with pytest.raises(Refused) as second:
        acceptance.ask(by=umovnyi, application_id=community.pk, text=ASK, at=TUESDAY)
    assert second.value.code == "not_from_portal"


def test_asked_before_acceptance_the_term_of_acceptance_starts_anew(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    umovnyi = stage.at_work("umovnyi", TUESDAY)
    with pytest.raises(BadInput):
        acceptance.ask(by=umovnyi, application_id=case.pk, text="ні", at=TUESDAY)
    asked = acceptance.ask(by=umovnyi, application_id=case.pk, text=ASK, at=TUESDAY)
    request = CompletionRequest.objects.get()
    assert (request.text, request.answer_by) == (ASK, date(2026, 12, 17))
    assert asked.due_on == clock(case, "completion_by_applicant").due_on == date(2026, 12, 17)
    assert clock(case, "decision").outcome == clock(case, "department_acceptance").outcome == "paused"

    answered(plays, case)
    acceptance_clock, decision = clock(case, "department_acceptance"), clock(case, "decision")
    assert acceptance_clock.due_on == date(2026, 11, 25)
    assert (decision.due_on, decision.plain_due_on) == (date(2026, 11, 30), date(2026, 11, 26))
    assert clock(case, "completion_by_applicant").outcome == "met"
    assert Application.objects.get(pk=case.pk).due_on == date(2026, 11, 25)


def answered(plays: Plays, case: Application) -> Attachment:
    maria = stage.at_home("maria", FRIDAY)
    copy = attaching.attach(
        by=maria, application_id=case.pk, code="other", scan=papers.scan("Довідка"), at=FRIDAY
    )
    acceptance.answer(by=maria, application_id=case.pk, text="", at=FRIDAY)
    return copy


def test_asked_from_work_the_case_comes_back_to_the_same_specialist(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    umovnyi = stage.at_work("umovnyi", WEDNESDAY)
    acceptance.ask(by=umovnyi, application_id=case.pk, text=ASK, at=WEDNESDAY)
    assert clock(case, "department_acceptance").outcome == "met"
    copy = answered(plays, case)
    kept = Application.objects.get(pk=case.pk)
    assert (kept.state, kept.taken_by_id) == (State.RECEIVED, umovnyi.account_id)
    assert kept.received_on == MONDAY.date()
    assert copy.late
    again = acceptance.accept(by=umovnyi, application_id=case.pk, at=FRIDAY + timedelta(hours=2))
    assert again.state == State.IN_WORK
    rows = Clock.objects.filter(subject_id=case.pk)
    assert sorted(rows.filter(rule_code="department_acceptance").values_list("outcome", flat=True)) == [
        "met",
        "met",
    ]
    decision = clock(case, "decision")
    assert (decision.outcome, decision.due_on) == ("running", date(2026, 11, 30))


def test_an_answer_needs_words_or_a_document(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    acceptance.ask(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, text=ASK, at=TUESDAY)
    maria = stage.at_home("maria", FRIDAY)
    with pytest.raises(BadInput):
        acceptance.answer(by=maria, application_id=case.pk, text="  ", at=FRIDAY)
    with pytest.raises(Missing):
        acceptance.answer(by=stage.at_home("stepan", FRIDAY), application_id=case.pk, text="Ось", at=FRIDAY)
    acceptance.answer(by=maria, application_id=case.pk, text="Довідки немає, бо не працюю.", at=FRIDAY)
    with pytest.raises(Conflict):
        acceptance.answer(by=maria, application_id=case.pk, text="І ще", at=FRIDAY)


def test_a_copy_that_was_there_before_the_question_answers_it_when_it_is_sent_again(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    acceptance.ask(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, text=ASK, at=TUESDAY)
    maria, before = stage.at_home("maria", FRIDAY), case.attachments.get()
    again = attaching.attach(
        by=maria, application_id=case.pk, code="identity", scan=papers.scan("Паспорт"), at=FRIDAY
    )
    assert (again.file.sha256, again.pk != before.pk) == (before.file.sha256, True)
    acceptance.answer(by=maria, application_id=case.pk, text="", at=FRIDAY)


def test_what_was_submitted_under_a_signature_is_not_taken_away(plays: Plays) -> None:
    case = plays.submitted("maria", MONDAY)
    signed = case.attachments.get()
    maria = stage.at_home("maria", FRIDAY)
    with pytest.raises(Conflict):
        attaching.attach(by=maria, application_id=case.pk, code="other", scan=papers.scan("Ще"), at=TUESDAY)
    acceptance.ask(by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, text=ASK, at=TUESDAY)
    with pytest.raises(Conflict):
        attaching.take_away(by=maria, application_id=case.pk, attachment_id=signed.pk, at=FRIDAY)
    added = attaching.attach(
        by=maria, application_id=case.pk, code="other", scan=papers.scan("Не те"), at=FRIDAY
    )
    attaching.take_away(by=maria, application_id=case.pk, attachment_id=added.pk, at=FRIDAY)
    assert list(case.attachments.filter(removed_at__isnull=True)) == [signed]


def asked_from_work(plays: Plays) -> Application:
    case = plays.submitted("maria", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    acceptance.ask(by=stage.at_work("umovnyi", WEDNESDAY), application_id=case.pk, text=ASK, at=WEDNESDAY)
    return case


def gone_on(case: Application, at: datetime, reason: str = SILENT, code: str = "umovnyi") -> Application:
    return acceptance.go_on(by=stage.at_work(code, at), application_id=case.pk, reason=reason, at=at)


def test_when_the_applicant_is_silent_for_the_whole_term_the_case_goes_on(plays: Plays) -> None:
    case = asked_from_work(plays)
    last_day, after = moment("2026-12-18 23:00"), moment("2026-12-21 10:00")
    assert CompletionRequest.objects.get().answer_by == date(2026, 12, 18)
    with pytest.raises(Refused) as early:
        gone_on(case, last_day)
    assert early.value.code == "term_still_runs"
    with pytest.raises(BadInput):
        gone_on(case, after, reason="ні")
    with pytest.raises(Missing):
        gone_on(case, after, code="davnii")

    gone = gone_on(case, after)
    assert (gone.state, gone.taken_by_id) == (State.RECEIVED, stage.at_work("umovnyi", after).account_id)
    request = CompletionRequest.objects.get()
    assert (request.answered_at, request.closed_at, request.closed_reason) == (None, after, SILENT)
    assert clock(case, "completion_by_applicant").outcome == "late"
    assert clock(case, "department_acceptance").outcome == clock(case, "decision").outcome == "running"
    assert gone.due_on == clock(case, "department_acceptance").due_on
    with pytest.raises(Conflict):
        gone_on(case, after)
    with pytest.raises(Conflict):
        acceptance.answer(by=stage.at_home("maria", after), application_id=case.pk, text="Ось", at=after)
    planned.do_all()
    told = Message.objects.get(kind="application_goes_on")
    assert told.person_id == case.applicant_id
    assert SILENT not in told.body


def test_a_case_that_went_on_is_accepted_decided_or_asked_about_again(plays: Plays) -> None:
    case, after = asked_from_work(plays), moment("2026-12-21 10:00")
    gone_on(case, after)
    umovnyi = stage.at_work("umovnyi", after)
    acceptance.ask(by=umovnyi, application_id=case.pk, text=ASK, at=after)
    maria = stage.at_home("maria", after)
    acceptance.answer(by=maria, application_id=case.pk, text="Довідки немає.", at=after)
    first, second = CompletionRequest.objects.order_by("asked_at")
    assert (first.answered_at, second.answer, second.closed_at) == (None, "Довідки немає.", None)
    plays.accepted(case, "umovnyi", after)
    plays.approved(plays.proposed(case, "umovnyi", after), "pokazova", after + timedelta(hours=1))
    assert Application.objects.get(pk=case.pk).state == State.DECIDED


def failed_signature(case: Application) -> None:
    Signature.objects.filter(pk=case.signature_id).update(state="invalid", code="revoked")


def test_a_question_is_answered_before_the_failed_signature_is_asked_for(plays: Plays) -> None:
    case = asked_from_work(plays)
    failed_signature(case)
    signature_id = case.signature_id
    assert signature_id is not None
    assert signature_failed(signature_id=signature_id, at=WEDNESDAY) is None
    asked = Application.objects.get(pk=case.pk)
    assert not may_sign_again(asked)
    maria = stage.at_home("maria", FRIDAY)
    back = acceptance.answer(by=maria, application_id=case.pk, text="Довідки немає.", at=FRIDAY)
    assert back.state == State.ASKED
    assert may_sign_again(back)
    question, signature = CompletionRequest.objects.order_by("asked_at")
    assert (question.kind, question.answer) == ("question", "Довідки немає.")
    assert (signature.kind, signature.asked_by_id) == ("signature", None)
    assert back.due_on == clock(case, "completion_by_applicant").due_on
    with pytest.raises(Refused) as words:
        acceptance.answer(by=maria, application_id=case.pk, text="Підписую.", at=FRIDAY)
    assert words.value.code == "signature_wanted"
    with pytest.raises(Refused) as unsigned:
        gone_on(case, moment("2027-02-01 10:00"))
    assert unsigned.value.code == "signature_wanted"


def test_a_community_case_goes_back_from_work_and_comes_again(plays: Plays) -> None:
    case = handed(plays)
    plays.accepted(case, "umovnyi", TUESDAY)
    planned.do_all()
    file = PersonalFile.objects.get(application=case)
    due = clock(case, "decision").due_on
    back = send_back(case)
    assert (back.state, back.holder_id, back.taken_by_id) == (
        State.MENDING,
        back.community_id,
        back.author_id,
    )
    assert clock(case, "decision").outcome == "paused"
    assert back.due_on == clock(case, "rework_by_community").due_on

    intake.finish_forming(by=stage.at_work("starosta", FRIDAY), application_id=case.pk, at=FRIDAY)
    plays.handed_over([case], "starosta", FRIDAY)
    decision = clock(case, "decision")
    assert (decision.outcome, decision.plain_due_on) == ("running", due)
    assert decision.due_on > due
    assert clock(case, "department_acceptance").outcome == "running"
    plays.accepted(case, "umovnyi", FRIDAY)
    planned.do_all()
    assert PersonalFile.objects.get(application=case) == file
    answers = HandoverLine.objects.order_by("register__sent_at").values_list("answer", flat=True)
    assert list(answers) == ["accepted", "accepted"]


def test_a_stale_page_accepts_nothing(plays: Plays) -> None:
    case = handed(plays)
    with pytest.raises(Conflict) as caught:
        acceptance.accept(
            by=stage.at_work("umovnyi", TUESDAY), application_id=case.pk, at=TUESDAY, version=case.version - 1
        )
    assert caught.value.code == "stale_page"


def test_who_held_the_case_is_told_by_rows_without_gaps(plays: Plays) -> None:
    case = handed(plays)
    send_back(case)
    rows = list(Holding.objects.filter(application=case).order_by("since", "until"))
    codes = [row.organisation.code for row in rows]
    assert codes == [cast.body(key).code for key in ("yavir", "pension", "yavir")]
    assert [row.until for row in rows] == [row.since for row in rows[1:]] + [None]


@pytest.mark.requirement("R007", "R008", "R038")
def test_every_step_is_told_once_to_whom_it_concerns(plays: Plays) -> None:
    case = handed(plays)
    planned.do_all()
    plays.accepted(case, "umovnyi", TUESDAY)
    jobs = planned.waiting()
    planned.do_all()
    for job in jobs:
        planned.do(job)
    kinds = list(Message.objects.order_by("created_at", "pk").values_list("kind", "direction"))
    assert len(kinds) == len(set(kinds))
    assert {direction for _, direction in kinds} == {"to_person", "to_organisation"}
    assert Message.objects.filter(organisation_id=case.community_id, person=None).count() == 1
