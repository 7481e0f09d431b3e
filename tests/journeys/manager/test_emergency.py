"""A social manager with a phone helps somebody at once and signs on the spot; the head approves from her desk."""

from collections.abc import Callable

import pytest
from tests.factories import casework
from tests.journeys.conftest import Stage, Visit

from turbota.casework.models import EmergencyAct
from turbota.kernel import clock


@pytest.mark.requirement("R277")
def test_services_are_given_from_the_phone_and_approved_within_the_day(
    stage: Stage, visits: Callable[..., Visit]
) -> None:
    # Given a case and its manager beside the person, with a phone
    case = casework.opened(stage.yesterday)
    casework.at_work("nastavna", stage.yesterday)
    phone, head = visits(360), visits(1280)
    phone.sign_in_as_staff("turbotna")
    page = phone.open(f"/manager/case/{case.pk}/decisions/")
    phone.seen("emergency-in-the-case")

    # When she gives food and heat at once
    page.get_by_role("link", name="Надати послуги негайно").click()
    page.get_by_label("Що загрожує людині").fill("Котел зламався, удома шість градусів, жінка не встає.")
    page.get_by_label("Послуга за класифікатором").select_option("007.0")
    today = clock.today().isoformat()
    for name, value in (("volume", "4"), ("since", today), ("until", today)):
        page.locator(f'[name="service-0-{name}"]').fill(value)
    page.get_by_role("button", name="Скласти акт").click()
    page.get_by_role("link", name="Напишіть, де надають послугу").wait_for()
    phone.seen("emergency-form-with-fault")
    page.locator('[name="service-0-place"]').fill("удома")
    page.get_by_role("button", name="Скласти акт").click()
    page.wait_for_url("**/manager/emergency/*/")
    page.wait_for_load_state("networkidle")
    phone.seen("emergency-act")
    phone.sign_with(stage.key_file("turbotna"))
    page.get_by_text("Акт підписано: послуги надаються").wait_for()

    # Then the head reads why and approves
    head.sign_in_as_staff("nastavna")
    page = head.open("/manager/emergency/")
    head.seen("emergencies")
    page.get_by_role("link", name="Вигаданська").click()
    page.wait_for_load_state("networkidle")
    head.seen("emergency-to-approve")
    head.sign_with(stage.key_file("nastavna"), button="Затвердити акт")
    page.get_by_text("Акт затверджено.").wait_for()
    assert EmergencyAct.objects.get().state == "approved"
