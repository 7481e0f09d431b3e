"""Pages for an officer who helps with the portal, for the choice of scope, and for a recorded death."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories.desk import cabinet_of, client_of
from tests.factories.mandates import AT, LATER, TARAS, at_the_counter, claim_of, confirmed, helped, sent_for
from tests.web.cabinet.words import words_of

from turbota.applications.models import Application
from turbota.kernel import clock
from turbota.people.models import Mandate, Person
from turbota.people.states import MandateState
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays

MARIA = cast.citizen("maria")
pytestmark = pytest.mark.requirement("R036")
TOLD = {
    "kind": "low_income", "tax_number": MARIA.tax_number, "surname": "Прикладенко", "given_name": "Марія",
    "patronymic": "Іванівна", "birth_date": "1991-05-12", "seen": "Паспорт № 000417",
    "until": "2026-11-20",
}  # fmt: skip


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.jpg", papers.page(["Паспорт"]), content_type="image/jpeg")


def test_the_officer_helps_and_the_person_takes_the_draft(plays: Plays) -> None:
    with clock.frozen(AT):
        desk = client_of("zrazkova", AT)
        assert "Ви нікому не допомагаєте" not in words_of(desk.get("/community/help/"))
        office = desk.get("/community/help/new/").context["form"].fields["organisation"].initial
        empty = desk.post("/community/help/new/", {"organisation": office})
        assert empty.status_code == 422 and "Виберіть вид допомоги" in words_of(empty)
        answer = desk.post("/community/help/new/", {**TOLD, "organisation": office})
        case = Application.objects.get()
        address = f"/community/help/{case.pk}/"
        assert answer.headers["Location"] == address
        page = words_of(desk.get(address))
        assert "Допомагаєте до 20 листопада 2026" in page.replace("\xa0", " ") and "Паспорт № 000417" in page
        for name in ("Передано", "Розписка"):
            assert name not in page
        answer = desk.post(f"{address}documents/add/", {"code": "identity", "files": photo()})
        assert answer.status_code == 302
        copy = case.attachments.get()
        assert desk.get(f"/community/documents/{copy.pk}/copy.pdf").content.startswith(b"%PDF")
        case.refresh_from_db()
        saving = {"version": case.version, "applicant.surname": "Прикладенко"}
        assert desk.post(f"{address}save/", saving).status_code == 200
        assert desk.post(f"{address}save/", saving).status_code == 409
        assert desk.post(address, saving).status_code == 409
        maria = cabinet_of("maria", AT)
        given = words_of(maria.get("/cabinet/mandates/given/"))
        assert "Вам допомагає" in given and "Зразкова" in given and "20 листопада 2026" in given
        assert "Взяти заяву собі" in given and "Заявлено" not in given.replace("«заявлено»", "")
        answer = maria.post(f"/cabinet/mandates/{case.mandate_id}/take-over/")
        assert answer.headers["Location"] == f"/cabinet/application/{case.pk}/continue/"
        for url in (address, f"/community/documents/{copy.pk}/copy.pdf", f"/community/cases/{case.pk}/"):
            assert desk.get(url).status_code == 404
        assert desk.post(f"{address}save/", saving).status_code == 404


def test_who_has_no_number_takes_the_draft_by_the_document_of_the_sign_in(plays: Plays) -> None:
    """Danylo has neither number; a stranger with another document, or with a number, sees nothing of it."""
    danylo = cast.citizen("danylo")
    told = {
        **TOLD, "tax_number": "", "document": danylo.document, "surname": danylo.surname,
        "given_name": danylo.given_name, "patronymic": danylo.patronymic, "birth_date": "1979-01-30",
    }  # fmt: skip
    with clock.frozen(AT):
        his, hers, desk = cabinet_of("danylo", AT), cabinet_of("maria", AT), client_of("zrazkova", AT)
        told["organisation"] = desk.get("/community/help/new/").context["form"].fields["organisation"].initial
        nameless = desk.post("/community/help/new/", {**told, "document": ""})
        assert nameless.status_code == 422 and "серію й номер документа" in words_of(nameless)
        mistyped = desk.post("/community/help/new/", {**told, "unzr": "1979"})
        assert mistyped.status_code == 422 and "8 цифр" in words_of(mistyped)
        assert desk.post("/community/help/new/", told).status_code == 302
        mandate = Mandate.objects.get()
        assert "Вам допомагає" in words_of(his.get("/cabinet/mandates/given/"))
        assert "Вам допомагає" not in words_of(hers.get("/cabinet/mandates/given/"))
        assert hers.post(f"/cabinet/mandates/{mandate.pk}/take-over/").status_code == 404
        assert his.post(f"/cabinet/mandates/{mandate.pk}/take-over/").status_code == 302
    case = Application.objects.get()
    assert case.applicant_id == stage.at_home("danylo", AT).person_id and case.mandate_id is None


def test_help_revoked_between_two_pages_shows_and_saves_nothing(plays: Plays) -> None:
    case = helped(MARIA)
    with clock.frozen(AT):
        desk, maria = client_of("zrazkova", AT), cabinet_of("maria", AT)
        address = f"/community/help/{case.pk}/"
        assert desk.get(address).status_code == 200
        assert client_of("probna", AT).get(address).status_code in (403, 404)
        assert client_of("starosta", AT).get(address).status_code == 404
        assert maria.get(f"/cabinet/application/{case.pk}/continue/").status_code == 404
        assert "Скасувати допомогу?" in words_of(maria.get(f"/cabinet/mandates/{case.mandate_id}/stop/"))
        maria.post(f"/cabinet/mandates/{case.mandate_id}/stop/")
        assert desk.get(address).status_code == 404
        assert desk.post(address, {"version": 0, "applicant.surname": "Чужа"}).status_code == 404
        assert desk.post(f"{address}end/").status_code == 404
        assert "Прикладенко" not in words_of(desk.get("/community/help/"))
    assert Application.objects.get().version == 0


def test_the_officer_ends_the_help(plays: Plays) -> None:
    case = helped(MARIA)
    with clock.frozen(AT):
        desk = client_of("zrazkova", AT)
        assert desk.post(f"/community/help/{case.pk}/end/").headers["Location"] == "/community/help/"
        assert "Прикладенко" not in words_of(desk.get("/community/help/"))
    assert Mandate.objects.get().state == MandateState.REVOKED


def test_the_scope_is_chosen_and_shown_in_words(plays: Plays) -> None:
    data = {
        "other.surname": "Прикладенко", "other.given_name": "Марія", "other.birth_date.day": "12",
        "other.birth_date.month": "5", "other.birth_date.year": "1991", "other.tax_number": MARIA.tax_number,
    }  # fmt: skip
    with clock.frozen(AT):
        roman = cabinet_of("roman", AT)
        page = "/cabinet/mandates/new/power_of_attorney/"
        assert "На які заяви" in words_of(roman.get(page))
        wrong = roman.post(page, {**data, "scope-kinds": "everything"})
        assert wrong.status_code == 422 and not Mandate.objects.exists()
        chosen = {**data, "scope-kinds": "low_income", "scope-powers": ["follow"]}
        assert roman.post(page, chosen).status_code == 302
        mandate = Mandate.objects.get()
        assert mandate.kinds == ["low_income"] and mandate.powers == ["fill", "submit", "follow"]
        held = words_of(roman.get("/cabinet/mandates/"))
        assert "На які заяви" in held and "стежити за справою" in held
        assert "отримувати повідомлення" not in held
        assert "Прикладенко" in words_of(roman.get("/cabinet/start/low_income/for/"))
        assert "Прикладенко" not in words_of(roman.get("/cabinet/start/birth/for/"))
        wider = roman.post(page, {**data, "scope-powers": ["follow"]})
        assert wider.status_code == 422 and "з іншими межами" in words_of(wider)
        assert roman.get("/cabinet/mandates/new/officer_help/").status_code == 404


def test_the_officer_at_the_counter_chooses_the_scope(plays: Plays) -> None:
    case = plays.registered("vira", "zrazkova", "dolyna", AT)
    with clock.frozen(LATER):
        desk = client_of("zrazkova", LATER)
        told = {
            "kind": "power_of_attorney", "surname": "Показовий", "given_name": "Роман", "patronymic": "Ігорович",
            "birth_date": "1983-11-11", "tax_number": "3063000111", "title": "Довіреність № 417",
            "kinds": "low_income", "powers": ["messages"], "files": photo(),
        }  # fmt: skip
        assert desk.post(f"/community/cases/{case.pk}/representative/", told).status_code == 302
        mandate = Mandate.objects.get()
        assert (mandate.kinds, mandate.powers) == (["low_income"], ["fill", "submit", "messages"])
        assert "отримувати повідомлення" in words_of(desk.get(f"/community/mandates/{mandate.pk}/"))


def test_a_death_is_recorded_with_its_document(plays: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays, mandate, TARAS, signer="maria")
    with clock.frozen(LATER):
        confirmed(mandate)
        desk = client_of("umovnyi", LATER)
        address = f"/department/mandates/{mandate.pk}/"
        assert "Записати смерть" in words_of(desk.get(address))
        told = {"who": "representative", "died_on": "2026-11-15", "title": "Свідоцтво про смерть № 1"}
        assert desk.post(f"{address}death/", {}).status_code == 422
        assert "Додайте скан" in words_of(desk.post(f"{address}death/", told))
        assert client_of("zrazkova", LATER).get(f"/community/mandates/{mandate.pk}/death/").status_code == 404
        answer = desk.post(f"{address}death/", {**told, "files": photo()})
        assert answer.headers["Location"] == address
        assert "Записати смерть" not in words_of(desk.get(address))
    assert Mandate.objects.get().state == MandateState.ENDED
    assert Person.objects.filter(died_on__isnull=False).count() == 1


def test_the_guardian_s_paper_shows_its_scope_in_the_case(plays: Plays) -> None:
    case = at_the_counter(plays)
    with clock.frozen(LATER):
        desk = client_of("zrazkova", LATER)
        page = words_of(desk.get(f"/community/mandates/{case.mandate_id}/"))
        assert "Усі види допомоги" in page and "підписувати й подавати" in page
