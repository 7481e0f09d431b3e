"""Ending without a decision: withdrawn by the person, left without consideration, joined to another application."""

from datetime import timedelta

import pytest
from tests.factories import planned, world
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.applications.models import Application, Assignment, HandoverLine, Holding
from turbota.applications.operations import acceptance, ending
from turbota.applications.states import State
from turbota.deadlines.models import Clock
from turbota.decisions import operations as decisions
from turbota.decisions import returning
from turbota.decisions.models import Decision
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Message
from turbota.personal_files.models import PersonalFile
from turbota.personal_files.queries import beside
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays

MONDAY = moment("2026-11-16 10:00")
TUESDAY = moment("2026-11-17 10:00")
LATER = moment("2026-12-21 10:00")
WHY = "Просили довідку двічі, до 17 грудня вона не надійшла."
ONE = "Ви подали дві заяви на ту саму допомогу."


def ended(case: Application, state: str) -> Application:
    """What is true of every case that ended without a decision."""
    row = Application.objects.get(pk=case.pk)
    assert (row.state, row.holder_id, row.taken_by_id, row.due_on) == (state, None, None, None)
    assert not Clock.objects.going().filter(subject_id=row.pk).exists()
    assert not Holding.objects.filter(application=row, until=None).exists()
    assert not Assignment.objects.filter(application=row, until=None).exists()
    assert not HandoverLine.objects.filter(application=row, answer="waiting").exists()
    assert not row.requests.open().exists()
    return row


def withdrawn(case: Application, key: str, **changes: object) -> Application:
    values = {"reason": "", "at": TUESDAY, **changes}
    return ending.withdraw(by=stage.at_home(key, TUESDAY), application_id=case.pk, **values)


def test_the_person_withdraws_without_a_reason_and_applies_anew(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    decision = plays.proposed(case, "umovnyi", MONDAY)
    case.refresh_from_db()
    with pytest.raises(Conflict) as stale:
        withdrawn(case, "maria", version=0)
    assert stale.value.code == "stale_page"
    withdrawn(case, "maria", version=case.version)
    ended(case, State.WITHDRAWN)
    planned.do_all()
    planned.do_all()
    assert Decision.objects.get(pk=decision.pk).state == "ended"
    told = Message.objects.filter(subject_id=case.pk)
    assert told.filter(kind="application_withdrawn").count() == 1
    notices = told.filter(kind="case_withdrawn")
    assert [row.organisation_id for row in notices] == [case.decider_id]
    assert "Олег" not in told.get(kind="application_withdrawn").body
    assert PersonalFile.objects.filter(application=case).exists()
    with pytest.raises(Conflict):
        withdrawn(case, "maria")
    again = plays.submitted("maria", TUESDAY)
    assert (again.state, again.number != case.number) == (State.RECEIVED, True)


@pytest.mark.parametrize("stop", ["registered", "finished", "handed", "asked"])
def test_it_is_withdrawn_from_every_state_before_a_decision(plays: Plays, stop: str) -> None:
    if stop == "asked":
        key, case = "maria", plays.submitted("maria", MONDAY)
        acceptance.ask(by=stage.at_work("umovnyi", MONDAY), application_id=case.pk, text=WHY, at=MONDAY)
    else:
        key = "stepan"
        case = getattr(plays, "registered" if stop == "registered" else "finished")(
            key, "starosta", "yavir", MONDAY
        )
    if stop == "handed":
        plays.handed_over([case], "starosta", MONDAY)
    withdrawn(case, key)
    ended(case, State.WITHDRAWN)
    if stop == "handed":
        assert HandoverLine.objects.get().answer == "ended"
        planned.do_all()
        offices = set(Message.objects.filter(kind="case_withdrawn").values_list("organisation_id", flat=True))
        case.refresh_from_db()
        assert offices == {case.community_id, case.decider_id}


def test_a_draft_is_dropped_and_a_decision_is_appealed(plays: Plays) -> None:
    draft = plays.draft("olesia", MONDAY)
    with pytest.raises(Conflict) as dropped:
        withdrawn(draft, "olesia")
    assert dropped.value.code == "draft_is_dropped"
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    plays.approved(plays.proposed(case, "umovnyi", MONDAY), "pokazova", MONDAY)
    with pytest.raises(Conflict) as late:
        withdrawn(case, "maria")
    assert late.value.code == "already_decided"
    assert "оскаржити" in late.value.sentence and "перерахують" in late.value.sentence


def test_only_the_person_withdraws_and_only_the_office_takes_the_paper(plays: Plays) -> None:
    case = plays.finished("stepan", "starosta", "yavir", MONDAY)
    for stranger in (stage.at_home("maria", TUESDAY), stage.at_work("starosta", TUESDAY)):
        with pytest.raises(Missing):
            ending.withdraw(by=stranger, application_id=case.pk, reason="", at=TUESDAY)
    scan = papers.scan("Заява про відкликання")
    for code in ("zrazkova", "umovnyi", "pokazova", "admin"):
        with pytest.raises(Missing):
            ending.withdraw_on_paper(
                by=stage.at_work(code, TUESDAY), application_id=case.pk, scan=scan, at=TUESDAY
            )
    ending.withdraw_on_paper(
        by=stage.at_work("starosta", TUESDAY), application_id=case.pk, scan=scan, at=TUESDAY
    )
    ended(case, State.WITHDRAWN)
    assert case.attachments.filter(document_code="withdrawal", title="Заява про відкликання").exists()
    planned.do_all()
    assert "за вашою письмовою заявою" in Message.objects.get(kind="application_withdrawn").body


def asked(plays: Plays) -> Application:
    case = plays.submitted("maria", MONDAY)
    acceptance.ask(by=stage.at_work("umovnyi", MONDAY), application_id=case.pk, text=WHY, at=MONDAY)
    return case


def left(case: Application, code: str = "umovnyi", **changes: object) -> Application:
    values = {"ground": "not_brought", "text": WHY, "at": LATER, **changes}
    return returning.leave(by=stage.at_work(code, LATER), application_id=case.pk, **values)


def test_a_silent_applicants_case_is_left_without_consideration(plays: Plays) -> None:
    case = asked(plays)
    with pytest.raises(Refused) as early:
        left(case, at=TUESDAY)
    assert early.value.code == "no_ground"
    with pytest.raises(BadInput) as bad:
        left(case, ground="because", text="")
    assert set(bad.value.fields) == {"ground", "text"}
    with pytest.raises(Refused):
        left(case, ground="not_signed")
    for stranger in ("davnii", "pokazova"):
        with pytest.raises(Missing):
            left(case, stranger)
    left(case)
    row = ended(case, State.LEFT)
    step = row.steps.get(verb="leave")
    assert WHY in step.reason and step.reason.startswith("У строк не надійшли")
    planned.do_all()
    body = Message.objects.get(kind="application_left").body
    assert "скаргу" in body and "нову заяву" in body and "Пенсійного фонду" in body
    with pytest.raises(Missing):
        left(case)


def test_the_silence_of_the_body_itself_is_no_ground(plays: Plays) -> None:
    """The question was closed and the case went on; then the body let its own term pass."""
    case = asked(plays)
    umovnyi = stage.at_work("umovnyi", LATER)
    acceptance.go_on(by=umovnyi, application_id=case.pk, reason=WHY, at=LATER)
    acceptance.accept(by=umovnyi, application_id=case.pk, at=LATER)
    with pytest.raises(Conflict) as late:
        left(case, at=LATER + timedelta(days=40))
    assert late.value.code == "body_is_late"
    left(case, at=LATER + timedelta(hours=1))
    ended(case, State.LEFT)


def test_a_proposal_with_the_head_is_not_pulled_away_by_leaving(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    plays.proposed(case, "umovnyi", MONDAY)
    with pytest.raises(Conflict) as signed:
        left(case, at=TUESDAY)
    assert signed.value.code == "decision_is_signed"


def two(plays: Plays) -> tuple[Application, Application]:
    """Roman applied at the counter of Yavir and, a day later, through the portal."""
    paper = plays.finished("roman", "starosta", "yavir", MONDAY)
    plays.handed_over([paper], "starosta", MONDAY)
    return Application.objects.get(pk=paper.pk), plays.submitted("roman", TUESDAY)


def joined(case: Application, into: Application, code: str = "umovnyi", **changes: object) -> Application:
    values = {"reason": ONE, "at": TUESDAY, **changes}
    return returning.join(by=stage.at_work(code, TUESDAY), application_id=case.pk, into_id=into.pk, **values)


def test_the_second_application_is_seen_and_joins_the_first(plays: Plays) -> None:
    first, second = two(plays)
    assert second.applicant_id == first.applicant_id
    assert [row.number for row in beside(second)] == [first.number]
    with pytest.raises(BadInput):
        joined(second, first, reason="ок")
    with pytest.raises(Refused) as earlier:
        joined(first, second)
    assert earlier.value.code == "earlier_date_lost"
    with pytest.raises(Missing):
        joined(second, first, "davnii")
    with pytest.raises(Missing):
        joined(second, second)
    joined(second, first, version=second.version)
    row = ended(second, State.JOINED)
    assert row.joined_to_id == first.pk
    kept = Application.objects.get(pk=first.pk)
    assert (kept.state, kept.received_on) == (State.RECEIVED, MONDAY.date())
    planned.do_all()
    body = Message.objects.get(kind="application_joined").body
    assert first.number in body and second.number in body
    with pytest.raises(Missing):
        joined(second, first)


def test_an_application_for_months_already_awarded_joins_the_decided_one(plays: Plays) -> None:
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    assert plays.approved(plays.proposed(case, "umovnyi", MONDAY), "pokazova", MONDAY).outcome == "granted"
    again = plays.accepted(plays.submitted("maria", TUESDAY), "umovnyi", TUESDAY)
    with pytest.raises(Refused) as twice:
        plays.proposed(again, "umovnyi", TUESDAY)
    assert twice.value.code == "granted_already"
    joined(again, case)
    ended(again, State.JOINED)


def test_applications_of_different_people_never_join(plays: Plays) -> None:
    first, second = plays.submitted("maria", MONDAY), plays.submitted("roman", TUESDAY)
    with pytest.raises(Refused) as unlike:
        joined(second, first)
    assert unlike.value.code == "not_alike"


def test_an_application_still_in_the_community_is_not_joined_over_its_head(plays: Plays) -> None:
    paper = plays.registered("roman", "starosta", "yavir", MONDAY)
    second = plays.submitted("roman", TUESDAY)
    with pytest.raises(Missing):
        joined(second, paper)


@pytest.mark.slow
def test_withdrawing_and_approving_at_once_is_one_of_both(plays_for_many: Plays) -> None:
    plays = plays_for_many
    case = plays.accepted(plays.submitted("maria", MONDAY), "umovnyi", MONDAY)
    decision = plays.proposed(case, "umovnyi", MONDAY)
    pokazova = stage.at_work("pokazova", TUESDAY)
    key = plays.keys.person(cast.employee("pokazova"))
    results = at_once(
        lambda: withdrawn(case, "maria"),
        lambda: world.sign_paper(decisions.approve, pokazova, decision, key, TUESDAY),
    )
    assert sum(isinstance(one, Conflict) for one in results) == 1, results
    planned.do_about(case.pk)
    pair = (Application.objects.get(pk=case.pk).state, Decision.objects.get(pk=decision.pk).state)
    assert pair in ((State.WITHDRAWN, "ended"), (State.DECIDED, "approved"))


@pytest.mark.slow
def test_withdrawn_twice_at_once_is_told_once(plays_for_many: Plays) -> None:
    case = plays_for_many.submitted("maria", MONDAY)
    results = at_once(lambda: withdrawn(case, "maria"), lambda: withdrawn(case, "maria"))
    assert sum(isinstance(one, Conflict) for one in results) == 1, results
    planned.do_about(case.pk)
    assert Message.objects.filter(kind="application_withdrawn").count() == 1


@pytest.mark.slow
def test_two_applications_joined_into_each_other_at_once_leave_one(plays_for_many: Plays) -> None:
    first, second = two(plays_for_many)
    results = at_once(lambda: joined(second, first), lambda: joined(first, second))
    assert sum(isinstance(one, Refused) for one in results) == 1, results
    assert Application.objects.filter(state=State.JOINED).get().pk == second.pk
