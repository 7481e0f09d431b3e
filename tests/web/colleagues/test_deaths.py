"""The head's page of deaths: the document is seen, a mistaken record is undone, by other hands and once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.desk import client_of
from tests.factories.mandates import AT, LATER, TARAS, claim_of, sent_for
from tests.web.cabinet.words import words_of

from turbota.kernel import clock
from turbota.people.models import Death, Person
from turbota_demo import papers, stage
from turbota_demo.plays import Plays

pytestmark = pytest.mark.requirement("R036")
TOLD = {"reason": "Записано смерть однофамільця.", "title": "Паспорт № 000101"}


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", papers.page(["Паспорт"]), content_type="image/jpeg")


def test_the_head_sees_the_document_and_undoes_the_record_once(plays: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays, mandate, TARAS, signer="maria")
    with clock.frozen(LATER):
        desk, head = client_of("umovnyi", LATER), client_of("pokazova", LATER)
        died = {"who": "representative", "died_on": "2026-11-15", "title": "Свідоцтво про смерть № 1"}
        address = f"/department/mandates/{mandate.pk}/death/"
        assert "Помилковий запис може скасувати лише керівник" in words_of(desk.get(address))
        assert desk.post(address, {**died, "files": photo()}).status_code == 302
        death = Death.objects.get()
        page = f"/colleagues/deaths/{death.pk}/"
        for url in ("/colleagues/deaths/", page, f"{page}document.pdf"):
            assert desk.get(url).status_code == client_of("zrazkova", LATER).get(url).status_code == 404
        assert "Записи про смерть" in words_of(head.get("/colleagues/"))
        assert "Прикладенко" in words_of(head.get("/colleagues/deaths/"))
        assert "Свідоцтво про смерть № 1" in words_of(head.get(page))
        assert head.get(f"{page}document.pdf").content.startswith(b"%PDF")
        assert head.post(page, {}).status_code == 422
        without = head.post(page, TOLD)
        assert "Додайте скан" in words_of(without) and "однофамільця" in words_of(without)
        assert head.post(page, {**TOLD, "files": photo()}).headers["Location"] == "/colleagues/deaths/"
        again = head.post(page, {**TOLD, "files": photo()})
        assert again.status_code == 422 and "уже скасовано" in words_of(again)
        assert "скасовано" in words_of(head.get("/colleagues/deaths/"))
    assert not Person.objects.filter(died_on__isnull=False).exists()
