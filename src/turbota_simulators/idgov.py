"""A training id.gov.ua: the OAuth 2 protocol of the state identification system on loopback.

``python -m turbota_simulators.idgov --port N --people FILE.json`` serves. The protocol is the one of the
specification "IDInfoProcessingD" as public services implement it: ``/`` asks the person and sends the
browser back with a one-time code, ``/get-access-token``, ``/get-user-info``, ``/get-user-logout``. Errors
are JSON with ``error`` and ``error_description``. Instead of keys and banks the page offers a list of people.

FILE.json: a list of objects with ``key``, ``lastname``, ``givenname``, ``middlename``, ``drfocode`` (may be
absent), ``document``, ``birthday`` (YYYY-MM-DD), ``unzr``, ``email``, ``phone``, ``auth_type`` ("dig_sign" or
"bank_id") and ``note``, a line for the list.
"""

from __future__ import annotations

import argparse
import html
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from turbota_simulators.process import LOOPBACK, serve_until_stopped

DEFAULT_PORT = 8101
CLIENT_ID = "turbota-demo"
CLIENT_SECRET = "turbota-demo"
_CODE_SECONDS = 120
_TOKEN_SECONDS = 600
_MAX_FORM = 16 * 1024

Person = Mapping[str, str]


@dataclass
class Sessions:
    """Codes and tokens that have been given out. A code works once and not for long."""

    people: Mapping[str, Person]
    client_id: str = CLIENT_ID
    client_secret: str = CLIENT_SECRET
    _codes: dict[str, tuple[str, float]] = field(default_factory=dict)
    _tokens: dict[str, tuple[str, str, float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def give_code(self, person: str) -> str:
        code = secrets.token_hex(24)
        with self._lock:
            self._codes[code] = (person, time.monotonic() + _CODE_SECONDS)
        return code

    def access_token(self, asked: Mapping[str, str]) -> dict[str, str | int]:
        """The answer of ``/get-access-token``; raises ProtocolError."""
        if asked.get("grant_type") != "authorization_code":
            raise ProtocolError("unsupported_grant_type", "grant_type must be authorization_code")
        known = asked.get("client_id") == self.client_id
        if not known or not _same(asked.get("client_secret", ""), self.client_secret):
            raise ProtocolError("invalid_client", "unknown client_id or wrong client_secret")
        with self._lock:
            person, until = self._codes.pop(asked.get("code", ""), ("", 0.0))
            if time.monotonic() > until:
                raise ProtocolError("invalid_grant", "the code is unknown, used or too old")
            token, user = secrets.token_hex(24), secrets.token_hex(8)
            self._tokens[token] = (user, person, time.monotonic() + _TOKEN_SECONDS)
        return {
            "access_token": token,
            "token_type": "bearer",
            "expires_in": _TOKEN_SECONDS,
            "refresh_token": secrets.token_hex(24),
            "user_id": user,
        }

    def user_info(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The answer of ``/get-user-info``: only the fields that were asked for; raises ProtocolError."""
        fields = [name for name in asked.get("fields", "").split(",") if name]
        answer = _info(self.people[self._person_of(asked)])
        return {name: value for name, value in answer.items() if not fields or name in fields}

    def log_out(self, asked: Mapping[str, str]) -> dict[str, str]:
        self._person_of(asked)
        with self._lock:
            del self._tokens[asked["access_token"]]
        return {"error": "0"}

    def _person_of(self, asked: Mapping[str, str]) -> str:
        with self._lock:
            user, person, until = self._tokens.get(asked.get("access_token", ""), ("", "", 0.0))
        if time.monotonic() > until or asked.get("user_id") != user:
            raise ProtocolError("invalid_token", "the access token is unknown or too old")
        return person


def _same(given: str, secret: str) -> bool:
    return secrets.compare_digest(given.encode(), secret.encode())


class ProtocolError(Exception):
    """An error of the protocol: ``error`` and ``error_description`` of the answer."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error)
        self.answer = {"error": error, "error_description": description}


def _info(person: Person) -> dict[str, str]:
    """What the real system gives: a bank gives no certificate, and a refused tax number is a document."""
    names = {key: person.get(key, "") for key in ("lastname", "givenname", "middlename", "email", "phone")}
    by_signature = person["auth_type"] == "dig_sign"
    return {
        **names,
        "auth_type": person["auth_type"],
        "drfocode": person.get("drfocode") or person.get("document", ""),
        "document": person.get("document", ""),
        "birthday": person.get("birthday", ""),
        "unzr": person.get("unzr", ""),
        "edrpoucode": "",
        "subjectcn": f"{names['lastname']} {names['givenname']} {names['middlename']}".strip(),
        "issuercn": "Навчальний надавач КЕП" if by_signature else "",
        "serial": secrets.token_hex(16) if by_signature else "",
        "isqscd": "1" if by_signature else "",
    }


_STYLE = """
body{font-family:system-ui,sans-serif;margin:0;background:#fff;color:#1b1b1b;font-size:1.125rem;line-height:1.5}
main,header{max-width:40rem;margin:0 auto;padding:1rem}
header{border-bottom:4px solid #1b1b1b}
.notice{background:#fff3c4;border:2px solid #6b5200;padding:1rem;border-radius:.5rem}
form{margin:0 0 .75rem}
button{width:100%;text-align:left;font:inherit;padding:1rem;min-height:3.5rem;background:#fff;color:#1b1b1b;
border:2px solid #4a4a4a;border-radius:.5rem;cursor:pointer}
button:hover{background:#f0f4ff}
button:focus-visible,a:focus-visible{outline:4px solid #0b57d0;outline-offset:2px}
button span{display:block;color:#4a4a4a}
a{color:#0b4bb3}
"""


def page(title: str, body: str) -> bytes:
    """A whole accessible page of the simulator."""
    return (
        f'<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><header><p>Навчальна копія id.gov.ua</p></header><main>{body}</main></body></html>"
    ).encode()


def choice_page(people: Mapping[str, Person], asked: Mapping[str, str]) -> bytes:
    """The page where a person is chosen instead of being identified."""
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(asked.get(name, ""), quote=True)}">'
        for name in ("redirect_uri", "state")
    )
    offered = [
        f'<form method="post" action="/">{hidden}'
        f'<button name="person" value="{html.escape(key, quote=True)}">{html.escape(_full_name(person))}'
        f"<span>{html.escape(_described(person))}</span></button></form>"
        for key, person in people.items()
        if person["auth_type"] in (asked.get("auth_type") or "dig_sign,bank_id").split(",")
    ]
    people_list = "".join(offered) or "<p>Людей іще немає.</p>"
    refusal = html.escape(_back(asked, {"error": "access_denied"}), quote=True)
    return page(
        "Навчальний вхід",
        "<h1>Оберіть, ким увійти</h1>"
        '<p class="notice"><strong>Це навчальний вхід.</strong> Усі люди тут вигадані, '
        "ключ або банк не потрібні.</p>"
        f'{people_list}<p><a href="{refusal}">Не входити й повернутися</a></p>',
    )


def _full_name(person: Person) -> str:
    return " ".join(person.get(key, "") for key in ("lastname", "givenname", "middlename")).strip()


def _described(person: Person) -> str:
    means = "електронний підпис" if person["auth_type"] == "dig_sign" else "Bank ID"
    number = "" if person.get("drfocode") else ", без податкового номера"
    note = f". {person['note']}" if person.get("note") else ""
    return f"{means}{number}{note}"


def _back(asked: Mapping[str, str], answer: Mapping[str, str]) -> str:
    address = asked["redirect_uri"]
    values = {**answer, "state": asked.get("state", "")}
    return f"{address}{'&' if '?' in address else '?'}{urlencode(values)}"


def _is_loopback(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname in (
        "localhost",
        LOOPBACK,
    )


def server(sessions: Sessions, port: int) -> ThreadingHTTPServer:
    """The HTTP server, bound and not yet serving."""

    class Handler(_Handler):
        known = sessions

    return ThreadingHTTPServer((LOOPBACK, port), Handler)


class _Handler(BaseHTTPRequestHandler):
    known: Sessions

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        self._route(address.path, _single(address.query), choosing=False)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _MAX_FORM:
            self._send(413, "text/plain", b"")
            return
        asked = _single(urlsplit(self.path).query)
        asked.update(_single(self.rfile.read(length).decode("utf-8", "replace")))
        self._route(urlsplit(self.path).path, asked, choosing=True)

    def _route(self, path: str, asked: dict[str, str], *, choosing: bool) -> None:
        protocol: Mapping[str, Callable[[Mapping[str, str]], Mapping[str, object]]] = {
            "/get-access-token": self.known.access_token,
            "/get-user-info": self.known.user_info,
            "/get-user-logout": self.known.log_out,
        }
        if path == "/":
            self._choice(asked, choosing=choosing)
        elif path in protocol:
            try:
                self._json(200, protocol[path](asked))
            except ProtocolError as error:
                self._json(400, error.answer)
        else:
            self._send(
                404, "text/html; charset=utf-8", page("Немає сторінки", "<h1>Немає такої сторінки</h1>")
            )

    def _choice(self, asked: dict[str, str], *, choosing: bool) -> None:
        if not _is_loopback(asked.get("redirect_uri", "")):
            body = "<h1>Невідомий сервіс</h1><p>Поверніться на сторінку, з якої ви прийшли.</p>"
            self._send(400, "text/html; charset=utf-8", page("Невідомий сервіс", body))
        elif not choosing:
            if asked.get("client_id") != self.known.client_id or asked.get("response_type") != "code":
                self._redirect(_back(asked, {"error": "invalid_request"}))
                return
            self._send(200, "text/html; charset=utf-8", choice_page(self.known.people, asked))
        elif asked.get("person") not in self.known.people:
            self._redirect(_back(asked, {"error": "access_denied"}))
        else:
            self._redirect(_back(asked, {"code": self.known.give_code(asked["person"])}))

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, status: int, answer: Mapping[str, object]) -> None:
        self._send(status, "application/json; charset=utf-8", json.dumps(answer, ensure_ascii=False).encode())

    def _send(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: addresses carry codes and tokens."""


def _single(query: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(query).items()}


def read_people(path: Path) -> dict[str, Person]:
    """The people of the list, by their keys."""
    return {person["key"]: person for person in json.loads(path.read_text(encoding="utf-8"))}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m turbota_simulators.idgov")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--people", type=Path, required=True, help="JSON list of people to choose from")
    parser.add_argument("--client-id", default=CLIENT_ID)
    parser.add_argument("--client-secret", default=CLIENT_SECRET)
    options = parser.parse_args(arguments)
    sessions = Sessions(read_people(options.people), options.client_id, options.client_secret)
    serve_until_stopped(server(sessions, options.port))


if __name__ == "__main__":
    main()
