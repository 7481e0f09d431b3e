"""Which registers are connected, and one question sent to one of them."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from turbota.exchange.registers import contract
from turbota.exchange.registers.contract import Told
from turbota.exchange.states import Register
from turbota.exchange.xroad import identifiers, transport
from turbota.exchange.xroad.envelopes import Request
from turbota.exchange.xroad.failures import ExchangeFailed
from turbota.people.operations import PersonData


@dataclass(frozen=True)
class Question:
    """All that is sent, made in one transaction and sent after it."""

    register: Register
    message_id: str
    mandate_id: uuid.UUID
    representative: PersonData
    represented: PersonData
    number: str


@dataclass(frozen=True)
class Answered:
    """What the register said, and its message as it came: the evidence."""

    told: Told
    raw: bytes


def connected() -> frozenset[Register]:
    """Registers with a service in the settings; none without a security server."""
    if not settings.XROAD_URL:
        return frozenset()
    return frozenset(one for one in Register if settings.XROAD_SERVICES.get(one.value))


def ask(question: Question) -> Answered:
    """Ask the register through the security server. Raises ExchangeFailed."""
    try:
        client = identifiers.client(settings.XROAD_CLIENT)
        service = identifiers.service(settings.XROAD_SERVICES[question.register.value])
    except (ValueError, KeyError):
        raise ExchangeFailed("settings", lasting=True) from None
    body = contract.question(
        question.register,
        representative=question.representative,
        represented=question.represented,
        number=question.number,
    )
    if not contract.schema().validate(body):
        raise ExchangeFailed("cannot_be_asked", lasting=True)
    request = Request(
        client=client,
        service=service,
        message_id=question.message_id,
        issue=str(question.mandate_id),
        user=settings.XROAD_USER,
        body=body,
    )
    reply = transport.ask(_server(), request)
    return Answered(contract.answer(reply.answer), reply.raw)


def _server() -> transport.SecurityServer:
    return transport.SecurityServer(
        url=settings.XROAD_URL,
        certificate=Path(settings.XROAD_CERTIFICATE),
        key=Path(settings.XROAD_KEY),
        authority=Path(settings.XROAD_AUTHORITY),
        seconds=settings.XROAD_SECONDS,
    )
