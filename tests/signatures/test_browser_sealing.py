"""An operator seals copies in a real browser, one after another, and goes on where it stopped."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime

from playwright.sync_api import Page
from tests.signatures.signing_site import PASSWORD, Site, error_of, fill

from turbota.signatures.verification import verify_digest
from turbota_simulators.authority import Issued


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
    fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    page.wait_for_url("**/sealed")

    assert "Засвідчуємо: 3 з 12…" in said
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
    fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    assert "Засвідчено 2 з 5" in error_of(page)

    site.signed_out_after = None
    page.reload()
    fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    page.wait_for_url("**/sealed")

    assert [item["id"] for item in site.seals] == list(site.copies)


def test_sealing_goes_on_after_a_sign_in_in_another_tab(page: Page, site: Site, seal: Issued) -> None:
    site.copies = _copies(4)
    site.signed_out_after = 1
    page.goto(f"{site.address}/seal")
    fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")
    assert "Засвідчено 1 з 4" in error_of(page)
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
    fill(page, seal.pkcs12(PASSWORD))
    page.click("form button")

    assert error_of(page) == site.refuse
