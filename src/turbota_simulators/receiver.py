"""A training receiver of events: checks the signature of every event and shows what came.

``python -m turbota_simulators.receiver --port N --secret-file FILE`` serves. The secret is read from the file at every
event, so that it may be written later. ``POST /events`` takes an event and answers 204; a wrong or old signature is
401; an event that came already is taken and not shown twice. ``GET /`` is a page with the events, ``GET /events.json``
the same for programs.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import html
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from turbota_simulators.process import LOOPBACK, serve_until_stopped

DEFAULT_PORT = 8105
HEADER = "Turbota-Signature"
WINDOW_SECONDS = 300
_MAX_BODY = 16 * 1024
_SHOWN = 200
_STYLE = """
body{font-family:system-ui,sans-serif;margin:0;color:#1b1b1b;background:#fff;font-size:1.125rem;line-height:1.5}
main{max-width:50rem;margin:0 auto;padding:1rem}
.notice{background:#fff3c4;border:2px solid #6b5200;padding:1rem;border-radius:.5rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.5rem;border-bottom:1px solid #8a8a8a}
"""


@dataclass
class Inbox:
    """Events that came with a good signature, each once, the newest last."""

    secret_file: Path
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, body: bytes, signature: str, now: float) -> int:
        """The status to answer: 204 taken, 401 for a signature that is wrong or too old, 400 for no event."""
        secret = self.secret_file.read_text().strip() if self.secret_file.is_file() else ""
        if not secret or not is_signed(body, signature, secret, now):
            return 401
        try:
            event = json.loads(body)
            name = str(event["id"])
        except (ValueError, KeyError, TypeError):
            return 400
        with self.lock:
            self.events.setdefault(name, event)
        return 204

    def shown(self) -> list[dict[str, Any]]:
        """The newest events, in the order they came."""
        with self.lock:
            return list(self.events.values())[-_SHOWN:]


def is_signed(body: bytes, signature: str, secret: str, now: float) -> bool:
    """Whether the header ``t=…,v1=…`` is the HMAC-SHA256 of "t.body" and not older than five minutes."""
    parts = dict(part.partition("=")[::2] for part in signature.split(","))
    moment = parts.get("t", "")
    if not moment.isdigit() or abs(now - int(moment)) > WINDOW_SECONDS:
        return False
    expected = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), parts.get("v1", "").encode())


def page(events: list[dict[str, Any]]) -> bytes:
    """The events as a page, the newest first."""
    names = ("number", "stage", "sequence", "at")
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(str(event.get(name, '')))}</td>" for name in names) + "</tr>"
        for event in reversed(events)
    )
    table = (
        f"<table><tr><th>Заява</th><th>Стан</th><th>Крок</th><th>Коли</th></tr>{rows}</table>"
        if rows
        else "<p>Подій іще немає.</p>"
    )
    notice = "<strong>Це навчальна програма громади.</strong> Вона отримує події про заяви, які сама подала."
    return (
        f'<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Навчальний отримувач подій</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f'<body><main><p class="notice">{notice}</p><h1>Події</h1>{table}</main></body></html>'
    ).encode()


def server(inbox: Inbox, port: int) -> ThreadingHTTPServer:
    """The receiver, bound and not yet serving."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/":
                self._send(200, "text/html; charset=utf-8", page(inbox.shown()))
            elif self.path == "/events.json":
                self._send(200, "application/json", json.dumps(inbox.shown()).encode())
            else:
                self._send(404, "text/plain", b"")

        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            if self.path != "/events" or not 0 < size <= _MAX_BODY:
                self._send(404, "text/plain", b"")
                return
            status = inbox.take(self.rfile.read(size), self.headers.get(HEADER, ""), time.time())
            self._send(status, "text/plain", b"")

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            if status != 204:
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the page shows what came."""

    return ThreadingHTTPServer((LOOPBACK, port), Handler)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m turbota_simulators.receiver")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument(
        "--secret-file", type=Path, required=True, help="where the secret of the events stands"
    )
    options = parser.parse_args(arguments)
    serve_until_stopped(server(Inbox(options.secret_file), options.port))


if __name__ == "__main__":
    main()
