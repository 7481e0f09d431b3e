"""One signed POST to another system: no private addresses, no redirects, an end after a few seconds whatever happens.

The name is resolved here, every address is judged, and the connection goes to the very address that was judged, so
that a name cannot point elsewhere a moment later. In the demonstration a receiver on loopback without TLS is allowed.
"""

import hashlib
import hmac
import http.client
import ipaddress
import json
import queue
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 5.0
WHOLE_SECONDS = 10.0
LONGEST_URL = 500
LOOKUPS = 4
"""How many names may be looked up at once in a process."""
_LOOKUPS = threading.BoundedSemaphore(LOOKUPS)
SIGNATURE_HEADER = "Turbota-Signature"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that is given out on the internet of version 6 (IANA). What lies outside leads inside in one way or another: old
inner networks, and addresses of version 4 in forms that a gateway understands."""
NOT_ROUTED = (
    ipaddress.IPv6Network("3fff::/20"),
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
)
"""Examples, protocols of the IETF, a relay of former times: not every Python knows them as special (RFC 9637, 6890, 7526)."""
BUSY = (408, 425, 429)
"""Answers below 500 that say "not now" and not "not this event"."""


@dataclass(frozen=True)
class Failure:
    """A try that did not succeed. `name`: a class of error; `of_receiver`: every event would have failed now."""

    name: str
    of_receiver: bool


class _Forbidden(OSError):
    """The name leads to an address to which nothing may be sent."""


def fault_of(url: str) -> str:
    """Why nothing may be sent to this address, as a sentence; empty when it may."""
    try:
        parts = urlsplit(url)
        port_is_good = parts.port is None or parts.port > 0
    except ValueError:
        return "Це не адреса. Вкажіть адресу виду https://назва.ua/шлях."
    if not url.isascii() or not url.isprintable() or " " in url or len(url) > LONGEST_URL:
        return "Адреса має складатися з латинських літер без пробілів і бути не довшою за 500 знаків."
    if not parts.hostname or not port_is_good or parts.username is not None or parts.fragment:
        return "Вкажіть адресу виду https://назва.ua/шлях, без імені користувача та знака #."
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_demo_loopback(parts.hostname)):
        return "Події надсилаємо лише за захищеною адресою, що починається з https://."
    try:
        _addresses(parts)
    except _Forbidden:
        return "Ця адреса веде у внутрішню мережу, туди події не надсилаємо. Вкажіть адресу в інтернеті."
    except (OSError, UnicodeError):
        return ""
    return ""


def _is_demo_loopback(host: str) -> bool:
    return settings.TURBOTA_MODE == "demo" and host in ("127.0.0.1", "localhost", "::1")


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _addresses(parts: SplitResult) -> list[str]:
    """Addresses of the name now, all of them public. Raises _Forbidden when one is not, OSError when there are none."""
    host = parts.hostname or ""
    found = _resolved(host, _port(parts))
    addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
    for address in addresses:
        number = ipaddress.ip_address(address.partition("%")[0])
        if not (_inside(number).is_loopback if _is_demo_loopback(host) else _is_public(number)):
            raise _Forbidden
    return addresses


def _resolved(host: str, port: int) -> list[Any]:
    """What the name leads to now. Raises TimeoutError when the resolver is silent for `SECONDS`, OSError as it does.

    The call of the system cannot be broken off, so it runs in a thread that ends with it; never more than `LOOKUPS` run
    at once, and while all of them hang a further name is not asked for at all.
    """
    if not _LOOKUPS.acquire(timeout=SECONDS):
        raise TimeoutError("all lookups hang")
    found: queue.SimpleQueue[list[Any] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            found.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as problem:
            found.put(problem)
        finally:
            _LOOKUPS.release()

    try:
        threading.Thread(target=look, daemon=True, name="turbota-lookup").start()
    except RuntimeError:
        _LOOKUPS.release()
        raise TimeoutError("no thread for a lookup") from None
    try:
        answer = found.get(timeout=SECONDS)
    except queue.Empty:
        raise TimeoutError("the resolver is silent") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _is_public(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    inner = _inside(number)
    if inner is number and isinstance(number, ipaddress.IPv6Address) and number not in UNICAST:
        return False
    return inner.is_global and not inner.is_multicast and not any(inner in network for network in NOT_ROUTED)


def _inside(
    number: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address of version 4 that stands inside one of version 6, where a gateway would lead there."""
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or number


def signature(secret: str, body: bytes, at: datetime) -> str:
    """The header: `t=<unix seconds>,v1=<HMAC-SHA256 over "t.body", hex>`."""
    moment = int(at.timestamp())
    mac = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={mac}"


def post(*, url: str, secret: str, payload: Mapping[str, object], at: datetime) -> Failure | None:
    """Send once; None when the receiver took it (an answer 2xx). Never raises for anything a receiver does."""
    body = json.dumps(payload, separators=(",", ":"), sort_keys=True).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Turbota",
        "Connection": "close",
        SIGNATURE_HEADER: signature(secret, body, at),
    }
    try:
        status = _answer(urlsplit(url), body, headers)
    except _Forbidden:
        return Failure("forbidden_address", of_receiver=True)
    except TimeoutError:
        return Failure("timeout", of_receiver=True)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        return Failure(type(problem).__name__[:60], of_receiver=True)
    if 200 <= status < 300:
        return None
    return Failure(f"http_{status}", of_receiver=not (400 <= status < 500) or status in BUSY)


def _answer(parts: SplitResult, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer. A timer shuts the connection down, so that an answer by drops does not hold us."""
    address = _addresses(parts)[0]
    with socket.create_connection((address, _port(parts)), timeout=SECONDS) as plain, plain.dup() as same:
        over = threading.Event()

        def end() -> None:
            over.set()
            same.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(WHOLE_SECONDS, end)
        timer.daemon = True
        timer.start()
        try:
            return _exchange(parts, plain, body, headers)
        except (OSError, http.client.HTTPException):
            if over.is_set():
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()


def _exchange(parts: SplitResult, plain: socket.socket, body: bytes, headers: Mapping[str, str]) -> int:
    host = parts.hostname or ""
    line = http.client.HTTPConnection(host, _port(parts), timeout=SECONDS)
    line.default_port = _port(urlsplit(f"{parts.scheme}://"))
    context = ssl.create_default_context() if parts.scheme == "https" else None
    line.sock = context.wrap_socket(plain, server_hostname=host) if context else plain
    try:
        line.request("POST", f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", body, headers)
        return line.getresponse().status
    finally:
        line.close()
