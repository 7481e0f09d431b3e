"""A refusal: why, by which clause, what would change it, how to appeal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Stage, Visit

from turbota.kernel import clock
from turbota_demo import answers as told
from turbota_demo import cast


@pytest.mark.requirement("R039")
def test_a_refusal_says_why_and_how_to_appeal(
    desk: Visit, stage: Stage, run_jobs: Callable[[], None]
) -> None:
    # Given a family whose income is above the level
    rich = told.low_income(cast.citizen("roman"), on=clock.today(), monthly_income=3_000_000)
    case = stage.plays.submitted("roman", stage.yesterday, answers=rich)
    stage.plays.accepted(case, "umovnyi", clock.now())
    stage.plays.approved(stage.plays.proposed(case, "umovnyi", clock.now()), "pokazova", clock.now())
    run_jobs()
    page = desk.sign_in_as("roman")
    # When he reads the decision
    page.get_by_role("link", name="Прочитати рішення").click()
    # Then the outcome, the clause and the way to appeal are on one page
    expect(page.get_by_role("heading", level=1)).to_have_text("Допомогу не призначено")
    assert "Підстава:" in desk.words()
    assert "протягом 30 календарних днів" in desk.words()
    desk.seen("decision-refused")


@pytest.mark.requirement("R039")
def test_a_granted_decision_on_a_desk(desk: Visit, stage: Stage) -> None:
    case = stage.plays.submitted("maria", stage.yesterday)
    stage.plays.accepted(case, "umovnyi", clock.now())
    stage.plays.approved(stage.plays.proposed(case, "umovnyi", clock.now()), "pokazova", clock.now())
    page = desk.sign_in_as("maria")
    page.get_by_role("link", name="Прочитати рішення").click()
    expect(page.locator(".sum")).to_contain_text("₴")
    desk.seen("decision-granted")
