"""A person signs in a real browser: the key stays there, and what arrives is a signature others accept."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect
from tests.signatures.conftest import DOCUMENT, TAX_NUMBER
from tests.signatures.signing_site import PASSWORD, Site, error_of, fill

from turbota.signatures.verification import verify_detached
from turbota_simulators.authority import Authority, Issued


@pytest.mark.requirement("R045")
def test_a_document_signed_in_the_browser_is_valid(
    page: Page, site: Site, person: Issued, authority: Authority, tmp_path: Path, now: datetime
) -> None:
    page.goto(f"{site.address}/sign")
    fill(page, person.pkcs12(PASSWORD))
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
    fill(page, key)
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
    fill(page, person.pkcs12(PASSWORD), "не той")
    page.click("form button")

    assert error_of(page).startswith("Пароль не підходить до цього файла ключа")
    assert page.evaluate("document.activeElement.id") == "password"
    assert page.get_attribute("#password", "aria-invalid") == "true"
    assert page.locator(".field.has-error #password").count() == 1
    assert page.input_value("#note") == "моя примітка"
    assert page.evaluate("document.getElementById('key').files.length") == 1
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Прийнято").wait_for()
    assert verify_detached(DOCUMENT, base64.b64decode(site.posted[0]["signature"]), at=now).state == "valid"


def test_a_ukrainian_password_works(page: Page, site: Site, person: Issued) -> None:
    page.goto(f"{site.address}/sign")
    fill(page, person.pkcs12("Ґанок-їжак"), "Ґанок-їжа")
    page.click("form button")
    assert error_of(page).startswith("Пароль не підходить")

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
        fill(page, keys.get(case, b"x"), "" if case == "no password" else PASSWORD)
    page.click("form button")

    assert error_of(page).startswith(words)
    assert page.evaluate("document.activeElement.id") == focused
    assert page.inner_text("form button") == "Підписати"
    assert page.locator("form button svg").count() == 1
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
    fill(page, (tmp_path / "theirs.p12").read_bytes(), password)
    page.click("form button")

    if words:
        assert error_of(page).startswith(words)
    else:
        page.get_by_role("heading", name="Прийнято").wait_for()
        assert site.posted[0]["signature"]


def test_an_old_browser_is_told_so(page: Page, site: Site, person: Issued) -> None:
    page.add_init_script("Object.defineProperty(globalThis.crypto, 'subtle', {value: undefined})")
    page.goto(f"{site.address}/sign")
    fill(page, person.pkcs12(PASSWORD))
    page.click("form button")

    assert error_of(page).startswith("Цей браузер не може підписувати")


def test_after_the_session_is_over_nothing_is_lost(page: Page, site: Site, person: Issued) -> None:
    site.signed_out = True
    page.goto(f"{site.address}/sign")
    fill(page, person.pkcs12(PASSWORD))
    page.click("form button")
    assert error_of(page).startswith("Ви довго не працювали")
    assert page.input_value("#note") == "моя примітка"

    page.get_by_role("button", name="Увійшли").click()
    expect(page.locator("[data-again-status]")).to_contain_text("Ще не бачимо входу")
    site.signed_out = False
    page.get_by_role("button", name="Увійшли").click()
    page.get_by_role("heading", name="Прийнято").wait_for()

    assert site.posted[0]["signature"]


def test_a_second_click_does_nothing(page: Page, site: Site, person: Issued) -> None:
    page.goto(f"{site.address}/sign")
    fill(page, person.pkcs12(PASSWORD))
    # In one breath: the page may leave for the answer before a second question reaches it.
    label = page.evaluate(
        """() => {
            const button = document.querySelector('form button');
            for (let n = 0; n < 5; n += 1) button.click();
            return button.textContent;
        }"""
    )
    page.get_by_role("heading", name="Прийнято").wait_for()

    assert label == "Підписуємо…"
    assert len(site.posted) == 1
