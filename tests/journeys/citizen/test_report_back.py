"""The phone's own Back inside a report: one page back with every word, and from the first page to the beginning."""

from playwright.sync_api import expect
from tests.factories import reports
from tests.journeys.conftest import Stage, Visit

from turbota.kernel import clock


def _back(visit: Visit) -> None:
    """The Back of the browser, once the scripts of the page have run."""
    visit.page.wait_for_load_state("load")
    visit.page.go_back()


def test_back_of_the_phone_goes_one_page_back_and_keeps_every_word(stage: Stage, phone: Visit) -> None:
    reports.people_of_unit(clock.now())
    page = phone.page
    phone.open("/")
    phone.open("/report/")
    page.get_by_label("Допомога потрібна найближчими днями").check()
    page.get_by_role("button", name="Далі").click()
    page.get_by_label("Що сталося?").fill("Сусідка третій день не виходить і не відчиняє")
    page.get_by_role("button", name="Далі").click()
    page.get_by_label("Де саме").fill("вул. Вигадана, 3")

    # Words that were typed and not sent yet go along
    _back(phone)
    expect(page.get_by_label("Що сталося?")).to_have_value("Сусідка третій день не виходить і не відчиняє")
    _back(phone)
    expect(page.get_by_label("Допомога потрібна найближчими днями")).to_be_checked()
    page.get_by_role("button", name="Далі").click()
    page.get_by_role("button", name="Далі").click()
    expect(page.get_by_label("Де саме")).to_have_value("вул. Вигадана, 3")

    _back(phone)
    expect(page.get_by_label("Що сталося?")).to_be_visible()
    _back(phone)
    expect(page.get_by_label("Допомога потрібна найближчими днями")).to_be_checked()
    _back(phone)
    page.wait_for_url(f"{phone.address}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Просите про допомогу")
