"""The head writes down an absence and gives the cases of the colleague to others, by keyboard."""

from collections.abc import Callable

from tests.factories import world
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application

WHY = "На час відпустки колеги."


def test_everything_of_an_absent_colleague_goes_to_others(stage: Stage, visits: Callable[..., Visit]) -> None:
    # Given a specialist with three cases, and a colleague
    cases = [
        stage.plays.accepted(stage.plays.submitted(key, stage.yesterday), "umovnyi", stage.yesterday)
        for key in ("maria", "olesia", "roman")
    ]
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=stage.yesterday)
    head = visits(1280)
    head.sign_in_as_staff("pokazova")

    # When the head writes down that the specialist is away
    head.page.get_by_role("link", name="Колеги").click()
    head.page.wait_for_load_state("networkidle")
    head.seen("colleagues-home")
    form = head.page.locator("form", has_text="Записати відсутність")
    form.get_by_role("button", name="Записати").click()
    head.page.wait_for_load_state("networkidle")
    head.seen("colleagues-absence-refused")
    form.get_by_label("Хто відсутній").select_option(label="Олег Умовний")
    today = stage.yesterday.date().toordinal() + 1
    first = stage.yesterday.date().fromordinal(today)
    form.get_by_label("Перший день").fill(first.isoformat())
    form.get_by_label("Останній день").fill(first.fromordinal(today + 7).isoformat())
    form.get_by_label("планова (відпустка)").check()
    form.get_by_role("button", name="Записати").click()
    assert "Відсутність записано" in head.words()
    head.page.get_by_role("link", name="Передати справи : Олег Умовний").click()
    head.page.wait_for_load_state("networkidle")
    head.seen("colleagues-cases")

    # And takes one case out of the selection and spreads the rest, with the keyboard alone
    assert head.page.locator("input[name=case]:checked").count() == 3
    head.page.locator("input[name=case]").first.focus()
    head.page.keyboard.press("Space")
    head.page.get_by_label("Порівну").focus()
    head.page.keyboard.press("Space")
    head.page.get_by_label("Чому").focus()
    head.page.keyboard.type(WHY)
    head.page.keyboard.press("Tab")
    head.page.keyboard.press("Enter")
    head.page.get_by_role("heading", name="Що зроблено").wait_for()
    head.seen("colleagues-cases-moved")

    # Then two cases have moved and one stays
    moved = Application.objects.filter(pk__in=[case.pk for case in cases], taken_by=colleague.account_id)
    assert moved.count() == 2
    assert head.words().count("Тепер веде") == 2

    # And the same pages are whole on a phone
    small = visits(360)
    small.sign_in_as_staff("pokazova")
    small.open("/colleagues/")
    small.seen("colleagues-home")
    small.page.get_by_role("link", name="Передати справи : Надія Колега").click()
    small.page.wait_for_load_state("networkidle")
    small.seen("colleagues-cases")
