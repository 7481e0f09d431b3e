"""A man on a phone names the number of a power of attorney; the register confirms it, and no officer is waited for."""

from collections.abc import Callable

import pytest
from tests.factories.exchange import Exchange
from tests.journeys.citizen import filling
from tests.journeys.conftest import Stage, Visit

from turbota.kernel import clock
from turbota_demo import registers as known
from turbota_demo import stage as entering
from turbota_demo.cast import citizen

VIRA = citizen("vira")


@pytest.mark.requirement("R036")
def test_a_register_confirms_a_power_of_attorney(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None], exchange: Exchange
) -> None:
    phone = visits(360)
    entering.at_home("vira", clock.now())

    # Given Roman says for whom he acts, and by which power of attorney
    page = phone.sign_in_as("roman")
    phone.open("/cabinet/mandates/new/power_of_attorney/")
    page.get_by_label("Прізвище").fill(VIRA.surname)
    page.get_by_label("Ім’я").fill(VIRA.given_name)
    for label, value in (("День", "1"), ("Місяць", "3"), ("Рік", "1948")):
        page.get_by_label(label).first.fill(value)
    page.get_by_label("УНЗР").fill(VIRA.unzr)
    page.get_by_label("Номер довіреності в реєстрі").fill(known.DEED)
    phone.seen("claim-person-by-power-of-attorney")
    filling.go_on(page)

    # When the worker has asked it
    run_jobs()

    # Then the register has confirmed, and says by which record
    phone.open("/cabinet/mandates/")
    assert "Підтверджено" in phone.words() and f"запис № {known.DEED}" in phone.words()
    phone.seen("mandates-confirmed-by-a-register")
