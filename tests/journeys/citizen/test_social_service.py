"""An old woman asks for care at home on a phone; her community assesses, decides and signs; she reads what was decided."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.factories import assessments, casework
from tests.journeys.citizen import filling
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.applications.operations import acceptance
from turbota.applications.policies import form_of
from turbota.casework.models import Case
from turbota.kernel import clock
from turbota_demo import answers as told
from turbota_demo import cast

ASSESSED = "Ви не можете самі виходити з дому й готувати, рідних поруч немає."


@pytest.mark.requirement("R012", "R034", "R277")
def test_care_at_home_from_a_phone_to_the_decision_of_the_community(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a community with a unit and a social manager
    for worker in ("turbotna", "nastavna"):
        casework.at_work(worker, stage.yesterday)
    phone, manager, head = visits(360), visits(1280), visits(1280)
    phone.sign_in_as("maria")
    phone.open("/cabinet/start/social_service/")
    phone.seen("service-start")

    # When she asks for care in her own words and signs
    filling.go_on(phone.page, "Почати")
    draft = Application.objects.get()
    case = f"/cabinet/application/{draft.pk}"
    for part in ("need", "need-4", "need-5"):
        phone.open(f"{case}/questions/{part}/")
        phone.seen(f"service-{part}")
    phone.open(f"{case}/questions/applicant/")
    answers = told.for_services(cast.citizen("maria"), on=clock.today())
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
    phone.seen("service-sent")

    # Then the manager assesses the needs and decides
    acceptance.accept(by=casework.at_work("turbotna", clock.now()), application_id=draft.pk, at=clock.now())
    run_jobs()
    assessments.submitted(Case.objects.get(), clock.now())
    manager.sign_in_as_staff("turbotna")
    page = manager.open(f"/department/case/{draft.pk}/")
    page.wait_for_load_state("networkidle")
    manager.seen("service-department-case")
    page.get_by_role("link", name="Рішення про послуги").click()
    page.get_by_label("Що показало оцінювання потреб").fill(ASSESSED)
    page.get_by_label("Надати послуги").check()
    page.get_by_label("Послуга за класифікатором").select_option("015.1")
    for name, value in (
        ("volume", "6"),
        ("since", "2026-12-01"),
        ("until", "2027-05-31"),
        ("place", "удома"),
    ):
        page.locator(f'[name="service-0-{name}"]').fill(value)
    manager.seen("service-decision-form")
    page.get_by_role("button", name="Підготувати рішення").click()
    page.wait_for_load_state("networkidle")
    manager.seen("service-decision")
    manager.sign_with(stage.key_file("turbotna"), button="Підписати й передати")
    page.wait_for_url(f"**/department/case/{draft.pk}/")

    # And the head signs the same bytes
    head.sign_in_as_staff("nastavna")
    page = head.open(f"/department/case/{draft.pk}/decision/")
    head.sign_with(stage.key_file("nastavna"), button="Ухвалити рішення")
    page.wait_for_load_state("networkidle")
    run_jobs()
    manager.open(f"/manager/case/{Case.objects.get().pk}/decisions/")
    manager.seen("service-in-the-case")

    # And she reads what she gets, why, and how to appeal
    phone.open(f"{case}/decision/")
    told_her = phone.words()
    assert "Вам надаватимуть послуги" in told_her and "6 годин на тиждень" in told_her
    assert ASSESSED in told_her and "Якщо не згодні" in told_her and "₴" not in told_her
    phone.seen("service-decision-read")
    phone.open(f"{case}/")
    phone.seen("service-application")
