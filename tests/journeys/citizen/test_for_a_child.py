"""A mother on a phone applies for her child; an officer checks the document; the decision is told to her."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.citizen import filling
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota.people.models import Mandate
from turbota_demo import stage as entering
from turbota_demo.cast import TARAS


@pytest.mark.requirement("R036")
def test_a_mother_applies_for_her_child_on_a_phone(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    phone, desk = visits(360), visits(1280)

    # Given Maria says for whom she applies, and who she is for him
    page = phone.sign_in_as("maria")
    phone.open("/cabinet/mandates/")
    phone.seen("mandates-empty")
    phone.open("/cabinet/start/low_income/")
    page.get_by_role("link", name="Подаю за дитину").click()
    filling.go_on(page)
    expect(page.get_by_role("alert")).to_be_visible()
    phone.seen("whom-unanswered")
    page.get_by_label("За дитину або іншу людину").check()
    filling.go_on(page)
    phone.seen("claim-role")
    page.get_by_label("Мати або батько").check()
    filling.go_on(page)
    filling.go_on(page)
    phone.seen("claim-person-unanswered")
    page.get_by_label("Прізвище").fill(TARAS.surname)
    page.get_by_label("Ім’я").fill(TARAS.given_name)
    page.get_by_label("По батькові").fill(TARAS.patronymic)
    for label, value in (("День", "20"), ("Місяць", "10"), ("Рік", "2016")):
        page.get_by_label(label).fill(value)
    page.get_by_label("УНЗР").fill(TARAS.unzr)
    filling.go_on(page)

    # And photographs the birth certificate
    page.get_by_label("Що це за документ").fill("Свідоцтво про народження, ІБК 000201")
    filling.choose_photos(page, filling.passport())
    phone.seen("claim-evidence")
    with page.expect_navigation(url="**/for/"):
        page.get_by_role("button", name="Надіслати").click()
    phone.seen("whom")
    mandate = Mandate.objects.get()
    page.get_by_label("За людину: Прикладенко Тарас").check()
    filling.go_on(page)
    assert "Ви заповнюєте заяву за людину" in phone.words()
    phone.seen("question-for-another")

    # When the questions are answered she signs with her own key
    draft = Application.objects.get()
    maria = entering.at_home("maria", clock.now())
    stage.plays.filled(draft, TARAS, maria, clock.now())
    phone.open(f"/cabinet/application/{draft.pk}/check/")
    page.get_by_label("Попередження прочитано").check()
    page.get_by_label("Даю згоду").check()
    filling.go_on(page, "Далі: підписати")
    phone.sign_with(stage.key_file("maria"))
    page.wait_for_url("**/sent/")
    phone.open(f"/cabinet/application/{draft.pk}/")
    assert "Повноваження: заявлено, не підтверджено" in phone.words()
    phone.seen("application-for-another")

    # Then the office sees that nobody has confirmed her right, and checks the document
    desk.sign_in_as_staff("umovnyi")
    desk.open(f"/department/case/{draft.pk}/")
    desk.page.get_by_role("button", name="Прийняти в роботу").click()
    assert "Повноваження заявлено, не підтверджено" in desk.words()
    desk.seen("department-case-of-representative")
    desk.page.get_by_role("link", name="Повноваження", exact=True).click()
    desk.seen("department-mandates")
    desk.page.get_by_role("link", name="Прикладенко Тарас").click()
    desk.page.get_by_role("button", name="Підтвердити", exact=True).click()
    expect(desk.page.get_by_role("alert")).to_be_visible()
    desk.seen("department-mandate-without-reason")
    desk.page.get_by_label("Причина").fill("Звірено зі свідоцтвом про народження.")
    desk.page.get_by_role("button", name="Підтвердити", exact=True).click()
    assert "Повноваження підтверджено" in desk.words()
    desk.seen("department-mandate-confirmed")

    # And the decision is told to the mother
    draft.refresh_from_db()
    run_jobs()
    stage.plays.approved(stage.plays.proposed(draft, "umovnyi", clock.now()), "pokazova", clock.now())
    run_jobs()
    phone.open("/cabinet/")
    assert "Заяви людей, за яких я дію" in phone.words()
    phone.seen("cabinet-with-represented")
    phone.open(f"/cabinet/application/{draft.pk}/")
    assert "Є рішення" in phone.words()
    phone.open("/cabinet/mandates/")
    phone.seen("mandates")
    page.get_by_role("link", name="Більше не дію за цю людину").click()
    phone.seen("mandate-stop")
    page.get_by_role("button", name="Скасувати повноваження").click()
    mandate.refresh_from_db()
    assert mandate.state == "revoked"
    phone.open("/cabinet/")
    assert "Заяви людей, за яких я дію" not in phone.words()


@pytest.mark.requirement("R036")
def test_she_sees_who_acts_for_her_and_takes_the_case_over(phone: Visit, stage: Stage) -> None:
    # Given Roman has sent an application about Maria by a power of attorney that nobody has confirmed
    case = stage.plays.claimed_and_sent("roman", "maria", stage.yesterday)

    # When she opens who acts for her
    page = phone.sign_in_as("maria")
    page.get_by_role("link", name="Хто діє від мого імені").click()
    assert "Показовий Роман Ігорович" in phone.words()
    phone.seen("mandates-given")
    page.get_by_role("link", name="Перебрати справу собі").click()
    phone.seen("take-over")
    page.get_by_role("button", name="Перебрати собі").click()

    # Then the case is hers to sign, with its number
    page.wait_for_url("**/sign/")
    phone.seen("sign-after-taking-over")
    phone.sign_with(stage.key_file("maria"))
    page.wait_for_url("**/sent/")
    case.refresh_from_db()
    assert case.mandate is None
    assert str(case.number) in phone.words()
