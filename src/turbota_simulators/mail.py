"""A training mail server on loopback: keeps every letter as .eml, shows it on a page, sends nothing on.

``python -m turbota_simulators.mail --smtp-port N --web-port M --dir DIR`` serves.
"""

from __future__ import annotations

import argparse
import html
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from turbota_simulators.process import LOOPBACK, serve_until_stopped

DEFAULT_SMTP_PORT = 2525
DEFAULT_WEB_PORT = 8103
_MAX_LETTER = 5 * 1024 * 1024
_SHOWN = 200

_STYLE = """
body{font-family:system-ui,sans-serif;margin:0;color:#1b1b1b;background:#fff;font-size:1.125rem;line-height:1.5}
main{max-width:50rem;margin:0 auto;padding:1rem}
.notice{background:#fff3c4;border:2px solid #6b5200;padding:1rem;border-radius:.5rem}
li{padding:.75rem 0;border-bottom:1px solid #8a8a8a}
ul{list-style:none;padding:0}
time{display:block;color:#4a4a4a}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border:1px solid #8a8a8a;padding:1rem}
a{color:#0b4bb3}
a:focus-visible{outline:4px solid #0b57d0;outline-offset:2px}
"""

KYIV = ZoneInfo("Europe/Kyiv")


class Mailbox:
    """Takes letters from SMTP and keeps each in a file; the name of a file sorts by time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}"
        draft = self.folder / f"{name}.new"
        draft.write_bytes(raw)
        draft.rename(self.folder / f"{name}.eml")
        return "250 OK"

    def names(self) -> list[str]:
        """The newest letters first."""
        return sorted((path.stem for path in self.folder.glob("*.eml")), reverse=True)[:_SHOWN]

    def letter(self, name: str) -> EmailMessage | None:
        path = self.folder / f"{name}.eml"
        if path.parent != self.folder or not path.is_file():
            return None
        return message_from_bytes(path.read_bytes(), policy=policy.default)


def list_page(mailbox: Mailbox) -> bytes:
    """All letters, newest first."""
    rows = []
    for name in mailbox.names():
        letter = mailbox.letter(name)
        if letter is not None:
            moment = datetime.strptime(name.split("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
            shown = moment.astimezone(KYIV).strftime("%d.%m.%Y %H:%M:%S")
            rows.append(
                f'<li><a href="/{name}">{_header(letter, "Subject")}</a> для {_header(letter, "To")}'
                f'<time datetime="{moment.isoformat()}">{shown}</time></li>'
            )
    letters = f"<ul>{''.join(rows)}</ul>" if rows else "<p>Листів іще немає.</p>"
    return _page("Навчальна пошта", f"<h1>Навчальна пошта</h1>{letters}")


def letter_page(letter: EmailMessage) -> bytes:
    """One letter as plain text; attachments are named only."""
    body = letter.get_body(preferencelist=("plain", "html"))
    text = body.get_content() if body is not None else ""
    attached = "".join(
        f"<li>{html.escape(part.get_filename() or '')}</li>" for part in letter.iter_attachments()
    )
    files = f"<h2>Вкладення</h2><ul>{attached}</ul>" if attached else ""
    sides = f"Від: {_header(letter, 'From')}<br>Кому: {_header(letter, 'To')}"
    return _page(
        "Лист",
        f"<h1>{_header(letter, 'Subject')}</h1><p>{sides}</p>"
        f'<pre>{html.escape(text)}</pre>{files}<p><a href="/">Усі листи</a></p>',
    )


def _header(letter: EmailMessage, name: str) -> str:
    return html.escape(str(letter.get(name, "") or "(порожньо)"))


def _page(title: str, body: str) -> bytes:
    notice = "<strong>Це навчальна поштова скринька.</strong> Звідси жоден лист нікуди не йде."
    return (
        f'<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f'<body><main><p class="notice">{notice}</p>{body}</main></body></html>'
    ).encode()


def web_server(mailbox: Mailbox, port: int) -> ThreadingHTTPServer:
    """The pages of the mailbox, bound and not yet serving."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            letter = mailbox.letter(Path(self.path).name) if self.path != "/" else None
            if self.path == "/":
                self._send(200, list_page(mailbox))
            elif letter is not None:
                self._send(200, letter_page(letter))
            else:
                self._send(404, _page("Немає листа", "<h1>Немає такого листа</h1>"))

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: letters are personal."""

    return ThreadingHTTPServer((LOOPBACK, port), Handler)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m turbota_simulators.mail")
    parser.add_argument("--smtp-port", type=int, default=DEFAULT_SMTP_PORT)
    parser.add_argument("--web-port", type=int, default=DEFAULT_WEB_PORT)
    parser.add_argument("--dir", type=Path, required=True, help="folder where letters are kept")
    options = parser.parse_args(arguments)
    mailbox = Mailbox(options.dir)
    smtp = Controller(mailbox, hostname=LOOPBACK, port=options.smtp_port, data_size_limit=_MAX_LETTER)
    smtp.start()
    try:
        serve_until_stopped(web_server(mailbox, options.web_port))
    finally:
        smtp.stop()


if __name__ == "__main__":
    main()
