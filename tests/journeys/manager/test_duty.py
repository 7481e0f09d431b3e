"""A life in danger: the duty manager sees the alarm, answers it, looks who it is, and opens a case."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.factories import reports
from tests.journeys.conftest import Stage, Visit

from turbota.casework.models import Alarm, Case, Report
from turbota.casework.states import Urgency
from turbota.kernel import clock


@pytest.mark.requirement("R072", "R275")
def test_the_duty_manager_answers_and_opens_a_case(stage: Stage, visits: Callable[..., Visit]) -> None:
    # Given a calm report and then one of a life in danger, in a unit where two managers work
    now = clock.now()
    reports.received(now - timedelta(hours=3))
    reports.threat(
        now - timedelta(minutes=2), what="Чути крик і плач, просять не бити дитину.", place="вул. Лугова, 17",
        children=True, violence=True,
    )  # fmt: skip
    desk = visits(1280)
    page = desk.sign_in_as_staff("turbotna")
    desk.open("/manager/reports/")
    desk.seen("reports-queue")
    assert "Загроза життю: 1 повідомлення без відповіді" in desk.words()

    # When she answers the alarm and takes the report
    page.get_by_role("link", name="Відповісти").click()
    desk.seen("report-alarm")
    page.get_by_role("button", name="Відповідаю на тривогу").click()
    expect(page.get_by_text("Тривогу зупинено")).to_be_visible()
    page.get_by_role("button", name="Беру в роботу").click()
    desk.seen("report-in-work")
    assert Alarm.objects.get().answered_by is not None

    # And looks whether anybody knows the child, and opens a case that nobody else will see
    page.get_by_role("link", name="Знайти людину й долучити").click()
    page.get_by_label("РНОКПП, або прізвище й дата народження").fill("Невідомська 05.06.2019")
    page.get_by_role("button", name="Шукати").click()
    desk.seen("report-nobody-found")
    page.get_by_role("link", name="Людини тут немає: відкрити випадок").click()
    page.get_by_role("button", name="Відкрити випадок").click()
    desk.seen("report-case-unanswered")
    page.get_by_label("Прізвище").fill("Невідомська")
    page.get_by_role("textbox", name="Ім’я").fill("Оленка")
    page.get_by_label("Дата народження").fill("2019-06-05")
    page.get_by_role("button", name="Відкрити випадок").click()
    page.wait_for_url("**/manager/case/**")
    case = Case.objects.get()
    assert (case.ground, case.sensitivity, case.main_person.surname) == ("report", "child", "Невідомська")
    page.get_by_role("link", name="Повідомлення").last.click()
    desk.seen("case-reports")
    assert Report.objects.get(urgency=Urgency.THREAT).state == "linked"

    # Then on the phone of a colleague there is the calm report alone
    phone = visits(360)
    phone.sign_in_as_staff("pomichnyi")
    phone.open("/manager/reports/")
    phone.seen("reports-queue")
    phone.open(f"/manager/reports/{Report.objects.get(urgency=Urgency.SOON).pk}/")
    phone.seen("report-calm")
    phone.open("/manager/reports/new/")
    phone.seen("report-enter")
    boss = visits(1280)
    boss.sign_in_as_staff("nastavna")
    boss.open("/manager/duty/")
    boss.seen("duty")
    assert "без відповіді" not in phone.words() and "Лугова" not in phone.words()
