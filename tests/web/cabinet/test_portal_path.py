"""From the first question to the number, through the pages alone."""

import base64
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.typed import boxes
from tests.web.cabinet.conftest import SignIn
from tests.web.cabinet.words import words_of

from turbota.applications.models import Application
from turbota.applications.policies import form_of
from turbota.applications.states import State
from turbota.assistance import forms
from turbota.kernel import clock
from turbota_demo import answers as told
from turbota_demo import cast, papers
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign_digest


def fill(client: Client, application: Application, answers: dict[str, Any]) -> None:
    """Answer every page of the form as a person does; each answer must be taken."""
    form = form_of(application)
    for page in forms.pages(form):
        address = f"/cabinet/application/{application.pk}/questions/{page.code}/"
        if page.section.repeat:
            for row in answers[page.section.code]:
                typed: dict[str, str] = {}
                for question in page.section.questions:
                    typed |= boxes(
                        question, f"{page.section.code}.{row['id']}.{question.code}", row.get(question.code)
                    )
                reply = client.post(f"{address}{row['id']}/", typed)
                assert reply.status_code == 302, words_of(reply)
            continue
        values = answers[page.section.code]
        typed = {}
        for question in page.questions:
            typed |= boxes(question, f"{page.section.code}.{question.code}", values.get(question.code))
        reply = client.post(address, typed)
        assert reply.status_code == 302, words_of(reply)


def photo(name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, papers.page(["Паспорт"]), "image/jpeg")


@pytest.mark.requirement("R012", "R168", "R169")
def test_from_the_first_question_to_the_number(sign_in: SignIn, plays: Plays) -> None:
    client, maria = sign_in("maria"), cast.citizen("maria")
    start = client.get("/cabinet/start/low_income/")
    assert "Паспорт або інший документ" in words_of(start)
    client.post("/cabinet/start/low_income/")
    draft = Application.objects.get()
    fill(client, draft, told.low_income(maria, on=clock.today()))

    case = f"/cabinet/application/{draft.pk}"
    assert "треба додати" in words_of(client.get(f"{case}/documents/"))
    added = client.post(f"{case}/documents/add/identity/", {"files": photo()}, follow=True)
    assert "300 точок на дюйм" in words_of(added)

    assert client.post(f"{case}/check/", {"warning": "on"}).status_code == 422
    checked = client.post(f"{case}/check/", {"warning": "on", "consent": "on"})
    assert checked.headers["Location"] == f"{case}/sign/", words_of(client.get(f"{case}/check/"))

    paper = client.get(f"{case}/application.pdf").content
    draft.refresh_from_db()
    assert draft.paper is not None
    key = plays.keys.person(maria)
    signed = {
        "sha256": draft.paper.sha256,
        "signature": base64.b64encode(
            sign_digest(key, bytes.fromhex(draft.paper.sha256), at=clock.now())
        ).decode(),
    }
    assert paper.startswith(b"%PDF")
    first = client.post(f"{case}/sign/", signed)
    assert first.status_code == 302, words_of(first)
    again = client.post(f"{case}/sign/", signed)
    assert again.headers["Location"] == first.headers["Location"]
    draft.refresh_from_db()
    assert draft.state == State.RECEIVED
    assert draft.number and draft.number in words_of(client.get(first.headers["Location"]))

    page = words_of(client.get(f"{case}/"))
    assert "Пенсійний фонд приймає заяву" in page
    assert "Ви подали заяву" in page
