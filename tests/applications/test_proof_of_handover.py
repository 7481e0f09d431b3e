"""Both sides of a register: what was sent, what the deciding body counted itself, the seal, and alarms (R140)."""

import hashlib
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.handovers import live, mend, office, place_of, seal_register, sent, spoil
from tests.factories.world import moment

from turbota.applications import papers as printed
from turbota.applications import register_queries
from turbota.applications.jobs.handover import count_register, reconcile
from turbota.applications.models import (
    AlarmStep,
    Application,
    Attachment,
    HandoverAlarm,
    HandoverLine,
    HandoverReceipt,
    HandoverRegister,
)
from turbota.applications.operations import acceptance, handover, reconciling, sealing
from turbota.audit.models import Event
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Message
from turbota.signatures.containers import split
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign_digest

AT = moment("2026-11-16 10:00")
NEXT = moment("2026-11-17 09:00")
AFTER_TERM = moment("2026-11-21 08:00")
"""Saturday: the three working days from Tuesday are over."""


def one_sent(plays: Plays, at: datetime = AT) -> HandoverRegister:
    cases = [plays.finished(key, "starosta", "yavir", at) for key in ("maria", "stepan")]
    return sent(plays, cases, "starosta", at)


@pytest.mark.requirement("R140")
def test_both_sides_count_the_same_each_for_itself(plays: Plays) -> None:
    cases = [plays.finished(key, "starosta", "yavir", AT) for key in ("maria", "stepan")]
    plays.handed_over(cases, "starosta", AT)
    register = HandoverRegister.objects.get()
    assert not HandoverReceipt.objects.exists()
    with clock.frozen(NEXT):
        count_register(register_id=str(register.pk))
        count_register(register_id=str(register.pk))
    receipt = HandoverReceipt.objects.get()
    lines = list(register.lines.select_related("application").order_by("position"))
    canonical = "".join(f"{x.application.number}\t{x.documents}\t{x.pages}\t{x.digest}\n" for x in lines)
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    assert (register.cases, register.documents, register.pages, register.digest) == (2, 4, 4, digest)
    assert (receipt.cases, receipt.documents, receipt.pages, receipt.digest) == (2, 4, 4, digest)
    assert (receipt.matches, receipt.counted_at, receipt.counted_by) == (True, NEXT, None)
    assert receipt.lines["1"]["digest"] == lines[0].digest
    assert live(NEXT) == []


@pytest.mark.requirement("R140")
@pytest.mark.parametrize("fault", ["damaged", "missing"])
def test_a_file_that_came_broken_raises_an_alarm_that_ends_when_it_is_whole(plays: Plays, fault: str) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    plays.handed_over([case], "starosta", AT)
    register = HandoverRegister.objects.get()
    copy = case.attachments.select_related("file").latest("added_at", "pk")
    lies, whole = place_of(copy), spoil(copy)
    if fault == "missing":
        lies.unlink()
    receipt = reconciling.count_at_receipt(register_id=register.pk, at=NEXT)
    assert (receipt.matches, receipt.documents, receipt.lines["1"]["faults"]) == (False, 1, [2])

    (alarm,) = live(NEXT)
    assert (alarm.kind, alarm.state, alarm.register_id) == ("unmatched", "open", register.pk)
    assert "передали документів 2, сторінок 2; прийняли документів 1, сторінок 1" in alarm.text
    told = Message.objects.filter(kind="handover_alarm", subject_id=alarm.pk)
    assert {row.organisation_id for row in told} == {office("yavir").pk, office("pension").pk}
    for who in ("starosta", "umovnyi", "pokazova"):
        assert register_queries.live_alarms(stage.at_work(who, NEXT)) == 1
    for who in ("zrazkova", "centrova", "davnii", "admin"):
        assert register_queries.live_alarms(stage.at_work(who, NEXT)) == 0

    assert reconciling.reconcile(at=NEXT) == (0, 0)
    mend(lies, whole)
    umovnyi = stage.at_work("umovnyi", NEXT)
    again = reconciling.count_again(by=umovnyi, register_id=register.pk, at=NEXT + timedelta(hours=1))
    assert (again.matches, again.counted_by_id) == (True, umovnyi.account_id)
    ended = HandoverAlarm.objects.get()
    assert ended.state == "ended"
    assert AlarmStep.objects.get().verb == "end"
    assert HandoverReceipt.objects.count() == 2
    assert Event.objects.filter(action="register.count", subject_id=register.pk).exists()


@pytest.mark.requirement("R140")
@pytest.mark.parametrize("what", ["digest", "count", "swapped"])
def test_what_differs_from_the_bytes_is_found_in_the_register_itself(plays: Plays, what: str) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    other = plays.finished("stepan", "starosta", "yavir", AT)
    plays.handed_over([case], "starosta", AT)
    register = HandoverRegister.objects.get()
    if what == "digest":
        HandoverLine.objects.update(digest="0" * 64)
    elif what == "count":
        HandoverRegister.objects.update(documents=7)
    else:
        foreign = other.attachments.get(document_code="signed_application").file_id
        case.attachments.filter(document_code="signed_application").update(file_id=foreign)
    assert not reconciling.count_at_receipt(register_id=register.pk, at=AT).matches
    (alarm,) = live(AT)
    assert (alarm.kind, alarm.register_id) == ("unmatched", register.pk)


def test_a_copy_taken_out_behind_the_back_of_the_deciding_body_is_missed(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    plays.handed_over([case], "starosta", AT)
    Attachment.objects.filter(pk=case.attachments.latest("added_at", "pk").pk).update(removed_at=NEXT)
    register = HandoverRegister.objects.get()
    assert not reconciling.count_at_receipt(register_id=register.pk, at=NEXT).matches
    assert [alarm.kind for alarm in live(NEXT)] == ["unmatched"]


def test_a_returned_case_that_was_mended_is_no_fault_of_its_old_register(plays: Plays) -> None:
    register = one_sent(plays)
    umovnyi = stage.at_work("umovnyi", NEXT)
    line = register.lines.order_by("position")[0]
    acceptance.return_to_community(
        by=umovnyi,
        application_id=line.application_id,
        fault="unreadable",
        reason="Скан не читається.",
        at=NEXT,
    )
    later = NEXT + timedelta(hours=2)
    line.application.attachments.filter(document_code="identity").update(removed_at=later)
    assert reconciling.count_again(by=umovnyi, register_id=register.pk, at=later).matches


@pytest.mark.requirement("R140")
def test_a_line_without_an_answer_in_its_term_is_late_until_it_is_answered(plays: Plays) -> None:
    register = one_sent(plays, NEXT)
    first, second = register.lines.select_related("application").order_by("position")
    assert live(moment("2026-11-20 23:00")) == []
    alarms = live(AFTER_TERM)
    assert [alarm.kind for alarm in alarms] == ["late", "late"]
    assert "відповідь мала бути до 20.11.2026" in alarms[0].text
    umovnyi = stage.at_work("umovnyi", AFTER_TERM)
    acceptance.accept(by=umovnyi, application_id=first.application_id, at=AFTER_TERM)
    assert [alarm.application_id for alarm in live(AFTER_TERM)] == [second.application_id]
    acceptance.return_to_community(
        by=umovnyi,
        application_id=second.application_id,
        fault="unreadable",
        reason="Скан не читається.",
        at=AFTER_TERM,
    )
    assert live(AFTER_TERM) == []


@pytest.mark.requirement("R140", "R155")
def test_a_ready_case_that_did_not_go_the_next_working_day_is_an_alarm_until_it_goes(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    assert live(moment("2026-11-17 23:00")) == []
    (alarm,) = live(moment("2026-11-18 00:10"))
    assert (alarm.kind, alarm.application_id, alarm.register) == ("not_sent", case.pk, None)
    assert alarm.decider_id == office("pension").pk
    with clock.frozen(moment("2026-11-18 09:00")):
        plays.handed_over([case], "starosta", moment("2026-11-18 09:00"))
        reconcile(0)
    assert HandoverAlarm.objects.get().state == "ended"
    assert HandoverReceipt.objects.count() == 1


@pytest.mark.requirement("R140")
def test_the_same_person_and_kind_from_two_offices_is_doubled_on_both_registers(plays: Plays) -> None:
    mine = sent(plays, [plays.finished("maria", "starosta", "yavir", AT)], "starosta", AT)
    theirs = sent(plays, [plays.finished("maria", "centrova", "centre", AT)], "centrova", AT)
    alarms = live(AT)
    assert {alarm.kind for alarm in alarms} == {"doubled"}
    assert {alarm.register_id for alarm in alarms} == {mine.pk, theirs.pk}
    assert all("та сама людина" in alarm.text and "Взірцева" not in alarm.text for alarm in alarms)
    assert register_queries.live_alarms(stage.at_work("starosta", AT)) == 1
    assert register_queries.live_alarms(stage.at_work("centrova", AT)) == 1
    assert register_queries.live_alarms(stage.at_work("umovnyi", AT)) == 2
    acceptance.accept(by=stage.at_work("umovnyi", AT), application_id=mine.lines.get().application_id, at=AT)
    assert live(AT) == []


@pytest.mark.requirement("R140")
def test_the_same_documents_of_two_people_are_doubled_whatever_their_order(plays: Plays) -> None:
    first = plays.finished("maria", "starosta", "yavir", AT)
    second = plays.finished("stepan", "centrova", "centre", AT)
    files = list(first.attachments.order_by("-added_at", "-pk").values_list("file_id", flat=True))
    for copy, file_id in zip(second.attachments.order_by("added_at", "pk"), files, strict=True):
        Attachment.objects.filter(pk=copy.pk).update(file_id=file_id)
    mine = sent(plays, [first], "starosta", AT)
    theirs = sent(plays, [second], "centrova", AT)
    alarms = live(AT)
    assert mine.lines.get().digest != theirs.lines.get().digest
    assert [alarm.kind for alarm in alarms] == ["doubled", "doubled"]
    assert all("ті самі документи" in alarm.text for alarm in alarms)


@pytest.mark.requirement("R140")
def test_an_alarm_is_answered_by_a_side_with_a_reason_once(plays: Plays) -> None:
    register = one_sent(plays, NEXT)
    alarm = live(AFTER_TERM)[0]
    wanted = {"alarm_id": alarm.pk, "at": AFTER_TERM}
    umovnyi = stage.at_work("umovnyi", AFTER_TERM)
    with pytest.raises(BadInput):
        reconciling.acknowledge(by=umovnyi, reason="бачу", **wanted)
    for stranger in ("zrazkova", "centrova", "davnii", "admin"):
        with pytest.raises(Missing):
            reconciling.acknowledge(by=stage.at_work(stranger, AFTER_TERM), reason="Уже робимо це.", **wanted)
    kept = reconciling.acknowledge(by=umovnyi, reason="Приймемо в понеділок зранку.", **wanted)
    assert kept.state == "acknowledged"
    step = AlarmStep.objects.get()
    assert (step.reason, step.by_name) == ("Приймемо в понеділок зранку.", umovnyi.name)
    with pytest.raises(Conflict):
        reconciling.acknowledge(
            by=stage.at_work("starosta", AFTER_TERM), reason="Ми вже телефонували їм.", **wanted
        )
    assert alarm.pk in {one.pk for one in live(AFTER_TERM)}
    assert register.alarms.count() == 2


@pytest.mark.requirement("R140")
def test_a_register_is_sealed_after_sending_and_paper_and_seal_verify_together(plays: Plays) -> None:
    register = one_sent(plays)
    assert list(register_queries.unsealed_registers(stage.at_work("starosta", AT))) == [register]
    assert not register_queries.unsealed_registers(stage.at_work("zrazkova", AT)).exists()
    seal = seal_register(plays, register, NEXT)
    register.refresh_from_db()
    assert register.paper is not None
    assert (register.seal_id, seal.state, seal.is_seal) == (seal.pk, "valid", True)
    assert (seal.sha256, seal.signer_organisation_code) == (register.paper.sha256, cast.body("yavir").code)
    assert len(split(bytes(seal.cms))) == 1
    assert seal_register(plays, register, NEXT).pk == seal.pk
    assert not register_queries.unsealed_registers(stage.at_work("starosta", AT)).exists()


@pytest.mark.requirement("R140", "R148")
def test_a_foreign_seal_a_personal_key_and_foreign_hands_seal_no_register(plays: Plays) -> None:
    register = one_sent(plays)
    with pytest.raises(Refused) as foreign:
        seal_register(plays, register, AT, body="dolyna")
    assert foreign.value.code == "foreign_seal"
    with pytest.raises(Missing):
        seal_register(plays, register, AT, operator="zrazkova", body="dolyna")
    assert register.paper is not None
    digest = bytes.fromhex(register.paper.sha256)
    for cms, code in (
        (sign_digest(plays.keys.person(cast.employee("starosta")), digest, at=AT), "foreign_seal"),
        (sign_digest(plays.keys.seal(cast.body("yavir")), hashlib.sha256(b"x").digest(), at=AT), "bad_seal"),
    ):
        with pytest.raises(Refused) as caught:
            sealing.seal_register(by=stage.at_work("starosta", AT), register_id=register.pk, cms=cms, at=AT)
        assert caught.value.code == code
    assert HandoverRegister.objects.get().seal is None


@pytest.mark.requirement("R140")
def test_the_printed_register_has_the_counts_digests_and_times_of_both_sides(plays: Plays) -> None:
    register = one_sent(plays)
    sides = printed._sides(register)
    assert [(one.title, one.cases, one.documents, one.pages) for one in sides] == [
        ("Передали", 2, 4, 4),
        ("Прийняли", 2, 4, 4),
    ]
    assert sides[0].sha256 == sides[1].sha256 == register.digest
    assert sides[1].verdict == "збігається з переданим"
    seal_register(plays, register, NEXT)
    register.refresh_from_db()
    assert "засвідчено кваліфікованою електронною печаткою" in printed._sealed(register)
    assert printed.register_paper(register, at=NEXT).startswith(b"%PDF")


def test_nobody_but_the_receiver_counts(plays: Plays) -> None:
    register = one_sent(plays)
    for stranger in ("starosta", "zrazkova", "davnii", "admin"):
        with pytest.raises(Missing):
            reconciling.count_again(by=stage.at_work(stranger, AT), register_id=register.pk, at=AT)
    assert HandoverReceipt.objects.count() == 1


def test_sending_again_after_a_return_is_another_line_with_its_own_proof(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    sent(plays, [case], "starosta", AT)
    acceptance.return_to_community(
        by=stage.at_work("umovnyi", AT),
        application_id=case.pk,
        fault="unreadable",
        reason="Скан не читається.",
        at=AT,
    )
    from_again = Application.objects.get(pk=case.pk)
    assert from_again.state == "mending"
    with pytest.raises(Conflict):
        handover.hand_over(by=stage.at_work("starosta", AT), application_ids=[case.pk], at=AT)
    assert HandoverLine.objects.filter(application=case, answer="waiting").count() == 0


def test_a_comparison_asks_no_more_for_more_registers(plays: Plays) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert reconciling.reconcile(at=NEXT) == (0, 0)
        return len(seen)

    sent(plays, [plays.finished("maria", "starosta", "yavir", AT)], "starosta", AT)
    few = asked()
    for key in ("stepan", "olesia"):
        sent(plays, [plays.finished(key, "starosta", "yavir", AT)], "starosta", AT)
    assert asked() == few
