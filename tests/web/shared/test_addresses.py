"""Tries are counted by the address of the browser, which behind a proxy is the one that the proxy saw."""

import pytest
from django.test import Client, RequestFactory
from tests.factories.world import moment

from turbota.access import limits
from turbota.kernel import clock
from turbota.web.shared.sign_in import address_of

PROXY = "127.0.0.1"
TLS = ("HTTP_X_FORWARDED_PROTO", "https")


def seen(proxy: str, passed_on: str | None = None) -> str:
    headers = {} if passed_on is None else {"X-Forwarded-For": passed_on}
    return address_of(RequestFactory().get("/", REMOTE_ADDR=proxy, headers=headers))


def test_behind_a_proxy_counts_what_the_proxy_saw(settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = TLS
    assert seen(PROXY, "203.0.113.7") == "203.0.113.7"
    assert seen(PROXY, "198.51.100.1, 203.0.113.7") == "203.0.113.7"
    assert seen(PROXY) == PROXY


def test_without_a_proxy_nobody_names_an_address_of_his_own(settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = None
    assert seen("203.0.113.7", "198.51.100.1") == "203.0.113.7"


def test_all_addresses_of_one_connection_are_one(settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = TLS
    assert seen(PROXY, "2001:db8:1:2::5") == seen(PROXY, "2001:db8:1:2:ffff::9")
    assert seen(PROXY, "2001:db8:1:2::5") != seen(PROXY, "2001:db8:1:3::5")
    assert seen(PROXY, "::ffff:203.0.113.7") == "203.0.113.7"
    assert seen(PROXY, "no address") == "no address"


@pytest.mark.django_db
def test_who_guesses_codes_behind_the_proxy_stops_himself_alone(client: Client, settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = TLS
    settings.ALLOWED_HOSTS = ["testserver"]

    def guess(address: str) -> str:
        headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"}
        answer = client.post("/report/follow/", {"code": "7K4M-2QPX-9999"}, secure=True, headers=headers)
        return answer.content.decode()

    with clock.frozen(moment("2026-11-16 10:00")):
        for last in range(limits.FOLLOWING.most):
            guess(f"2001:db8:1:2::{last + 1:x}")
        assert limits.FOLLOWING.sentence[:20] in guess("2001:db8:1:2::ffff")
        assert limits.FOLLOWING.sentence[:20] not in guess("203.0.113.7")
