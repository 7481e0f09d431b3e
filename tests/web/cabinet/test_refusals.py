"""What the cabinet refuses, and that a refusal has words and loses nothing."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.documents import pictures
from tests.web.cabinet.conftest import SignIn
from tests.web.cabinet.words import words_of

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota_demo.plays import Plays

PAGES = (
    "", "continue/", "questions/applicant/", "documents/", "documents/add/identity/", "check/", "sign/", "sent/",
    "application.pdf", "application/1.png", "answers/", "receipt.pdf", "who-looked/", "complete/", "decision/",
    "decision.pdf", "decision.asics", "decision/both.p7s", "drop/",
)  # fmt: skip


@pytest.fixture
def draft(plays: Plays) -> Application:
    return plays.draft("maria", clock.now() - timedelta(days=1))


def test_a_foreign_case_looks_like_a_missing_one(sign_in: SignIn, draft: Application) -> None:
    client = sign_in("roman")
    replies = {page: client.get(f"/cabinet/application/{draft.pk}/{page}") for page in PAGES}
    assert {page: reply.status_code for page, reply in replies.items()} == dict.fromkeys(PAGES, 404)
    missing = words_of(client.get(f"/cabinet/application/{uuid.uuid4()}/"))
    assert {words_of(reply) for reply in replies.values()} == {missing}


def test_whoever_is_not_signed_in_signs_in_first(draft: Application) -> None:
    client = Client()
    replies = {page: client.get(f"/cabinet/application/{draft.pk}/{page}") for page in PAGES}
    asked = {page: reply.headers.get("Location", "").split("?")[0] for page, reply in replies.items()}
    assert asked == dict.fromkeys(PAGES, "/sign-in/")


@pytest.mark.parametrize("page", ["messages", "contacts", "start/low_income"])
def test_nobody_reads_the_cabinet_without_signing_in(db: None, page: str) -> None:
    assert Client().get(f"/cabinet/{page}/").status_code == 302


def test_a_foreign_document_is_not_served(sign_in: SignIn, draft: Application) -> None:
    copy = draft.attachments.get()
    assert sign_in("roman").get(f"/cabinet/document/{copy.pk}/").status_code == 404
    mine = sign_in("maria").get(f"/cabinet/document/{copy.pk}/")
    assert mine.content.startswith(b"%PDF")
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in mine.headers["Content-Security-Policy"]


class TestAutosave:
    """Saving while she types."""

    def save(self, client: Client, draft: Application, **typed: str) -> HttpResponse:
        return client.post(
            f"/cabinet/application/{draft.pk}/save/address/", typed, headers={"accept": "application/json"}
        )

    def test_what_can_be_read_is_kept(self, sign_in: SignIn, draft: Application) -> None:
        reply = self.save(
            sign_in("maria"), draft, **{"address.street": "Нова", "version": str(draft.version)}
        )
        told = json.loads(reply.content)
        draft.refresh_from_db()
        assert draft.answers["address"]["street"] == "Нова"
        assert draft.answers["address"]["house"] == "7"
        assert told["version"] == draft.version

    def test_a_signed_out_page_gets_401(self, draft: Application) -> None:
        assert self.save(Client(), draft, **{"address.street": "Нова"}).status_code == 401

    def test_a_stale_page_gets_409_with_a_sentence(self, sign_in: SignIn, draft: Application) -> None:
        reply = self.save(sign_in("maria"), draft, **{"address.street": "Нова", "version": "0"})
        draft.refresh_from_db()
        assert reply.status_code == 409
        assert "Ваші відповіді лишилися" in json.loads(reply.content)["sentence"]
        assert draft.answers["address"]["street"] == "Вигадана"

    def test_a_foreign_draft_gets_404(self, sign_in: SignIn, draft: Application) -> None:
        assert self.save(sign_in("roman"), draft, **{"address.street": "Нова"}).status_code == 404


@pytest.mark.requirement("R044")
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "порожній"),
        (b"just words", "не фото й не PDF"),
        (pictures.jpeg((600, 800)), "Сфотографуйте ближче"),
        (b"%PDF-1.7 broken", "пошкоджений"),
    ],
)
def test_a_bad_file_is_refused_at_its_field(
    sign_in: SignIn, draft: Application, content: bytes, sentence: str
) -> None:
    file = SimpleUploadedFile("IMG_1.jpg", content, "image/jpeg")
    address = f"/cabinet/application/{draft.pk}/documents/add/identity/"
    reply = sign_in("maria").post(address, {"files": file})
    assert reply.status_code == 422
    assert sentence in words_of(reply)
    assert draft.attachments.count() == 1


def test_no_file_at_all_is_told(sign_in: SignIn, draft: Application) -> None:
    reply = sign_in("maria").post(f"/cabinet/application/{draft.pk}/documents/add/identity/")
    assert "Додайте хоча б одне фото або PDF" in words_of(reply)


@pytest.mark.requirement("R048")
def test_a_needed_answer_left_out_is_asked_for(sign_in: SignIn, draft: Application) -> None:
    client = sign_in("maria")
    address = f"/cabinet/application/{draft.pk}/questions/address/"
    reply = client.post(address, {"address.street": "", "address.oblast": "Вишнева область"})
    assert reply.status_code == 422
    assert "Дайте відповідь на це запитання" in words_of(reply)
    assert "Відповісти пізніше" in words_of(reply)


def test_a_signature_that_is_none_is_told(sign_in: SignIn, draft: Application) -> None:
    client = sign_in("maria")
    case = f"/cabinet/application/{draft.pk}"
    client.post(f"{case}/check/", {"warning": "on", "consent": "on"})
    draft.refresh_from_db()
    assert draft.paper is not None
    for signature in ("", "%%%", "AAAA"):
        reply = client.post(f"{case}/sign/", {"signature": signature, "sha256": draft.paper.sha256})
        assert reply.status_code == 422
        assert "Заяву ще не подано" in words_of(reply)


def test_a_draft_changed_after_printing_is_checked_again(sign_in: SignIn, draft: Application) -> None:
    client = sign_in("maria")
    case = f"/cabinet/application/{draft.pk}"
    client.post(f"{case}/check/", {"warning": "on", "consent": "on"})
    client.post(f"{case}/save/address/", {"address.street": "Нова"})
    assert client.get(f"{case}/sign/").headers["Location"] == f"{case}/check/"


def test_a_sent_application_is_not_changed(sign_in: SignIn, plays: Plays) -> None:
    case = plays.submitted("maria", clock.now() - timedelta(days=1))
    client = sign_in("maria")
    reply = client.post(f"/cabinet/application/{case.pk}/questions/address/", {"address.street": "Нова"})
    assert reply.headers["Location"] == f"/cabinet/application/{case.pk}/"
    case.refresh_from_db()
    assert case.answers["address"]["street"] == "Вигадана"


def test_a_draft_is_thrown_away_only_after_a_question(sign_in: SignIn, draft: Application) -> None:
    client = sign_in("maria")
    assert "Видалити чернетку?" in words_of(client.get(f"/cabinet/application/{draft.pk}/drop/"))
    assert Application.objects.count() == 1
    client.post(f"/cabinet/application/{draft.pk}/drop/")
    assert Application.objects.count() == 0


def test_one_live_draft_of_a_kind(sign_in: SignIn, draft: Application) -> None:
    client = sign_in("maria")
    assert "ви продовжите її" in words_of(client.get("/cabinet/start/low_income/")).lower()
    client.post("/cabinet/start/low_income/")
    assert Application.objects.get() == draft
