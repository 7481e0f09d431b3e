"""A line of the log as JSON: facts by name, the number of the request, no words of an exception."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from turbota.kernel import requests
from turbota.project import settings as platform
from turbota.project.logs import JsonFormatter


def said(message: str, *arguments: object, **more: Any) -> dict[str, Any]:
    """The record as the formatter writes it, read again."""
    record = logging.getLogger("turbota.any").makeRecord(
        "turbota.any",
        logging.WARNING,
        __file__,
        1,
        message,
        arguments,
        more.pop("exc_info", None),
        extra=more,
    )
    line = JsonFormatter().format(record)
    assert "\n" not in line
    found: dict[str, Any] = json.loads(line)
    return found


def test_a_record_is_one_line_with_time_level_process_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURBOTA_PROCESS", "worker-urgent")
    found = said("sealed %s", 7)
    assert (found["level"], found["logger"], found["message"]) == ("WARNING", "turbota.any", "sealed 7")
    assert found["time"].endswith("+00:00") and found["process"].startswith("worker-urgent:")
    assert "request" not in found


def test_facts_and_the_number_of_the_request_stand_by_their_names() -> None:
    token = requests.number.set("7K4M-2QPX")
    try:
        found = said("GET home 200", facts={"route": "public:home", "status": 200})
    finally:
        requests.number.reset(token)
    assert (found["request"], found["route"], found["status"]) == ("7K4M-2QPX", "public:home", 200)


def test_a_failure_is_told_by_kind_and_place_without_its_words() -> None:
    typed = "x".join(("33369", "00025"))
    try:
        int(typed)
    except ValueError as error:
        found = said("failed", exc_info=(type(error), error, error.__traceback__))
    assert "builtins.ValueError" in found["failure"] and "test_logs.py" in found["failure"]
    assert typed not in json.dumps(found, ensure_ascii=False)


def test_every_request_leaves_its_route_status_seconds_and_role(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="turbota.request"):
        answer = client.get("/livez")
        client.get("/nothing/3336900025/")
    assert answer.status_code == 204
    [record] = [one for one in caplog.records if one.name == "turbota.request"]
    facts = record.__dict__["facts"]
    assert facts == {"route": "none", "status": 404, "seconds": facts["seconds"], "role": "nobody"}
    assert "3336900025" not in record.getMessage()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the log of the settings says while a test runs."""
    root, written = logging.getLogger(), io.StringIO()
    before, level = list(root.handlers), root.level
    configured = deepcopy(platform.LOGGING)
    configured["handlers"]["console"]["stream"] = written
    logging.config.dictConfig(configured)
    yield written
    root.handlers[:] = before
    root.setLevel(level)


def test_the_address_of_a_refused_request_stands_nowhere(client: Client, log: io.StringIO) -> None:
    client.get("/nothing/3336900025/")
    client.get("/livez", headers={"Host": "3336900025.example"})
    Client(enforce_csrf_checks=True).post("/sign-in/staff/", {"code": "3336900025"})
    said = log.getvalue()
    assert "a request was refused: 404" in said and "a request was refused: 400" in said
    assert "a request was refused: 403" in said
    for part in ("3336900025", "/nothing/", "/sign-in/"):
        assert part not in said
