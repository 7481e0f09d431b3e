"""On a phone: an application is withdrawn, and a new one is begun."""

from collections.abc import Callable

from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.messages.models import Message


def test_an_application_is_withdrawn_on_a_phone(
    phone: Visit, stage: Stage, run_jobs: Callable[[], None]
) -> None:
    # Given an application that the deciding body has
    case = stage.plays.submitted("maria", stage.yesterday)
    phone.sign_in_as("maria")
    phone.open(f"/cabinet/application/{case.pk}/")

    # When she withdraws it without a reason
    phone.page.get_by_role("link", name="Відкликати заяву").click()
    phone.page.wait_for_load_state("networkidle")
    phone.seen("cabinet-withdraw")
    phone.page.get_by_role("button", name="Відкликати заяву").click()
    phone.page.wait_for_url(f"**/application/{case.pk}/")
    assert "Заяву відкликано" in phone.words()
    phone.seen("cabinet-withdrawn")
    run_jobs()

    # Then she is told, and a new application begins
    phone.open(f"/cabinet/application/{case.pk}/")
    assert "ви відкликали заяву" in phone.words()
    assert Message.objects.filter(kind="case_withdrawn").count() == 1
    phone.page.get_by_role("link", name="Подати нову заяву").click()
    phone.page.get_by_role("button", name="Почати").click()
    phone.page.wait_for_url("**/questions/**")
    phone.open("/cabinet/")
    assert "Ви зупинилися на питанні" in phone.words()
    phone.seen("cabinet-home-stopped")
    assert Application.objects.count() == 2
