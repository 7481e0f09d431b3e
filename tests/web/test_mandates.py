"""Pages for who applies for another, for whom somebody acts, and for the officer who checks the document."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import planned
from tests.factories.desk import cabinet_of, client_of
from tests.factories.mandates import AT, LATER, TARAS, at_the_counter, claim_of, confirmed, sent_for
from tests.web.cabinet.words import words_of

from turbota.applications.models import Application
from turbota.applications.operations.representing import stop_mandate
from turbota.kernel import clock
from turbota.messages.models import Message
from turbota.people.models import Mandate
from turbota.people.states import MandateKind, MandateState
from turbota_demo import cast, papers, stage
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


def walked(client: Client, number: str) -> list[str]:
    """What a claimant sees from the first page to his list, without the names of rows that differ by chance."""
    data = {
        "other.surname": "Прикладенко", "other.given_name": "Марія", "other.birth_date.day": "12",
        "other.birth_date.month": "5", "other.birth_date.year": "1991", "other.tax_number": number,
    }  # fmt: skip
    claimed = client.post("/cabinet/mandates/new/power_of_attorney/", data)
    place = claimed.headers["Location"]
    shown = client.post(place, {"title": "Довіреність № 417", "files": photo()})
    pages = [
        client.get(place),
        client.get("/cabinet/mandates/"),
        client.get("/cabinet/start/low_income/for/"),
    ]
    bodies = [str(claimed.status_code), str(shown.status_code), *[page.content.decode() for page in pages]]
    return [
        re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken" value="[^"]*|nonce="[^"]*', "", one)
        for one in bodies
    ]


def test_a_stranger_sees_the_same_pages_whether_the_person_is_known(plays: Plays) -> None:
    with clock.frozen(AT):
        stage.at_home("maria", AT)
        plays.submitted("maria", AT)
        known, unknown = (
            walked(cabinet_of("roman", AT), "3336900025"),
            walked(cabinet_of("olesia", AT), "3336901001"),
        )
        assert len(known) == 5
        names = [cast.citizen(key) for key in ("roman", "olesia")]
        for person in names:
            known = [one.replace(f">{person.given_name}<", "><") for one in known]
            unknown = [one.replace(f">{person.given_name}<", "><") for one in unknown]
        assert [one.replace("3336900025", "") for one in known] == [
            one.replace("3336901001", "") for one in unknown
        ]


def test_the_represented_person_sees_the_claim_and_ends_it(plays: Plays) -> None:
    stage.at_home("maria", AT)
    mandate = claim_of(
        cast.citizen("maria"), by=stage.at_home("roman", AT), kind=MandateKind.POWER_OF_ATTORNEY
    )
    with clock.frozen(LATER):
        maria, olesia = cabinet_of("maria", LATER), cabinet_of("olesia", LATER)
        assert "Показовий Роман" in words_of(maria.get("/cabinet/mandates/given/"))
        assert "Показовий" not in words_of(olesia.get("/cabinet/mandates/given/"))
        assert olesia.post(f"/cabinet/mandates/{mandate.pk}/stop/").status_code == 404
        assert maria.get(f"/cabinet/mandates/{mandate.pk}/evidence.pdf").status_code == 404
        assert "Скасувати повноваження?" in words_of(maria.get(f"/cabinet/mandates/{mandate.pk}/stop/"))
        assert maria.post(f"/cabinet/mandates/{mandate.pk}/stop/").status_code == 302
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.REVOKED


def test_the_representative_writes_and_reads_only_his_own_letters(plays: Plays) -> None:
    roman, maria = stage.at_home("roman", AT), stage.at_home("maria", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=MandateKind.POWER_OF_ATTORNEY)
    case = sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    with clock.frozen(LATER):
        confirmed(mandate)
        planned.do_all()
        his, hers = cabinet_of("roman", LATER), cabinet_of("maria", LATER)
        page = f"/cabinet/application/{case.pk}/"
        assert hers.post(f"{page}write/", {"body": "Від мене самої."}).status_code == 302
        assert his.post(f"{page}write/", {"body": "Від представника."}).status_code == 302
        assert "Від мене самої." not in words_of(his.get(page))
        assert "Від представника." in words_of(hers.get(page))
        assert "ваш представник: Показовий Роман Ігорович" in words_of(hers.get(page))
    assert {maria.person_id, roman.person_id} == set(
        Message.objects.filter(kind="letter_from_person").values_list("person_id", flat=True)
    )


def test_an_officer_at_the_counter_writes_the_representative_down(plays: Plays) -> None:
    case = plays.registered("vira", "zrazkova", "dolyna", AT)
    with clock.frozen(LATER):
        desk = client_of("zrazkova", LATER)
        address = f"/community/cases/{case.pk}/representative/"
        assert "Заяву приніс представник" in words_of(desk.get(f"/community/cases/{case.pk}/"))
        empty = desk.post(address, {})
        assert empty.status_code == 422
        told = {
            "kind": "power_of_attorney", "surname": "Показовий", "given_name": "Роман", "patronymic": "Ігорович",
            "birth_date": "1983-11-11", "tax_number": "3063000111", "title": "Довіреність № 417",
        }  # fmt: skip
        assert "Додайте фото або файл" in words_of(desk.post(address, told))
        answer = desk.post(address, {**told, "files": photo()})
        mandate = Mandate.objects.get()
        assert answer.headers["Location"] == f"/community/mandates/{mandate.pk}/"
        assert "заявлено, не підтверджено" in words_of(desk.get(f"/community/cases/{case.pk}/"))
        desk.post(
            f"/community/mandates/{mandate.pk}/", {"verb": "confirm", "reason": "Оригінал довіреності."}
        )
        planned.do_all()
        listed = words_of(desk.get("/community/mandates/"))
        assert "Листи, які треба вручити" in listed and "Гіпотетична Віра" in listed
        letter = Message.objects.get(kind="mandate_told")
        assert "Підтверджено повноваження" in words_of(desk.get(f"/community/mandates/letter/{letter.pk}/"))
        assert desk.post(f"/community/mandates/letter/{letter.pk}/").status_code == 302
        assert "Листи, які треба вручити" not in words_of(desk.get("/community/mandates/"))


def test_a_person_takes_over_from_the_officer_and_sees_who_helped(plays: Plays) -> None:
    case = plays.registered("maria", "zrazkova", "dolyna", AT)
    with clock.frozen(LATER):
        maria = cabinet_of("maria", LATER)
        address = f"/cabinet/application/{case.pk}/take-over/"
        assert "Перебрати справу собі" in words_of(maria.get(f"/cabinet/application/{case.pk}/"))
        assert "Ірина Зразкова" in words_of(maria.get(address))
        assert maria.post(address).headers["Location"] == f"/cabinet/application/{case.pk}/continue/"
        assert maria.get(f"/cabinet/application/{case.pk}/continue/").status_code == 302
        assert client_of("zrazkova", LATER).get(f"/community/cases/{case.pk}/").status_code == 404
        assert maria.get(address).status_code == 302


def test_who_takes_a_paper_case_over_is_sent_to_the_counter_to_sign(plays: Plays) -> None:
    case = at_the_counter(plays)
    with clock.frozen(LATER):
        vira = cabinet_of("vira", LATER)
        answer = vira.post(f"/cabinet/mandates/{case.mandate_id}/take-over/")
        assert answer.headers["Location"] == f"/cabinet/application/{case.pk}/"
        assert "підпишете на папері" in words_of(vira.get(answer.headers["Location"]))


def test_the_officer_takes_a_representative_without_a_mandate_off_the_case(plays: Plays) -> None:
    case = at_the_counter(plays)
    with clock.frozen(LATER):
        officer, url = client_of("zrazkova", LATER), f"/community/cases/{case.pk}/"
        assert "Прибрати представника" not in words_of(officer.get(url))
        assert case.mandate_id is not None
        stop_mandate(
            by=stage.at_work("zrazkova", LATER),
            mandate_id=case.mandate_id,
            reason="Заявниця так сказала.",
            at=LATER,
        )
        assert "Прибрати представника" in words_of(officer.get(url))
        answer = officer.post(f"{url}representative/off/")
        assert answer.headers["Location"] == url
        assert "Представника прибрано" in words_of(officer.get(url))
        assert Application.objects.get(pk=case.pk).mandate_id is None
