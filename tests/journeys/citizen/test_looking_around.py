"""The first visit to the cabinet."""

import pytest
from tests.journeys.citizen import filling
from tests.journeys.conftest import Stage, Visit


@pytest.mark.requirement("R023", "R024", "R074")
def test_an_empty_cabinet_says_what_to_do_next(desk: Visit, stage: Stage) -> None:
    # Given a person who has never been here
    # When she signs in
    page = desk.sign_in_as("maria")
    # Then the cabinet is empty and shows the way
    assert "У вас ще немає заяв" in desk.words()
    desk.seen("cabinet-empty")
    filling.choose_low_income(page)
    desk.seen("cabinet-start")


def test_a_draft_is_continued_or_thrown_away(desk: Visit, stage: Stage) -> None:
    # Given a draft begun yesterday
    case = stage.plays.draft("maria", stage.yesterday)
    page = desk.sign_in_as("maria")
    # When she begins again, she is told that the draft goes on
    desk.open("/cabinet/start/low_income/")
    assert "Ви продовжите її" in desk.words()
    desk.seen("start-with-draft")
    # And she may throw it away after a question
    desk.open(f"/cabinet/application/{case.pk}/check/")
    desk.seen("check-complete")
    page.get_by_role("link", name="Видалити чернетку").click()
    desk.seen("drop")
    page.get_by_role("button", name="Видалити").click()
    # Then the cabinet is empty again
    page.wait_for_url("**/cabinet/")
    assert "У вас ще немає заяв" in desk.words()
