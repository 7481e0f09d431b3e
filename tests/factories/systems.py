"""Another system at work: registered, with a token, calling the API as a program does."""

import base64
import functools
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from tests.factories.world import moment

from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation
from turbota.exchange.operations import clients
from turbota.exchange.operations.clients import Registered
from turbota.exchange.states import Scope
from turbota.kernel import clock
from turbota_demo import answers as told
from turbota_demo import cast
from turbota_demo.plays import Plays
from turbota_simulators.issuing import Issued
from turbota_simulators.signing import sign

AT = moment("2026-11-16 10:00")
ALL = tuple(Scope.values)


@dataclass
class System:
    """A client of the API with its secret and a token."""

    registered: Registered
    token: str = ""
    browser: Browser = field(default_factory=lambda: Browser(raise_request_exception=False))

    def take_token(self, scope: str = "") -> "System":
        """Get a token as RFC 6749 says, by HTTP Basic."""
        pair = f"{self.registered.client.pk}:{self.registered.secret}"
        answer = self.browser.post(
            "/api/v1/token",
            f"grant_type=client_credentials&scope={scope}",
            content_type="application/x-www-form-urlencoded",
            headers={"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()},
        )
        assert answer.status_code == 200, answer.content
        self.token = answer.json()["access_token"]
        return self

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """One call with the token; a body goes as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.browser.generic(
            method,
            f"/api/v1/{path}",
            data,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}", **named},
        )

    def printed(self, sent: dict[str, Any]) -> dict[str, Any]:
        """The paper of a declaration."""
        answer = self.call("POST", "papers", sent)
        assert answer.status_code == 201, answer.content.decode()
        return dict(answer.json())

    def submit(self, sent: dict[str, Any], paper: dict[str, Any], key: Issued, name: str) -> HttpResponse:
        """Sign the paper with the key and send everything under the idempotency key `name`."""
        return self.call("POST", "applications", signed(sent, paper, key), Idempotency_Key=name)


def signed(sent: dict[str, Any], paper: dict[str, Any], key: Issued) -> dict[str, Any]:
    """The body of a signed application."""
    cms = sign(key, base64.b64decode(paper["content"]), at=clock.now())
    return {**sent, "paper": paper["id"], "signature": base64.b64encode(cms).decode()}


def system_of(body: str, name: str, scopes: tuple[str, ...] = ALL) -> System:
    """A system of an organisation of the cast."""
    organisation = Organisation.objects.get(code=cast.body(body).code)
    return System(
        clients.add_client(by=SYSTEM, name=name, organisation=organisation, scopes=scopes, at=clock.now())
    ).take_token()


@functools.cache
def file_of(title: str) -> str:
    """A document of one page as PDF, base64; small, so that a test is not about compressing photos."""
    with pikepdf.new() as document, io.BytesIO() as written:
        document.add_blank_page(page_size=(595, 842))
        document.docinfo["/Title"] = title
        document.save(written, deterministic_id=True)
        return base64.b64encode(written.getvalue()).decode()


def declaration(key: str, **changes: Any) -> dict[str, Any]:
    """What a citizen of the cast declares, with the documents that are asked for."""
    person = cast.citizen(key)
    codes = ["identity"] if person.tax_number else ["identity", "tax_number_refusal"]
    return {
        "kind": "low_income",
        "answers": told.low_income(person, on=clock.today()),
        "attachments": [{"document": code, "files": [file_of(code)]} for code in codes],
    } | changes


@pytest.fixture
def monday() -> Iterator[None]:
    """A Monday morning."""
    with clock.frozen(AT):
        yield


@pytest.fixture
def system(plays: Plays, monday: None) -> System:
    """Software of the community of Dolyna."""
    return system_of("dolyna", "Мої послуги")
