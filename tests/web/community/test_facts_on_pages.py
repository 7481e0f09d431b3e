"""What the pages say before somebody presses: whose case it is, whether seals hold, whether a document came in time."""

from datetime import date, datetime

import pytest
from tests.factories.desk import client_of
from tests.factories.world import moment
from tests.web.community import pages
from tests.web.community.conftest import AtWork

from turbota.access import operations as access
from turbota.access.actors import SYSTEM
from turbota.access.models import Account, Role
from turbota.applications.models import Application
from turbota.audit.models import Event
from turbota.kernel import clock
from turbota.signatures.models import Signature
from turbota_demo.plays import Plays

CHANGED = "Відповіді змінилися, тож заяву треба надрукувати й підписати знову."
INVALID = "печатка недійсна, засвідчіть знову"
TOO_LATE = "донесено після строку (до 16.12.2026), 21.12.2026"


@pytest.mark.requirement("R151")
def test_the_page_of_control_says_that_the_case_is_your_own(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.finished("maria", "zrazkova", "dolyna", at)
    assert case.community is not None
    access.grant_post(
        by=SYSTEM,
        account=Account.objects.get(code="zrazkova"),
        organisation=case.community,
        role=Role.CONTROL_SPECIALIST,
        since=date(2020, 1, 1),
        at=at,
    )
    address = f"/community/cases/{case.pk}/check/"
    own, other = at_work("zrazkova").get(address), at_work("probna").get(address)
    assert "її перевіряє інша уповноважена особа" in pages.words(own)
    assert "Контроль пройдено" not in pages.words(own)
    assert "Контроль пройдено" in pages.words(other)
    refused = at_work("zrazkova").post(f"{address}pass/")
    assert refused.status_code == 422
    assert Event.objects.get(outcome="refused").action == "application.control"


def test_changed_answers_are_told_beside_the_signed_paper(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.formed("maria", "centrova", "centre", at)
    officer, address = at_work("centrova"), f"/community/cases/{case.pk}"
    same = officer.post(f"{address}/fill/save/", pages.screen(case, case.answers)).json()
    assert same == {"saved_at": "10:00", "version": case.version + 1}
    boxes = {"version": str(same["version"]), "address.street": "Нова"}
    saved = officer.post(f"{address}/fill/save/", boxes).json()
    assert saved["notice"] == CHANGED
    assert CHANGED in pages.words(officer.get(f"{address}/fill/"))
    assert CHANGED in pages.words(officer.get(f"{address}/finish/"))


@pytest.mark.requirement("R147")
def test_an_invalid_seal_is_named_everywhere_and_offered_again(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.formed("maria", "zrazkova", "dolyna", at)
    copy = case.attachments.get(document_code="identity")
    officer, address = at_work("zrazkova"), f"/community/cases/{case.pk}"
    Signature.objects.filter(pk=copy.seal_id).update(state="pending")
    assert "її ще перевіряють" in pages.words(officer.get(f"{address}/fill/"))
    assert "Усе на місці" in pages.words(officer.get(f"{address}/finish/"))
    Signature.objects.filter(pk=copy.seal_id).update(state="invalid")
    assert INVALID in pages.words(officer.get(f"{address}/fill/"))
    assert "Печатка недійсна, засвідчіть знову: 1 копія" in pages.words(officer.get(f"{address}/finish/"))
    assert [row["id"] for row in officer.get(f"{address}/seal/list.json").json()] == [str(copy.pk)]


@pytest.mark.requirement("R152")
def test_control_and_the_deciding_body_see_an_invalid_seal(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.finished("maria", "zrazkova", "dolyna", at)
    copy = case.attachments.get(document_code="identity")
    check = f"/community/cases/{case.pk}/check/?copy={copy.pk}"
    Signature.objects.filter(pk=copy.seal_id).update(state="invalid")
    seen = pages.words(at_work("probna").get(check))
    assert INVALID in seen
    assert "Без дійсної печатки громади: 1 копія" in seen
    Signature.objects.filter(pk=copy.seal_id).update(state="valid")
    plays.handed_over([plays.controlled(case, "probna", at)], "zrazkova", at)
    Signature.objects.filter(pk=copy.seal_id).update(state="invalid")
    page = client_of("umovnyi", at).get(f"/department/case/{case.pk}/?doc={copy.pk}")
    assert INVALID in pages.words(page)
    assert "засвідчено печаткою" not in pages.words(page)


@pytest.mark.requirement("R150")
def test_a_document_after_its_term_is_marked_for_the_community_and_for_the_specialist(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.finished("vira", "centrova", "centre", at)
    plays.handed_over([case], "centrova", at)
    late = moment("2026-12-21 10:00")
    with clock.frozen(late):
        officer, address = at_work("centrova"), f"/community/cases/{case.pk}"
        brought = {"code": "tax_number_refusal", "files": pages.photo("Відмітка")}
        assert officer.post(f"{address}/documents/add/", brought).status_code == 302
        assert TOO_LATE in pages.words(officer.get(f"{address}/documents/"))
        specialist = client_of("umovnyi", late)
        copy = case.attachments.get(document_code="tax_number_refusal")
        assert TOO_LATE in pages.words(specialist.get(f"/department/case/{case.pk}/?doc={copy.pk}"))
    case.refresh_from_db()
    assert case.received_on == at.date()


def test_a_screen_that_came_without_its_version_gets_a_sentence(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.registered("maria", "centrova", "centre", at)
    address = f"/community/cases/{case.pk}/fill/"
    answer = at_work("centrova").post(address, {"address.street": "Нова"})
    assert answer.status_code == 409
    assert "Сторінка прийшла не повністю" in pages.words(answer)
    assert 'value="Нова"' in answer.content.decode()
    assert at_work("centrova").post(f"{address}save/", {}).status_code == 409
    assert "street" not in Application.objects.get(pk=case.pk).answers.get("address", {})


def test_work_without_any_income_is_pointed_at_before_the_case_goes_on(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    case = plays.formed("maria", "centrova", "centre", at)
    officer, address = at_work("centrova"), f"/community/cases/{case.pk}/finish/"
    note = "У відповідях є робота, але немає жодного доходу."
    assert note not in pages.words(officer.get(address))
    case.answers = {**case.answers, "incomes": []}
    case.save(update_fields=["answers"])
    assert note in pages.words(officer.get(address))
