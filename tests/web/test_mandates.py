"""Pages for who applies for another, for whom somebody acts, and for the officer who checks the document."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.desk import cabinet_of, client_of
from tests.factories.mandates import AT, LATER, TARAS, claim_of, sent_for
from tests.web.cabinet.words import words_of

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota.people.models import Mandate
from turbota_demo import papers, stage
from turbota_demo.plays import Plays

pytestmark = pytest.mark.requirement("R036")
CHILD = {
    "other.surname": "Прикладенко", "other.given_name": "Тарас", "other.patronymic": "Андрійович",
    "other.birth_date.day": "20", "other.birth_date.month": "10", "other.birth_date.year": "2016",
    "other.unzr": "20161020-00201",
}  # fmt: skip


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", papers.page(["Свідоцтво"]), content_type="image/jpeg")


def test_a_parent_says_for_whom_shows_the_document_and_begins(plays: Plays) -> None:
    with clock.frozen(AT):
        maria = cabinet_of("maria", AT)
        whom = words_of(maria.get("/cabinet/start/low_income/for/"))
        assert "За кого ви подаєте заяву?" in whom
        answer = maria.post("/cabinet/start/low_income/for/", {"whom": "new"})
        assert answer.headers["Location"] == "/cabinet/mandates/new/?for=low_income"
        answer = maria.post(answer.headers["Location"], {"role": "parent"})
        assert answer.headers["Location"] == "/cabinet/mandates/new/parent/?for=low_income"
        answer = maria.post(answer.headers["Location"], CHILD)
        mandate = Mandate.objects.get()
        assert answer.headers["Location"] == f"/cabinet/mandates/{mandate.pk}/evidence/?for=low_income"
        answer = maria.post(answer.headers["Location"], {"title": "Свідоцтво ІБК 000201", "files": photo()})
        assert answer.headers["Location"] == "/cabinet/start/low_income/for/"
        whom = words_of(maria.get("/cabinet/start/low_income/for/"))
        assert "Прикладенко Тарас Андрійович" in whom
        answer = maria.post("/cabinet/start/low_income/for/", {"whom": str(mandate.pk)})
        page = words_of(maria.get(answer.headers["Location"]))
        assert "Ви заповнюєте заяву за людину" in page
        assert Application.objects.get().mandate_id == mandate.pk
        assert "Заявлено, не підтверджено" in words_of(maria.get("/cabinet/mandates/"))


def test_an_officer_sees_what_waits_and_confirms_it(plays: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    case = sent_for(plays, mandate, TARAS, signer="maria")
    with clock.frozen(LATER):
        desk = client_of("umovnyi", LATER)
        assert "Прикладенко Тарас" in words_of(desk.get("/department/mandates/"))
        page = words_of(desk.get(f"/department/case/{case.pk}/"))
        assert "Повноваження заявлено, не підтверджено" in page
        address = f"/department/mandates/{mandate.pk}/"
        assert desk.get(f"{address}evidence.pdf").content.startswith(b"%PDF")
        assert desk.post(address, {"verb": "confirm", "reason": "так"}).status_code == 422
        answer = desk.post(address, {"verb": "confirm", "reason": "Звірено зі свідоцтвом."})
        assert answer.status_code == 302
        assert "Підтверджено" in words_of(desk.get(address))
        assert "Перевіряти нічого" in words_of(desk.get("/department/mandates/"))
        maria = cabinet_of("maria", LATER)
        assert "за людину: Прикладенко Тарас" in words_of(maria.get("/cabinet/"))
        assert "Ви подали за людину" in words_of(maria.get(f"/cabinet/application/{case.pk}/"))
