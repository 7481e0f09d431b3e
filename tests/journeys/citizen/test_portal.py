"""A woman applies from her desk, from the first question to the number, and follows her application."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.citizen import filling
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.applications.policies import form_of
from turbota.kernel import clock
from turbota_demo import answers as told
from turbota_demo import cast


@pytest.mark.requirement("R012", "R034", "R045", "R048", "R168", "R169")
def test_from_the_first_question_to_the_number(
    desk: Visit, stage: Stage, run_jobs: Callable[[], None]
) -> None:
    # Given Maria, signed in for the first time
    maria = cast.citizen("maria")
    answers = told.low_income(maria, on=clock.today())
    page = desk.sign_in_as("maria")
    filling.choose_low_income(page)
    filling.go_on(page, "Почати")
    draft = Application.objects.get()
    form = form_of(draft)

    # When she answers one question a page, and stops in the middle
    desk.seen("question-name")
    for code in ("applicant", "applicant-2"):
        filling.answer_page(page, form, code, answers)
    desk.open("/cabinet/")
    assert "Чернетка" in desk.words()
    desk.seen("cabinet-draft")

    # Then she goes on from where she stopped
    page.get_by_role("link", name="Продовжити").click()
    page.goto(f"{desk.address}/cabinet/application/{draft.pk}/questions/applicant/")
    filling.answer_everything(page, form, answers)
    assert page.url.endswith("/documents/")
    desk.seen("documents-needed")

    # And nothing can be signed while the document is missing
    page.get_by_role("link", name="Перевірити заяву").click()
    expect(page.get_by_role("heading", name="Ще треба")).to_be_visible()
    desk.seen("check-with-faults")
    page.get_by_role("link", name="Паспорт або інший документ").first.click()
    filling.choose_photos(page, filling.passport(), filling.passport())
    desk.seen("document-chosen")
    with page.expect_navigation(url="**/documents/"):
        page.get_by_role("button", name="Надіслати").click()
    assert "2 сторінки, чіткість 300 точок на дюйм" in desk.words()
    desk.seen("documents-added")

    # When she checks everything, reads the warning and the consent
    page.get_by_role("link", name="Перевірити заяву").click()
    filling.go_on(page, "Далі: підписати")
    assert "Лишилося підтвердити" in desk.words()
    desk.seen("check-unconfirmed")
    page.get_by_label("Попередження прочитано").check()
    page.get_by_label("Даю згоду").check()
    filling.go_on(page, "Далі: підписати")
    expect(page.get_by_role("img").first).to_be_visible()
    desk.seen("sign")

    # And signs with her own key in the browser
    desk.sign_with(stage.key_file("maria"))
    page.wait_for_url("**/sent/")
    draft.refresh_from_db()
    assert draft.number is not None
    assert draft.number in desk.words()
    desk.seen("sent")

    # Then she is told by letter, without anything personal in its subject
    run_jobs()
    letter = stage.letters()[0]
    assert letter["To"] == maria.email
    assert draft.number in letter["Subject"]
    assert maria.surname not in str(letter["Subject"])
    assert letter["Message-ID"]

    # And follows the path with the clocks of the law
    page.get_by_role("link", name="Стежити за заявою").click()
    assert "Пенсійний фонд приймає заяву" in desk.words()
    assert "Від вас нічого не треба" in desk.words()
    desk.seen("application-received")


@pytest.mark.requirement("R024", "R034")
def test_she_writes_to_the_case_and_sees_who_looked(
    desk: Visit, stage: Stage, run_jobs: Callable[[], None]
) -> None:
    # Given an application in work
    case = stage.plays.submitted("maria", stage.yesterday)
    stage.plays.accepted(case, "umovnyi", clock.now())
    run_jobs()
    page = desk.sign_in_as("maria")
    assert "нових повідомлень" in desk.words() or "нові повідомлення" in desk.words()
    desk.seen("cabinet-with-case")

    # When she writes to the case
    page.get_by_role("link", name="Допомога родині").first.click()
    page.get_by_label("Написати у справу").fill("Чи треба принести ще щось?")
    with page.expect_navigation():
        page.get_by_role("button", name="Надіслати").click()
    # Then her words stand in the case
    expect(page.locator(".msg.me")).to_contain_text("Чи треба принести ще щось?")
    desk.seen("application-in-work")

    # And an empty message is refused with a sentence, nothing lost
    page.get_by_role("button", name="Надіслати").click()
    expect(page.get_by_text("Напишіть, що ви хочете повідомити").first).to_be_visible()
    desk.seen("application-empty-message")

    for path, heading in (("who-looked", "Хто дивився справу"), ("answers", "Що ви надіслали")):
        desk.open(f"/cabinet/application/{case.pk}/{path}/")
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        desk.seen(path)
    desk.open("/cabinet/messages/")
    desk.seen("messages")
    page.get_by_role("link", name="зареєстровано").click()
    desk.seen("message")
