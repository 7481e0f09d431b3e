"""What control and the deciding body send back is mended; what is brought later is added; the decision is printed."""

from datetime import datetime

import pytest
from tests.factories.world import moment
from tests.web.community import pages
from tests.web.community.conftest import AtWork

from turbota.applications.operations import acceptance
from turbota.applications.states import State
from turbota.kernel import clock
from turbota.messages.models import Delivery
from turbota.messages.operations import tell
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

REASON = "Дата народження в заяві не збігається з паспортом"


@pytest.mark.requirement("R152", "R153", "R154")
def test_control_returns_with_a_reason_and_the_officer_mends(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.finished("maria", "zrazkova", "dolyna", at)
    control, officer = at_work("probna"), at_work("zrazkova")
    address = f"/community/cases/{application.pk}"
    short = control.post(
        f"{address}/check/return/", {"reason": "погано", "version": str(application.version)}
    )
    assert short.status_code == 422
    assert "Напишіть, що саме виправити" in pages.words(short)
    assert ">погано</textarea>" in short.content.decode()

    assert control.post(f"{address}/check/return/", {"reason": REASON}).status_code == 302
    assert REASON in pages.words(officer.get("/community/returned/"))
    mending = officer.get(f"{address}/fill/")
    assert f"Справу повернули. Виправте: Контроль, Тетяна Пробна: {REASON}" in pages.words(mending)

    copy = application.attachments.get(document_code="identity")
    assert officer.post(f"{address}/documents/remove/", {"remove": str(copy.pk)}).status_code == 302
    new = {"code": "identity", "files": pages.photo("Паспорт, новий скан")}
    assert officer.post(f"{address}/documents/add/", new).status_code == 302
    assert pages.seal_all(officer, plays.keys.seal(cast.body("dolyna")), at) == [200]
    assert officer.post(f"{address}/finish/", {}).status_code == 302
    application.refresh_from_db()
    assert application.state == State.ON_CONTROL


def test_control_cannot_decide_on_a_stale_page(plays: Plays, at_work: AtWork, at: datetime) -> None:
    application = plays.finished("maria", "zrazkova", "dolyna", at)
    control, address = at_work("probna"), f"/community/cases/{application.pk}/check/pass/"
    stale = control.post(address, {"version": str(application.version - 1)})
    assert stale.status_code == 422
    assert "щось змінилося" in pages.words(stale)
    application.refresh_from_db()
    assert application.state == State.ON_CONTROL


@pytest.mark.requirement("R154", "R155")
def test_a_case_returned_by_the_deciding_body_is_mended_and_sent_again(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.finished("maria", "centrova", "centre", at)
    assert application.state == State.READY
    plays.handed_over([application], "centrova", at)
    acceptance.return_to_community(
        by=stage.at_work("umovnyi", at),
        application_id=application.pk,
        fault="unreadable",
        reason="на другій сторінці паспорта нічого не видно",
        at=at,
    )
    officer = at_work("centrova")
    returned = pages.words(officer.get("/community/returned/"))
    assert "Пенсійного фонду" in returned
    assert "нічого не видно" in returned
    assert "нічого не видно" in pages.words(officer.get("/community/?whose=mine"))
    with clock.frozen(moment("2026-11-17 09:00")):
        assert officer.post(f"/community/cases/{application.pk}/finish/", {}).status_code == 302
        ready = officer.get("/community/ready/")
        assert "до 18.11" in pages.words(ready)
        assert officer.post("/community/hand-over/", {"case": [str(application.pk)]}).status_code == 302
    registers = pages.words(officer.get("/community/registers/"))
    assert "повернено 1" in registers
    assert "чекає 1" in registers


@pytest.mark.requirement("R149", "R150")
def test_a_document_brought_later_keeps_the_date_and_waits_for_the_seal(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.finished("vira", "centrova", "centre", at)
    plays.handed_over([application], "centrova", at)
    officer, address = at_work("centrova"), f"/community/cases/{application.pk}"
    before = pages.words(officer.get(f"{address}/documents/"))
    assert "У примітці: «донесе наступного тижня», донести до" in before
    brought = {"code": "tax_number_refusal", "files": pages.photo("Відмітка")}
    assert officer.post(f"{address}/documents/add/", brought).status_code == 302
    after = pages.words(officer.get(f"{address}/documents/"))
    assert "чекає печатки громади, донесено пізніше, 16.11.2026" in after
    assert officer.get(f"{address}/receipt.pdf").content.startswith(b"%PDF-")
    application.refresh_from_db()
    assert application.received_on == at.date()
    assert len(officer.get(f"{address}/seal/list.json").json()) == 1


@pytest.mark.requirement("R149", "R157")
def test_the_decision_is_printed_for_a_person_without_a_cabinet(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.finished("maria", "centrova", "centre", at)
    plays.handed_over([application], "centrova", at)
    plays.accepted(application, "umovnyi", at)
    decision = plays.approved(plays.proposed(application, "umovnyi", at), "pokazova", at)
    assert application.applicant is not None
    tell(
        person=application.applicant,
        kind="decision_granted",
        subject="Рішення",
        body="Допомогу призначено.",
        subject_kind="application",
        subject_id=application.pk,
        at=at,
        by=stage.at_work("pokazova", at),
        organisation=decision.organisation,
        on_paper=True,
    )
    officer = at_work("centrova")
    assert "Надрукувати рішення" in pages.words(officer.get("/community/handed-over/"))
    printed = officer.post(f"/community/cases/{application.pk}/decision.pdf")
    assert printed.content.startswith(b"%PDF-")
    assert Delivery.objects.get(channel="post").state == "sent"
    assert "Надрукувати рішення" not in pages.words(officer.get("/community/handed-over/"))
    assert at_work("zrazkova").post(f"/community/cases/{application.pk}/decision.pdf").status_code == 404
