"""Events by signed webhooks: what is told, to whom, retries, receivers that hang, addresses that are forbidden."""

import http.server
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.factories import planned, world
from tests.factories.secrets import assert_no_personal_data
from tests.factories.systems import AT, System, declaration, system_of

from turbota.access.actors import SYSTEM
from turbota.applications.models import Application
from turbota.exchange import jobs, posting, queries
from turbota.exchange.models import Event, EventDelivery, Subscription
from turbota.exchange.operations import clients, events
from turbota.exchange.states import DEAD, DELIVERED, FAILED, MOST_ATTEMPTS, WAITING, pause_after
from turbota.kernel import clock
from turbota.kernel.errors import Forbidden
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators import receiver as simulator

MINUTE = timedelta(minutes=1)


@dataclass
class Receiver:
    """A receiver on loopback that answers what it is told and keeps what came."""

    port: int
    status: int = 204
    delay: float = 0.0
    location: str = ""
    came: list[tuple[dict[str, object], str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/events"


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A real server of HTTP."""
    kept = Receiver(world.free_port())

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.came.append((json.loads(body), self.headers[posting.SIGNATURE_HEADER]))
            time.sleep(kept.delay)
            self.send_response(kept.status)
            if kept.location:
                self.send_header("Location", kept.location)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", kept.port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that takes everything."""
    with receiving() as kept:
        yield kept


def subscribed(system: System, url: str) -> Subscription:
    """The system asks for events at the address."""
    answer = system.call("PUT", "subscription", {"url": url})
    assert answer.status_code == 200, answer.content.decode()
    return Subscription.objects.get(client=system.registered.client, until=None)


def registered(system: System, plays: Plays, key: str = "maria") -> Application:
    """The system submitted a signed application."""
    sent = declaration(key)
    answer = system.submit(sent, system.printed(sent), plays.keys.person(cast.citizen(key)), f"request-{key}")
    return Application.objects.get(number=answer.json()["number"])


def test_every_stage_is_told_signed_and_without_a_person(
    system: System,
    plays: Plays,
    receiver: Receiver,
) -> None:
    told = system.call("PUT", "subscription", {"url": receiver.url}).json()
    case = registered(system, plays)
    planned.do_all()
    plays.accepted(case, "umovnyi", AT + timedelta(days=1))
    plays.approved(
        plays.proposed(case, "umovnyi", AT + timedelta(days=1)), "pokazova", AT + timedelta(days=2)
    )
    assert system.call("GET", f"applications/{case.number}").json()["outcome"] is None
    with clock.frozen(AT + timedelta(days=2, minutes=1)):
        planned.do_all()
        system.take_token()
        assert system.call("GET", f"applications/{case.number}").json()["outcome"] == "granted"
    assert [(event["stage"], event["sequence"]) for event, _ in receiver.came] == [
        ("received", 1), ("in_work", 2), ("decided", 3),
    ]  # fmt: skip
    for event, signature in receiver.came:
        assert set(event) == {"id", "type", "number", "stage", "sequence", "at"}
        assert event["number"] == case.number and event["type"] == "application.stage"
        body = json.dumps(event, separators=(",", ":"), sort_keys=True).encode()
        moment = int(signature.partition(",")[0].removeprefix("t="))
        assert simulator.is_signed(body, signature, told["secret"], moment)
        assert_no_personal_data(body.decode(), "an event")
    assert not planned.waiting()


def test_a_decision_is_announced_only_when_the_person_has_been_told(
    system: System,
    plays: Plays,
    receiver: Receiver,
) -> None:
    subscribed(system, receiver.url)
    case = registered(system, plays)
    plays.accepted(case, "umovnyi", AT)
    plays.approved(plays.proposed(case, "umovnyi", AT), "pokazova", AT)
    for job in planned.waiting():
        if job.task == "applications.announce":
            planned.do(job)
    assert set(Event.objects.values_list("stage", flat=True)) == {"received", "in_work"}
    planned.do(next(job for job in planned.waiting() if job.task == "decisions.tell"))
    assert Event.objects.filter(stage="decided").count() == 1


def test_a_job_that_runs_twice_tells_once(system: System, plays: Plays, receiver: Receiver) -> None:
    subscribed(system, receiver.url)
    registered(system, plays)
    job = next(job for job in planned.waiting() if job.task == "applications.announce")
    planned.do(job)
    planned.do(job)
    planned.do_all()
    for job in planned.everything():
        planned.do(job)
    assert len(receiver.came) == 1
    assert EventDelivery.objects.get().state == DELIVERED


def test_the_software_of_the_community_hears_of_its_paper_cases(
    system: System,
    plays: Plays,
    receiver: Receiver,
) -> None:
    subscribed(system, receiver.url)
    with receiving() as stranger:
        subscribed(system_of("yavir", "Сусідня громада"), stranger.url)
        limited = system_of("dolyna", "Лише свої", ("events", "applications:read"))
        subscribed(limited, stranger.url)
        plays.finished("olesia", "zrazkova", "dolyna", AT)
        planned.do_all()
        assert stranger.came == []
    assert [event["stage"] for event, _ in receiver.came] == ["forming", "on_control"]


def test_a_failure_is_tried_again_with_growing_pauses_and_then_given_up(
    system: System,
    plays: Plays,
    receiver: Receiver,
) -> None:
    subscription = subscribed(system, receiver.url)
    receiver.status = 500
    registered(system, plays)
    planned.do_all()
    delivery = EventDelivery.objects.get()
    assert (delivery.state, delivery.attempts, delivery.last_error) == (FAILED, 1, "http_500")
    assert delivery.next_at == AT + MINUTE
    at = AT
    for attempt in range(2, MOST_ATTEMPTS + 1):
        at += pause_after(attempt - 1)
        assert queries.subscriptions_due(at=at - timedelta(seconds=1)) == []
        assert queries.subscriptions_due(at=at) == [subscription.pk]
        events.deliver(subscription_id=subscription.pk, at=at)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.next_at) == (DEAD, None)
    assert timedelta(days=3) < at - AT < timedelta(days=5)
    assert len(receiver.came) == MOST_ATTEMPTS

    receiver.status = 204
    with pytest.raises(Forbidden):
        events.send_again(by=stage.at_work("starosta", at), delivery_id=delivery.pk, at=at)
    events.send_again(by=stage.at_work("admin", at), delivery_id=delivery.pk, at=at)
    events.deliver(subscription_id=subscription.pk, at=at)
    delivery.refresh_from_db()
    assert delivery.state == DELIVERED
    assert receiver.came[-1][0] == receiver.came[0][0]


def test_an_event_that_is_refused_lets_the_later_ones_pass(
    system: System,
    plays: Plays,
    receiver: Receiver,
) -> None:
    subscription = subscribed(system, receiver.url)
    receiver.status = 422
    case = registered(system, plays)
    planned.do_all()
    receiver.status = 204
    plays.accepted(case, "umovnyi", AT)
    planned.do_all()
    assert [row.state for row in EventDelivery.objects.order_by("event__sequence")] == [FAILED, DELIVERED]
    subscription.refresh_from_db()
    assert subscription.resting_until is None
    events.deliver(subscription_id=subscription.pk, at=AT + MINUTE)
    assert [event["sequence"] for event, _ in receiver.came] == [1, 2, 1]


def test_a_receiver_that_hangs_rests_and_blocks_nobody(
    system: System,
    plays: Plays,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posting, "WHOLE_SECONDS", 0.5)
    monkeypatch.setattr(posting, "SECONDS", 5.0)
    good = subscribed(system, receiver.url)
    with receiving() as hanging:
        hanging.delay = 3.0
        hung = subscribed(system_of("dolyna", "Повільна"), hanging.url)
        plays.registered("stepan", "zrazkova", "dolyna", AT)
        plays.registered("maria", "zrazkova", "dolyna", AT)
        for job in planned.waiting():
            if job.task == "applications.announce":
                planned.do(job)
        started = time.monotonic()
        events.deliver(subscription_id=hung.pk, at=AT)
        assert time.monotonic() - started < 2.0
        assert len(hanging.came) == 1
    assert events.deliver(subscription_id=good.pk, at=AT) == 2
    rest = EventDelivery.objects.filter(subscription=hung).order_by("event__at", "pk")
    assert [row.last_error for row in rest] == ["timeout", ""] and rest[1].state == WAITING
    assert queries.subscriptions_due(at=AT) == []
    assert queries.subscriptions_due(at=AT + MINUTE) == [hung.pk]


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
        "http://example.org/", "https://user:word@example.org/", "https://example.org/#x", "https://", "x",
        "https://приклад.укр/", "https://example.org:0/", "https://example.org:99999/", "https://exa mple.org/",
    ],
)  # fmt: skip
def test_addresses_to_which_nothing_is_sent_in_production(url: str, settings: LazySettings) -> None:
    settings.TURBOTA_MODE = "production"
    assert posting.fault_of(url).endswith(".")


@pytest.mark.parametrize("url", ["https://8.8.8.8/events", "https://[2a00:1450:4001::200e]:8443/a?b=c"])
def test_public_addresses_are_taken(url: str, settings: LazySettings) -> None:
    settings.TURBOTA_MODE = "production"
    assert posting.fault_of(url) == ""


def test_an_address_is_judged_again_when_an_event_is_sent(
    system: System,
    plays: Plays,
    receiver: Receiver,
    settings: LazySettings,
) -> None:
    subscription = subscribed(system, receiver.url)
    registered(system, plays)
    settings.TURBOTA_MODE = "production"
    planned.do_all()
    assert receiver.came == []
    assert EventDelivery.objects.get(subscription=subscription).last_error == "forbidden_address"


def test_a_name_that_leads_inside_later_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.TURBOTA_MODE = "production"
    answers = iter(["8.8.8.8", "127.0.0.1"])
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(answers), 443))])
    assert posting.fault_of("https://rebinding.example/") == ""
    failure = posting.post(url="https://rebinding.example/", secret="s", payload={}, at=AT)
    assert failure is not None and failure.name == "forbidden_address"


def test_the_address_and_the_secret_change_and_the_subscription_ends(
    system: System,
    plays: Plays,
    receiver: Receiver,
) -> None:
    assert system.call("GET", "subscription").status_code == 404
    assert system.call("DELETE", "subscription").status_code == 404
    first = system.call("PUT", "subscription", {"url": receiver.url}).json()
    same = system.call("PUT", "subscription", {"url": receiver.url + "/2"}).json()
    newer = system.call("PUT", "subscription", {"url": receiver.url, "new_secret": True}).json()
    assert (
        first["secret"]
        == same["secret"]
        != newer["secret"]
        == system.call("GET", "subscription").json()["secret"]
    )
    wrong = system.call("PUT", "subscription", {"url": "http://example.org/"})
    assert wrong.status_code == 422 and wrong.json()["errors"][0]["field"] == "url"
    assert system.call("DELETE", "subscription").status_code == 204
    registered(system, plays)
    planned.do_all()
    assert receiver.came == [] and not EventDelivery.objects.exists()


def test_a_revoked_client_hears_nothing_more(system: System, plays: Plays, receiver: Receiver) -> None:
    subscribed(system, receiver.url)
    registered(system, plays)
    planned.do(next(job for job in planned.waiting() if job.task == "applications.announce"))
    clients.revoke(by=SYSTEM, client_id=system.registered.client.pk, at=AT)
    planned.do_all()
    assert receiver.came == []


def test_what_waits_is_sent_by_the_job_of_every_minute(
    system: System,
    plays: Plays,
    receiver: Receiver,
) -> None:
    subscription = subscribed(system, receiver.url)
    receiver.status = 503
    registered(system, plays)
    planned.do_all()
    receiver.status = 204
    with clock.frozen(AT + MINUTE):
        jobs.deliver_waiting(0)
        planned.do_all()
    assert EventDelivery.objects.get().state == DELIVERED
    subscription.refresh_from_db()
    assert (subscription.failures, subscription.resting_until, subscription.busy_until) == (0, None, None)


def test_the_training_receiver_takes_each_event_once(
    system: System,
    plays: Plays,
    tmp_path: Path,
) -> None:
    port = world.free_port()
    inbox = simulator.Inbox(tmp_path / "secret")
    server = simulator.server(inbox, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        told = system.call("PUT", "subscription", {"url": f"http://127.0.0.1:{port}/events"}).json()
        registered(system, plays)
        with clock.frozen(clock.datetime.now(tz=clock.KYIV)):
            planned.do_all()
            assert EventDelivery.objects.get().last_error == "http_401"
            (tmp_path / "secret").write_text(told["secret"])
        later = clock.datetime.now(tz=clock.KYIV) + 2 * MINUTE
        for _ in range(2):
            EventDelivery.objects.update(state=WAITING, delivered_at=None, next_at=later)
            events.deliver(subscription_id=Subscription.objects.get().pk, at=later)
        assert [event["stage"] for event in inbox.shown()] == ["received"]
        old = posting.post(
            url=f"http://127.0.0.1:{port}/events", secret=told["secret"], payload={"id": "1"}, at=AT
        )
        assert old is not None and old.name == "http_401"
    finally:
        server.shutdown()
        server.server_close()
