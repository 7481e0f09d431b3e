"""An officer helps a person with the portal; she takes the draft in her own cabinet, and he sees it no more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota_demo import cast

MARIA = cast.citizen("maria")


@pytest.mark.requirement("R036")
def test_an_officer_helps_and_the_person_takes_the_draft(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    desk, phone = visits(1280), visits(360)

    # Given a person with a cabinet, whom an officer begins to help: she showed her passport
    hers = phone.sign_in_as("maria")
    page = desk.sign_in_as_staff("zrazkova")
    desk.open("/community/help/")
    desk.seen("help-nobody")
    page.get_by_role("link", name="Допомогти із заявою").click()
    page.get_by_role("button", name="Почати").click()
    expect(page.get_by_role("alert")).to_be_visible()
    desk.seen("help-new-unanswered")
    page.get_by_label("Вид допомоги").select_option("low_income")
    page.get_by_label("Податковий номер").fill(str(MARIA.tax_number))
    page.get_by_label("Прізвище").fill(MARIA.surname)
    page.get_by_label("Ім’я").fill(MARIA.given_name)
    page.get_by_label("Дата народження").fill(str(MARIA.birth_date))
    page.get_by_label("Документ, за яким").fill("Паспорт громадянина України № 000417")
    page.get_by_label("До якого дня").fill(str(clock.today() + timedelta(days=5)))
    page.get_by_role("button", name="Почати").click()
    page.wait_for_url("**/community/help/*-*/")
    desk.seen("help-fill")

    # When he has written down what she said
    page.locator('[name="applicant.patronymic"]').first.fill("Записана")
    with page.expect_navigation():
        page.get_by_role("button", name="Зберегти", exact=True).click()
    case = Application.objects.get()
    assert case.answers["applicant"]["patronymic"] == "Записана"
    run_jobs()

    # Then she sees who helps her, and takes the draft
    phone.open("/cabinet/messages/")
    assert "Вам допомагають заповнити заяву" in phone.words()
    phone.open("/cabinet/mandates/given/")
    assert "Вам допомагає" in phone.words()
    phone.seen("help-given")
    hers.get_by_role("link", name="Взяти заяву собі").click()
    phone.seen("help-take-over")
    hers.get_by_role("button", name="Взяти собі").click()
    hers.wait_for_url("**/application/**")
    case.refresh_from_db()
    assert case.mandate is None and case.number is None

    # And the officer sees nothing of it any more
    desk.open("/community/help/")
    assert MARIA.surname not in desk.words()
    narrow = visits(360)
    narrow.sign_in_as_staff("zrazkova")
    narrow.open("/community/help/new/")
    narrow.seen("help-new-narrow")
