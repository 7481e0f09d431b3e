"""The letter itself: how a message becomes an e-mail, and what a failure means."""

import logging
import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage

from turbota.messages.models import Delivery, Message
from turbota.messages.states import TO_ORGANISATION

logger = logging.getLogger(__name__)

_PERMANENT_FROM = 500


@dataclass(frozen=True)
class Failure:
    """Why a letter was not taken: the class of the error with the server's code, without its text.

    `no_server`: nobody took or refused it, so other letters would fare the same now.
    """

    name: str
    permanent: bool
    no_server: bool


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((answer[0] for answer in error.recipients.values()), default=None)
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        return error.smtp_code
    return None


def failure_of(error: Exception) -> Failure:
    """Permanent: the server refuses the recipient with a 5xx answer, or it is no address."""
    code = _code(error)
    name = type(error).__name__ if code is None else f"{type(error).__name__} {code}"
    refused = (
        isinstance(error, smtplib.SMTPRecipientsRefused) and code is not None and code >= _PERMANENT_FROM
    )
    answered = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException | ValueError)
    return Failure(name, permanent=refused or isinstance(error, ValueError), no_server=not answered)


def compose(delivery: Delivery) -> EmailMessage:
    """The e-mail of a delivery: the subject and text of the message, and where to read it."""
    message = delivery.message
    parts = [message.letter or message.body, _where(message), _signature(message)]
    return EmailMessage(
        subject=message.subject,
        body="\n\n".join(parts),
        to=[delivery.address],
        headers={"Message-ID": delivery.letter_id, "Auto-Submitted": "auto-generated"},
    )


def _where(message: Message) -> str:
    if message.direction == TO_ORGANISATION:
        return f"Увійти до робочого місця: {settings.TURBOTA_PUBLIC_URL}/sign-in/staff/"
    return f"Прочитати в кабінеті: {settings.TURBOTA_PUBLIC_URL}/cabinet/messages/{message.pk}/"


def _signature(message: Message) -> str:
    lines = [line for line in (message.organisation_name, "Турбота") if line]
    how = "" if message.direction == TO_ORGANISATION else ": напишіть у справу через кабінет"
    return "\n".join([*lines, f"На цей лист відповідати не потрібно{how}."])


def send(delivery: Delivery) -> Failure | None:
    """Hand the letter to the mail server; None when it was taken. Never raises because of the server or the
    network.
    """
    try:
        compose(delivery).send()
    except (OSError, ValueError) as error:
        failure = failure_of(error)
        logger.warning("letter %s was not taken: %s", delivery.pk, failure.name)
        return failure
    return None
