"""Telling people, and letters over a real mail server on the loopback."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from turbota.access.actors import SYSTEM, Actor, PostHeld
from turbota.access.models import Organisation
from turbota.kernel import clock
from turbota.kernel.clock import KYIV
from turbota.kernel.errors import BadInput, Forbidden, Missing
from turbota.kernel.identifiers import new_id
from turbota.messages import jobs, operations, queries, texts
from turbota.messages.models import Delivery, Message
from turbota.messages.states import LEASE, MOST_ATTEMPTS, wait_after
from turbota.people.models import Person
from turbota.people.operations import PersonData, keep_contact, known_or_new

NOON = datetime(2026, 3, 17, 12, 0, tzinfo=KYIV)
ADDRESS = "maria@example.invalid"


@dataclass
class MailBox:
    """What a mail server got; it answers `answer` to every recipient."""

    letters: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.letters.append(parsed)
        self.recipients.extend(envelope.rcpt_tos)
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mail_port(settings: Settings) -> int:
    """The platform sends to this port; nobody listens there yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_TIMEOUT = 5
    settings.TURBOTA_PUBLIC_URL = "https://turbota.example.invalid"
    return int(settings.EMAIL_PORT)


@pytest.fixture
def mail_box(mail_port: int) -> Iterator[MailBox]:
    """A mail server that works."""
    box = MailBox()
    server = Controller(box, hostname="127.0.0.1", port=mail_port)
    server.start()
    yield box
    server.stop()


@pytest.fixture
def person(db: None) -> Person:
    data = PersonData(
        surname="Прикладна", given_name="Марія", birth_date=date(1950, 1, 2), tax_number="1826500000"
    )
    return known_or_new(data=data, at=NOON)


@pytest.fixture
def reachable(person: Person) -> Person:
    keep_contact(person=person, channel="email", value=ADDRESS, at=NOON)
    return person


@pytest.fixture
def office(db: None) -> Organisation:
    return Organisation.objects.create(
        kind="pension_fund",
        name="Сервісний центр",
        short_name="Центр",
        code="00000000",
        since=date(2020, 1, 1),
    )


def told(person: Person) -> Message:
    text = texts.registered(
        number="26-0001",
        on=NOON.date(),
        kind_title="Допомога",
        organisation="Сервісний центр",
        due_on=date(2026, 3, 20),
    )
    return operations.tell(
        person=person,
        kind=text.kind,
        subject=text.subject,
        body=text.body,
        subject_kind="application",
        subject_id=new_id(),
        at=NOON,
        by=SYSTEM,
    )


def letter_of(message: Message) -> Delivery:
    return message.deliveries.get(channel="email")


def run_job(delivery: Delivery, at: datetime) -> Delivery:
    with clock.frozen(at):
        jobs.send_email(delivery_id=str(delivery.pk))
    delivery.refresh_from_db()
    return delivery


def citizen(person: Person) -> Actor:
    return Actor(account_id=new_id(), name="", level="high", person_id=person.pk)


def worker(office: Organisation, role: str = "specialist") -> Actor:
    post = PostHeld(
        post_id=new_id(),
        organisation_id=office.pk,
        organisation_name=office.name,
        organisation_short_name=office.short_name,
        organisation_kind=office.kind,
        has_control=False,
        role=role,
        title="",
        district="",
    )
    return Actor(account_id=new_id(), name="Зразкова Олена", posts=(post,))


@pytest.mark.requirement("R008", "R038")
def test_a_message_is_in_the_cabinet_at_once_even_without_an_address(person: Person) -> None:
    message = told(person)
    assert [delivery.channel for delivery in message.deliveries.all()] == ["cabinet"]
    assert list(queries.inbox_of(citizen(person))) == [message]
    assert queries.unread_count(citizen(person)) == 1


@pytest.mark.requirement("R007", "R038")
def test_a_letter_comes_by_e_mail_with_a_link_to_the_cabinet(mail_box: MailBox, reachable: Person) -> None:
    message = told(reachable)
    delivery = run_job(letter_of(message), NOON)
    assert (delivery.state, delivery.sent_at, delivery.attempts) == ("sent", NOON, 1)
    (letter,) = mail_box.letters
    assert mail_box.recipients == [ADDRESS]
    assert letter["Subject"].strip() == "Заяву № 26-0001 зареєстровано"
    assert letter["Message-ID"] == delivery.letter_id == f"<{delivery.pk}@turbota.example.invalid>"
    body = letter.get_content()
    assert f"https://turbota.example.invalid/cabinet/messages/{message.pk}/" in body
    assert "20 березня 2026 року" in body
    assert not any(word in letter.as_string() for word in (reachable.surname, "1826500000"))


def test_the_job_is_planned_with_the_message_and_holds_only_an_identifier(reachable: Person) -> None:
    delivery = letter_of(told(reachable))
    job = ProcrastinateJob.objects.get(task_name="messages.send_email")
    assert job.args == {"delivery_id": str(delivery.pk)}
    assert job.queue_name == "urgent"


def test_without_the_change_there_is_no_message_and_no_job(reachable: Person) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        told(reachable)
        raise ZeroDivisionError
    assert not Message.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="messages.send_email").exists()


def test_a_sent_letter_is_not_sent_again(mail_box: MailBox, reachable: Person) -> None:
    delivery = run_job(letter_of(told(reachable)), NOON)
    run_job(delivery, NOON + timedelta(days=1))
    assert len(mail_box.letters) == 1


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


def test_the_outbox_is_for_administrators(office: Organisation) -> None:
    with pytest.raises(Forbidden):
        queries.outbox(worker(office))
    with pytest.raises(Forbidden):
        operations.send_again(delivery_id=new_id(), by=worker(office), at=NOON)


def test_a_failed_letter_leaves_no_address_in_the_log(
    mail_box: MailBox, reachable: Person, caplog: pytest.LogCaptureFixture
) -> None:
    mail_box.answer = "550 no such user"
    run_job(letter_of(told(reachable)), NOON)
    ours = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("turbota"))
    assert "SMTPRecipientsRefused 550" in ours
    assert "maria" not in ours


@pytest.mark.requirement("R055")
def test_only_the_side_it_was_written_to_opens_a_message(person: Person, office: Organisation) -> None:
    message = told(person)
    stranger = known_or_new(data=PersonData(surname="Інша", given_name="Ганна"), at=NOON)
    for actor in (citizen(stranger), worker(office), SYSTEM):
        with pytest.raises(Missing):
            operations.mark_read(message_id=message.pk, by=actor, at=NOON)
        assert queries.message_for(actor, message.pk) is None
    opened = operations.mark_read(message_id=message.pk, by=citizen(person), at=NOON)
    again = operations.mark_read(message_id=message.pk, by=citizen(person), at=NOON + timedelta(days=1))
    assert opened.read_at == again.read_at == NOON
    assert queries.unread_count(citizen(person)) == 0


def test_a_person_writes_to_the_case_and_the_office_sees_it(person: Person, office: Organisation) -> None:
    case = new_id()
    write = partial(
        operations.write_to_case,
        person=person,
        organisation=office,
        subject_kind="application",
        subject_id=case,
        at=NOON,
        by=citizen(person),
    )
    for body in ("  ", "я" * 4001):
        with pytest.raises(BadInput):
            write(body=body)
    message = write(body=" Коли буде рішення? ")
    assert message.body == "Коли буде рішення?"
    assert list(queries.office_inbox(worker(office))) == [message]
    assert list(queries.inbox_of(citizen(person))) == []
    assert queries.message_for(citizen(person), message.pk) == message
    assert list(queries.thread_of("application", case)) == [message]


@pytest.mark.requirement("R039")
def test_the_community_is_told_in_its_own_list_and_the_person_does_not_see_it(
    person: Person, office: Organisation
) -> None:
    text = texts.decided_for_community(
        number="26-0001", decision_number="7", on=NOON.date(), was_granted=False
    )
    case = new_id()
    notice = operations.tell_organisation(
        organisation=office,
        kind=text.kind,
        subject=text.subject,
        body=text.body,
        subject_kind="application",
        subject_id=case,
        at=NOON,
        by=SYSTEM,
    )
    assert list(queries.office_inbox(worker(office))) == [notice]
    assert list(queries.thread_of("application", case)) == []
    assert list(queries.thread_of("application", case, with_notices=True)) == [notice]
    operations.mark_read(message_id=notice.pk, by=worker(office), at=NOON)
    assert queries.unread_count(worker(office)) == 0


def test_a_person_without_a_cabinet_gets_the_message_printed(person: Person, office: Organisation) -> None:
    message = operations.tell(
        person=person,
        kind="x",
        subject="Рішення",
        body="Є рішення.",
        subject_kind="application",
        subject_id=new_id(),
        at=NOON,
        by=SYSTEM,
        organisation=office,
        on_paper=True,
    )
    with pytest.raises(Missing):
        operations.printed(message_id=message.pk, by=citizen(person), at=NOON)
    operations.printed(message_id=message.pk, by=worker(office), at=NOON)
    assert message.deliveries.get(channel="post").sent_at == NOON


def test_messages_of_a_merged_duplicate_are_still_hers(person: Person) -> None:
    duplicate = known_or_new(data=PersonData(surname="Прикладна", given_name="Марія"), at=NOON)
    message = told(duplicate)
    Person.objects.filter(pk=duplicate.pk).update(merged_into=person)
    assert list(queries.inbox_of(citizen(person))) == [message]


def test_a_message_needs_its_side(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(direction="to_person", subject_kind="x", subject_id=new_id(), created_at=NOON)


def test_the_jobs_of_the_three_ledgers_are_known_to_the_worker() -> None:
    assert {"audit.seal", "deadlines.watch", "messages.send_email", "messages.send_waiting"} <= set(app.tasks)
