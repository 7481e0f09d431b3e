"""A doctor in the team of a case: invited, agrees, sees only what he may, does his task, and nothing after the end."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.factories import casework, planning
from tests.journeys.conftest import Stage, Visit

from turbota.kernel import clock


@pytest.mark.requirement("R019", "R288", "R289")
def test_a_doctor_works_in_the_team_of_a_case(stage: Stage, visits: Callable[..., Visit]) -> None:
    # Given a case with a plan in force, and a doctor of the hospital
    case = planning.decided(stage.yesterday)
    planning.in_force(case, stage.yesterday)
    casework.at_work("likarnyi", stage.yesterday)
    desk, hospital = visits(1280), visits(360)

    # When the manager finds him by the hospital and the name, and invites him with a task and an end
    desk.sign_in_as_staff("turbotna")
    page = desk.open(f"/manager/case/{case.pk}/team/")
    desk.seen("team-none")
    page.get_by_role("link", name="Запросити").click()
    page.get_by_label("Організація").select_option(label="Лікарня")
    page.get_by_label("Ім’я або прізвище").fill("лікарн")
    desk.seen("team-find")
    page.get_by_role("button", name="Шукати").click()
    page.get_by_role("radio").first.check()
    page.get_by_label("З якої сфери").select_option(label="Охорона здоров’я, реабілітація")
    page.get_by_label("Що людина робитиме в команді").fill("Оглянути вдома")
    page.get_by_label("До якого дня").fill((clock.today() + timedelta(days=60)).isoformat())
    desk.seen("team-invite")
    page.get_by_role("button", name="Надіслати запрошення").click()
    page.get_by_text("чекаємо відповіді").wait_for()

    # Then he learns about whom it is only after agreeing, and sees names, his sphere and no address
    hospital.sign_in_as_staff("likarnyi")
    hospital.seen("team-mine-invited")
    hospital.page.get_by_role("link", name="Оглянути вдома").click()
    assert "Вигаданська" not in hospital.words()
    hospital.seen("team-invitation")
    hospital.page.get_by_role("button", name="Погоджуюся працювати в команді").click()
    words = hospital.words()
    assert "Вигаданська Ганна" in words and "Леся Турботна" in words and "Прибирання" in words
    assert case.address not in words and "I групи" not in words
    hospital.page.get_by_role("textbox", name="Повідомлення").fill("Тиск 180 на 100, почали лікування")
    hospital.page.get_by_role("button", name="Надіслати").click()
    hospital.page.get_by_text("Тиск 180 на 100").wait_for()
    hospital.seen("team-case")

    # And the manager gives him a task with a clock; he does it, and when the part ends the case is gone for him
    desk.open(f"/manager/case/{case.pk}/team/task/")
    page.get_by_label("Що зробити").fill("Виписати рецепт")
    page.get_by_label("Хто виконує").select_option(index=2)
    page.get_by_role("button", name="Дати завдання").click()
    page.get_by_text("Тиск 180 на 100").wait_for()
    desk.seen("team-page")
    hospital.open(f"/manager/team/case/{case.pk}/")
    hospital.page.get_by_role("link", name="Виконано").click()
    hospital.page.get_by_label("Що зроблено").fill("Рецепт виписано")
    hospital.seen("team-task")
    hospital.page.get_by_role("button", name="Виконано").click()
    hospital.page.get_by_text("Рецепт виписано").wait_for()
    desk.open(f"/manager/case/{case.pk}/team/")
    page.get_by_role("link", name="Закінчити участь").click()
    page.get_by_label("Чому участь закінчується").fill("Лікування закінчено")
    page.get_by_role("button", name="Закінчити сьогодні").click()
    page.get_by_text("випадку ця людина більше не бачить").wait_for()
    hospital.open(f"/manager/team/case/{case.pk}/")
    assert "Вигаданська" not in hospital.words()
    hospital.seen("team-gone")
