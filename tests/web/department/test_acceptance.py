"""A received case is accepted, returned to its community, or the applicant is asked."""

import pytest
from django.test import Client
from tests.factories.desk import client_of
from tests.factories.planned import do_all
from tests.factories.world import moment
from tests.web.department.conftest import MORNING, Office

from turbota.applications.models import Application, HandoverLine, HandoverRegister
from turbota.applications.operations import acceptance, assigning, intake
from turbota.kernel import clock
from turbota.kernel.errors import Forbidden
from turbota.messages.models import Message
from turbota_demo import cast, stage


def again(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


@pytest.mark.requirement("R186", "R221")
def test_the_queue_shows_how_much_of_three_working_days_is_left(office: Office) -> None:
    office.submitted()
    page = office.specialist.get("/department/").content.decode()
    assert "лишилося 2 робочі дні" in page
    with clock.frozen(moment("2026-11-20 09:00")):
        page = office.specialist.get("/department/?due=late").content.decode()
        assert "прострочено на 1 день" in page
        assert "Прикладенко" in page
        assert "Прикладенко" not in office.specialist.get("/department/?due=2026-11-27").content.decode()


@pytest.mark.requirement("R186")
def test_accepting_a_case_of_a_community_answers_its_line_and_tells_it(office: Office) -> None:
    application = office.handed_over()
    register = HandoverRegister.objects.get()
    listed = office.specialist.get("/department/registers/").content.decode()
    assert register.number in listed
    assert "Яворівська-Прикладна" in listed

    answer = office.specialist.post(
        f"/department/case/{application.pk}/accept/", {"version": str(application.version)}
    )
    assert answer.status_code == 302
    do_all()
    page = office.specialist.get(f"/department/registers/{register.pk}/").content.decode()
    assert "прийнято" in page
    assert Message.objects.filter(kind="case_accepted", organisation=application.community).exists()
    for name in ("sent.pdf", "marked.pdf"):
        paper = office.specialist.get(f"/department/registers/{register.pk}/{name}")
        assert paper.content.startswith(b"%PDF")


@pytest.mark.requirement("R187")
def test_a_case_is_returned_only_for_a_fault_that_prevents_a_decision(office: Office) -> None:
    application = office.handed_over()
    path = f"/department/case/{application.pk}/return/"
    typed = "немає сторінки 2 довідки про доходи"
    refused = office.specialist.post(path, {"reason": typed})
    assert refused.status_code == 422
    assert "Виберіть, через що не можна ухвалити рішення" in refused.content.decode()
    assert typed in refused.content.decode()
    assert office.specialist.post(path, {"fault": "not_nice", "reason": typed}).status_code == 422
    short = office.specialist.post(path, {"fault": "unreadable", "reason": "ні"})
    assert "Напишіть, що саме має виправити громада" in short.content.decode()
    assert again(application).state == "received"

    done = office.specialist.post(
        path, {"fault": "missing_document", "reason": typed, "version": str(application.version)}
    )
    assert done.status_code == 302
    do_all()
    assert again(application).state == "mending"
    line = HandoverLine.objects.get(application=application)
    assert line.answer == "returned"
    assert typed in line.reason
    assert typed in Message.objects.get(kind="case_returned").body


def test_a_portal_application_cannot_be_returned_to_a_community(office: Office) -> None:
    application = office.submitted()
    assert "Повернути громаді" not in office.case(application).content.decode()
    answer = office.specialist.post(
        f"/department/case/{application.pk}/return/",
        {"fault": "unreadable", "reason": "не видно другої сторінки"},
    )
    assert answer.status_code == 422
    assert "подала електронно" in answer.content.decode()


def test_the_applicant_of_the_portal_is_asked_and_the_terms_stand(office: Office) -> None:
    application = office.submitted()
    path = f"/department/case/{application.pk}/ask/"
    assert office.specialist.post(path, {"text": ""}).status_code == 422
    short = office.specialist.post(path, {"text": "додайте"})
    assert short.status_code == 422
    assert "додайте</textarea>" in short.content.decode()
    asked = "Додайте, будь ласка, другу сторінку довідки про доходи"
    assert office.specialist.post(path, {"text": asked}).status_code == 302
    assert again(application).state == "asked"
    page = office.specialist.get("/department/work/").content.decode()
    assert "Чекаємо доповнення від заявника" in page
    assert "строк зупинено" in page
    history = office.case(application, "history/").content.decode()
    assert asked in history.replace("\u00a0", " ")

    answered = "Довідки немає: підприємство закрили"
    citizen = stage.at_home("maria", MORNING)
    acceptance.answer(by=citizen, application_id=application.pk, text=answered, at=MORNING)
    letters = office.case(application, "letters/").content.decode().replace("\u00a0", " ")
    assert letters.index(asked) < letters.index(answered)
    assert "Надійшла" in office.specialist.get("/department/").content.decode()


def test_the_case_of_a_colleague_is_read_only(office: Office) -> None:
    application = office.submitted()
    assigning.take(by=stage.at_work("umovnyi", MORNING), application_id=application.pk, at=MORNING)
    account = Application.objects.select_related("taken_by").get(pk=application.pk).taken_by
    assert account is not None
    other = _second_specialist()
    page = other.get(f"/department/case/{application.pk}/").content.decode()
    assert "Цю справу веде Олег Умовний" in page
    assert "Прийняти в роботу" not in page
    refused = other.post(f"/department/case/{application.pk}/accept/")
    assert refused.status_code == 409
    assert "Цю справу вже має колега" in refused.content.decode()


def _second_specialist() -> Client:
    """The specialist of the other body moves to the Pension Fund."""
    account = stage.enter_employee(cast.employee("davnii"), MORNING)
    account.posts.update(organisation=stage.enter_body(cast.body("pension"), MORNING))
    return client_of("davnii", MORNING, raises=False)


def test_a_stale_page_changes_nothing(office: Office) -> None:
    application = office.submitted()
    answer = office.specialist.post(
        f"/department/case/{application.pk}/accept/", {"version": str(application.version - 1)}
    )
    assert answer.status_code == 409
    assert again(application).state == "received"


def test_another_body_and_a_community_do_not_know_the_case(office: Office) -> None:
    application = office.submitted()
    for code in ("davnii", "zrazkova", "admin"):
        client = client_of(code, MORNING, raises=False)
        for part in ("", "file/", "letters/", "history/", "decision/", "return/"):
            assert client.get(f"/department/case/{application.pk}/{part}").status_code == 404
        assert client.post(f"/department/case/{application.pk}/accept/").status_code == 404


@pytest.mark.requirement("R159")
def test_the_deciding_body_takes_no_paper_from_people(office: Office) -> None:
    """Applications reach it by the portal and by registers only."""
    specialist = stage.at_work("umovnyi", MORNING)
    body = stage.enter_body(cast.body("pension"), MORNING)
    with pytest.raises(Forbidden):
        intake.register_paper(
            by=specialist,
            organisation_id=body.pk,
            kind="low_income",
            person=None,
            data=stage.data_of(cast.citizen("maria")),
            at=MORNING,
        )
    assert client_of("umovnyi", MORNING, raises=False).get("/community/").status_code == 404


def test_a_case_is_found_by_number_and_by_nothing_in_the_address(office: Office) -> None:
    application = office.submitted()
    found = office.specialist.post("/department/find/", {"q": application.number or ""})
    assert found.headers["Location"] == f"/department/case/{application.pk}/"
    nothing = office.specialist.post("/department/find/", {"q": "Неіснуючий"})
    assert "Нічого не знайшли" in nothing.content.decode()
    named = office.specialist.post("/department/find/", {"q": "Прикладенко"}).content.decode()
    assert application.number is not None
    assert application.number in named


ASKED = "Додайте, будь ласка, другу сторінку довідки про доходи"
SILENT = "Заявниця не відповіла на запит і на дзвінки"


def test_after_the_term_of_silence_the_case_goes_on(office: Office) -> None:
    application = office.submitted()
    path = f"/department/case/{application.pk}/go-on/"
    office.specialist.post(f"/department/case/{application.pk}/ask/", {"text": ASKED})
    assert "Розглядати без відповіді" not in office.case(application).content.decode()
    assert office.specialist.post(path, {"reason": SILENT}).status_code == 422
    assert again(application).state == "asked"

    with clock.frozen(moment("2026-12-21 09:00")):
        specialist = client_of("umovnyi", clock.now())
        page = specialist.get(f"/department/case/{application.pk}/").content.decode()
        assert path in page
        assert "Розглядати без відповіді" in specialist.get(path).content.decode()
        assert specialist.post(path, {"reason": ""}).status_code == 422
        done = specialist.post(path, {"reason": SILENT, "version": str(again(application).version)})
        assert done.headers["Location"] == f"/department/case/{application.pk}/"
        assert again(application).state == "received"
        letters = specialist.get(f"/department/case/{application.pk}/letters/").content.decode()
        assert SILENT in letters.replace("\u00a0", " ")
        page = specialist.get(f"/department/case/{application.pk}/").content.decode()
        assert "Прийняти в роботу" in page
        assert path not in page


def test_a_community_case_in_work_may_be_returned(office: Office) -> None:
    application = office.handed_over()
    office.plays.accepted(application, "umovnyi", MORNING)
    path = f"/department/case/{application.pk}/return/"
    assert path in office.case(application).content.decode()
    done = office.specialist.post(path, {"fault": "unreadable", "reason": "не видно другої сторінки довідки"})
    assert done.status_code == 302
    assert again(application).state == "mending"


def test_nobody_is_asked_and_nothing_returned_while_the_head_reads_the_decision(office: Office) -> None:
    portal, paper = office.in_work(), office.handed_over()
    office.plays.accepted(paper, "umovnyi", MORNING)
    letters = f"/department/case/{portal.pk}/ask/"
    assert letters in office.case(portal, "letters/").content.decode()
    for application in (portal, paper):
        office.plays.proposed(application, "umovnyi", MORNING)
    assert letters not in office.case(portal, "letters/").content.decode()
    assert letters not in office.case(portal).content.decode()
    assert f"/department/case/{paper.pk}/return/" not in office.case(paper).content.decode()
    client = client_of("umovnyi", MORNING, raises=False)
    refused = client.post(letters, {"text": ASKED})
    assert refused.status_code == 409
    assert "керівник має спершу повернути рішення" in refused.content.decode().replace("\u00a0", " ")
    back = {"fault": "unreadable", "reason": "не видно другої сторінки довідки"}
    assert client.post(f"/department/case/{paper.pk}/return/", back).status_code == 409
    assert {again(portal).state, again(paper).state} == {"in_work"}
