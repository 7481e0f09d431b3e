"""Somebody on the street reports a person in trouble from a phone, without signing in, and follows it by the code."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.factories import casework, reports
from tests.journeys.conftest import Stage, Visit

from turbota.casework.models import Report
from turbota.casework.operations import triage
from turbota.kernel import clock


@pytest.mark.requirement("R072", "R034")
def test_a_passer_by_reports_and_follows(stage: Stage, visits: Callable[..., Visit]) -> None:
    reports.people_of_unit(clock.now())
    phone = visits(360)
    page = phone.open("/")
    page.get_by_role("link", name="Повідомити про людину в біді").click()
    phone.seen("report-danger")
    page.get_by_role("button", name="Далі").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Допомога потрібна найближчими днями").check()
    page.get_by_role("button", name="Далі").click()

    # One word is enough, and the page asks once for more
    page.get_by_label("Що сталося?").fill("Допоможіть")
    page.get_by_role("button", name="Далі").click()
    expect(page.get_by_text("Додайте, що саме сталося.")).to_be_visible()
    phone.seen("report-more")
    page.get_by_label("Що сталося?").fill("Чоловік на милицях другу ніч спить на автостанції.")
    page.get_by_role("button", name="Продовжити").click()

    # The device says where it is, when asked
    phone.page.context.grant_permissions(["geolocation"])
    phone.page.context.set_geolocation({"latitude": 49.8397, "longitude": 24.0297})
    page.get_by_label("Населений пункт").fill("с. іванивка")
    page.get_by_role("radio", name="Калинівська-Зразкова громада").check()
    phone.seen("report-places")
    page.get_by_label("Де саме").fill("автостанція, зал очікування")
    page.get_by_role("button", name="Додати точку з цього пристрою").click()
    expect(page.get_by_text("Точку додано")).to_be_visible()
    phone.seen("report-where")
    page.get_by_role("button", name="Далі").click()
    phone.seen("report-contact")
    page.get_by_role("button", name="Надіслати").click()
    expect(page.get_by_role("heading", name="Повідомлення прийнято")).to_be_visible()
    phone.seen("report-sent")
    code = re.search(r"(?:[2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}", phone.words())
    assert code is not None

    # Somebody works on it: the code tells that, and nothing more
    report = Report.objects.get()
    assert report.latitude is not None and report.entered_by is None
    assert report.locality is not None and report.locality.name == "Іванівка"
    assert report.unit == casework.unit(clock.now()) and not report.elsewhere
    triage.take(by=casework.at_work("turbotna", clock.now()), report_id=report.pk, at=clock.now())
    page.get_by_role("link", name="Перевірити за кодом").click()
    page.get_by_label("Код повідомлення").fill(code.group().lower())
    page.get_by_role("button", name="Перевірити").click()
    expect(page.get_by_text("Стан: опрацьовується")).to_be_visible()
    phone.seen("report-followed")
    assert report.number not in phone.words() and code.group() not in page.url

    # On a wide screen, a life in danger is sent at once
    desk = visits(1280)
    page = desk.open("/report/")
    page.get_by_label("Є загроза життю або здоров’ю").check()
    page.get_by_role("button", name="Далі").click()
    page.get_by_label("Що сталося?").fill("Б’ють")
    page.get_by_role("button", name="Далі").click()
    desk.seen("report-where-danger")
    page.get_by_label("Де саме").fill("третя хата від ставка")
    page.get_by_role("button", name="Надіслати зараз").click()
    expect(page.get_by_text("Чергового вже покликано.")).to_be_visible()
    desk.seen("report-sent-danger")
