"""While the database is away: a plain sentence, 503 with Retry-After, and what was sent can be sent again."""

import html
import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings

from turbota.kernel import requests

pytestmark = pytest.mark.django_db(transaction=True)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
NUMBER = re.compile(r"Номер запиту: <strong>([0-9A-Z]{4}-[0-9A-Z]{4})</strong>")


@pytest.fixture
def client() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF="tests.web.shared.away_urls"):
        yield Client(raise_request_exception=False)


def given_back(answer: HttpResponse) -> list[tuple[str, str]]:
    found = HIDDEN.findall(answer.content.decode())
    return [(html.unescape(name), html.unescape(value)) for name, value in found]


def test_a_page_says_what_to_do(client: Client) -> None:
    answer = client.get("/away/")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0 and answer["Cache-Control"] == "no-store"
    assert "Зачекайте хвилину" in answer.content.decode().replace("\xa0", " ")
    assert given_back(answer) == []


def test_what_was_sent_stands_in_the_page_and_can_be_sent_again(client: Client) -> None:
    boxes = {"body": "Я <b>дуже</b> довго\nписала «це»", "kind": ["one", "two"]}
    answer = client.post("/away/", boxes)
    assert answer.status_code == 503 and "Надіслати ще раз" in answer.content.decode()
    assert sorted(given_back(answer)) == sorted(
        [("body", "Я <b>дуже</b> довго\nписала «це»"), ("kind", "one"), ("kind", "two")]
    )


def test_a_password_is_never_given_back(client: Client) -> None:
    answer = client.post("/away/", {"code": "zrazkova", "password": "s3cret-word"})
    assert answer.status_code == 503
    assert "s3cret-word" not in answer.content.decode() and "zrazkova" not in answer.content.decode()


def test_files_are_not_promised_back(client: Client) -> None:
    photo = SimpleUploadedFile("photo.jpg", b"...", "image/jpeg")
    answer = client.post("/away/", {"note": "паспорт", "files": photo})
    assert answer.status_code == 503 and "поверніться назад" in answer.content.decode().replace("\xa0", " ")


def test_a_script_of_the_page_gets_a_sentence(client: Client) -> None:
    answer = client.post("/away/", {"a": "b"}, headers={"Accept": "application/json"})
    assert answer.status_code == 503 and "Коротка" not in answer.json()["sentence"]
    assert "хвилин" in answer.json()["sentence"] and "Retry-After" in answer


def test_a_server_that_takes_no_writes_is_a_break_too(client: Client) -> None:
    assert client.get("/standby/").status_code == 503


def test_a_fault_of_ours_stays_a_fault_of_ours(client: Client) -> None:
    assert client.get("/broken/").status_code == 500


@pytest.mark.parametrize("path", ["/away/", "/broken/"])
def test_the_page_names_the_number_that_the_log_has(client: Client, path: str) -> None:
    answer = client.get(path)
    shown = NUMBER.search(answer.content.decode())
    assert shown is not None and shown.group(1) == answer["X-Request-ID"]
    assert requests.number.get() == ""


def test_a_number_from_outside_is_not_believed(client: Client) -> None:
    first = client.get("/livez", headers={"X-Request-ID": "3336900025"})["X-Request-ID"]
    second = client.get("/livez")["X-Request-ID"]
    assert first != second and re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", first)
