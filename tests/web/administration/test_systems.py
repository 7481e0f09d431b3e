"""The administrator joins other systems: the secret is shown once, events are watched and sent again."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from tests.factories.world import moment
from tests.web.administration.conftest import MORNING as NOW

from turbota.access import accounts, operations
from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation, Role
from turbota.audit.models import Event as AuditEvent
from turbota.exchange.models import AccessToken, Client, Event, EventDelivery, Subscription
from turbota.exchange.operations import clients, tokens
from turbota.exchange.states import DEAD, WAITING
from turbota.kernel import clock
from turbota.kernel.errors import Refused
from turbota.kernel.identifiers import new_id
from turbota_demo import cast
from turbota_demo.plays import Plays

LIST = "/administration/systems/"


def office(key: str) -> Organisation:
    return Organisation.objects.get(code=cast.body(key).code)


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def joined(key: str = "dolyna", name: str = "Мої послуги") -> clients.Registered:
    return clients.add_client(by=SYSTEM, name=name, organisation=office(key), scopes=["events"], at=NOW)


def typed(**changes: object) -> dict[str, object]:
    return {
        "name": "Мої послуги",
        "organisation": str(office("dolyna").pk),
        "scopes": ["applications:write", "events"],
        "calls_per_minute": "300",
    } | changes


@pytest.fixture
def below(plays: Plays) -> Iterator[Browser]:
    """An administrator of one community."""
    account = accounts.add_account(
        by=SYSTEM, code="below", name="Низова", password="a-long-password", at=NOW, for_first_sign_in=False
    )
    operations.grant_post(
        by=SYSTEM, account=account, organisation=office("yavir"), role=Role.ADMINISTRATOR, at=NOW
    )
    with clock.frozen(NOW):
        browser = Browser()
        browser.post("/sign-in/staff/", {"code": "below", "password": "a-long-password"})
        yield browser


def test_a_system_is_joined_and_its_secret_is_shown_once(admin: Browser) -> None:
    answer = admin.post(f"{LIST}new/", typed())
    client = Client.objects.get()
    assert "no-store" in answer.headers["Cache-Control"]
    secret = re.findall(r'<b class="secret">([^<]+)</b>', answer.content.decode())[1]
    issued = tokens.issue(client_id=str(client.pk), secret=secret, wanted=(), place="", at=NOW)
    assert issued.scopes == ("applications:write", "events")
    page = words(admin.get(f"{LIST}{client.pk}/"))
    assert secret not in page and "подавати підписані заяви людей" in page
    assert "Мої послуги" in words(admin.get(LIST))
    assert AuditEvent.objects.filter(action="exchange.add_client", subject_id=client.pk).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, "Напишіть назву системи."),
        ({"scopes": []}, "Виберіть хоча б одне право."),
        ({"scopes": ["everything"]}, "Виберіть права зі списку."),
        ({"calls_per_minute": "0"}, "Вкажіть від 1 до 6000 запитів на хвилину."),
        ({"organisation": str(new_id())}, "Виберіть зі списку."),
        ({"since": "02.12.2026", "until": "01.12.2026"}, "Останній день має бути після першого."),
    ],
)
def test_what_is_typed_wrong_is_told_at_its_box_and_kept(
    admin: Browser, changes: dict[str, object], sentence: str
) -> None:
    answer = admin.post(f"{LIST}new/", typed(**changes))
    assert answer.status_code == 422 and sentence in words(answer)
    assert not Client.objects.exists()
    if "name" not in changes:
        assert 'value="Мої послуги"' in answer.content.decode()


def test_a_name_stands_once_in_an_organisation(admin: Browser) -> None:
    first = joined()
    assert "вже має систему з такою назвою" in words(admin.post(f"{LIST}new/", typed()))
    clients.revoke(by=SYSTEM, client_id=first.client.pk, at=NOW)
    assert admin.post(f"{LIST}new/", typed()).status_code == 200


def test_a_new_secret_an_old_one_ended_and_the_end_of_a_system(admin: Browser) -> None:
    first = joined()
    place = f"{LIST}{first.client.pk}/"
    pair = {"client_id": str(first.client.pk), "wanted": (), "place": "", "at": NOW + timedelta(hours=1)}
    answer = admin.post(f"{place}secret/")
    newer = re.findall(r'<b class="secret">([^<]+)</b>', answer.content.decode())[1]
    assert tokens.issue(secret=first.secret, **pair) and tokens.issue(secret=newer, **pair)  # type: ignore[arg-type]
    assert "<dt>Старий секрет</dt>" in words(admin.get(place))
    assert admin.post(f"{place}end-old-secret/").status_code == 302
    with pytest.raises(Refused):
        tokens.issue(secret=first.secret, **pair)  # type: ignore[arg-type]
    assert not AccessToken.objects.exists()
    assert "<dt>Старий секрет</dt>" not in words(admin.get(place))
    assert admin.post(f"{place}revoke/").status_code == 302
    with pytest.raises(Refused):
        tokens.issue(secret=newer, **pair)  # type: ignore[arg-type]
    page = words(admin.get(place))
    assert "від’єднано" in page and "Видати новий секрет" not in page
    assert admin.post(f"{place}secret/").status_code == 409


def test_events_are_watched_and_sent_again(admin: Browser) -> None:
    system = joined().client
    subscription = Subscription.objects.create(client=system, url="https://example.org/e", since=NOW)
    event = Event.objects.create(step=new_id(), number="26-000007", stage="in_work", sequence=2, at=NOW)
    dead = EventDelivery.objects.create(
        event=event, subscription=subscription, state=DEAD, attempts=16, last_error="http_500"
    )
    page = words(admin.get(f"{LIST}{system.pk}/?state=dead"))
    assert (
        "26-000007" in page and "У роботі" in page and "http_500" in page and "https://example.org/e" in page
    )
    assert "26-000007" not in words(admin.get(f"{LIST}{system.pk}/?state=delivered"))
    assert admin.get(f"{LIST}{system.pk}/?state=horoscope").status_code == 404
    assert admin.post(f"{LIST}events/{dead.pk}/again/").status_code == 302
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.next_at) == (WAITING, 0, NOW)
    assert admin.post(f"{LIST}events/{dead.pk}/again/").status_code == 404


def test_an_administrator_keeps_the_systems_of_the_own_tree_only(below: Browser) -> None:
    foreign, own = joined("dolyna").client, joined("yavir", "Явір онлайн").client
    page = words(below.get(LIST))
    assert "Явір онлайн" in page and "Мої послуги" not in page
    assert below.get(f"{LIST}{own.pk}/").status_code == 200
    for part in ("", "secret/", "end-old-secret/", "revoke/"):
        method = below.post if part else below.get
        assert method(f"{LIST}{foreign.pk}/{part}").status_code == 404
    assert below.post(f"{LIST}new/", typed()).status_code == 422
    assert Client.objects.count() == 2 and not Client.objects.filter(revoked_at__isnull=False).exists()


def test_a_system_of_tomorrow_is_shown_as_such(admin: Browser) -> None:
    clients.add_client(
        by=SYSTEM, name="Завтрашня", organisation=office("dolyna"), scopes=["events"], at=NOW,
        since=moment("2026-12-01 00:00").date(),
    )  # fmt: skip
    assert "ще не почала" in words(admin.get(LIST))
