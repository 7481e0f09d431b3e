"""One signed POST to another system: addresses that are forbidden, answers by drops, redirects."""

import socket
import threading
import time

import pytest
from django.conf import LazySettings
from tests.factories.receiving import Receiver, receiving
from tests.factories.systems import AT

from turbota.exchange import posting


def test_an_answer_by_drops_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 0.6)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def drip() -> None:
            line, _ = listening.accept()
            with line:
                for _ in range(60):
                    try:
                        line.send(b"H")
                    except OSError:
                        return
                    time.sleep(0.1)

        threading.Thread(target=drip, daemon=True).start()
        started = time.monotonic()
        failure = posting.post(url=f"http://127.0.0.1:{port}/", secret="s", payload={}, at=AT)
        assert failure is not None and failure.name == "timeout" and failure.of_receiver
        assert time.monotonic() - started < 2.0


def lookups() -> int:
    return sum(one.name == "turbota-lookup" for one in threading.enumerate())


def test_a_silent_resolver_holds_nobody_and_leaks_no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    asked: list[str] = []

    def silent(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        free.wait(20)
        return [(2, 1, 6, "", ("93.184.216.34", 443))]

    monkeypatch.setattr(posting, "SECONDS", 0.1)
    monkeypatch.setattr(posting.socket, "getaddrinfo", silent)
    started = time.monotonic()
    try:
        for number in range(posting.LOOKUPS + 3):
            failure = posting.post(url=f"https://h{number}.example.org/", secret="s", payload={}, at=AT)
            assert failure == posting.Failure("timeout", of_receiver=True)
        assert posting.fault_of("https://slow.example.org/") == ""
        assert time.monotonic() - started < 5
        assert len(asked) == lookups() == posting.LOOKUPS
    finally:
        free.set()
    until = time.monotonic() + 5
    while lookups() and time.monotonic() < until:
        time.sleep(0.01)
    assert lookups() == 0
    inner = [(2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_, **__: inner)
    assert "внутрішню мережу" in posting.fault_of("https://inner.example.org/")


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with receiving() as inner:
        receiver.status, receiver.location = 302, inner.url
        failure = posting.post(url=receiver.url, secret="s", payload={"a": 1}, at=AT)
        assert failure is not None and failure.name == "http_302"
        assert inner.came == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/", "https://localhost/", "https://[::1]/", "https://10.1.2.3/", "https://192.168.0.1/x",
        "https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/",
        "https://100.64.0.1/", "https://0.0.0.0/", "https://[fd00::1]/", "https://224.0.0.1/", "ftp://example.org/",
        "https://[fec0::1]/", "https://[::127.0.0.1]/", "https://[::ffff:0:a00:1]/", "https://[64:ff9b:1::a00:1]/",
        "https://[::ffff:224.0.0.1]/", "https://[2002:a00:1::]/", "https://[2001:0:a00:1::]/", "https://[ff0e::1]/",
        "https://[5f00::1]/", "https://[3fff::1]/", "https://192.88.99.1/", "https://192.0.0.8/", "https://[::ffff:192.88.99.1]/",
        "http://example.org/", "https://user:word@example.org/", "https://example.org/#x", "https://", "x",
        "https://приклад.укр/", "https://example.org:0/", "https://example.org:99999/", "https://exa mple.org/",
    ],
)  # fmt: skip
def test_addresses_to_which_nothing_is_sent_in_production(url: str, settings: LazySettings) -> None:
    settings.TURBOTA_MODE = "production"
    assert posting.fault_of(url).endswith(".")


@pytest.mark.parametrize(
    "url",
    ["https://8.8.8.8/events", "https://[2a00:1450:4001::200e]:8443/a?b=c", "https://[64:ff9b::808:808]/"],
)
def test_public_addresses_are_taken(url: str, settings: LazySettings) -> None:
    settings.TURBOTA_MODE = "production"
    assert posting.fault_of(url) == ""


def test_a_name_that_leads_inside_later_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.TURBOTA_MODE = "production"
    answers = iter(["8.8.8.8", "127.0.0.1"])
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers), 443))])
    assert posting.fault_of("https://rebinding.example/") == ""
    failure = posting.post(url="https://rebinding.example/", secret="s", payload={}, at=AT)
    assert failure is not None and failure.name == "forbidden_address"
