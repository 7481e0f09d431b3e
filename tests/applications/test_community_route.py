"""The community route: registering paper, forming, sealing, control, and the numbered register."""

import hashlib
from datetime import date, timedelta

import pytest
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.applications import papers as printed
from turbota.applications import queries
from turbota.applications.models import (
    Application,
    ApplicationStep,
    Attachment,
    HandoverLine,
    HandoverRegister,
    MissingDocument,
)
from turbota.applications.operations import attaching, drafting, handover, intake
from turbota.applications.states import State
from turbota.assistance import forms
from turbota.audit.models import Event
from turbota.deadlines.models import Clock
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.kernel.identifiers import new_id
from turbota.signatures.models import Signature
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, Plays
from turbota_simulators.signing import sign_digest

AT = moment("2026-11-16 10:00")
LATER = moment("2026-11-16 15:00")
NEXT = moment("2026-11-17 09:00")


def office(key: str) -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def going(application: Application) -> dict[str, date]:
    rows = Clock.objects.running().filter(subject_id=application.pk)
    return {row.rule_code: row.due_on for row in rows}


def seal(plays: Plays, copy: Attachment, *, operator: str, body: str) -> Signature:
    cms = sign_digest(plays.keys.seal(cast.body(body)), bytes.fromhex(copy.file.sha256), at=AT)
    return attaching.seal_copy(
        by=stage.at_work(operator, AT),
        application_id=copy.application_id,
        attachment_id=copy.pk,
        cms=cms,
        at=AT,
    )


@pytest.mark.requirement("R134", "R137", "R141", "R155")
def test_paper_gets_its_number_its_date_and_its_term_at_once(plays: Plays) -> None:
    case = plays.registered("stepan", "starosta", "yavir", AT, received_on=date(2026, 11, 13))
    assert (case.number, case.received_on, case.state) == ("26-000001", date(2026, 11, 13), State.FORMING)
    assert case.holder_id == case.community_id == office("yavir").pk
    assert going(case) == {"community_handover": date(2026, 11, 16)}
    assert case.answers["applicant"]["surname"] == "Зразкевич"


def test_the_button_pressed_twice_registers_once(plays: Plays) -> None:
    name = new_id()
    numbers = set()
    for _ in range(2):
        numbers.add(
            intake.register_paper(
                by=stage.at_work("starosta", AT),
                organisation_id=office("yavir").pk,
                kind=KIND,
                person=None,
                data=stage.data_of(cast.citizen("danylo")),
                at=AT,
                application_id=name,
            ).number
        )
    assert numbers == {"26-000001"}
    assert Application.objects.count() == 1


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2026, 10, 15)])
def test_a_date_of_tomorrow_or_of_long_ago_is_refused(plays: Plays, day: date) -> None:
    with pytest.raises(BadInput) as caught:
        plays.registered("stepan", "starosta", "yavir", AT, received_on=day)
    assert set(caught.value.fields) == {"received_on"}


def test_an_officer_takes_paper_only_where_she_works(plays: Plays) -> None:
    for officer in ("zrazkova", "umovnyi", "probna", "admin"):
        with pytest.raises(Forbidden):
            plays.registered("stepan", officer, "yavir", AT)
    assert not Application.objects.exists()


def test_two_officers_on_one_case_lose_nothing(plays: Plays) -> None:
    case = plays.registered("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    first = told.low_income(cast.citizen("stepan"), on=AT.date())
    kept = {"answers": first, "application_id": case.pk, "by": starosta, "at": AT}
    drafting.save_answers(**kept, version=case.version)
    with pytest.raises(Conflict):
        drafting.save_answers(**{**kept, "answers": {}}, version=case.version)
    assert Application.objects.get(pk=case.pk).answers == first


@pytest.mark.requirement("R048")
def test_incomplete_answers_are_named_by_their_places(plays: Plays) -> None:
    case = plays.registered("stepan", "starosta", "yavir", AT)
    with pytest.raises(BadInput) as caught:
        intake.finish_forming(by=stage.at_work("starosta", AT), application_id=case.pk, at=AT)
    assert "payment.way" in caught.value.fields
    assert caught.value.fields == forms.check(printed.form_of(case), case.answers, date(2026, 11, 16))


@pytest.mark.requirement("R146")
def test_a_missing_document_has_its_reason_and_its_day(plays: Plays) -> None:
    case = plays.formed("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    identity = case.attachments.get(document_code="identity")
    attaching.take_away(by=starosta, application_id=case.pk, attachment_id=identity.pk, at=AT)
    with pytest.raises(BadInput) as caught:
        intake.finish_forming(by=starosta, application_id=case.pk, at=AT)
    assert set(caught.value.fields) == {"document.identity"}
    wanted = {"by": starosta, "application_id": case.pk, "code": "identity", "at": AT}
    with pytest.raises(BadInput):
        attaching.explain_absence(**wanted, note="ні")
    attaching.explain_absence(**wanted, note="донесе після обміну паспорта")
    missing = MissingDocument.objects.get()
    assert missing.note == "донесе після обміну паспорта"
    assert missing.bring_by == date(2026, 12, 16)
    receipt = printed.receipt_paper(case, officer="Гнат Староста", post="Староста", at=AT)
    assert receipt.startswith(b"%PDF")
    assert intake.finish_forming(by=starosta, application_id=case.pk, at=AT).state == State.READY


def test_the_signed_paper_itself_cannot_be_explained_away(plays: Plays) -> None:
    case = plays.registered("stepan", "starosta", "yavir", AT)
    with pytest.raises(BadInput):
        attaching.explain_absence(
            by=stage.at_work("starosta", AT),
            application_id=case.pk,
            code="signed_application",
            note="підпише потім удома",
            at=AT,
        )


@pytest.mark.requirement("R147", "R148")
def test_a_case_does_not_go_without_the_seal_of_its_own_community(plays: Plays) -> None:
    case = plays.formed("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    copy = attaching.attach_copy(
        by=starosta, application_id=case.pk, code="other", scan=papers.scan("Довідка"), at=AT
    )
    with pytest.raises(Refused) as caught:
        intake.finish_forming(by=starosta, application_id=case.pk, at=AT)
    assert caught.value.code == "not_sealed"
    assert list(queries.unsealed(starosta)) == [copy]
    assert not queries.unsealed(stage.at_work("zrazkova", AT)).exists()

    with pytest.raises(Refused) as foreign:
        seal(plays, copy, operator="starosta", body="dolyna")
    assert foreign.value.code == "foreign_seal"
    with pytest.raises(Missing):
        seal(plays, copy, operator="zrazkova", body="dolyna")
    with pytest.raises(Missing):
        seal(plays, copy, operator="umovnyi", body="yavir")
    first = seal(plays, copy, operator="starosta", body="yavir")
    assert seal(plays, copy, operator="starosta", body="yavir").pk == first.pk
    assert intake.finish_forming(by=starosta, application_id=case.pk, at=AT).state == State.READY


def test_a_personal_key_and_a_seal_over_another_copy_are_no_seal(plays: Plays) -> None:
    case = plays.registered("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    copies = [
        attaching.attach_copy(
            by=starosta, application_id=case.pk, code="other", scan=papers.scan(title), at=AT
        )
        for title in ("Перша", "Друга")
    ]
    wanted = {"by": starosta, "application_id": case.pk, "attachment_id": copies[0].pk, "at": AT}
    own = sign_digest(
        plays.keys.person(cast.employee("starosta")), bytes.fromhex(copies[0].file.sha256), at=AT
    )
    other = sign_digest(plays.keys.seal(cast.body("yavir")), bytes.fromhex(copies[1].file.sha256), at=AT)
    for cms, code in ((own, "foreign_seal"), (other, "bad_seal"), (b"not a signature", "bad_seal")):
        with pytest.raises(Refused) as caught:
            attaching.seal_copy(**wanted, cms=cms)
        assert caught.value.code == code
    assert Attachment.objects.get(pk=copies[0].pk).seal is None


def test_a_seal_that_turned_out_invalid_is_put_again(plays: Plays) -> None:
    case = plays.formed("stepan", "starosta", "yavir", AT)
    copy = case.attachments.select_related("file").first()
    assert copy is not None
    Signature.objects.filter(pk=copy.seal_id).update(state="invalid", code="unchecked")
    starosta = stage.at_work("starosta", AT)
    with pytest.raises(Refused):
        intake.finish_forming(by=starosta, application_id=case.pk, at=AT)
    assert list(queries.unsealed(starosta)) == [copy]
    again = seal(plays, copy, operator="starosta", body="yavir")
    assert again.state == "valid"
    assert Signature.objects.filter(pk=copy.seal_id).exists()


@pytest.mark.requirement("R151", "R152", "R153", "R154", "R155")
def test_control_returns_with_a_reason_and_passes_what_is_mended(plays: Plays) -> None:
    case = plays.finished("maria", "zrazkova", "dolyna", AT)
    zrazkova, probna = stage.at_work("zrazkova", AT), stage.at_work("probna", AT)
    assert case.state == State.ON_CONTROL
    assert going(case) == {"community_control": date(2026, 11, 17)}
    with pytest.raises(BadInput):
        intake.return_from_control(by=probna, application_id=case.pk, reason="погано", at=LATER)
    with pytest.raises(Missing):
        intake.pass_control(by=zrazkova, application_id=case.pk, at=LATER)
    back = intake.return_from_control(
        by=probna, application_id=case.pk, reason="Додайте другу сторінку паспорта", at=LATER
    )
    assert back.state == State.MENDING
    assert set(going(back)) == {"rework_by_community"}
    step = ApplicationStep.objects.get(verb="return_from_control")
    assert (step.reason, step.by_name) == ("Додайте другу сторінку паспорта", probna.name)

    attaching.attach_copy(
        by=zrazkova, application_id=case.pk, code="identity", scan=papers.scan("Друга сторінка"), at=LATER
    )
    plays.seal_all(case, "zrazkova", "dolyna", LATER)
    intake.finish_forming(by=zrazkova, application_id=case.pk, at=LATER)
    passed = plays.controlled(case, "probna", NEXT)
    assert passed.state == State.READY
    assert going(passed) == {"community_handover": date(2026, 11, 18)}
    actions = set(Event.objects.filter(subject_id=case.pk).values_list("action", flat=True))
    assert {"application.return_from_control", "application.pass_control"} <= actions


def test_control_of_another_community_sees_nothing(plays: Plays) -> None:
    case = plays.finished("maria", "zrazkova", "dolyna", AT)
    for code in ("starosta", "centrova", "umovnyi"):
        with pytest.raises(Missing):
            intake.pass_control(by=stage.at_work(code, AT), application_id=case.pk, at=AT)


@pytest.mark.requirement("R140", "R155")
def test_one_register_names_every_case_with_its_documents_and_digest(plays: Plays) -> None:
    cases = [plays.finished(key, "starosta", "yavir", AT) for key in ("maria", "stepan")]
    plays.handed_over(cases, "starosta", NEXT)
    register = HandoverRegister.objects.get()
    assert (register.number, register.sent_at) == ("26-0001", NEXT)
    assert register.paper is not None
    assert read(register.paper).startswith(b"%PDF")
    lines = list(register.lines.order_by("position"))
    assert [line.application_id for line in lines] == [case.pk for case in cases]
    for line in lines:
        digests = line.application.attachments.order_by("added_at", "pk").values_list(
            "file__sha256", flat=True
        )
        assert line.digest == hashlib.sha256("".join(digests).encode()).hexdigest()
        assert (line.documents, line.pages, line.answer) == (2, 2, "waiting")
        assert line.application.holder_id == office("pension").pk
        assert set(going(line.application)) == {"department_acceptance", "decision"}


def test_registers_are_numbered_by_community_and_year(plays: Plays) -> None:
    def sent(key: str, officer: str, body: str, day: str) -> str:
        at = moment(day)
        case = plays.finished(key, officer, body, at)
        plays.handed_over([case], officer, at)
        return HandoverLine.objects.get(application=case).register.number

    assert sent("maria", "starosta", "yavir", "2025-12-30 10:00") == "25-0001"
    assert sent("stepan", "starosta", "yavir", "2026-01-02 10:00") == "26-0001"
    assert sent("olesia", "starosta", "yavir", "2026-01-05 10:00") == "26-0002"
    assert sent("roman", "centrova", "centre", "2026-01-05 10:00") == "26-0001"


def test_a_register_goes_whole_or_not_at_all(plays: Plays) -> None:
    ready = plays.finished("maria", "starosta", "yavir", AT)
    gone = plays.finished("stepan", "starosta", "yavir", AT)
    forming = plays.registered("olesia", "starosta", "yavir", AT)
    foreign = plays.finished("roman", "centrova", "centre", AT)
    plays.handed_over([gone], "starosta", AT)
    for other in (gone, forming, foreign):
        with pytest.raises(Conflict) as caught:
            plays.handed_over([ready, other], "starosta", NEXT)
        assert caught.value.code == "not_ready"
    with pytest.raises(Refused):
        plays.handed_over([], "starosta", NEXT)
    assert HandoverRegister.objects.count() == 1
    assert Application.objects.get(pk=ready.pk).state == State.READY


@pytest.mark.requirement("R150")
def test_a_document_brought_later_is_sealed_before_the_case_goes(plays: Plays) -> None:
    case = plays.finished("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    late = attaching.attach_copy(
        by=starosta, application_id=case.pk, code="other", scan=papers.scan("Донесено"), at=LATER
    )
    assert late.late
    with pytest.raises(Refused) as caught:
        handover.hand_over(by=starosta, application_ids=[case.pk], at=NEXT)
    assert caught.value.code == "not_sealed"
    plays.seal_all(case, "starosta", "yavir", LATER)
    plays.handed_over([case], "starosta", NEXT)
    kept = Application.objects.get(pk=case.pk)
    assert kept.received_on == AT.date()
    assert HandoverLine.objects.get().documents == 3


def test_a_document_brought_after_handover_keeps_the_date_and_waits_for_the_seal(plays: Plays) -> None:
    case = plays.finished("stepan", "starosta", "yavir", AT)
    plays.handed_over([case], "starosta", AT)
    starosta = stage.at_work("starosta", NEXT)
    late = attaching.attach_copy(
        by=starosta, application_id=case.pk, code="identity", scan=papers.scan("Донесено"), at=NEXT
    )
    assert late.late
    assert list(queries.unsealed(starosta)) == [late]
    with pytest.raises(Missing):
        attaching.attach_copy(
            by=stage.at_work("centrova", NEXT),
            application_id=case.pk,
            code="other",
            scan=papers.scan("Чуже"),
            at=NEXT,
        )
    with pytest.raises(Conflict):
        attaching.take_away(by=starosta, application_id=case.pk, attachment_id=late.pk, at=NEXT)
    assert Application.objects.get(pk=case.pk).received_on == AT.date()


def test_staff_reading_a_case_leaves_a_trace_with_its_purpose(plays: Plays) -> None:
    case = plays.registered("stepan", "starosta", "yavir", AT)
    queries.application_for(stage.at_work("starosta", AT), case.pk, at=LATER, purpose="формування справи")
    event = Event.objects.get(action="application.read")
    assert (event.subject_id, event.purpose, event.at) == (case.pk, "формування справи", LATER)


def test_queues_show_what_the_office_holds_the_nearest_term_first(plays: Plays) -> None:
    second = plays.registered("stepan", "starosta", "yavir", AT)
    first = plays.registered("maria", "starosta", "yavir", AT - timedelta(days=3))
    plays.registered("olesia", "zrazkova", "dolyna", AT)
    page = queries.queue(stage.at_work("starosta", AT), states=(State.FORMING,))
    assert [row.pk for row in page.rows] == [first.pk, second.pk]
    assert page.after is None
    assert queries.queue(stage.at_work("umovnyi", AT), states=(State.FORMING,)).rows == ()
