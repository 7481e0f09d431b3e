"""Whatever is typed wrongly gets a sentence, and nothing typed is lost."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.world import moment
from tests.web.community import pages
from tests.web.community.conftest import AtWork

from turbota.applications.models import Application, MissingDocument
from turbota.applications.operations import drafting
from turbota.people.models import Person
from turbota_demo import cast, stage
from turbota_demo.plays import Plays

MARIA = cast.citizen("maria")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Щоб шукати, треба щось одне"),
        ({"s-surname": "Прикладенко"}, "Щоб шукати, треба щось одне"),
        ({"s-tax_number": "1234567890"}, "У номері помилка"),
        ({"s-surname": "Прикладенко", "s-birth_date": "колись"}, "Напишіть дату числами"),
    ],
)
def test_a_search_that_cannot_be_made_says_what_is_needed(
    at_work: AtWork, typed: dict[str, str], sentence: str
) -> None:
    answer = at_work("zrazkova").post("/community/new/", typed)
    assert answer.status_code == 422
    assert sentence in pages.words(answer)
    for value in typed.values():
        assert value in answer.content.decode()


@pytest.mark.requirement("R141")
def test_a_known_person_is_offered_and_never_entered_twice(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    known = stage.at_home("maria", at).person_id
    officer = at_work("zrazkova")
    found = officer.post("/community/new/", {"s-surname": "Прыкладенко", "s-birth_date": "1991-05-12"})
    assert "схоже прізвище і та сама дата народження" in pages.words(found)

    nobody = officer.post("/community/new/register/", pages.paper_boxes(found, MARIA))
    assert nobody.status_code == 422
    assert "Виберіть людину зі списку" in pages.words(nobody)
    assert pages.hidden(nobody, "application_id") == str(found.context["form"]["application_id"].value())

    boxes = pages.paper_boxes(found, MARIA, person=str(known))
    for _ in range(2):
        assert officer.post("/community/new/register/", boxes).status_code == 302
    assert Application.objects.get().applicant_id == known
    assert Person.objects.count() == 1


def test_numbers_of_a_person_found_are_shown_to_nobody_before_the_choice(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    known = stage.at_home("maria", at).person_id
    officer = at_work("zrazkova")
    found = officer.post("/community/new/", {"s-surname": "Прикладенко", "s-birth_date": "1991-05-12"})
    for number in (MARIA.tax_number, MARIA.document):
        assert number not in found.content.decode()
    boxes = {
        "s-surname": "Прикладенко",
        "s-birth_date": "1991-05-12",
        "surname": "Прикладенко",
        "given_name": "Марія",
        "birth_date": "1991-05-12",
        "person": str(known),
        "application_id": str(found.context["form"]["application_id"].value()),
        "organisation": str(found.context["form"]["organisation"].value()),
        "kind": "low_income",
        "received_on": "2026-11-16",
    }
    assert officer.post("/community/new/register/", boxes).status_code == 302
    answers = Application.objects.get().answers["applicant"]
    assert answers["tax_number"] == MARIA.tax_number
    assert answers["patronymic"] == MARIA.patronymic


@pytest.mark.parametrize(
    ("born", "sentence"),
    [("1991-05-13", "цифр РНОКПП не відповідають даті народження"), ("", "Напишіть: дата народження.")],
)
def test_a_paper_is_taken_with_the_birth_date_that_the_number_says(
    plays: Plays, at_work: AtWork, born: str, sentence: str
) -> None:
    officer = at_work("zrazkova")
    found = officer.post("/community/new/", pages.search_boxes(MARIA))
    answer = officer.post("/community/new/register/", pages.paper_boxes(found, MARIA, birth_date=born))
    assert answer.status_code == 422
    assert sentence in pages.words(answer)
    assert not Application.objects.exists()


def test_a_stranger_cannot_be_named_as_the_person_found(plays: Plays, at_work: AtWork, at: datetime) -> None:
    stranger = stage.at_home("roman", at).person_id
    officer = at_work("zrazkova")
    found = officer.post("/community/new/", pages.search_boxes(MARIA))
    answer = officer.post("/community/new/register/", pages.paper_boxes(found, MARIA, person=str(stranger)))
    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_the_date_on_the_paper_is_taken_within_a_month(plays: Plays, at_work: AtWork) -> None:
    officer = at_work("zrazkova")
    found = officer.post("/community/new/", pages.search_boxes(MARIA))
    late = officer.post("/community/new/register/", pages.paper_boxes(found, MARIA, received_on="2026-01-05"))
    assert late.status_code == 422
    assert "давніша за місяць" in pages.words(late)
    good = officer.post("/community/new/register/", pages.paper_boxes(found, MARIA, received_on="2026-11-13"))
    assert good.status_code == 302
    assert Application.objects.get().received_on == moment("2026-11-13 00:00").date()


def test_a_wrong_answer_stays_on_the_screen_and_the_rest_is_saved(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    typed = {
        "version": str(application.version),
        "applicant.surname": "Прикладенко",
        "applicant.tax_number_state": "has",
        "applicant.tax_number": "3336900026",
        "address.settlement": "село Вишнедол",
    }
    answer = at_work("zrazkova").post(f"/community/cases/{application.pk}/fill/", typed)
    assert answer.status_code == 422
    assert "податковому номері помилка" in pages.words(answer)
    assert 'value="3336900026"' in answer.content.decode()
    application.refresh_from_db()
    assert application.answers["address"]["settlement"] == "село Вишнедол"
    assert application.answers["applicant"]["tax_number"] == MARIA.tax_number


def test_a_stale_screen_keeps_what_was_typed_and_shows_what_a_colleague_saved(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    opened = {"version": str(application.version), "address.street": "Нова"}
    colleague = stage.at_work("zrazkova", at)
    saved = {**application.answers, "address": {"street": "Стара"}}
    drafting.save_answers(by=colleague, application_id=application.pk, answers=saved, at=at)

    officer = at_work("zrazkova")
    address = f"/community/cases/{application.pk}/fill/"
    stale = officer.post(address, opened)
    assert stale.status_code == 409
    assert "у справі «Стара», у вас «Нова»" in pages.words(stale)
    assert 'value="Нова"' in stale.content.decode()
    background = officer.post(f"{address}save/", opened, headers={"accept": "application/json"})
    assert background.status_code == 409
    assert "щось змінилося" in background.json()["sentence"]
    application.refresh_from_db()
    assert application.answers["address"]["street"] == "Стара"

    again = officer.post(address, opened | {"version": pages.hidden(stale, "version")})
    assert again.status_code == 302
    application.refresh_from_db()
    assert application.answers["address"]["street"] == "Нова"


def test_a_screen_left_open_while_the_case_went_on_loses_nothing_typed(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.formed("maria", "centrova", "centre", at)
    opened = {"version": str(application.version), "address.street": "Яворова"}
    officer, address = at_work("centrova"), f"/community/cases/{application.pk}"
    assert officer.post(f"{address}/finish/").status_code == 302
    assert officer.post(f"{address}/fill/", opened).status_code == 409
    assert officer.post("/community/hand-over/", {"case": [str(application.pk)]}).status_code == 302
    late = officer.post(f"{address}/fill/", opened)
    assert late.status_code == 409
    assert "Справу вже передано далі" in pages.words(late)
    assert 'value="Яворова"' in late.content.decode()


def test_autosave_answers_with_the_next_version(plays: Plays, at_work: AtWork, at: datetime) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    officer, address = at_work("zrazkova"), f"/community/cases/{application.pk}/fill/save/"
    first = officer.post(address, {"version": str(application.version), "address.street": "Нова"}).json()
    assert first == {"saved_at": "10:00", "version": application.version + 1}
    second = officer.post(address, {"version": str(first["version"]), "address.house": "5"})
    assert second.status_code == 200


@pytest.mark.parametrize("code", ["identity", "other"])
def test_a_file_that_cannot_be_taken_gets_a_sentence(
    plays: Plays, at_work: AtWork, at: datetime, code: str
) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    officer, address = at_work("zrazkova"), f"/community/cases/{application.pk}/documents/add/"
    wrong = SimpleUploadedFile("a.txt", b"just words", content_type="text/plain")
    answer = officer.post(address, {"code": code, "files": wrong})
    assert answer.status_code == 422
    assert "не фото й не PDF" in pages.words(answer)
    empty = officer.post(address, {"code": code})
    assert "Додайте хоча б одне фото або PDF" in pages.words(empty)
    assert officer.post(address, {"code": "no-such", "files": pages.photo()}).status_code == 404


@pytest.mark.requirement("R146")
def test_the_reason_of_absence_is_kept_with_the_day_to_bring_the_document_by(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    officer, address = at_work("zrazkova"), f"/community/cases/{application.pk}/documents/absence/"
    short = officer.post(address, {"code": "identity", "note": "ні"})
    assert short.status_code == 422
    assert "Напишіть причину словами" in pages.words(short)
    assert ">ні</textarea>" in short.content.decode()

    assert officer.post(address, {"code": "identity", "note": "загубила, донесе"}).status_code == 302
    kept = MissingDocument.objects.get()
    assert kept.bring_by is not None
    page = officer.get(f"/community/cases/{application.pk}/fill/")
    assert "Донести до" in pages.words(page)

    unsigned = officer.post(address, {"code": "signed_application", "note": "підпише колись"})
    assert unsigned.status_code == 422
    assert "Без підписаної заяви" in pages.words(unsigned)


def test_nothing_chosen_for_handover_is_said_on_the_same_page(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    officer = at_work("zrazkova")
    assert "Виберіть хоча б одну справу" in pages.words(officer.post("/community/hand-over/", {}))
    early = officer.post("/community/hand-over/", {"case": [str(application.pk)], "from": "queue"})
    assert early.status_code == 422
    assert "Оновіть сторінку" in pages.words(early)
    assert (
        f'value="{application.pk}" aria-label="Вибрати {application.number}" checked'
        in early.content.decode()
    )


@pytest.mark.requirement("R147")
def test_a_foreign_or_damaged_seal_is_refused_with_a_sentence(
    plays: Plays, at_work: AtWork, at: datetime
) -> None:
    application = plays.registered("maria", "zrazkova", "dolyna", at)
    officer = at_work("zrazkova")
    added = {"code": "identity", "files": pages.photo()}
    assert officer.post(f"/community/cases/{application.pk}/documents/add/", added).status_code == 302
    assert pages.seal_all(officer, plays.keys.seal(cast.body("yavir")), at) == [422]
    damaged = officer.post("/community/seal/copy/", '{"id": 7}', content_type="application/json")
    assert damaged.status_code == 422
    assert damaged.json() == {"sentence": "Печатка прийшла пошкодженою. Спробуйте ще раз."}
    assert len(officer.get("/community/seal/list.json").json()) == 1
