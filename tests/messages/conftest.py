"""A mail server on the loopback, a person with and without an address, an office, and what is told to them."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from turbota.access.actors import SYSTEM, Actor, PostHeld
from turbota.access.models import Organisation
from turbota.kernel import clock
from turbota.kernel.clock import KYIV
from turbota.kernel.identifiers import new_id
from turbota.messages import jobs, operations, texts
from turbota.messages.models import Delivery, Message
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
