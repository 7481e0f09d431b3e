"""A kind whose law nobody has read: asked for in words on a phone, decided by hand, signed twice, read with its reason."""

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

WHY = "Звання присвоєно указом, розмір узято з постанови."


@pytest.mark.requirement("R080", "R115", "R163", "R215", "R216", "R217")
def test_a_registered_kind_from_a_few_words_to_a_decision_entered_by_hand(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a mother with a phone, who does not know what the assistance is called
    phone, specialist, head = visits(360), visits(1280), visits(1280)
    phone.open("/")
    phone.seen("home-situations")
    phone.open("/kinds/")
    phone.seen("kinds")
    phone.sign_in_as("maria")
    phone.seen("cabinet-home-situations")
    phone.page.get_by_label("Що сталося або кому потрібна допомога").fill("мати героїня")
    phone.page.get_by_role("button", name="Шукати").click()
    phone.page.get_by_role("heading", name="Знайдено: 1").wait_for()
    phone.seen("cabinet-kinds-found")
    phone.page.locator("#found ~ ul").get_by_role("link", name="Винагорода «Мати-героїня»").click()
    assert "може вам належати: спитайте" in phone.words()
    phone.seen("registered-start")

    # When she asks in her own words, adds her passport and signs
    filling.go_on(phone.page, "Почати")
    draft = Application.objects.get()
    case = f"/cabinet/application/{draft.pk}"
    phone.open(f"{case}/questions/request/")
    phone.seen("registered-request")
    phone.open(f"{case}/questions/applicant/")
    answers = told.general(cast.citizen("maria"), on=clock.today())
    filling.answer_everything(phone.page, form_of(draft), answers)
    phone.open(f"{case}/documents/add/identity/")
    filling.choose_photos(phone.page, filling.passport())
    with phone.page.expect_navigation(url="**/documents/"):
        phone.page.get_by_role("button", name="Надіслати").click()
    phone.open(f"{case}/check/")
    phone.page.get_by_label("Попередження прочитано").check()
    phone.page.get_by_label("Даю згоду").check()
    filling.go_on(phone.page, "Далі: підписати")
    expect(phone.page.get_by_role("img").first).to_be_visible()
    phone.sign_with(stage.key_file("maria"))
    phone.page.wait_for_url("**/sent/")

    # Then the department reads that no rule says it, and enters the decision by hand
    office = f"/department/case/{draft.pk}/"
    stage.plays.accepted(draft, "davnii", clock.now())
    specialist.sign_in_as_staff("davnii")
    page = specialist.open(office)
    assert "може належати: спитайте" in specialist.words()
    page.wait_for_load_state("networkidle")
    specialist.seen("department-case-no-rules")
    page.get_by_role("link", name="Ввести рішення вручну").click()
    specialist.seen("department-by-hand")
    page.get_by_role("button", name="Підготувати рішення").click()
    specialist.seen("department-by-hand-refused")
    page.get_by_label("Призначити", exact=True).check()
    page.get_by_label("За що виплата").fill("Винагорода")
    page.get_by_label("Сума, ₴").fill("33 280,00")
    page.get_by_label("Одноразово").check()
    page.get_by_label("Перший день").fill(clock.today().isoformat())
    page.get_by_label("Чому так").fill(WHY)
    page.get_by_label("Стаття або пункт").fill("пункт 2")
    page.get_by_role("group", name="Які документи справи це підтверджують").get_by_role(
        "checkbox"
    ).first.check()
    page.get_by_role("button", name="Підготувати рішення").click()
    page.wait_for_url(f"**{office}decision/")
    page.wait_for_load_state("networkidle")
    assert "Введено вручну" in specialist.words() and WHY in specialist.words()
    specialist.seen("department-by-hand-to-propose")
    specialist.sign_with(stage.key_file("davnii"))
    page.wait_for_url(f"**{office}")

    # And the head reads who entered it and why, and signs
    head.sign_in_as_staff("kerivna")
    head.open(f"{office}decision/")
    assert "Введено вручну" in head.words() and WHY in head.words()
    head.sign_with(stage.key_file("kerivna"), button="Ухвалити рішення")
    head.page.get_by_text("Рішення ухвалено.").wait_for()
    run_jobs()

    # Then she reads the sum, the reason and that a human entered it
    phone.open(f"{case}/decision/")
    expect(phone.page.get_by_role("heading", level=1)).to_contain_text("Ви отримаєте одноразово")
    words = phone.words()
    assert "33 280,00 ₴" in words and "Введено вручну" in words and WHY in words
    phone.seen("registered-decision")
