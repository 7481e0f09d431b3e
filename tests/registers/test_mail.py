"""The training mailbox keeps every letter and shows it."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest
from tests.registers.conftest import Start, free_port


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mail")


@pytest.fixture(scope="module")
def ports(start: Start, folder: Path) -> tuple[int, int]:
    smtp, web = free_port(), free_port()
    start("mail", web, "--smtp-port", str(smtp), "--web-port", str(web), "--dir", str(folder))
    return smtp, web


def _letter(subject: str, text: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "turbota@example.org", "oksana@example.org", subject
    letter.set_content(text)
    return letter


def test_a_letter_is_kept_and_shown(ports: tuple[int, int], folder: Path) -> None:
    smtp, web = ports
    with smtplib.SMTP("127.0.0.1", smtp) as server:
        server.send_message(_letter("Є новина у вашій справі", "Увійдіть до кабінету. <script>"))

    assert len(list(folder.glob("*.eml"))) == 1
    listing = httpx.get(f"http://127.0.0.1:{web}/").text
    assert "Це навчальна поштова скринька" in listing and "Є новина у вашій справі" in listing
    name = next(folder.glob("*.eml")).stem
    shown = httpx.get(f"http://127.0.0.1:{web}/{name}").text
    assert "Увійдіть до кабінету. &lt;script&gt;" in shown and "oksana@example.org" in shown


def test_only_letters_are_shown(ports: tuple[int, int]) -> None:
    for path in ("/..%2F..%2Fetc%2Fpasswd", "/../secret", "/nothing"):
        assert httpx.get(f"http://127.0.0.1:{ports[1]}{path}").status_code == 404
