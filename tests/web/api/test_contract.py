"""The description of the API is true: everything it allows and forbids is asked, and no answer is a surprise."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client as Browser
from hypothesis import Phase, given, seed, settings
from jsonschema_rs import Draft202012Validator
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks
from tests.factories.everybody import undone
from tests.factories.systems import System, declaration, signed

from turbota.assistance import catalogue, forms
from turbota.web.api.urls import description
from turbota_demo import cast
from turbota_demo.plays import Plays

CHECKS: tuple[Callable[..., Any], ...] = (
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
)
EXAMPLES = 12
"""Calls of each address and each way to make them; more find the same and take longer."""


def test_the_description_is_open_to_everybody_and_names_every_answer() -> None:
    answer = Browser().get("/api/v1/openapi.json")
    told = answer.json()
    assert answer.status_code == 200 and told == json.loads(json.dumps(description()))
    assert told["openapi"].startswith("3.1")
    submit = told["paths"]["/api/v1/applications"]["post"]
    assert set(submit["responses"]) >= {
        "201", "400", "401", "403", "404", "409", "413", "415", "422", "429", "503",
    }  # fmt: skip
    for status, one in submit["responses"].items():
        media = "application/json" if status == "201" else "application/problem+json"
        assert list(one["content"]) == [media]
    assert "swagger" not in answer.content.decode().lower()
    assert Browser().get("/api/v1/docs").status_code == 404


def filled() -> dict[str, Any]:
    """The description with the answers of a real kind in place of "any object", so that the rules are reached."""
    whole = json.loads(json.dumps(description()))
    kind = catalogue.kind("low_income")
    answers = forms.json_schema(kind.forms[-1])
    for name in ("DeclarationIn", "ApplicationIn"):
        properties = whole["components"]["schemas"][name]["properties"]
        properties["answers"] = {key: value for key, value in answers.items() if key != "$schema"}
        properties["kind"] = {"type": "string", "enum": ["low_income", "horoscope"]}
        properties["attachments"]["maxItems"] = 2
    return whole


def site(environ: dict[str, Any], start_response: Any) -> Any:
    """The site as the web server runs it, made when the first call comes: then its folders are there."""
    return get_wsgi_application()(environ, start_response)


SCHEMA = schemathesis.openapi.from_dict(filled())
SCHEMA.app = site
SCHEMA.config.update(base_url="http://localhost")
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]


@contextmanager
def one_connection() -> Iterator[None]:
    """Calls keep the connection of the test, as those of Django's own test client do, which connects this again."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def asked(operation: APIOperation, mode: GenerationMode, headers: dict[str, str]) -> None:
    """Call the address in as many ways; whatever a call did is undone."""

    @seed(1)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate])
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        with undone():
            case.call_and_validate(checks=list(CHECKS), headers=headers)

    ask()


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_call_breaks_anything_or_is_answered_as_nobody_wrote(system: System, mode: GenerationMode) -> None:
    """What the description allows, and what it forbids; every form is a form of the token, so none is forbidden."""
    type(system.registered.client).objects.update(calls_per_minute=100_000)
    bearer = {"Authorization": f"Bearer {system.token}"}
    by_form = [operation for operation in OPERATIONS if operation.path.endswith("/token")]
    with one_connection():
        for operation in OPERATIONS:
            if operation not in by_form:
                asked(operation, mode, bearer)
            elif mode is GenerationMode.POSITIVE:
                asked(operation, mode, {})
    assert len(by_form) == 1 and len(OPERATIONS) == 9


def test_answers_of_a_whole_path_are_those_of_the_description(system: System, plays: Plays) -> None:
    told = json.loads(json.dumps(description()))

    def check(path: str, method: str, answer: Any) -> None:
        one = told["paths"][path][method]["responses"][str(answer.status_code)]
        (media,) = one["content"]
        assert answer.headers["Content-Type"].startswith(media)
        schema = {**one["content"][media]["schema"], "components": told["components"]}
        assert list(Draft202012Validator(schema).iter_errors(answer.json())) == []

    sent = declaration("maria")
    printed = system.call("POST", "papers", sent)
    check("/api/v1/papers", "post", printed)
    body = signed(sent, printed.json(), plays.keys.person(cast.citizen("maria")))
    check(
        "/api/v1/applications", "post", system.call("POST", "applications", body, Idempotency_Key="request-1")
    )
    other = {**body, "signature": "AAAA"}
    check(
        "/api/v1/applications",
        "post",
        system.call("POST", "applications", other, Idempotency_Key="request-1"),
    )
    check("/api/v1/applications/{number}", "get", system.call("GET", "applications/26-000001"))
    check("/api/v1/applications/{number}", "get", system.call("GET", "applications/26-000002"))
    schema = system.call("GET", "kinds/low_income/schema")
    check("/api/v1/kinds/{code}/schema", "get", schema)
    assert list(Draft202012Validator(schema.json()["answers"]).iter_errors(sent["answers"])) == []
