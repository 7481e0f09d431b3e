"""The token by OAuth 2, client credentials (RFC 6749): both ways to name the client, errors, secrets that overlap."""

import base64
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from tests.factories.systems import AT, System

from turbota.access.actors import SYSTEM
from turbota.exchange.models import AccessToken, Client, ClientSecret
from turbota.exchange.operations import clients
from turbota.kernel import clock

FORM = "application/x-www-form-urlencoded"
GRANT = "grant_type=client_credentials"


def ask(body: str, pair: str = "") -> HttpResponse:
    """Ask for a token."""
    headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()} if pair else {}
    return Browser().post("/api/v1/token", body, content_type=FORM, headers=headers)


@pytest.fixture
def pair(system: System) -> str:
    """Client and secret as Basic names them."""
    return f"{system.registered.client.pk}:{system.registered.secret}"


def test_a_token_by_the_header_and_by_the_form(system: System, pair: str) -> None:
    client, _, secret = pair.partition(":")
    for answer in (ask(GRANT, pair), ask(f"{GRANT}&client_id={client}&client_secret={secret}")):
        told = answer.json()
        assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
        assert (told["token_type"], told["expires_in"]) == ("Bearer", 1800)
        assert set(told["scope"].split()) == set(system.registered.client.scopes)
        assert System(system.registered, told["access_token"]).call("GET", "kinds").status_code == 200


def test_a_token_with_less_than_all_scopes(pair: str) -> None:
    assert ask(f"{GRANT}&scope=events", pair).json()["scope"] == "events"
    assert ["events"] in AccessToken.objects.values_list("scopes", flat=True)


def test_errors_are_those_of_the_standard(pair: str) -> None:
    client = pair.partition(":")[0]
    for body, header, status, error in (
        ("", pair, 400, "invalid_request"),
        ("grant_type=password", pair, 400, "unsupported_grant_type"),
        (f"{GRANT}&scope=everything", pair, 400, "invalid_scope"),
        (f"{GRANT}&client_secret=x", pair, 400, "invalid_request"),
        (GRANT, f"{client}:wrong", 401, "invalid_client"),
        (GRANT, "nobody:wrong", 401, "invalid_client"),
        (GRANT, "", 401, "invalid_client"),
    ):
        answer = ask(body, header)
        assert (answer.status_code, answer.json()["error"]) == (status, error)
        assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    unknown, wrong = ask(GRANT, "nobody:wrong"), ask(GRANT, f"{client}:wrong")
    assert unknown.content == wrong.content


def test_guessing_a_secret_ends_after_ten_tries(pair: str) -> None:
    client = pair.partition(":")[0]
    tries = [ask(GRANT, f"{client}:wrong").status_code for _ in range(11)]
    assert tries == [401] * 10 + [429]
    assert ask(GRANT, pair).json()["error"] == "too_many_tries"
    with clock.frozen(AT + timedelta(hours=1, seconds=1)):
        assert ask(GRANT, pair).status_code == 200


def test_neither_secret_nor_token_is_kept(system: System, pair: str) -> None:
    token = ask(GRANT, pair).json()["access_token"]
    kept = [
        *ClientSecret.objects.values_list("digest", flat=True),
        *AccessToken.objects.values_list("digest", flat=True),
    ]
    assert not {token, system.registered.secret} & set(kept)
    assert system.registered.secret not in repr(system.registered)


def test_two_secrets_overlap_until_the_old_one_ends(system: System, pair: str) -> None:
    client = system.registered.client
    newer = clients.new_secret(by=SYSTEM, client_id=client.pk, at=AT)
    new_pair = f"{client.pk}:{newer.secret}"
    assert ask(GRANT, pair).status_code == ask(GRANT, new_pair).status_code == 200
    with clock.frozen(AT + timedelta(days=14)):
        assert (ask(GRANT, pair).status_code, ask(GRANT, new_pair).status_code) == (401, 200)
    clients.end_old_secret(by=SYSTEM, client_id=client.pk, at=AT)
    assert (ask(GRANT, pair).status_code, ask(GRANT, new_pair).status_code) == (401, 200)
    assert system.call("GET", "kinds").status_code == 401


def test_a_client_works_from_its_first_to_its_last_day(system: System, pair: str) -> None:
    Client.objects.update(since=(AT + timedelta(days=1)).date(), until=(AT + timedelta(days=2)).date())
    for days, status in ((0, 401), (1, 200), (2, 401)):
        with clock.frozen(AT + timedelta(days=days)):
            assert ask(GRANT, pair).status_code == status
    assert system.call("GET", "kinds").status_code == 401


def test_a_scope_taken_from_the_client_is_gone_from_its_tokens(system: System) -> None:
    Client.objects.update(scopes=["events"])
    assert system.call("GET", "applications/26-000001").status_code == 403


def test_a_large_form_and_json_are_refused(pair: str) -> None:
    assert ask(GRANT + "&x=" + "a" * 20_000, pair).status_code == 413
    answer = Browser().post(
        "/api/v1/token", {"grant_type": "client_credentials"}, content_type="application/json"
    )
    assert answer.status_code == 415
