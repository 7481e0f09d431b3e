"""One contract for id.gov.ua: against the training process, and against the real one where it is configured.

For the real one set IDGOV_REAL_URL, IDGOV_REAL_CLIENT_ID, IDGOV_REAL_CLIENT_SECRET, and IDGOV_REAL_CODE with
a fresh one-time code got in a browser.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser, Page, Route
from tests.factories.browsing import violations
from tests.registers.conftest import PEOPLE, Start, free_port

from turbota.access import idgov
from turbota.kernel.errors import Refused

BACK = "http://localhost:8000/sign-in/return/"


@pytest.fixture(scope="module")
def address(start: Start, people_file: Path) -> str:
    port = free_port()
    start("idgov", port, "--port", str(port), "--people", str(people_file))
    return f"http://127.0.0.1:{port}"


@pytest.fixture(autouse=True)
def _settings(address: str, settings: LazySettings) -> None:
    settings.IDGOV_URL = address
    settings.IDGOV_CLIENT_ID = "turbota-demo"
    settings.IDGOV_CLIENT_SECRET = "turbota-demo"


def _choose(key: str, address: str, state: str = "state-1") -> dict[str, str]:
    """What comes back to our address when a person is chosen."""
    page = httpx.get(idgov.authorize_url(state, BACK))
    assert page.status_code == 200 and "Це навчальний вхід" in page.text
    chosen = httpx.post(f"{address}/", data={"person": key, "redirect_uri": BACK, "state": state})
    assert chosen.status_code == 302 and chosen.headers["Location"].startswith(BACK)
    return {name: values[0] for name, values in parse_qs(urlsplit(chosen.headers["Location"]).query).items()}


@pytest.mark.requirement("R023", "R046", "R073")
def test_a_person_with_a_signature_is_identified_with_high_trust(address: str) -> None:
    back = _choose("taras", address)
    assert back["state"] == "state-1"

    identity = idgov.fetch_identity(back["code"], BACK)

    assert (identity.surname, identity.given_name, identity.patronymic) == ("Шевченко", "Тарас", "Григорович")
    assert (identity.tax_number, identity.unzr) == ("1759013776", "19480228-01234")
    assert identity.birth_date == date(1948, 2, 28)
    assert (identity.auth_type, identity.level) == ("dig_sign", "high")


@pytest.mark.requirement("R046")
def test_a_bank_identifies_with_medium_trust(address: str) -> None:
    identity = idgov.fetch_identity(_choose("larysa", address)["code"], BACK)

    assert (identity.auth_type, identity.level) == ("bank_id", "medium")
    assert (identity.tax_number, identity.unzr, identity.document) == ("2222222222", None, None)


def test_a_passport_in_place_of_the_tax_number_is_a_document(address: str) -> None:
    identity = idgov.fetch_identity(_choose("vasyl", address)["code"], BACK)

    assert identity.tax_number is None
    assert (identity.document, identity.unzr) == ("АА123456", "19800107-01235")


def test_a_code_works_once(address: str) -> None:
    code = _choose("taras", address)["code"]
    idgov.fetch_identity(code, BACK)

    with pytest.raises(Refused) as refused:
        idgov.fetch_identity(code, BACK)

    assert refused.value.code == "idgov_refused"
    assert "Почніть вхід ще раз" in refused.value.sentence
    assert code not in str(refused.value)


@pytest.mark.parametrize("secret", ["guess", "здогад", ""])
def test_a_wrong_secret_is_refused(address: str, settings: LazySettings, secret: str) -> None:
    code = _choose("taras", address)["code"]
    settings.IDGOV_CLIENT_SECRET = secret

    with pytest.raises(Refused, match="idgov_refused"):
        idgov.fetch_identity(code, BACK)


def test_errors_have_the_form_of_the_protocol(address: str) -> None:
    answer = httpx.post(f"{address}/get-access-token", data={"grant_type": "authorization_code"})
    assert answer.status_code == 400 and set(answer.json()) == {"error", "error_description"}
    answer = httpx.post(f"{address}/get-user-info", data={"access_token": "guess", "user_id": "1"})
    assert answer.status_code == 400 and answer.json()["error"] == "invalid_token"


def test_the_token_ends_with_the_sign_out(address: str) -> None:
    code = _choose("taras", address)["code"]
    form = {"grant_type": "authorization_code", "client_id": "turbota-demo", "client_secret": "turbota-demo"}
    granted = httpx.get(f"{address}/get-access-token", params={**form, "code": code}).json()
    session = {"access_token": granted["access_token"], "user_id": granted["user_id"]}
    assert httpx.get(f"{address}/get-user-info", params={**session, "fields": "lastname"}).json() == {
        "lastname": "Шевченко"
    }

    assert httpx.get(f"{address}/get-user-logout", params=session).json() == {"error": "0"}

    assert httpx.get(f"{address}/get-user-info", params=session).json()["error"] == "invalid_token"


def test_a_silent_service_is_a_calm_sentence(settings: LazySettings) -> None:
    settings.IDGOV_URL = f"http://127.0.0.1:{free_port()}"

    with pytest.raises(Refused) as refused:
        idgov.fetch_identity("code", BACK)

    assert refused.value.code == "idgov_unreachable"
    assert "Спробуйте ще раз" in refused.value.sentence


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"encryptedUserInfo": "AAAA"}, "idgov_not_understood"),
        ({}, "idgov_not_understood"),
        ({"lastname": "Стус", "givenname": "Василь"}, "idgov_no_number"),
        ({"lastname": "Стус", "unzr": "19800107", "birthday": "1980-01-07"}, "idgov_no_number"),
        ({"lastname": "Стус", "document": "АА123456"}, "idgov_no_number"),
        ({"lastname": "Стус", "drfocode": "АА123456", "birthday": "07.01.1980"}, "idgov_no_number"),
    ],
)
def test_an_answer_that_names_nobody_is_refused(told: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        idgov.identity_of(told)

    assert refused.value.code == code


def test_a_foreign_return_address_is_refused(address: str) -> None:
    asked = {
        "response_type": "code",
        "client_id": "turbota-demo",
        "redirect_uri": "https://example.org/",
        "state": "1",
    }

    assert httpx.get(f"{address}/", params=asked).status_code == 400


def test_leaving_returns_without_a_code(address: str) -> None:
    chosen = httpx.post(f"{address}/", data={"person": "", "redirect_uri": BACK, "state": "9"})

    assert parse_qs(urlsplit(chosen.headers["Location"]).query) == {
        "error": ["access_denied"],
        "state": ["9"],
    }


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 800})
    yield opened
    opened.close()


def test_the_page_of_the_choice_is_accessible_and_works(page: Page, address: str) -> None:
    page.goto(idgov.authorize_url("s", BACK))
    assert page.get_by_role("heading", level=1).inner_text() == "Оберіть, ким увійти"
    assert page.get_by_role("button").count() == len(PEOPLE)
    assert violations(page) == []

    returned: list[str] = []

    def come_back(route: Route) -> None:
        returned.append(route.request.url)
        route.fulfill(body="ok")

    page.route(f"{BACK}**", come_back)
    page.get_by_role("button", name="Шевченко Тарас Григорович").press("Enter")
    page.wait_for_url(f"{BACK}**")

    code = parse_qs(urlsplit(returned[0]).query)["code"][0]
    assert idgov.fetch_identity(code, BACK).surname == "Шевченко"


if os.environ.get("IDGOV_REAL_URL"):

    def test_the_real_service_keeps_the_same_contract(settings: LazySettings) -> None:
        for name in ("URL", "CLIENT_ID", "CLIENT_SECRET"):
            setattr(settings, f"IDGOV_{name}", os.environ[f"IDGOV_REAL_{name}"])

        with pytest.raises(Refused, match="idgov_refused"):
            idgov.fetch_identity("a-code-that-never-was", BACK)
        if "IDGOV_REAL_CODE" in os.environ:
            assert idgov.fetch_identity(os.environ["IDGOV_REAL_CODE"], BACK).surname
