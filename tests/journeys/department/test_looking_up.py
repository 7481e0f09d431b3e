"""Keys of the keyboard, finding a case, the text of a scan, and who is who."""

from tests.journeys.conftest import Stage, Visit

from turbota.access.sign_in import citizen_account
from turbota.people.models import IdentityCheck
from turbota.people.operations import PersonData, known_or_new, tie_account
from turbota_demo import cast
from turbota_demo import stage as people


def test_a_specialist_works_with_the_keyboard(stage: Stage, desk: Visit) -> None:
    # Given two cases in the queue
    first = stage.plays.submitted("maria", stage.yesterday)
    second = stage.plays.submitted("olesia", stage.yesterday)
    desk.sign_in_as_staff("umovnyi")

    # When the keys go down the queue and open the second case
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(f"**/department/case/{second.pk}/")

    # Then keys lead to the neighbour, and a key alone decides nothing
    desk.page.keyboard.press("[")
    desk.page.wait_for_url(f"**/department/case/{first.pk}/")
    desk.page.keyboard.press("a")
    assert desk.page.evaluate("document.activeElement.textContent").strip().startswith("Прийняти в роботу")
    first.refresh_from_db()
    assert first.state == "received"

    # And the search finds a case by its number without putting it into the address
    desk.page.keyboard.press("/")
    desk.page.keyboard.type("Прикладна")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_role("link", name="Прикладна Олеся Юріївна").wait_for()
    assert desk.page.url.endswith("/department/find/")
    desk.seen("department-find")
    copy = first.attachments.get()
    desk.open(f"/department/document/{copy.pk}/text-1/")
    desk.seen("department-text")


def test_a_misspelt_name_is_found_on_a_phone(stage: Stage, phone: Visit) -> None:
    # Given a case of the own community
    stage.plays.registered("maria", "starosta", "yavir", stage.yesterday)
    phone.sign_in_as_staff("starosta")

    # When the officer types the name with a slip, and then somebody who is not there
    phone.open("/community/find/")
    phone.seen("community-find")
    phone.page.get_by_label("Кого або що шукаємо").fill("Зовсімінша")
    phone.page.get_by_role("button", name="Шукати").click()
    phone.page.get_by_role("heading", name="Нічого не знайшли").wait_for()
    assert "Додайте дату народження" in phone.words()
    phone.seen("community-find-nobody")
    phone.page.get_by_label("Кого або що шукаємо").fill("Прикладинко Марія")
    phone.page.get_by_role("button", name="Шукати").click()

    # Then the case is there, said to be like, with the birth date to compare
    phone.page.get_by_role("link", name="Прикладенко Марія Іванівна").wait_for()
    assert "схоже" in phone.words()
    assert "12.05.1991" in phone.words()
    assert phone.page.get_by_label("Кого або що шукаємо").input_value() == "Прикладинко Марія"
    phone.seen("community-find-like")


def test_a_newcomer_is_compared_with_a_known_person(stage: Stage, phone: Visit) -> None:
    # Given a person known from paper, and somebody with the same document who signed in
    data = people.data_of(cast.citizen("danylo"))
    known_or_new(data=data, at=stage.yesterday)
    newcomer = PersonData("Безномерный", "Данило", "", data.birth_date, document=data.document)
    tie_account(
        account=citizen_account(identity="document:newcomer", name="Безномерный Данило"),
        data=newcomer,
        at=stage.yesterday,
    )

    # When a specialist compares them
    phone.sign_in_as_staff("umovnyi")
    phone.page.get_by_role("button", name="Розділи").click()
    phone.seen("sections-on-a-phone")
    phone.page.get_by_role("link", name="Хто є хто").click()
    phone.seen("department-identities")
    phone.page.get_by_role("link", name="Безномерный Данило").click()
    phone.seen("department-identity")
    phone.page.get_by_role("button", name="Записати відповідь").click()
    phone.seen("department-identity-refused")
    phone.page.get_by_label("Ні, це інша людина").check()
    phone.page.get_by_label("Як ви це встановили").fill("Подзвонили обом: це двоюрідні брати")
    phone.page.get_by_role("button", name="Записати відповідь").click()

    # Then they stay two people
    assert "Записано: це інша людина" in phone.words()
    assert IdentityCheck.objects.get().state == "rejected"
