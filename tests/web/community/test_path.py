"""A paper application goes through the pages alone: from the search to the register."""

from datetime import datetime

import pypdfium2
import pytest
from django.test import Client
from tests.web.community import pages
from tests.web.community.conftest import AtWork

from turbota.applications.models import Application, HandoverRegister
from turbota.applications.policies import form_of
from turbota.applications.states import State
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays

MARIA = cast.citizen("maria")


def register(client: Client, person: cast.Citizen = MARIA, **changed: str) -> Application:
    """Search, find nobody, register."""
    found = client.post("/community/new/", pages.search_boxes(person))
    assert found.status_code == 200
    answer = client.post("/community/new/register/", pages.paper_boxes(found, person, **changed))
    assert answer.status_code == 302, pages.words(answer)
    return Application.objects.get(pk=answer["Location"].split("/")[3])


def fill(client: Client, application: Application, at: datetime) -> Application:
    """Add the rows of the family and of incomes by the buttons, then type everything and save."""
    address = f"/community/cases/{application.pk}/fill/"
    answers = told.whole(application.kind, MARIA, on=at.date())
    repeated = [section.code for section in form_of(application).sections if section.repeat]
    for section in repeated:
        for _ in answers[section]:
            application.refresh_from_db()
            boxes = {"version": str(application.version), "add": section}
            assert client.post(address, boxes).status_code == 302
    application.refresh_from_db()
    for section in repeated:
        for row, stored in zip(answers[section], application.answers[section], strict=True):
            row["id"] = stored["id"]
    answer = client.post(address, pages.screen(application, answers))
    assert answer.status_code == 302, pages.words(answer)
    application.refresh_from_db()
    return application


def add_copies(client: Client, application: Application) -> None:
    for code in ("signed_application", "identity"):
        answer = client.post(
            f"/community/cases/{application.pk}/documents/add/", {"code": code, "files": pages.photo()}
        )
        assert answer.status_code == 302, pages.words(answer)


@pytest.mark.requirement("R134", "R137", "R141", "R142", "R143", "R147")
def test_officer_forms_the_case_from_search_to_control(plays: Plays, at_work: AtWork, at: datetime) -> None:
    officer = at_work("zrazkova")
    application = register(officer)
    assert application.number == "26-000001"
    assert application.community is not None
    assert application.community.code == cast.body("dolyna").code

    application = fill(officer, application, at)
    address = f"/community/cases/{application.pk}"
    printed = officer.post(f"{address}/print/")
    assert printed.status_code == 302
    assert officer.get(printed["Location"]).content.startswith(b"%PDF-")
    add_copies(officer, application)
    assert officer.get(f"{address}/receipt.pdf").content.startswith(b"%PDF-")

    assert "Без печатки громади: 2 копії" in pages.words(officer.get(f"{address}/finish/"))
    assert pages.seal_all(officer, plays.keys.seal(cast.body("dolyna")), at) == [200, 200]
    assert officer.get("/community/seal/list.json").json() == []

    check = officer.get(f"{address}/finish/")
    assert "Усе на місці" in pages.words(check)
    done = officer.post(f"{address}/finish/", {"version": pages.hidden(check, "version")})
    assert done.status_code == 302, pages.words(done)
    application.refresh_from_db()
    assert application.state == State.ON_CONTROL


@pytest.mark.requirement("R151", "R152", "R155")
def test_control_passes_and_the_officer_hands_over_by_a_register(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.finished("maria", "zrazkova", "dolyna", at)
    control, officer = at_work("probna"), at_work("zrazkova")
    assert "Прикладенко Марія Іванівна" in pages.words(control.get("/community/control/"))
    check = control.get(f"/community/cases/{application.pk}/check/")
    assert "Обов’язкові поля заповнено" in pages.words(check)
    passed = control.post(
        f"/community/cases/{application.pk}/check/pass/", {"version": pages.hidden(check, "version")}
    )
    assert passed.status_code == 302, pages.words(passed)

    ready = officer.get("/community/ready/")
    assert "Пенсійний фонд" in pages.words(ready)
    sent = officer.post("/community/hand-over/", {"case": [str(application.pk)]})
    assert sent.status_code == 302, pages.words(sent)
    register_row = HandoverRegister.objects.get()
    page = officer.get(sent["Location"])
    assert f"№ {register_row.number}" in pages.words(page)
    assert "чекає" in pages.words(page)
    assert officer.get(f"{sent['Location']}register.pdf").content.startswith(b"%PDF-")
    application.refresh_from_db()
    assert application.state == State.RECEIVED
    assert "Прикладенко" in pages.words(officer.get("/community/handed-over/"))


@pytest.mark.requirement("R138", "R147")
def test_a_copy_without_the_seal_of_the_community_goes_nowhere(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.formed("maria", "centrova", "centre", at)
    officer, address = at_work("centrova"), f"/community/cases/{application.pk}"
    copy = {"code": "other", "files": pages.photo("Свідоцтво")}
    assert officer.post(f"{address}/documents/add/", copy).status_code == 302
    refused = officer.post(f"{address}/finish/")
    assert refused.status_code == 422
    assert "Копій без печатки громади: 1" in pages.words(refused)
    assert pages.seal_all(officer, plays.keys.seal(cast.body("centre")), at, f"{address}/seal/list.json") == [
        200
    ]
    assert officer.post(f"{address}/finish/").status_code == 302
    application.refresh_from_db()
    assert application.state == State.READY


@pytest.mark.requirement("R139")
def test_documents_that_registers_hold_are_not_demanded(plays: Plays, at_work: AtWork, at: datetime) -> None:
    application = plays.formed("maria", "centrova", "centre", at)
    screen = at_work("centrova").get(f"/community/cases/{application.pk}/fill/")
    asked = [box.code for box in screen.context["documents"] if box.obligatory]
    assert asked == ["signed_application", "identity"]


@pytest.mark.requirement("R144", "R149")
def test_the_printed_paper_names_the_answers_and_the_receipt_what_to_bring(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.formed("vira", "centrova", "centre", at)
    officer, address = at_work("centrova"), f"/community/cases/{application.pk}"
    printed = officer.post(f"{address}/print/")
    paper = text_of(officer.get(printed["Location"]).content)
    assert "Гіпотетична" in paper
    receipt = text_of(officer.get(f"{address}/receipt.pdf").content)
    assert application.number is not None
    assert application.number in receipt
    assert "Паспорт або інший документ" in receipt
    assert "відміткою про відмову" in receipt
    assert "донесе наступного тижня" in receipt


def text_of(pdf: bytes) -> str:
    """Words of a PDF with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    found = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(found.replace("\xa0", " ").replace("\ufffe", "").split())


def test_registering_says_that_another_application_runs_and_registers_all_the_same(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    first = plays.registered("maria", "starosta", "yavir", at)
    officer = at_work("zrazkova")
    found = officer.post("/community/new/", pages.search_boxes(MARIA))
    boxes = pages.paper_boxes(found, MARIA, person=str(first.applicant_id))
    answer = officer.post("/community/new/register/", boxes, follow=True)
    said = pages.words(answer)
    assert f"Є інша заява цієї людини на цю допомогу: № {first.number}, Яворівська громада" in said
    assert Application.objects.filter(applicant=first.applicant).count() == 2


@pytest.mark.parametrize("kind", ["birth", "idp_living"])
def test_any_kind_is_taken_at_the_counter(plays: Plays, at_work: AtWork, at: datetime, kind: str) -> None:
    officer = at_work("zrazkova")
    found = officer.post("/community/new/", pages.search_boxes(MARIA))
    nothing = officer.post("/community/new/register/", pages.paper_boxes(found, MARIA, kind=""))
    assert "Виберіть вид допомоги" in pages.words(nothing)
    application = fill(officer, register(officer, kind=kind), at)
    assert application.kind == kind
    address = f"/community/cases/{application.pk}"
    printed = officer.post(f"{address}/print/")
    assert officer.get(printed["Location"]).content.startswith(b"%PDF-")
    add_copies(officer, application)
    assert pages.seal_all(officer, plays.keys.seal(cast.body("dolyna")), at) == [200, 200]
    check = officer.get(f"{address}/finish/")
    assert "Усе на місці" in pages.words(check)
