"""A case goes back to its community, an applicant is asked, a refusal is approved, a head sends back."""

from collections.abc import Callable

import pytest
from tests.journeys.conftest import Stage, Visit

from turbota.access.actors import SYSTEM
from turbota.access.operations import grant_post
from turbota.applications.models import Application, HandoverLine, HandoverRegister
from turbota.decisions.models import Decision
from turbota.messages.models import Message
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo import stage as people

REASON = "немає сторінки 2 довідки про доходи"


def handed_over(stage: Stage, monthly_income: int = 300_000) -> Application:
    """A paper application of a community without control, sent by a register yesterday."""
    answers = told.low_income(
        cast.citizen("stepan"), on=stage.yesterday.date(), monthly_income=monthly_income
    )
    application = stage.plays.finished("stepan", "starosta", "yavir", stage.yesterday, answers=answers)
    stage.plays.handed_over([application], "starosta", stage.yesterday)
    return Application.objects.get(pk=application.pk)


@pytest.mark.requirement("R187")
def test_a_case_is_returned_to_its_community_by_a_line_of_the_register(
    stage: Stage, desk: Visit, run_jobs: Callable[[], None]
) -> None:
    # Given a register that a community sent
    application = handed_over(stage)
    register = HandoverRegister.objects.get()
    desk.sign_in_as_staff("umovnyi")
    desk.page.get_by_role("link", name="Реєстри від громад").click()
    desk.seen("department-registers")
    desk.page.get_by_role("link", name=f"№ {register.number}").click()
    desk.seen("department-register")

    # When the specialist opens the case and returns it, first without a fault
    desk.page.get_by_role("link", name="Зразкевич Степан Ілліч").click()
    desk.page.get_by_role("link", name="Повернути громаді").click()
    desk.seen("department-return")
    desk.page.get_by_role("button", name="Повернути громаді").click()
    assert "Виберіть, через що не можна ухвалити рішення" in desk.words()
    desk.seen("department-return-refused")
    desk.page.get_by_label("Немає документа, без якого не можна вирішити").check()
    desk.page.get_by_label("Що має виправити громада").fill(REASON)
    desk.page.get_by_role("button", name="Повернути громаді").click()

    # Then the line says so and the community is told why
    assert "Справу повернено громаді" in desk.words()
    run_jobs()
    desk.open(f"/department/registers/{register.pk}/")
    assert REASON in desk.words()
    desk.seen("department-register-answered")
    assert HandoverLine.objects.get(application=application).answer == "returned"
    assert REASON in Message.objects.get(kind="case_returned").body


def test_an_applicant_is_asked_on_a_narrow_screen(
    stage: Stage, phone: Visit, run_jobs: Callable[[], None]
) -> None:
    # Given a portal application
    application = stage.plays.submitted("olesia", stage.yesterday)

    # When the specialist asks for what is missing
    phone.sign_in_as_staff("umovnyi")
    phone.seen("department-queue")
    phone.page.get_by_role("link", name="Прикладна Олеся Юріївна").click()
    phone.page.wait_for_load_state("networkidle")
    phone.seen("department-case-received")
    phone.page.get_by_role("link", name="Попросити доповнити").click()
    phone.page.get_by_label("Що треба додати").fill("Додайте, будь ласка, довідку про доходи за квітень")
    phone.seen("department-ask")
    phone.page.get_by_role("button", name="Надіслати запит").click()

    # Then the case waits for the applicant and the applicant is told
    run_jobs()
    phone.open(f"/department/case/{application.pk}/letters/")
    phone.seen("department-letters")
    phone.open("/department/work/")
    assert "Чекаємо доповнення від заявника" in phone.words()
    phone.seen("department-work")
    assert Message.objects.filter(kind="application_to_complete").exists()


@pytest.mark.requirement("R157", "R216", "R217")
def test_a_refusal_is_sent_back_once_and_then_approved_by_another_person(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a family whose income is above the guaranteed level
    application = handed_over(stage, monthly_income=9_000_000)
    case = f"/department/case/{application.pk}/"
    specialist, head = visits(1280), visits(1280)
    specialist.sign_in_as_staff("umovnyi")
    specialist.open(case)
    specialist.page.get_by_role("button", name="Прийняти в роботу").click()
    assert "Відмовити" in specialist.words()
    specialist.seen("department-case-refusal")

    # When the specialist signs the refusal and the head sends it back
    specialist.page.get_by_role("button", name="Підготувати рішення").click()
    specialist.sign_with(stage.key_file("umovnyi"))
    specialist.page.wait_for_url(f"**{case}")
    head.sign_in_as_staff("pokazova")
    head.open(f"{case}decision/")
    head.page.get_by_text("Повернути спеціалістові").first.click()
    head.page.get_by_label("Що перевірити або виправити").fill("Перевірте дохід за квітень ще раз")
    head.page.get_by_role("button", name="Повернути спеціалістові").click()
    assert "Рішення повернено спеціалістові" in head.words()
    specialist.open(case)
    assert "Перевірте дохід за квітень ще раз" in specialist.words()
    specialist.seen("department-case-sent-back")

    # And the specialist, who is a head too today, signs anew but cannot approve the own decision
    specialist.page.get_by_role("button", name="Розрахувати ще раз").click()
    specialist.sign_with(stage.key_file("umovnyi"))
    specialist.page.wait_for_url(f"**{case}")
    account = people.enter_employee(cast.employee("umovnyi"), stage.yesterday)
    body = people.enter_body(cast.body("pension"), stage.yesterday)
    grant_post(by=SYSTEM, account=account, organisation=body, role="head", at=stage.yesterday)
    specialist.open(f"{case}decision/")
    assert "Другий підпис має поставити інша людина" in specialist.words()
    assert specialist.page.locator("form[data-sign]").count() == 0
    specialist.seen("department-decision-same-person")

    # Then another person approves, and a wrong key is told before
    head.open(f"{case}decision/")
    head.sign_with(stage.key_file("kerivna"), button="Ухвалити рішення")
    head.page.get_by_text("Цей ключ належить іншій людині").wait_for()
    head.seen("department-decision-wrong-key")
    head.sign_with(stage.key_file("pokazova"), button="Ухвалити рішення")
    head.page.get_by_text("Рішення ухвалено.").wait_for()
    run_jobs()
    head.open(f"{case}decision/")
    assert "на папері" in head.words()
    head.seen("department-decision-refusal")
    assert Decision.objects.get(application=application).outcome == "refused"
