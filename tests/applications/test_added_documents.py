"""Documents that a person brought after handover: sealed, sent by a register of their own, seen as later (R150)."""

from datetime import datetime

import pytest
from tests.factories import world
from tests.factories.at_once import at_once
from tests.factories.desk import client_of
from tests.factories.handovers import live, office, sent
from tests.factories.world import moment

from turbota.applications import register_queries
from turbota.applications.jobs.handover import count_register, reconcile
from turbota.applications.models import (
    Application,
    Attachment,
    HandoverDocument,
    HandoverLine,
    HandoverRegister,
)
from turbota.applications.operations import acceptance, additional
from turbota.audit.models import Event
from turbota.decisions import operations as decisions
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.messages.models import Message
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.issuing import Issued

AT = moment("2026-11-16 10:00")
NEXT = moment("2026-11-17 09:00")
LATER = moment("2026-11-18 09:00")


def with_decider(plays: Plays) -> Application:
    case = plays.finished("stepan", "starosta", "yavir", AT)
    sent(plays, [case], "starosta", AT)
    return Application.objects.get(pk=case.pk)


@pytest.mark.requirement("R150", "R140")
def test_a_later_document_waits_for_the_seal_then_goes_by_its_own_register(plays: Plays) -> None:
    case = with_decider(plays)
    starosta = stage.at_work("starosta", NEXT)
    copy = plays.brought(case, "starosta", NEXT)
    assert list(register_queries.added_to_send(starosta)) == [copy]
    assert not register_queries.added_to_send(stage.at_work("zrazkova", NEXT)).exists()
    wanted = {"by": starosta, "application_ids": [case.pk], "at": NEXT}
    with pytest.raises(Refused) as caught:
        additional.send_added(**wanted)
    assert caught.value.code == "not_sealed"
    plays.seal_all(case, "starosta", "yavir", NEXT)
    (register,) = additional.send_added(**wanted)
    line = register.lines.get()
    assert (register.number, register.additional, register.documents) == ("26-0002", True, 1)
    assert [row.attachment_id for row in line.sent_documents.all()] == [copy.pk]
    with pytest.raises(Conflict):
        additional.send_added(**wanted)

    with clock.frozen(NEXT):
        for _ in range(2):
            count_register(register_id=str(register.pk))
    told = Message.objects.get(kind="documents_added")
    assert (told.organisation_id, told.subject_id) == (office("pension").pk, case.pk)
    assert register.receipts.get().matches
    assert [one.pk for one in register_queries.added_lines(case)] == [line.pk]
    assert live(NEXT) == []


@pytest.mark.requirement("R150")
def test_the_specialist_takes_the_later_documents_once(plays: Plays) -> None:
    case = plays.accepted(with_decider(plays), "umovnyi", AT)
    plays.brought(case, "starosta", NEXT)
    plays.seal_all(case, "starosta", "yavir", NEXT)
    (register,) = additional.send_added(
        by=stage.at_work("starosta", NEXT), application_ids=[case.pk], at=NEXT
    )
    line = register.lines.get()
    assert [one.kind for one in live(moment("2026-11-21 09:00"))] == ["late"]
    for stranger in ("starosta", "davnii", "pokazova"):
        with pytest.raises(Missing):
            additional.take_added(by=stage.at_work(stranger, LATER), line_id=line.pk, at=LATER)
    umovnyi = stage.at_work("umovnyi", LATER)
    for at in (LATER, moment("2026-11-19 09:00")):
        additional.take_added(by=umovnyi, line_id=line.pk, at=at)
    kept = HandoverLine.objects.get(pk=line.pk)
    assert (kept.answer, kept.answered_at) == ("accepted", LATER)
    assert live(moment("2026-11-21 09:00")) == []


@pytest.mark.requirement("R150")
def test_taking_the_case_takes_what_came_with_it_and_a_return_sends_everything_back(plays: Plays) -> None:
    case = with_decider(plays)
    plays.brought(case, "starosta", NEXT)
    plays.seal_all(case, "starosta", "yavir", NEXT)
    additional.send_added(by=stage.at_work("starosta", NEXT), application_ids=[case.pk], at=NEXT)
    acceptance.return_to_community(
        by=stage.at_work("umovnyi", NEXT),
        application_id=case.pk,
        fault="unreadable",
        reason="Скан не читається.",
        at=NEXT,
    )
    assert set(HandoverLine.objects.values_list("answer", flat=True)) == {"returned"}
    assert not register_queries.added_to_send(stage.at_work("starosta", NEXT)).exists()


@pytest.mark.requirement("R150")
def test_after_a_decision_nothing_is_added_silently(plays: Plays) -> None:
    case = plays.accepted(with_decider(plays), "umovnyi", AT)
    plays.approved(plays.proposed(case, "umovnyi", AT), "pokazova", AT)
    with pytest.raises(Conflict) as caught:
        plays.brought(case, "starosta", NEXT)
    assert "прийміть нову заяву" in caught.value.sentence
    assert not Attachment.objects.filter(application=case, late=True).exists()


def with_added(plays: Plays, at: datetime) -> HandoverLine:
    """A case in work to which the community sent a document that nobody has taken."""
    case = plays.accepted(with_decider(plays), "umovnyi", AT)
    plays.brought(case, "starosta", at)
    plays.seal_all(case, "starosta", "yavir", at)
    (register,) = additional.send_added(by=stage.at_work("starosta", at), application_ids=[case.pk], at=at)
    return register.lines.select_related("application").get()


@pytest.mark.requirement("R150")
def test_nothing_is_decided_while_a_later_document_waits_to_be_taken(plays: Plays) -> None:
    line = with_added(plays, NEXT)
    with pytest.raises(Refused) as caught:
        plays.prepared(line.application, "umovnyi", LATER)
    assert caught.value.code == "added_not_taken"
    assert "Спершу прийміть додаткові документи" in caught.value.sentence
    additional.take_added(by=stage.at_work("umovnyi", LATER), line_id=line.pk, at=LATER)
    plays.approved(plays.proposed(line.application, "umovnyi", LATER), "pokazova", LATER)
    assert live(moment("2026-11-30 09:00")) == []


@pytest.mark.requirement("R150")
@pytest.mark.parametrize("signer", ["specialist", "head"])
def test_nobody_signs_while_a_document_sent_after_the_calculation_waits(plays: Plays, signer: str) -> None:
    case = plays.accepted(with_decider(plays), "umovnyi", AT)
    plays.brought(case, "starosta", AT)
    plays.seal_all(case, "starosta", "yavir", AT)
    decision = plays.prepared(case, "umovnyi", NEXT)
    if signer == "head":
        decision = world.sign_paper(
            decisions.propose, stage.at_work("umovnyi", NEXT), decision, key_of(plays, "umovnyi"), NEXT
        )
    additional.send_added(by=stage.at_work("starosta", NEXT), application_ids=[case.pk], at=NEXT)
    verb, code = (decisions.propose, "umovnyi") if signer == "specialist" else (decisions.approve, "pokazova")
    by, key = stage.at_work(code, LATER), key_of(plays, code)
    with pytest.raises(Refused) as caught:
        world.sign_paper(verb, by, decision, key, LATER)
    assert caught.value.code == "added_not_taken"
    line = HandoverLine.objects.get(additional=True)
    additional.take_added(by=stage.at_work("umovnyi", LATER), line_id=line.pk, at=LATER)
    assert world.sign_paper(verb, by, decision, key, LATER).state in ("proposed", "approved")


def key_of(plays: Plays, code: str) -> Issued:
    return plays.keys.person(cast.employee(code))


def test_what_still_waits_when_a_case_ends_by_a_decision_is_ended(
    plays: Plays, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = with_added(plays, NEXT)
    monkeypatch.setattr(decisions, "_check_added_taken", lambda application: None)
    plays.approved(plays.proposed(line.application, "umovnyi", LATER), "pokazova", LATER)
    kept = HandoverLine.objects.get(pk=line.pk)
    assert (kept.answer, kept.answered_at) == ("ended", LATER)
    assert live(moment("2026-11-30 09:00")) == []


def waiting_after_the_decision(plays: Plays) -> HandoverLine:
    """A case decided before the rule that nothing may wait: its line is left without an answer."""
    line = with_added(plays, NEXT)
    additional.take_added(by=stage.at_work("umovnyi", LATER), line_id=line.pk, at=LATER)
    plays.approved(plays.proposed(line.application, "umovnyi", LATER), "pokazova", LATER)
    HandoverLine.objects.filter(pk=line.pk).update(answer="waiting", answered_at=None)
    return line


@pytest.mark.requirement("R150", "R140")
def test_a_line_left_behind_a_decision_is_closed_once_and_both_sides_read_why(plays: Plays) -> None:
    line = waiting_after_the_decision(plays)
    with pytest.raises(Missing):
        additional.take_added(by=stage.at_work("umovnyi", LATER), line_id=line.pk, at=LATER)
    now = moment("2026-11-30 09:00")
    with clock.frozen(now):
        for _ in range(2):
            reconcile(0)
    kept = HandoverLine.objects.get(pk=line.pk)
    assert (kept.answer, kept.answered_at) == ("ended", now)
    assert "«Рішення ухвалено». Копії лишаються у справі" in kept.reason
    told = Message.objects.filter(kind="lines_ended")
    assert {row.organisation_id for row in told} == {office("yavir").pk, office("pension").pk}
    assert told.count() == 2 and Event.objects.filter(action="application.end_line").count() == 1
    assert live(now) == []
    page = client_of("umovnyi", now).get(f"/department/registers/{line.register_id}/").content.decode()
    assert "розгляд закінчено" in page and "Копії лишаються у справі" in page


def test_a_line_of_a_case_that_is_in_work_is_left_to_the_specialist(plays: Plays) -> None:
    line = with_added(plays, NEXT)
    assert not additional.end_forgotten(line_id=line.pk, at=LATER)
    with clock.frozen(LATER):
        reconcile(0)
    assert HandoverLine.objects.get(pk=line.pk).answer == "waiting"


def test_two_runs_at_once_close_a_line_once(plays_for_many: Plays) -> None:
    line = waiting_after_the_decision(plays_for_many)
    acts = [lambda: additional.end_forgotten(line_id=line.pk, at=moment("2026-11-30 09:00"))] * 2
    assert sorted(at_once(*acts), key=str) == [False, True]
    assert Message.objects.filter(kind="lines_ended").count() == 2


def test_a_document_added_before_handover_goes_with_the_case_and_not_twice(plays: Plays) -> None:
    case = plays.finished("stepan", "starosta", "yavir", AT)
    plays.brought(case, "starosta", AT)
    plays.seal_all(case, "starosta", "yavir", AT)
    register = sent(plays, [case], "starosta", NEXT)
    assert HandoverDocument.objects.filter(line__register=register).count() == 3
    starosta = stage.at_work("starosta", NEXT)
    assert not register_queries.added_to_send(starosta).exists()
    with pytest.raises(Conflict):
        additional.send_added(by=starosta, application_ids=[case.pk], at=NEXT)
    with pytest.raises(Refused):
        additional.send_added(by=starosta, application_ids=[], at=NEXT)
    assert HandoverRegister.objects.count() == 1


def test_a_foreign_officer_sends_no_documents(plays: Plays) -> None:
    case = with_decider(plays)
    plays.brought(case, "starosta", NEXT)
    plays.seal_all(case, "starosta", "yavir", NEXT)
    for stranger in ("zrazkova", "centrova", "umovnyi", "probna"):
        with pytest.raises(Conflict):
            additional.send_added(by=stage.at_work(stranger, NEXT), application_ids=[case.pk], at=NEXT)
    assert HandoverRegister.objects.count() == 1
