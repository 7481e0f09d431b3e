"""Staff choose an own password before any work; tries to sign in are security events."""

import pytest
from django.test import Client
from tests.factories.world import moment

from turbota.access import accounts, operations
from turbota.access.actors import SYSTEM
from turbota.access.models import Account, Organisation, Post, Role
from turbota.access.sign_in import staff_account
from turbota.audit.models import Event
from turbota.audit.queries import security_events
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota_demo import cast
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")
FIRST, OWN = "first-password", "three quiet words"


def newcomer() -> Account:
    return accounts.add_account(by=SYSTEM, code="nova", name="Нова Людина", password=FIRST, at=AT)


def at_post(account: Account, key: str) -> Post:
    office = Organisation.objects.get(code=cast.body(key).code)
    return operations.grant_post(by=SYSTEM, account=account, organisation=office, role=Role.SPECIALIST, at=AT)


@pytest.mark.requirement("R219")
def test_nothing_works_before_an_own_password_is_chosen(plays: Plays) -> None:
    at_post(newcomer(), "pension")
    client = Client()
    with clock.frozen(AT):
        client.post("/sign-in/staff/", {"code": "nova", "password": FIRST})
        assert client.get("/department/").headers["Location"] == "/sign-in/new-password/"
        assert client.post("/department/find/", {"q": "x"}).headers["Location"] == "/sign-in/new-password/"
        page = client.get("/sign-in/new-password/")
        assert "Придумайте власний пароль" in page.content.decode()
        short = client.post("/sign-in/new-password/", {"old": FIRST, "password": "short", "again": "short"})
        assert short.status_code == 422
        done = client.post("/sign-in/new-password/", {"old": FIRST, "password": OWN, "again": OWN})
        assert done.headers["Location"] == "/department/"
        assert client.get("/department/").status_code == 200
        assert client.get("/sign-in/new-password/").status_code == 200
    with pytest.raises(Refused):
        staff_account(code="nova", password=FIRST, at=AT)
    assert Event.objects.filter(action="access.choose_password").count() == 1


def test_the_page_of_passwords_is_for_staff_only(plays: Plays) -> None:
    assert Client().get("/sign-in/new-password/").headers["Location"].startswith("/sign-in/staff/")


@pytest.mark.requirement("R055")
def test_signing_in_and_posts_are_security_events(plays: Plays) -> None:
    with clock.frozen(AT):
        Client().post("/sign-in/staff/", {"code": "umovnyi", "password": "not-this-one"})
        Client().post("/sign-in/staff/", {"code": "umovnyi", "password": cast.PASSWORD})
    at_post(newcomer(), "pension")
    found = security_events(since=AT, until=moment("2026-11-17 10:00"))
    assert {(event.action, event.outcome) for event in found} >= {
        ("access.sign_in", "refused"),
        ("access.sign_in", "allowed"),
        ("access.add_account", "allowed"),
        ("access.grant_post", "allowed"),
    }
    assert all("umovnyi" not in event.actor_name for event in found)
