"""A training security server of X-Road with three registers behind it, over mutual TLS on loopback.

``python -m turbota_simulators.registers --home DIR --port N`` serves. DIR holds ``tls/`` (made at the first start, see
``training_tls``), ``records.json`` with what the registers know, and ``behaviour.json`` with how they behave; both are
read at every request, so a test or an author of the demonstration changes them while it runs.

``records.json``: a list of objects with ``service`` ("parentage", "guardianship", "powerOfAttorney"), ``representative``
and ``represented`` (each an object with ``birthDate`` and any of ``taxNumber``, ``unzr``, ``document``), ``number``,
``issuedOn``, ``issuer``, and where it applies ``validTill``, ``endedOn``, ``reason`` and ``powers``.

``behaviour.json``: service → "down" (the producer does not answer), "denied" (no right to this service), "slow" (it
answers after 30 seconds), "drip" (byte by byte), "garbled" (no XML), "entities" (XML with a document type), "foreign" (the
headers of another request), "large" (more than anybody takes).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import ssl
import time
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from turbota_simulators.process import LOOPBACK, serve_until_stopped
from turbota_simulators.training_tls import established

DEFAULT_PORT = 8106
CLIENT = "UA-TEST/GOV/00000000/TURBOTA"
PRODUCER = "UA-TEST/GOV/00000001/REGISTERS"
SERVICES = ("parentage", "guardianship", "powerOfAttorney")
SLOW_SECONDS = 30.0
_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_XROAD = "http://x-road.eu/xsd/xroad.xsd"
_ID = "http://x-road.eu/xsd/identifiers"
_OWN = "urn:turbota:registers:1"
_NAMES = {"s": _SOAP, "x": _XROAD, "i": _ID, "r": _OWN}
_MAX_REQUEST = 64 * 1024
_NUMBERS = ("taxNumber", "unzr", "document")

Record = Mapping[str, Any]


class Fault(Exception):
    """A SOAP fault: its code by the protocol, and a text for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.code, self.text = code, text


def found(records: Sequence[Record], service: str, asked: etree._Element) -> str:
    """The inside of the answer of a register to a question."""
    sides = {name: _person(asked, name) for name in ("representative", "represented")}
    number = asked.findtext("r:number", namespaces=_NAMES) or ""
    own = [one for one in records if one["service"] == service]
    if number and (service == "powerOfAttorney" or any(one["number"] == number for one in own)):
        own = [one for one in own if one["number"] == number]
    else:
        own = [one for one in own if _same(one["represented"], sides["represented"])]
    if not own:
        return "<result>notFound</result>"
    agreeing = [one for one in own if all(_same(one[name], told) for name, told in sides.items())]
    if not agreeing:
        return "<result>denies</result><reason>otherPeople</reason>"
    return _told(agreeing[0])


def _told(record: Record) -> str:
    ended = record.get("reason")
    parts = [f"<result>{'denies' if ended else 'confirms'}</result>"]
    if ended:
        parts.append(_tag("reason", ended))
    inside = [_tag(name, record[name]) for name in ("number", "issuedOn", "issuer") if record.get(name)]
    parts.append(f"<record>{''.join(inside)}</record>")
    parts += [_tag(name, record[name]) for name in ("validTill", "endedOn", "powers") if record.get(name)]
    return "".join(parts)


def _tag(name: str, text: object) -> str:
    return f"<{name}>{escape(str(text))}</{name}>"


def _person(asked: etree._Element, name: str) -> dict[str, str]:
    side = asked.find(f"r:{name}", _NAMES)
    if side is None:
        raise Fault("Client.BadRequest", "a side is missing")
    return {etree.QName(one).localname: (one.text or "").strip() for one in side}


def _same(known: Mapping[str, str], told: Mapping[str, str]) -> bool:
    """The same birth date and, of the numbers that both sides name, at least one and all of them."""
    both = [name for name in _NUMBERS if known.get(name) and told.get(name)]
    return (
        known["birthDate"] == told.get("birthDate")
        and bool(both)
        and all(known[name] == told[name] for name in both)
    )


def answered(home: Path, request: bytes, behaviour: Mapping[str, str]) -> tuple[str, bytes]:
    """The service that was asked and the whole envelope of the answer. Raises Fault."""
    root = _parsed(request)
    header, body = root.find("s:Header", _NAMES), root.find("s:Body", _NAMES)
    if header is None or body is None or len(body) != 1:
        raise Fault("Client.InvalidSoap", "the message is not a SOAP message of the protocol")
    service = _checked(header)
    if behaviour.get(service) == "down":
        raise Fault("Server.ServerProxy.ServiceFailed.HttpError", "the producer does not answer")
    if behaviour.get(service) == "denied":
        raise Fault("Server.ServerProxy.AccessDenied", "the client has no right to the service")
    if etree.QName(body[0]).localname != service:
        raise Fault("Client.BadRequest", "the body is not a request to the service")
    inside = found(_kept(home / "records.json", []), service, body[0])
    if behaviour.get(service) == "foreign":
        header.find("x:id", _NAMES).text = "of-another-request"
    digest = base64.b64encode(hashlib.sha512(request).digest()).decode()
    told = etree.SubElement(header, f"{{{_XROAD}}}requestHash")
    told.set("algorithmId", "http://www.w3.org/2001/04/xmlenc#sha512")
    told.text = digest
    head = etree.tostring(header, encoding="unicode")
    envelope = (
        f'<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="{_SOAP}">{head}<s:Body>'
        f'<{service}Response xmlns="{_OWN}">{inside}</{service}Response></s:Body></s:Envelope>'
    )
    return service, envelope.encode()


def _parsed(request: bytes) -> etree._Element:
    try:
        return etree.fromstring(request, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        raise Fault("Client.InvalidSoap", "the message is not XML") from None


def _checked(header: etree._Element) -> str:
    """The code of a service that is here, asked by a client that is known, with every header the protocol wants."""
    if header.findtext("x:protocolVersion", namespaces=_NAMES) != "4.0":
        raise Fault("Client.InvalidProtocolVersion", "the version of the protocol is 4.0")
    if not header.findtext("x:id", namespaces=_NAMES):
        raise Fault("Client.MissingHeaderField", "the message has no number")
    if _path(header, "client") != CLIENT:
        raise Fault("Server.ClientProxy.UnknownMember", "the client is not registered")
    producer, _, code = _path(header, "service").removesuffix("/v1").rpartition("/")
    if producer != PRODUCER or code not in SERVICES:
        raise Fault("Server.ServerProxy.UnknownService", "there is no such service")
    return code


def _path(header: etree._Element, name: str) -> str:
    element = header.find(f"x:{name}", _NAMES)
    return "/".join((one.text or "") for one in element) if element is not None else ""


def fault(problem: Fault) -> bytes:
    """The envelope of a fault."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="{_SOAP}"><s:Body><s:Fault>'
        f"<faultcode>{problem.code}</faultcode><faultstring>{escape(problem.text)}</faultstring>"
        "</s:Fault></s:Body></s:Envelope>"
    ).encode()


_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def server(home: Path, port: int) -> ThreadingHTTPServer:
    """The security server, bound and not yet serving; who shows no certificate of its authority is not let in."""
    folder = established(home / "tls")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            if not 0 < size <= _MAX_REQUEST:
                self._send(413, "text/plain", b"")
                return
            request = self.rfile.read(size)
            ways = _kept(home / "behaviour.json", {})
            try:
                service, answer = answered(home, request, ways)
            except Fault as problem:
                self._send(500, "text/xml", fault(problem))
                return
            self._misbehave(answer, ways.get(service, ""))

        def _misbehave(self, answer: bytes, way: str) -> None:
            if way == "slow":
                time.sleep(SLOW_SECONDS)
            replaced = {"garbled": b"<not xml", "entities": _ENTITIES, "large": answer + b" " * 1024 * 1024}
            self._send(200, "text/xml", replaced.get(way, answer), pause=0.3 if way == "drip" else 0.0)

        def _send(self, status: int, media_type: str, body: bytes, *, pause: float = 0.0) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{media_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                for place in range(0, len(body), 1 if pause else len(body) or 1):
                    self.wfile.write(body[place : place + 1] if pause else body)
                    time.sleep(pause)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: who is asked about is personal."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    context.load_verify_locations(folder / "authority.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    return _TlsServer((LOOPBACK, port), Handler, context)


class _TlsServer(ThreadingHTTPServer):
    """Greets every client in its own thread, so that one who says nothing keeps nobody waiting."""

    daemon_threads = True

    def __init__(
        self, place: tuple[str, int], handler: type[BaseHTTPRequestHandler], tls: ssl.SSLContext
    ) -> None:
        super().__init__(place, handler)
        self.tls = tls

    def finish_request(self, request: Any, client_address: Any) -> None:
        request.settimeout(60)
        try:
            with self.tls.wrap_socket(request, server_side=True) as safe:
                super().finish_request(safe, client_address)
        except OSError:
            return


def _kept(path: Path, without: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else without


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m turbota_simulators.registers")
    parser.add_argument(
        "--home", type=Path, required=True, help="folder of certificates, records and behaviour"
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    options = parser.parse_args(arguments)
    serve_until_stopped(server(options.home, options.port))


if __name__ == "__main__":
    main()
