"""The person's own page of contacts."""

from tests.web.cabinet.conftest import SignIn

from turbota.kernel import clock
from turbota.messages.models import Delivery
from turbota.people import queries
from turbota.people.models import Person
from turbota_demo import stage
from turbota_demo.plays import Plays

PAGE = "/cabinet/contacts/"


def test_an_address_taken_away_is_away(plays: Plays, sign_in: SignIn) -> None:
    client = sign_in("maria")
    maria = Person.objects.get(pk=stage.at_home("maria", clock.now()).person_id)
    client.post(PAGE, {"email": "maria@example.invalid", "phone": "067 123 45 67"})
    phone = queries.phone_of(maria)
    assert phone
    answer = client.post(PAGE, {"email": "", "phone": phone}, follow=True)
    assert "Контакти збережено" in answer.content.decode()
    assert (queries.email_of(maria), queries.phone_of(maria)) == ("", phone)


def test_a_wrong_address_changes_nothing(plays: Plays, sign_in: SignIn) -> None:
    client = sign_in("maria")
    maria = Person.objects.get(pk=stage.at_home("maria", clock.now()).person_id)
    client.post(PAGE, {"email": "maria@example.invalid"})
    assert client.post(PAGE, {"email": "не пошта", "phone": "067 123 45 67"}).status_code == 422
    assert (queries.email_of(maria), queries.phone_of(maria)) == ("maria@example.invalid", "")


def test_the_former_address_is_told_once_that_it_was_replaced(plays: Plays, sign_in: SignIn) -> None:
    client = sign_in("maria")
    client.post(PAGE, {"email": "maria@example.invalid"})
    assert not Delivery.objects.exists()
    for _ in range(2):
        client.post(PAGE, {"email": "nova@example.invalid"})
    letter = Delivery.objects.get(channel="email")
    assert letter.address == "maria@example.invalid"
    assert letter.message.kind == "email_replaced"
    assert "nova" not in letter.message.body
    page = client.get(f"/cabinet/messages/{letter.message_id}/")
    assert "Вашу електронну адресу змінено" in page.content.decode()
