"""An individual plan: made by the manager at a desk, agreed to by the person on a phone, put in force."""

from collections.abc import Callable

import pytest
from tests.factories import planning
from tests.journeys.conftest import Stage, Visit

from turbota.casework.plan_states import Party, PlanState
from turbota.kernel import clock
from turbota.people.queries import person
from turbota_demo import stage as play


@pytest.mark.requirement("R017", "R018", "R282", "R285", "R287", "R303")
def test_a_plan_is_made_at_a_desk_and_agreed_to_on_a_phone(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a case with a decision on services for a woman with a cabinet
    maria = play.at_home("maria", stage.yesterday)
    assert maria.person_id is not None
    case = planning.decided(stage.yesterday, main=person(maria.person_id))
    desk, phone = visits(1280), visits(360)
    desk.sign_in_as_staff("turbotna")

    # When the manager writes a need, takes a proposed measure and completes it
    page = desk.open(f"/manager/case/{case.pk}/plan/")
    desk.seen("plan-none")
    page.get_by_role("button", name="Скласти план").click()
    page.get_by_role("link", name="Змінити підставу і строк").click()
    page.get_by_label("Рішення або акт").fill("Рішення № 12 від 20.11.2026")
    page.get_by_label("Перший день плану").fill(clock.today().isoformat())
    page.get_by_label("Останній день плану").fill(
        clock.today().replace(year=clock.today().year + 1).isoformat()
    )
    page.get_by_role("button", name="Зберегти").click()
    page.get_by_role("button", name="Надати на погодження").click()
    desk.seen("plan-incomplete")
    page.get_by_role("link", name="Додати потребу").click()
    page.get_by_label("Сфера").select_option(label="Самообслуговування і побут")
    page.get_by_label("Чого людині бракує").fill("Не може готувати й прибирати, удень сама")
    desk.seen("plan-need")
    page.get_by_role("button", name="Зберегти").click()
    page.get_by_role("link", name="Пропозиції").click()
    desk.seen("plan-proposals")
    page.locator(".card", has_text="Догляд вдома: прибирання").get_by_role("button").click()
    page.get_by_role("link", name="Догляд вдома: прибирання").click()
    page.get_by_label("Соціальний менеджер", exact=True).check()
    page.locator("[name=volume]").fill("3")
    page.get_by_label("Одиниця обсягу").fill("відвідування на тиждень")
    page.get_by_label("Середньомісячний сукупний дохід").fill("3 000")
    page.get_by_label("Прожитковий мінімум для групи").select_option(label="працездатна особа")
    desk.seen("plan-measure")
    page.get_by_role("button", name="Зберегти").click()
    desk.seen("plan-draft")
    assert "Безоплатно" in desk.words()
    page.get_by_role("button", name="Надати на погодження").click()
    page.get_by_role("button", name="Погоджую як соціальний менеджер").click()
    desk.seen("plan-offered")
    run_jobs()
    assert not any("готувати" in letter.as_string() for letter in stage.letters())

    # Then the person reads it on a phone in plain words and agrees
    phone.sign_in_as("maria")
    phone.page.get_by_role("link", name="Індивідуальний план чекає на вашу відповідь").click()
    assert "Не може готувати й прибирати" in phone.words()
    phone.seen("cabinet-plan")
    phone.page.get_by_role("link", name="Не погоджуюся").click()
    phone.seen("cabinet-plan-refuse")
    phone.page.get_by_role("link", name="До плану").click()
    phone.page.get_by_label("План прочитано, погоджуюся").check()
    phone.page.get_by_role("button", name="Погодити план").click()
    phone.page.get_by_text("Вашу згоду записано").wait_for()
    phone.seen("cabinet-plan-agreed")

    # And the manager puts it in force
    desk.open(f"/manager/case/{case.pk}/plan/")
    page.get_by_role("button", name="Ввести план у дію").click()
    page.get_by_text("План набув чинності.").first.wait_for()
    desk.seen("plan-in-force")
    plan = case.plans.get()
    assert plan.state == PlanState.IN_FORCE and planning.side(plan, Party.PERSON).means == "cabinet"
