"""Events by signed webhooks: what is told, to whom, retries, receivers that hang, addresses that are forbidden."""

import json
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.factories import planned, world
from tests.factories.receiving import Receiver, receiving
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


def test_events_delivered_long_ago_go_and_what_still_waits_stays(
    system: System, plays: Plays, receiver: Receiver, settings: LazySettings
) -> None:
    settings.TURBOTA_EVENTS_KEPT_DAYS = 30
    subscribed(system, receiver.url)
    registered(system, plays, "maria")
    planned.do_all()
    receiver.status = 503
    registered(system, plays, "stepan")
    planned.do_all()
    assert list(EventDelivery.objects.order_by("pk").values_list("state", flat=True)) == [DELIVERED, FAILED]
    on = EventDelivery.objects.get(state=DELIVERED).delivered_at
    assert on is not None
    assert events.thin(at=on + timedelta(days=30)) == 0
    assert events.thin(at=on + timedelta(days=30, seconds=1)) == 1
    assert EventDelivery.objects.get().state == FAILED
    assert Event.objects.get().deliveries.count() == 1
    Subscription.objects.update(until=AT + timedelta(days=1))
    with clock.frozen(AT + timedelta(days=32)):
        jobs.clean(0)
    assert not EventDelivery.objects.exists() and not Event.objects.exists()


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


def test_what_was_queued_for_a_client_whose_day_has_passed_is_not_sent(
    system: System, plays: Plays, receiver: Receiver
) -> None:
    subscription = subscribed(system, receiver.url)
    case = registered(system, plays)
    announce = next(job for job in planned.waiting() if job.task == "applications.announce")
    planned.do(announce)
    assert EventDelivery.objects.get(event__number=case.number).state == WAITING
    client = system.registered.client
    client.until = AT.date() + timedelta(days=1)
    client.save(update_fields=["until"])
    over = AT + timedelta(days=1)
    assert events.deliver(subscription_id=subscription.pk, at=over) == 0
    assert queries.subscriptions_due(at=over) == []
    assert receiver.came == []
    assert queries.subscriptions_due(at=AT) == [subscription.pk]
    assert events.deliver(subscription_id=subscription.pk, at=AT) == 1


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
