"""A manager assesses at a kitchen table with a phone; a second assessor repeats it blind; the figures are read."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.factories import assessments, casework
from tests.journeys.conftest import Stage, Visit

from turbota.casework.models import Assessment
from turbota.kernel import clock


@pytest.mark.requirement("R016", "R276", "R280", "R281")
def test_an_assessment_on_a_phone_and_a_second_one_blind(stage: Stage, visits: Callable[..., Visit]) -> None:
    # Given a case and its manager in a kitchen, with a phone
    case = casework.opened(stage.yesterday)
    phone = visits(360)
    phone.sign_in_as_staff("turbotna")
    phone.open(f"/manager/case/{case.pk}/")
    phone.page.get_by_role("link", name="Оцінювання", exact=True).click()
    phone.page.wait_for_load_state("networkidle")
    phone.seen("assessments-none")

    # When she answers the first page, the network is gone for a moment, and comes back
    phone.page.get_by_role("button", name="Первинне оцінювання").click()
    phone.page.get_by_role("heading", name="Безпека").wait_for()
    phone.seen("assessment-first-page")
    danger = phone.page.get_by_role("group", name="Чи є зараз загроза життю")
    phone.page.context.set_offline(True)
    danger.get_by_label("1 — Є дрібні небезпеки").check()
    phone.page.get_by_text("Немає зв’язку").wait_for()
    phone.page.context.set_offline(False)
    phone.page.locator("#p_danger-evidence").select_option("seen")
    phone.page.get_by_text("Збережено о").wait_for()
    phone.page.get_by_role("button", name="Зберегти й далі").click()
    phone.page.get_by_role("heading", name="Хто в сім’ї", exact=True).wait_for()
    row = Assessment.objects.get(case=case)
    assert row.values == {"p_danger@case": "1"}

    # And looks what is missing, then finishes the rest
    phone.open(f"/manager/assessment/{row.pk}/")
    phone.seen("assessment-pages")
    phone.open(f"/manager/assessment/{row.pk}/finish/")
    phone.seen("assessment-missing")
    now = clock.now()
    assessments.filled(row, casework.at_work("turbotna", now), now, p_money="3", p_home="2")
    phone.open(f"/manager/assessment/{row.pk}/finish/")
    phone.page.get_by_label("Особа (сім’я) перебуває").check()
    phone.page.get_by_role("button", name="Завершити оцінювання").click()
    phone.page.get_by_text("Складність: середній").wait_for()
    phone.seen("assessment-result")

    # And signs the act at her desk, and asks a colleague
    desk = visits(1280)
    desk.sign_in_as_staff("turbotna")
    desk.open(f"/manager/assessment/{row.pk}/sign/")
    desk.seen("assessment-sign")
    desk.sign_with(stage.key_file("turbotna"), button="Підписати акт")
    desk.page.get_by_text("Акт підписано. Він чекає").wait_for()
    casework.at_work("pomichnyi", now)
    desk.page.get_by_role("link", name="Запросити другого фахівця").click()
    desk.page.get_by_label("Юрій Помічний").check()
    desk.seen("assessment-invite")
    desk.page.get_by_role("button", name="Запросити").click()
    desk.page.get_by_text("Фахівця запрошено").wait_for()

    # Then the colleague sees only the own questions, and both read how far they agree
    second = visits(1280)
    second.sign_in_as_staff("pomichnyi")
    second.page.get_by_role("link", name="Оцінити незалежно").click()
    second.page.wait_for_load_state("networkidle")
    second.seen("second-list")
    second.page.get_by_role("link", name="Вигаданська Ганна").click()
    second.page.get_by_role("link", name="Безпека").click()
    second.page.get_by_role("heading", name="Безпека").wait_for()
    assert "середній" not in second.words().lower()
    second.seen("second-page")
    repeated = Assessment.objects.get(blind_of=row)
    later = clock.now() + timedelta(seconds=1)
    assessments.filled(repeated, casework.at_work("pomichnyi", later), later, p_money="2")
    second.open(f"/manager/assessment/{repeated.pk}/finish/")
    second.page.get_by_label("Особа (сім’я) перебуває").check()
    second.page.get_by_role("button", name="Завершити оцінювання").click()
    second.page.get_by_role("link", name="Наскільки збіглося з першим").click()
    second.page.get_by_text("Зважена каппа").wait_for()
    second.seen("agreement")
