"""A person signs in a real browser: the key stays there, and what arrives is a signature others accept."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright
from tests.signatures.conftest import DOCUMENT, TAX_NUMBER

from turbota.signatures.verification import verify_detached, verify_digest
from turbota_simulators.authority import Authority, Issued

REPOSITORY = Path(__file__).resolve().parents[2]
PASSWORD = "Pass-123 word"
_FIELDS = """
<input type="hidden" name="csrfmiddlewaretoken" value="token-of-the-form">
<label for="key">Файл ключа</label>
<input id="key" name="key" type="file" data-sign-key accept=".p12,.pfx,.pk12">
<label for="password">Пароль</label>
<input id="password" name="password" type="password" data-sign-password>
"""
_PAGE = """<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Підпис</title></head><body>
<main><h1>Підпис</h1><form method="post" action="/done" {attributes}>{fields}{hidden}
<label for="note">Примітка</label><input id="note" name="note">
<button type="submit" name="verb" value="sign">Підписати</button>
<p data-sign-status role="status"></p><progress data-seal-bar value="0" aria-label="Печатки"></progress>
</form></main><dialog data-sign-in-again><p>Увійдіть знову</p><button data-again-done>Увійшли</button>
<p data-again-status></p></dialog><script src="/signing.js"></script></body></html>"""


@dataclass
class Site:
    """A page with a form, and what the browser sent."""

    bundle: bytes
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


def _server(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/signing.js":
                self._send(200, "text/javascript", site.bundle)
            elif site.signed_out and self.path in ("/document", "/list"):
                self.send_response(302)
                self.send_header("Location", "/sign-in")
                self.end_headers()
            elif self.path == "/document":
                self._send(200, "application/pdf", DOCUMENT)
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


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    target = tmp_path_factory.mktemp("bundle") / "signing.js"
    command = [str(REPOSITORY / "node_modules/.bin/esbuild"), "frontend/signing/main.js", "--bundle"]
    command += ["--format=iife", "--target=chrome109,firefox115,safari16", f"--outfile={target}"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return target.read_bytes()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def site(bundle: bytes) -> Iterator[Site]:
    site = Site(bundle)
    server = _server(site)
    site.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="uk-UA")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def _fill(page: Page, key: bytes, password: str = PASSWORD, name: str = "key.p12") -> None:
    page.set_input_files("#key", {"name": name, "mimeType": "application/x-pkcs12", "buffer": key})
    page.fill("#password", password)
    page.fill("#note", "моя примітка")


def _status(page: Page) -> str:
    expect(page.locator("[data-sign-status].is-error")).to_be_visible()
    return page.locator("[data-sign-status]").inner_text()


@pytest.mark.requirement("R045")
def test_a_document_signed_in_the_browser_is_valid(
    page: Page, site: Site, person: Issued, authority: Authority, tmp_path: Path, now: datetime
) -> None:
    page.goto(f"{site.address}/sign")
    _fill(page, person.pkcs12(PASSWORD))
    page.focus("#password")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Прийнято").wait_for()

    sent = site.posted[0]
    signature = base64.b64decode(sent["signature"])
    verdict = verify_detached(DOCUMENT, signature, at=now)
    assert (verdict.state, verdict.level) == ("valid", "qualified")
    assert verdict.signer is not None and verdict.signer.tax_number == TAX_NUMBER
    assert sent["sha256"] == hashlib.sha256(DOCUMENT).hexdigest()
    assert (sent["note"], sent["verb"]) == ("моя примітка", "sign")
    assert verify_detached(DOCUMENT + b"x", signature, at=now).code == "wrong_content"
    (tmp_path / "s.p7s").write_bytes(signature)
    (tmp_path / "document").write_bytes(DOCUMENT)
    command = ["openssl", "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-content", "document"]
    command += ["-in", "s.p7s", "-CAfile", str(authority.chain_file), "-purpose", "any", "-out", "/dev/null"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)


def test_the_key_and_the_password_never_leave_the_page(page: Page, site: Site, person: Issued) -> None:
    key = person.pkcs12(PASSWORD)
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    page.goto(f"{site.address}/sign")
    _fill(page, key)
    page.click("form button")
    page.get_by_role("heading", name="Прийнято").wait_for()

    sent = b"".join(request.post_data_buffer or b"" for request in requests)
    assert len(site.raw) == 1 and sent
    assert set(site.posted[0]) == {"csrfmiddlewaretoken", "note", "sha256", "signature", "verb"}
    assert PASSWORD.encode() not in sent and b"Pass-123" not in sent
    assert key[:40] not in sent and base64.b64encode(key)[:40] not in sent
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.go_back()
    assert page.input_value("#password") == ""


def test_a_wrong_password_keeps_the_form_and_moves_the_focus(
    page: Page, site: Site, person: Issued, now: datetime
) -> None:
    page.goto(f"{site.address}/sign")
    _fill(page, person.pkcs12(PASSWORD), "не той")
    page.click("form button")

    assert _status(page).startswith("Пароль не підходить до цього файла ключа")
    assert page.evaluate("document.activeElement.id") == "password"
    assert page.get_attribute("#password", "aria-invalid") == "true"
    assert page.input_value("#note") == "моя примітка"
    assert page.evaluate("document.getElementById('key').files.length") == 1
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Прийнято").wait_for()
    assert verify_detached(DOCUMENT, base64.b64decode(site.posted[0]["signature"]), at=now).state == "valid"


def test_a_ukrainian_password_works(page: Page, site: Site, person: Issued) -> None:
    page.goto(f"{site.address}/sign")
    _fill(page, person.pkcs12("Ґанок-їжак"), "Ґанок-їжа")
    page.click("form button")
    assert _status(page).startswith("Пароль не підходить")

    page.fill("#password", "Ґанок-їжак")
    page.click("form button")
    page.get_by_role("heading", name="Прийнято").wait_for()


@pytest.mark.parametrize(
    ("case", "words", "focused"),
    [
        ("nothing", "Оберіть файл ключа", "key"),
        ("no password", "Введіть пароль", "password"),
        ("text", "Це не файл ключа", "key"),
        ("huge", "Цей файл завеликий", "key"),
        ("expired", "Строк дії вашого сертифіката закінчився", "key"),
    ],
)
def test_what_cannot_sign_is_explained(
    page: Page, site: Site, expired: Issued, case: str, words: str, focused: str
) -> None:
    keys = {"text": b"my diary", "huge": bytes(1024 * 1024 + 1), "expired": expired.pkcs12(PASSWORD)}
    page.goto(f"{site.address}/sign")
    if case != "nothing":
        _fill(page, keys.get(case, b"x"), "" if case == "no password" else PASSWORD)
    page.click("form button")

    assert _status(page).startswith(words)
    assert page.evaluate("document.activeElement.id") == focused
    assert page.inner_text("form button") == "Підписати"
    assert not site.posted


@pytest.mark.parametrize(
    ("options", "password", "words"),
    [
        (["-keypbe", "NONE", "-certpbe", "NONE"], PASSWORD, ""),
        (["-nomac"], PASSWORD, ""),
        (["-nomac"], "guess", "Пароль не підходить"),
        (["-legacy"], PASSWORD, "Цей ключ тут не підтримується"),
        (["-nocerts"], PASSWORD, "У файлі немає сертифіката"),
    ],
)
def test_key_files_of_other_programs(
    page: Page, site: Site, person: Issued, tmp_path: Path, options: list[str], password: str, words: str
) -> None:
    (tmp_path / "ours.p12").write_bytes(person.pkcs12(PASSWORD))
    secret = f"pass:{PASSWORD}"
    for command in (
        ["-in", "ours.p12", "-passin", secret, "-nodes", "-out", "all.pem"],
        ["-export", "-in", "all.pem", *options, "-passout", secret, "-out", "theirs.p12"],
    ):
        subprocess.run(["openssl", "pkcs12", *command], cwd=tmp_path, check=True, capture_output=True)
    page.goto(f"{site.address}/sign")
    _fill(page, (tmp_path / "theirs.p12").read_bytes(), password)
    page.click("form button")

    if words:
        assert _status(page).startswith(words)
    else:
        page.get_by_role("heading", name="Прийнято").wait_for()
        assert site.posted[0]["signature"]


def test_an_old_browser_is_told_so(page: Page, site: Site, person: Issued) -> None:
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', {value: undefined})")
    page.goto(f"{site.address}/sign")
    _fill(page, person.pkcs12(PASSWORD))
    page.click("form button")

    assert _status(page).startswith("Цей браузер не може підписувати")


def test_after_the_session_is_over_nothing_is_lost(page: Page, site: Site, person: Issued) -> None:
    site.signed_out = True
    page.goto(f"{site.address}/sign")
    _fill(page, person.pkcs12(PASSWORD))
    page.click("form button")
    assert _status(page).startswith("Ви довго не працювали")
    assert page.input_value("#note") == "моя примітка"

    page.get_by_role("button", name="Увійшли").click()
    expect(page.locator("[data-again-status]")).to_contain_text("Ще не бачимо входу")
    site.signed_out = False
    page.get_by_role("button", name="Увійшли").click()
    page.get_by_role("heading", name="Прийнято").wait_for()

    assert site.posted[0]["signature"]


def test_a_second_click_does_nothing(page: Page, site: Site, person: Issued) -> None:
    page.goto(f"{site.address}/sign")
    _fill(page, person.pkcs12(PASSWORD))
    page.evaluate("for (let n = 0; n < 5; n += 1) document.querySelector('form button').click()")
    label = page.evaluate("document.querySelector('form button').textContent")
    page.get_by_role("heading", name="Прийнято").wait_for()

    assert label == "Підписуємо…"
    assert len(site.posted) == 1


def _copies(count: int) -> dict[str, str]:
    return {f"copy-{n}": hashlib.sha256(f"копія {n}".encode()).hexdigest() for n in range(count)}


def test_copies_are_sealed_one_after_another(page: Page, site: Site, seal: Issued, now: datetime) -> None:
    site.copies = _copies(12)
    said: list[str] = []
    page.expose_function("heard", lambda text: said.append(text))
    page.goto(f"{site.address}/seal")
    page.evaluate(
        "const s = document.querySelector('[data-sign-status]');"
        "new MutationObserver(() => globalThis.heard(s.textContent)).observe(s, {childList: true});"
    )
    _fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    page.wait_for_url("**/sealed")

    assert "Завіряємо: 3 з 12…" in said
    assert [item["id"] for item in site.seals] == list(site.copies)
    assert set(site.tokens) == {"token-of-the-form"}
    for item in site.seals:
        verdict = verify_digest(
            bytes.fromhex(site.copies[item["id"]]), base64.b64decode(item["signature"]), at=now
        )
        assert verdict.state == "valid" and verdict.signer is not None and verdict.signer.is_seal


def test_sealing_goes_on_where_it_stopped(page: Page, site: Site, seal: Issued) -> None:
    site.copies = _copies(5)
    site.signed_out_after = 2
    page.goto(f"{site.address}/seal")
    _fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    assert "Завірено 2 з 5" in _status(page)

    site.signed_out_after = None
    page.reload()
    _fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    page.wait_for_url("**/sealed")

    assert [item["id"] for item in site.seals] == list(site.copies)


def test_sealing_goes_on_after_a_sign_in_in_another_tab(page: Page, site: Site, seal: Issued) -> None:
    site.copies = _copies(4)
    site.signed_out_after = 1
    page.goto(f"{site.address}/seal")
    _fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    assert "Завірено 1 з 4" in _status(page)
    assert page.evaluate("document.querySelector('[data-seal-bar]').value") == 1

    site.signed_out_after = None
    page.context.add_cookies(
        [{"name": "csrftoken", "value": "token-of-the-new-session", "url": site.address}]
    )
    page.get_by_role("button", name="Увійшли").click()
    page.wait_for_url("**/sealed")

    assert [item["id"] for item in site.seals] == list(site.copies)
    assert site.tokens == ["token-of-the-form", *["token-of-the-new-session"] * 3]


def test_the_servers_own_words_are_shown(page: Page, site: Site, seal: Issued) -> None:
    site.copies = _copies(2)
    site.refuse = "Ця печатка належить іншій організації. Оберіть печатку своєї громади."
    page.goto(f"{site.address}/seal")
    _fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")

    assert _status(page) == site.refuse
