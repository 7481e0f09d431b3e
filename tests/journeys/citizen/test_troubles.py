"""What goes wrong for a person: a foreign key, a wrong password, an ended session, two tabs, no tax number."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect
from tests.documents import pictures
from tests.journeys.citizen import filling
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application
from turbota.applications.operations import submission
from turbota.applications.states import State
from turbota.kernel import clock
from turbota_demo import stage as entering


def ready_to_sign(stage: Stage, key: str) -> Application:
    """A draft whose paper is printed."""
    case = stage.plays.draft(key, stage.yesterday)
    at = clock.now()
    submission.print_for_signing(by=entering.at_home(key, at), application_id=case.pk, at=at)
    return case


@pytest.mark.requirement("R045")
def test_a_foreign_key_and_a_wrong_password_change_nothing(phone: Visit, stage: Stage) -> None:
    # Given an application ready to be signed
    case = ready_to_sign(stage, "maria")
    page = phone.sign_in_as("maria")
    phone.open(f"/cabinet/application/{case.pk}/sign/")

    # When the password is wrong, the page says so and stays
    phone.sign_with(stage.key_file("maria"), "не той пароль")
    expect(page.get_by_text("Пароль не підходить")).to_be_visible()
    phone.seen("sign-wrong-password")

    # When the key belongs to somebody else, nothing is sent
    phone.sign_with(stage.key_file("roman"))
    expect(page.get_by_role("heading", name="Заяву ще не подано")).to_be_visible()
    assert "належить іншій людині" in phone.words()
    phone.seen("sign-foreign-key")
    case.refresh_from_db()
    assert (case.state, case.number) == (State.DRAFT, None)

    # When she signs with her own key and presses back and sends again, the number is the same
    phone.sign_with(stage.key_file("maria"))
    page.wait_for_url("**/sent/")
    case.refresh_from_db()
    phone.open(f"/cabinet/application/{case.pk}/sign/")
    assert case.number is not None
    assert case.number in phone.words()
    assert Application.objects.exclude(number=None).count() == 1


def test_an_ended_session_loses_nothing(visits: Callable[..., Visit], stage: Stage) -> None:
    # Given a page of questions on which somebody typed
    case = stage.plays.draft("maria", stage.yesterday)
    one = visits(1280)
    page = one.sign_in_as("maria")
    address = f"/cabinet/application/{case.pk}/questions/address/"
    one.open(address)
    # When the session ends meanwhile
    Session.objects.all().delete()
    page.get_by_label("Вулиця").fill("Нова")
    # Then the page stays and asks to sign in again beside it
    again = page.get_by_role("dialog", name="Увійдіть знову")
    expect(again).to_be_visible()
    one.seen("session-ended")
    with page.context.expect_page() as opened:
        again.get_by_role("link", name="Увійти в новій вкладці").click()
    tab = opened.value
    tab.get_by_role("button", name="Увійти через id.gov.ua").click()
    tab.get_by_role("button", name="Прикладенко Марія").click()
    tab.wait_for_url("**/cabinet/**")
    again.get_by_role("button", name="Увійшли, продовжити").click()
    expect(again).to_be_hidden()
    filling.go_on(page)
    case.refresh_from_db()
    assert case.answers["address"]["street"] == "Нова"


def test_a_second_tab_is_told_and_keeps_its_words(visits: Callable[..., Visit], stage: Stage) -> None:
    # Given the same page open in two tabs
    case = stage.plays.draft("maria", stage.yesterday)
    one = visits(1280)
    page = one.sign_in_as("maria")
    address = f"/cabinet/application/{case.pk}/questions/address/"
    one.open(address)
    other = page.context.new_page()
    other.goto(one.address + address)
    # When both change the street
    other.get_by_label("Вулиця").fill("Перша")
    filling.go_on(other)
    page.get_by_label("Вулиця").fill("Друга")
    filling.go_on(page)
    # Then the later one is told and may decide
    expect(page.get_by_role("alert").first).to_contain_text("Ваші відповіді лишилися")
    assert page.get_by_label("Вулиця").input_value() == "Друга"
    one.seen("question-stale")
    filling.go_on(page)
    case.refresh_from_db()
    assert case.answers["address"]["street"] == "Друга"


def test_a_person_without_a_number_is_matched_by_a_human(desk: Visit, stage: Stage) -> None:
    # Given a man without a tax number whom a community already knows by his document
    known = stage.plays.registered("danylo", "starosta", "yavir", stage.yesterday)
    # When he comes to the portal himself
    page = desk.sign_in_as("danylo")
    # Then nothing of the known person is shown until a human has looked
    assert "працівник: він звіряє ваш документ і дату народження" in desk.words()
    assert str(known.number) not in desk.words()
    desk.seen("cabinet-identity-check")
    # And he may begin his application at once
    filling.choose_low_income(page)
    assert "подати заяву допоможуть у громаді" in desk.words()
    filling.go_on(page, "Почати")
    expect(page.get_by_role("heading", level=1)).to_have_text("Як вас звати?")


def test_a_shared_computer_is_said_and_signed_out(desk: Visit, stage: Stage) -> None:
    # Given a computer that others use too
    page = desk.sign_in_as("maria", shared=True)
    assert "Ви на спільному комп’ютері" in desk.words()
    desk.seen("cabinet-shared")
    session = next(c for c in page.context.cookies() if c["name"] == "sessionid")
    assert session["expires"] == -1
    # When she mends her contacts
    desk.open("/cabinet/contacts/")
    page.get_by_label("Електронна пошта").fill("не пошта")
    page.get_by_role("button", name="Зберегти", exact=True).last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    desk.seen("contacts-wrong")
    page.get_by_label("Електронна пошта").fill("nova@example.invalid")
    page.get_by_role("button", name="Зберегти", exact=True).last.click()
    expect(page.get_by_text("Контакти збережено")).to_be_visible()
    desk.seen("contacts")
    # Then she leaves, and the cabinet asks to sign in
    page.locator("main").get_by_role("button", name="Вийти з кабінету").click()
    desk.open("/cabinet/")
    expect(page.get_by_role("heading", name="Вхід до кабінету")).to_be_visible()


def test_a_refused_photo_does_not_wait_and_a_wage_is_typed_once(
    visits: Callable[..., Visit], stage: Stage
) -> None:
    # Given a draft with one income of the six months
    case = stage.plays.draft("maria", stage.yesterday)
    case.answers = {**case.answers, "incomes": case.answers["incomes"][:1]}
    case.save(update_fields=["answers"])
    for width in (360, 1280):
        one = visits(width)
        page = one.sign_in_as("maria")

        # When the photo is too small, its row says that it was not taken
        one.open(f"/cabinet/application/{case.pk}/documents/add/identity/")
        filling.choose_photos(page, pictures.jpeg((600, 800)))
        expect(page.get_by_text("чекає на надсилання")).to_be_visible()
        page.get_by_role("button", name="Надіслати").click()
        expect(page.get_by_text("не прийнято")).to_be_visible()
        assert "чекає на надсилання" not in one.words()
        one.seen("document-refused")

        # And an empty person is not passed over in silence
        one.open(f"/cabinet/application/{case.pk}/questions/members/m9/")
        filling.go_on(page, "Зберегти")
        assert "Прізвище: дайте відповідь на це запитання." in one.words()
        one.seen("member-empty")
        one.open(f"/cabinet/application/{case.pk}/questions/incomes/")
        one.seen("incomes-one" if width == 360 else "incomes-repeated")
        if width == 360:
            filling.go_on(page, "Повторити для решти місяців")

    # Then one press has written the other five
    case.refresh_from_db()
    assert len({row["month"] for row in case.answers["incomes"]}) == 6
