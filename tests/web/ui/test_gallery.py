"""Every component in every state, looked at by a browser: accessible, never wider than the window."""

import pytest
from tests.web.conftest import Look

QUESTIONS = ("question", "error", "list", "row", "income", "dense")
PAGES = ["/gallery/citizen", "/gallery/staff", *(f"/gallery/questions/{name}" for name in QUESTIONS)]


def ease(look: Look, choice: str) -> None:
    look.context.add_cookies([{"name": "ease", "value": choice, "url": "http://localhost"}])


@pytest.mark.parametrize(
    ("path", "tone"),
    [
        *((path, "light") for path in PAGES),
        *((path, tone) for path in PAGES[:2] for tone in ("dark", "contrast", "mono")),
    ],
)
def test_axe_finds_nothing(look: Look, path: str, tone: str) -> None:
    ease(look, f"{tone}.m.plain")
    look.open(path)
    assert look.violations() == []
    assert look.complaints == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("look", [320], indirect=True)
def test_a_small_phone_with_the_largest_letters_never_scrolls_sideways(look: Look, path: str) -> None:
    ease(look, "light.xl.wide")
    look.open(path)
    assert not look.scrolls_sideways()


@pytest.mark.parametrize("look", [360], indirect=True)
@pytest.mark.parametrize("path", ["/gallery/citizen", "/gallery/staff"])
def test_a_phone_is_accessible_too(look: Look, path: str) -> None:
    look.open(path)
    assert look.violations() == []


def test_a_page_with_errors_begins_at_their_list_and_leads_to_the_box(look: Look) -> None:
    page = look.open("/gallery/questions/error")
    assert page.title().startswith("Помилка: ")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    page.click("[data-error-summary] a")
    assert page.evaluate("document.activeElement.id") == "q_applicant_birth_date_day"
    assert page.input_value("#q_applicant_birth_date_day") == "31"


def test_answers_are_saved_in_a_pause_and_the_hour_is_said(look: Look) -> None:
    page = look.open("/gallery/questions/question")
    page.fill("#q_applicant_surname", "Прикладенко-Зразкова")
    page.get_by_text("Збережено о 14:32").wait_for()


def test_when_the_session_has_ended_the_typed_words_stay_on_the_page(look: Look) -> None:
    page = look.open("/gallery/questions/question")
    look.context.add_cookies([{"name": "out", "value": "yes", "url": "http://localhost"}])
    page.fill("#q_applicant_surname", "Зразкова")
    page.wait_for_selector("[data-sign-in-again][open]")
    assert look.violations() == []
    look.context.clear_cookies(name="out")
    page.click("[data-again-done]")
    page.wait_for_selector("[data-sign-in-again]:not([open])", state="attached")
    assert page.input_value("#q_applicant_surname") == "Зразкова"


def test_when_the_line_is_lost_the_page_says_so(look: Look) -> None:
    page = look.open("/gallery/questions/question")
    page.route("**/gallery/save", lambda route: route.abort())
    page.fill("#q_applicant_surname", "Зразкова")
    page.wait_for_selector("[data-autosave-status][role=alert]")
    assert "Немає зв’язку" in page.inner_text("[data-autosave-status]")


def test_a_question_that_hangs_on_another_opens_at_once(look: Look) -> None:
    page = look.open("/gallery/questions/row")
    number = page.locator("#q_members_m1_tax_number")
    assert not number.is_visible()
    page.check("input[name='members.m1.tax_number_state'][value=has]")
    assert number.is_visible()


def test_keys_move_by_rows_and_a_list_of_keys_can_switch_them_off(look: Look) -> None:
    page = look.open("/gallery/staff")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("KeyJ")
    assert page.evaluate("document.activeElement.hash") == "#case2"
    page.keyboard.press("Slash")
    assert page.evaluate("document.activeElement.id") == "find"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Shift+Slash")
    page.wait_for_selector("[data-keys-list][open]")
    assert look.violations() == []
    page.check("#keys-off")
    page.click("[data-keys-list] .btn")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("KeyJ")
    assert page.evaluate("document.activeElement.hash || ''") == ""


def test_the_panel_changes_colours_at_once(look: Look) -> None:
    page = look.open("/gallery/citizen")
    page.click(".ease summary")
    page.check("input[name=tone][value=contrast]")
    assert page.get_attribute("html", "data-tone") == "contrast"
    assert look.violations() == []
