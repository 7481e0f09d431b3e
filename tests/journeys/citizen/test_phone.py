"""A small phone: questions, lists, a photo that is too far away, an answer to a request, the decision."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.documents import pictures
from tests.journeys.citizen import filling
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.applications.operations import acceptance
from turbota.applications.policies import form_of
from turbota.applications.states import State
from turbota.kernel import clock
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo import stage as entering

ASKED = "На фото довідки не видно печатки. Сфотографуйте її ще раз при денному світлі."


@pytest.mark.requirement("R012", "R044")
def test_people_incomes_and_photos_with_one_thumb(phone: Visit, stage: Stage) -> None:
    # Given a draft on a phone
    olesia = cast.citizen("olesia")
    answers = told.low_income(olesia, on=clock.today())
    page = phone.sign_in_as("olesia")
    phone.seen("cabinet-empty")
    phone.open("/cabinet/start/low_income/")
    phone.seen("cabinet-start")
    filling.go_on(page, "Почати")
    draft = Application.objects.get()
    form = form_of(draft)
    case = f"/cabinet/application/{draft.pk}"

    # When she adds her child and removes one who was added by mistake
    phone.open(f"{case}/questions/members/")
    phone.seen("members-empty")
    filling.add_row(page, form, "members", answers["members"][0])
    filling.add_row(page, form, "members", {**answers["members"][0], "given_name": "Помилка"})
    expect(page.locator("ul.rows > li")).to_have_count(2)
    phone.seen("members")
    page.get_by_role("button", name="Прикладна Помилка").click()
    expect(page.locator("ul.rows > li")).to_have_count(1)

    # And an impossible date gets a sentence at its box, with what was typed
    phone.open(f"{case}/questions/applicant-2/")
    page.get_by_label("День").fill("31")
    page.get_by_label("Місяць").fill("2")
    page.get_by_label("Рік").fill("1996")
    page.get_by_role("button", name="Далі").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.get_by_label("День").input_value() == "31"
    phone.seen("question-wrong-date")

    # And adds the income of a month that the page offers
    phone.open(f"{case}/questions/incomes/")
    filling.add_income_of_month(page, form, answers["incomes"][0])
    assert "3 000,00 ₴" in phone.words()
    phone.seen("incomes")

    # And a photo taken from too far is refused with what to do, the others stay chosen
    phone.open(f"{case}/documents/add/identity/")
    filling.choose_photos(page, filling.passport(), pictures.jpeg((800, 1100)))
    page.get_by_role("button", name="Надіслати").click()
    expect(page.get_by_text("Сфотографуйте ближче")).to_be_visible()
    expect(page.locator("ol.files > li")).to_have_count(2)
    phone.seen("document-refused")
    page.get_by_role("button", name="Прибрати : IMG_2.jpg").click()
    with page.expect_navigation(url="**/documents/"):
        page.get_by_role("button", name="Надіслати").click()
    phone.seen("documents-added")
    phone.open(f"{case}/check/")
    phone.seen("check-with-faults")


@pytest.mark.requirement("R038", "R044")
def test_she_answers_a_request_with_a_photo(phone: Visit, stage: Stage, run_jobs: Callable[[], None]) -> None:
    # Given the deciding body asked for a better photo
    case = stage.plays.submitted("maria", stage.yesterday)
    acceptance.ask(
        by=entering.at_work("umovnyi", clock.now()), application_id=case.pk, text=ASKED, at=clock.now()
    )
    run_jobs()
    page = phone.sign_in_as("maria")
    assert "Доповніть заяву" in phone.words()
    page.get_by_role("link", name="Доповнити заяву").click()
    phone.seen("complete")

    # When she sends nothing, she is told what is needed
    page.get_by_role("button", name="Надіслати відповідь").click()
    expect(page.get_by_text("Додайте документ або напишіть відповідь").first).to_be_visible()
    phone.seen("complete-empty")

    # When she adds a photo and sends the answer
    page.get_by_role("link", name="Додати : інший документ").click()
    filling.choose_photos(page, filling.passport())
    with page.expect_navigation(url="**/complete/"):
        page.get_by_role("button", name="Надіслати").click()
    phone.seen("complete-added")
    page.get_by_label("Відповідь словами").fill("Надсилаю нове фото.")
    page.get_by_role("button", name="Надіслати відповідь").click()

    # Then the case is with the deciding body again and the clocks go on
    page.wait_for_url(f"**/application/{case.pk}/")
    case.refresh_from_db()
    assert case.state == State.RECEIVED
    assert "Ви доповнили заяву" in phone.words()
    phone.seen("application-answered")


@pytest.mark.requirement("R039", "R074")
def test_the_decision_is_read_line_by_line(phone: Visit, stage: Stage, run_jobs: Callable[[], None]) -> None:
    # Given assistance was granted
    case = stage.plays.submitted("maria", stage.yesterday)
    stage.plays.accepted(case, "umovnyi", clock.now())
    decision = stage.plays.approved(
        stage.plays.proposed(case, "umovnyi", clock.now()), "pokazova", clock.now()
    )
    run_jobs()
    page = phone.sign_in_as("maria")
    # When she opens the decision
    page.get_by_role("link", name="Прочитати рішення").click()
    # Then the sum stands first, each line has its act, and the papers can be taken away
    expect(page.get_by_role("heading", level=1)).to_contain_text("Щомісяця ви отримуватимете")
    assert "Підстава:" in phone.words()
    assert decision.number in phone.words()
    phone.seen("decision-granted")
    for link, start in (("Рішення (PDF)", b"%PDF"), ("Усе в одному файлі", b"PK"), ("Обидва підписи", b"0")):
        address = page.get_by_role("link", name=link).get_attribute("href")
        assert page.request.get(f"{phone.address}{address}").body().startswith(start)
    phone.open(f"/cabinet/application/{case.pk}/")
    phone.seen("application-decided")
