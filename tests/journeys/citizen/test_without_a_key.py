"""A pensioner without a key of his own submits from a phone: the bank said who he is, and that is enough."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application


@pytest.mark.requirement("R046")
def test_he_confirms_without_a_key(phone: Visit, stage: Stage, run_jobs: Callable[[], None]) -> None:
    # Given Stepan, whose application is filled, signed in through his bank
    draft = stage.plays.draft("stepan", stage.yesterday)
    page = phone.sign_in_as("stepan")
    phone.open(f"/cabinet/application/{draft.pk}/check/")
    page.get_by_label("Попередження прочитано").check()
    page.get_by_label("Даю згоду").check()
    page.get_by_role("button", name="Далі: підписати").click()

    # When he has no key
    expect(page.get_by_role("heading", name="Немає ключа?")).to_be_visible()
    assert "BankID, середній рівень довіри" in phone.words()
    phone.seen("sign-or-confirm")
    page.get_by_role("button", name="Подати без ключа").click()
    assert "поставте позначку" in phone.words()
    phone.seen("confirm-unread")
    page.get_by_label("Прочитано, підтверджую").check()
    page.get_by_role("button", name="Подати без ключа").click()

    # Then he has his number, and the platform tells him
    expect(page.get_by_role("heading", name="Ваш номер")).to_be_visible()
    phone.seen("sent-without-a-key")
    run_jobs()
    assert Application.objects.get().number in phone.open("/cabinet/").locator("body").inner_text()
