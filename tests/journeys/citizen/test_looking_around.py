"""The first visit to the cabinet."""

from tests.journeys.conftest import Stage, Visit


def test_an_empty_cabinet_says_what_to_do_next(desk: Visit, stage: Stage) -> None:
    # Given a person who has never been here
    # When she signs in
    page = desk.sign_in_as("maria")
    # Then the cabinet is empty and shows the way
    assert "У вас ще немає заяв" in desk.words()
    desk.seen("cabinet-empty")
    page.get_by_role("link", name="Допомога").first.click()
    desk.seen("cabinet-start")
