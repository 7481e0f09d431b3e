"""A page with a signing or a sealing form, the server behind it, and a real browser in front of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from playwright.sync_api import Page, expect

PASSWORD = "Pass-123 word"
_FIELDS = """
<input type="hidden" name="csrfmiddlewaretoken" value="token-of-the-form">
<label for="key">Файл ключа</label>
<input id="key" name="key" type="file" data-sign-key accept=".p12,.pfx,.pk12">
<div class="field"><label for="password">Пароль</label>
<input id="password" name="password" type="password" data-sign-password></div>
"""
_PAGE = """<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Підпис</title></head><body>
<main><h1>Підпис</h1><form method="post" action="/done" {attributes}>{fields}{hidden}
<label for="note">Примітка</label><input id="note" name="note">
<button type="submit" name="verb" value="sign"><svg aria-hidden="true"></svg>Підписати</button>
<p data-sign-status role="status"></p><progress data-seal-bar value="0" aria-label="Печатки"></progress>
</form></main><dialog data-sign-in-again><p>Увійдіть знову</p><button data-again-done>Увійшли</button>
<p data-again-status></p></dialog><script src="/signing.js"></script></body></html>"""


@dataclass
class Site:
    """A page with a form, and what the browser sent."""

    bundle: bytes
    document: bytes
    posted: list[dict[str, str]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    seals: list[dict[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    signed_out_after: int | None = None
    signed_out: bool = False
    refuse: str = ""
    address: str = ""

    def page(self, path: str) -> str:
        if path == "/seal":
            attributes = 'data-seal data-seal-list="/list" data-seal-post="/seals" data-seal-done="/sealed"'
            return _PAGE.format(attributes=attributes, fields=_FIELDS, hidden="")
        hidden = '<input type="hidden" name="signature"><input type="hidden" name="sha256">'
        return _PAGE.format(
            attributes='data-sign data-sign-source="/document"', fields=_FIELDS, hidden=hidden
        )

    def unsealed(self) -> list[dict[str, str]]:
        done = {seal["id"] for seal in self.seals}
        return [{"id": name, "sha256": sha} for name, sha in self.copies.items() if name not in done]


def server_of(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/signing.js":
                self._send(200, "text/javascript", site.bundle)
            elif site.signed_out and self.path in ("/document", "/list"):
                self.send_response(302)
                self.send_header("Location", "/sign-in")
                self.end_headers()
            elif self.path == "/document":
                self._send(200, "application/pdf", site.document)
            elif self.path == "/list":
                self._send(200, "application/json", json.dumps(site.unsealed()).encode())
            else:
                self._send(200, "text/html; charset=utf-8", site.page(self.path).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            site.raw.append(body)
            if self.path == "/seals":
                self._seal(json.loads(body))
                return
            site.posted.append({name: values[0] for name, values in parse_qs(body.decode()).items()})
            self._send(200, "text/html; charset=utf-8", "<h1>Прийнято</h1>".encode())

        def _seal(self, seal: dict[str, str]) -> None:
            if site.signed_out_after is not None and len(site.seals) >= site.signed_out_after:
                self._send(403, "text/html", b"")
            elif site.refuse:
                self._send(409, "application/json", json.dumps({"sentence": site.refuse}).encode())
            else:
                site.tokens.append(self.headers["X-CSRFToken"])
                site.seals.append(seal)
                self._send(200, "application/json", b"{}")

        def _send(self, status: int, media_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def fill(page: Page, key: bytes, password: str = PASSWORD, name: str = "key.p12") -> None:
    page.set_input_files("#key", {"name": name, "mimeType": "application/x-pkcs12", "buffer": key})
    page.fill("#password", password)
    page.fill("#note", "моя примітка")


def error_of(page: Page) -> str:
    expect(page.locator("[data-sign-status].err")).to_be_visible()
    return page.locator("[data-sign-status]").inner_text()
