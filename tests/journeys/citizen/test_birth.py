"""A mother asks for assistance at birth on a small phone, from the page of the kind to the decision."""

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


@pytest.mark.requirement("R012", "R034", "R168", "R169")
def test_from_the_page_of_the_kind_to_the_decision_with_one_thumb(
    phone: Visit, stage: Stage, run_jobs: Callable[[], None]
) -> None:
    # Given twins born this year, and a mother with a phone
    olesia = cast.citizen("olesia")
    answers = told.birth(olesia, on=clock.today(), names=("Ярина", "Тарас"))
    page = phone.sign_in_as("olesia")
    phone.open("/kinds/birth/")
    page.get_by_text("Показати", exact=False).first.click()
    assert "50 000,00 ₴" in phone.words()
    assert "Доходи родини" not in phone.words()
    phone.seen("birth-kind")
    page.get_by_role("link", name="Подати заяву", exact=True).click()
    phone.seen("birth-start")
    filling.go_on(page, "Почати")
    draft = Application.objects.get()
    form = form_of(draft)
    case = f"/cabinet/application/{draft.pk}"

    # When she answers every question, and names both children
    phone.open(f"{case}/questions/claim/")
    phone.seen("birth-relation")
    phone.open(f"{case}/questions/applicant/")
    filling.answer_everything(page, form, answers)
    phone.open(f"{case}/questions/members/")
    phone.seen("birth-children")

    # And she adds her passport, checks and signs
    phone.open(f"{case}/documents/add/identity/")
    filling.choose_photos(page, filling.passport())
    with page.expect_navigation(url="**/documents/"):
        page.get_by_role("button", name="Надіслати").click()
    phone.open(f"{case}/check/")
    phone.seen("birth-check")
    page.get_by_label("Попередження прочитано").check()
    page.get_by_label("Даю згоду").check()
    filling.go_on(page, "Далі: підписати")
    expect(page.get_by_role("img").first).to_be_visible()
    phone.seen("birth-sign")
    phone.sign_with(stage.key_file("olesia"))
    page.wait_for_url("**/sent/")
    draft.refresh_from_db()
    assert draft.number and draft.number in phone.words()

    # Then the Pension Fund decides, and she reads what is paid once for each child
    stage.plays.accepted(draft, "umovnyi", clock.now())
    decision = stage.plays.proposed(draft, "umovnyi", clock.now())
    stage.plays.approved(decision, "pokazova", clock.now())
    run_jobs()
    phone.open(f"{case}/decision/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ви отримаєте одноразово")
    assert "100 000,00 ₴" in phone.words()
    assert "Щомісяця" not in phone.words()
    for name in ("Ярина", "Тарас"):
        expect(page.locator("ul.rows > li", has_text=name)).to_contain_text("одноразово")
    phone.seen("birth-decision")
