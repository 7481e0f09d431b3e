"""Letters and a mail server that is away, busy, refuses, or loses a worker half-way."""

from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from tests.messages.conftest import NOON, MailBox, letter_of, run_job, told, worker

from turbota.access.models import Organisation
from turbota.kernel import clock
from turbota.messages import jobs, operations, queries
from turbota.messages.models import Delivery
from turbota.messages.states import LEASE, MOST_ATTEMPTS, wait_after
from turbota.people.models import Person


def test_a_mail_server_that_is_down_fails_nothing_and_gets_the_letter_later(
    mail_port: int, reachable: Person
) -> None:
    delivery = run_job(letter_of(told(reachable)), NOON)
    assert (delivery.state, delivery.attempts, delivery.last_error) == ("failed", 1, "ConnectionRefusedError")
    assert delivery.next_at == NOON + wait_after(1)
    box = MailBox()
    server = Controller(box, hostname="127.0.0.1", port=mail_port)
    server.start()
    try:
        with clock.frozen(NOON + timedelta(seconds=30)):
            jobs.send_waiting(timestamp=0)
        assert box.letters == []
        with clock.frozen(NOON + timedelta(minutes=2)):
            jobs.send_waiting(timestamp=0)
    finally:
        server.stop()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.last_error) == ("sent", 2, "")
    assert [letter["Message-ID"] for letter in box.letters] == [delivery.letter_id]


def test_a_mail_server_that_is_down_for_a_day_gets_every_letter_within_the_hour(
    mail_port: int, reachable: Person
) -> None:
    letters = [run_job(letter_of(told(reachable)), NOON) for _ in range(3)]
    moment = NOON
    while moment < NOON + timedelta(days=1):
        moment += timedelta(minutes=10)
        with clock.frozen(moment):
            jobs.send_waiting(timestamp=0)
    standing = queries.letters_standing(at=moment)
    assert standing == {"waiting": 3, "not_taken": 3, "gave_up": 0, "oldest_seconds": 24 * 3600}
    box = MailBox()
    server = Controller(box, hostname="127.0.0.1", port=mail_port)
    server.start()
    try:
        for _ in range(6):
            moment += timedelta(minutes=10)
            with clock.frozen(moment):
                jobs.send_waiting(timestamp=0)
    finally:
        server.stop()
    assert sorted(letter["Message-ID"] for letter in box.letters) == sorted(row.letter_id for row in letters)
    assert queries.letters_standing(at=moment)["waiting"] == 0


def test_a_server_that_answers_nobody_holds_no_other_letter(mail_port: int, reachable: Person) -> None:
    letters = [run_job(letter_of(told(reachable)), NOON) for _ in range(3)]
    with clock.frozen(NOON + timedelta(minutes=2)):
        jobs.send_waiting(timestamp=0)
    assert sorted(Delivery.objects.get(pk=row.pk).attempts for row in letters) == [1, 1, 2]


def test_a_recipient_that_is_refused_does_not_stop_the_others(mail_box: MailBox, reachable: Person) -> None:
    mail_box.answer = "451 try later"
    letters = [run_job(letter_of(told(reachable)), NOON) for _ in range(3)]
    with clock.frozen(NOON + timedelta(minutes=2)):
        jobs.send_waiting(timestamp=0)
    assert [Delivery.objects.get(pk=row.pk).attempts for row in letters] == [2, 2, 2]


def test_a_worker_that_died_after_sending_leads_to_one_more_letter_with_the_same_identifier(
    mail_box: MailBox, reachable: Person
) -> None:
    delivery = run_job(letter_of(told(reachable)), NOON)
    Delivery.objects.filter(pk=delivery.pk).update(state="waiting", sent_at=None, next_at=NOON + LEASE)
    assert run_job(delivery, NOON + timedelta(minutes=1)).state == "waiting"
    assert run_job(delivery, NOON + LEASE).state == "sent"
    first, second = mail_box.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert delivery.attempts == 2


def test_an_address_that_the_server_refuses_is_given_up_at_once(mail_box: MailBox, reachable: Person) -> None:
    mail_box.answer = "550 no such user"
    delivery = run_job(letter_of(told(reachable)), NOON)
    assert (delivery.state, delivery.last_error) == ("gave_up", "SMTPRecipientsRefused 550")


def test_a_busy_server_is_tried_again(mail_box: MailBox, reachable: Person) -> None:
    mail_box.answer = "451 try later"
    delivery = run_job(letter_of(told(reachable)), NOON)
    assert (delivery.state, delivery.last_error) == ("failed", "SMTPRecipientsRefused 451")


def test_tries_are_rarer_and_end_and_an_administrator_starts_them_anew(
    mail_port: int, reachable: Person, office: Organisation
) -> None:
    delivery = letter_of(told(reachable))
    moment, waits = NOON, []
    while delivery.state != "gave_up":
        run_job(delivery, moment)
        if delivery.next_at is not None:
            waits.append(delivery.next_at - moment)
            moment = delivery.next_at
    assert delivery.attempts == MOST_ATTEMPTS
    assert waits == sorted(waits) and waits[0] == timedelta(minutes=1) and waits[-1] == timedelta(hours=1)
    assert moment - NOON > timedelta(days=2)
    chief = worker(office, "administrator")
    assert [row.pk for row in queries.outbox(chief, state="gave_up")] == [delivery.pk]
    assert queries.outbox_counts(chief) == {"gave_up": 1}
    operations.send_again(delivery_id=delivery.pk, by=chief, at=moment)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.next_at) == ("waiting", 0, moment)


def test_a_letter_whose_workers_always_die_ends_too(mail_box: MailBox, reachable: Person) -> None:
    delivery = letter_of(told(reachable))
    Delivery.objects.filter(pk=delivery.pk).update(attempts=MOST_ATTEMPTS)
    assert run_job(delivery, NOON).state == "gave_up"
    assert mail_box.letters == []


def test_what_is_no_address_is_given_up_without_a_traceback(mail_box: MailBox, reachable: Person) -> None:
    delivery = letter_of(told(reachable))
    Delivery.objects.filter(pk=delivery.pk).update(
        address="maria@example.invalid\nBcc: other@example.invalid"
    )
    delivery = run_job(delivery, NOON)
    assert (delivery.state, delivery.last_error) == ("gave_up", "ValueError")
    assert mail_box.letters == []


def test_a_failed_letter_leaves_no_address_in_the_log(
    mail_box: MailBox, reachable: Person, caplog: pytest.LogCaptureFixture
) -> None:
    mail_box.answer = "550 no such user"
    run_job(letter_of(told(reachable)), NOON)
    ours = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("turbota"))
    assert "SMTPRecipientsRefused 550" in ours
    assert "maria" not in ours
