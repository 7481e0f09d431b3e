"""One message to our security server over mutual TLS, with an end after a while whatever happens."""

import ssl
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
from lxml import etree

from turbota.exchange.xroad import envelopes
from turbota.exchange.xroad.envelopes import LARGEST_ANSWER, Request
from turbota.exchange.xroad.failures import ExchangeFailed

CONNECT_SECONDS = 5.0
MEDIA_TYPES = ("text/xml", "application/soap+xml")
_HEADERS = {"Content-Type": "text/xml; charset=UTF-8", "SOAPAction": '""', "Accept": "text/xml"}


@dataclass(frozen=True)
class SecurityServer:
    """Where it is, who it must be (`authority`), and who we are there (`certificate`, `key`): PEM files."""

    url: str
    certificate: Path
    key: Path
    authority: Path
    seconds: float

    def context(self) -> ssl.SSLContext:
        """Both sides show a certificate. Raises ExchangeFailed when a file is not there or no certificate."""
        try:
            found = ssl.create_default_context(cafile=str(self.authority))
            found.minimum_version = ssl.TLSVersion.TLSv1_2
            found.load_cert_chain(str(self.certificate), str(self.key))
        except OSError:
            raise ExchangeFailed("certificates", lasting=True) from None
        return found


@dataclass(frozen=True)
class Reply:
    """The answer: the element inside its body, and the whole of it as it came."""

    answer: etree._Element
    raw: bytes


def ask(server: SecurityServer, request: Request) -> Reply:
    """Send the request and read the answer. Raises ExchangeFailed; nothing is sent a second time here."""
    sent = request.written()
    raw = _posted(server, sent)
    return Reply(envelopes.read(raw, request, sent), raw)


def _posted(server: SecurityServer, sent: bytes) -> bytes:
    until = time.monotonic() + server.seconds
    timeout = httpx.Timeout(server.seconds, connect=min(CONNECT_SECONDS, server.seconds))
    try:
        with (
            httpx.Client(verify=server.context(), timeout=timeout, trust_env=False) as client,
            client.stream("POST", server.url, content=sent, headers=_HEADERS) as answer,
        ):
            if answer.headers.get("Content-Type", "").partition(";")[0].strip().lower() not in MEDIA_TYPES:
                raise ExchangeFailed(f"status_{answer.status_code}" if answer.is_error else "media_type")
            return _whole(answer, until)
    except httpx.TimeoutException:
        raise ExchangeFailed("timeout") from None
    except httpx.HTTPError:
        raise ExchangeFailed("unreachable") from None


def _whole(answer: httpx.Response, until: float) -> bytes:
    """All bytes of the answer. Raises ExchangeFailed when there are too many or they drip past the end."""
    content = bytearray()
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST_ANSWER:
            raise ExchangeFailed("too_large")
        if time.monotonic() > until:
            raise ExchangeFailed("timeout")
    return bytes(content)
