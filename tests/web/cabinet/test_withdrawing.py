"""Taking an application back in the cabinet; going on with a draft on another device; an annulled decision."""

from datetime import timedelta

import pytest
from tests.factories import planned
from tests.web.cabinet.conftest import SignIn
from tests.web.cabinet.words import words_of

from turbota.applications.models import Application
from turbota.applications.operations.drafting import drop_draft
from turbota.applications.operations.taking_over import take_over_from_officer
from turbota.applications.states import State
from turbota.kernel import clock
from turbota.kernel.errors import Conflict
from turbota.signatures.containers import split
from turbota_demo import stage
from turbota_demo.plays import Plays


def test_withdrawn_in_the_cabinet_and_applied_anew(sign_in: SignIn, plays: Plays) -> None:
    at = clock.now() - timedelta(days=1)
    case = plays.submitted("maria", at)
    maria, url = sign_in("maria"), f"/cabinet/application/{case.pk}"
    assert "Відкликати заяву" in words_of(maria.get(f"{url}/"))
    page = words_of(maria.get(f"{url}/withdraw/"))
    assert "Відкликати заяву?" in page and "можна не писати" in page
    assert sign_in("olesia").post(f"{url}/withdraw/").status_code == 404
    stale = maria.post(f"{url}/withdraw/", {"version": "0", "reason": "Знайшла роботу"})
    assert stale.status_code == 409 and "Знайшла роботу" in words_of(stale)
    assert maria.post(f"{url}/withdraw/", {"version": str(case.version)}).status_code == 302
    assert maria.post(f"{url}/withdraw/", {"version": str(case.version)}).status_code == 302
    assert Application.objects.get(pk=case.pk).steps.filter(verb="withdraw").count() == 1
    page = words_of(maria.get(f"{url}/"))
    assert "Заяву відкликано" in page and "Подати нову заяву" in page
    assert "Заяву відкликано" in words_of(maria.get("/cabinet/"))
    assert maria.post("/cabinet/start/low_income/").status_code == 302
    assert Application.objects.filter(applicant=case.applicant, state=State.DRAFT).exists()


def test_after_the_decision_the_page_says_what_to_do_instead(sign_in: SignIn, plays: Plays) -> None:
    at = clock.now() - timedelta(days=1)
    case = plays.accepted(plays.submitted("maria", at), "umovnyi", at)
    plays.approved(plays.proposed(case, "umovnyi", at), "pokazova", at)
    maria, url = sign_in("maria"), f"/cabinet/application/{case.pk}/withdraw/"
    page = words_of(maria.get(url))
    assert "Рішення вже ухвалено" in page and "Як оскаржити" in page
    assert maria.post(url).status_code == 409


def test_a_running_application_is_told_where_a_second_one_begins(sign_in: SignIn, plays: Plays) -> None:
    case = plays.submitted("maria", clock.now() - timedelta(days=1))
    page = sign_in("maria").get("/cabinet/start/low_income/")
    assert page.status_code == 200
    assert f"№ {case.number}" in words_of(page) and "маєте право" in words_of(page)


def test_a_draft_goes_on_on_another_device_where_it_was_left(sign_in: SignIn, plays: Plays) -> None:
    draft = plays.draft("maria", clock.now() - timedelta(days=1))
    draft.answers = {key: value for key, value in draft.answers.items() if key != "payment"}
    draft.save(update_fields=["answers"])
    phone, laptop = sign_in("maria"), sign_in("maria")
    for device in (phone, laptop):
        home = words_of(device.get("/cabinet/"))
        assert "Ви зупинилися на питанні" in home
        onward = device.get(f"/cabinet/application/{draft.pk}/continue/").headers["Location"]
        assert onward.endswith("/questions/payment/")


def test_the_later_page_wins_only_with_notice_and_both_versions_are_shown(
    sign_in: SignIn, plays: Plays
) -> None:
    draft = plays.draft("maria", clock.now() - timedelta(days=1))
    phone, laptop = sign_in("maria"), sign_in("maria")
    url = f"/cabinet/application/{draft.pk}/questions/contacts/"
    seen = [device.get(url).context["application"].version for device in (phone, laptop)]
    assert seen[0] == seen[1]
    first = phone.post(
        url,
        {
            "version": seen[0],
            "contacts.email": "phone@example.invalid",
            "contacts.preferred": "email",
            "contacts.phone": "+380501112233",
        },
    )
    assert first.status_code == 302
    late = laptop.post(
        url,
        {
            "version": seen[1],
            "contacts.email": "laptop@example.invalid",
            "contacts.preferred": "email",
            "contacts.phone": "+380501112244",
        },
    )
    assert late.status_code == 409
    page = words_of(late)
    assert "Заяву змінено в іншій вкладці або на іншому пристрої" in page
    assert "phone@example.invalid" in page and 'value="laptop@example.invalid"' in late.content.decode()
    kept = Application.objects.get(pk=draft.pk)
    assert kept.answers["contacts"]["email"] == "phone@example.invalid"
    again = laptop.post(
        url,
        {
            "version": kept.version,
            "contacts.email": "laptop@example.invalid",
            "contacts.preferred": "email",
            "contacts.phone": "+380501112244",
        },
    )
    assert again.status_code == 302
    kept.refresh_from_db()
    assert kept.answers["contacts"]["email"] == "laptop@example.invalid"


def test_an_annulled_decision_is_marked_everywhere_in_the_cabinet(sign_in: SignIn, plays: Plays) -> None:
    at = clock.now() - timedelta(days=1)
    case = plays.accepted(plays.submitted("maria", at), "umovnyi", at)
    decision = plays.approved(plays.proposed(case, "umovnyi", at), "pokazova", at)
    reason = "Дохід за серпень пораховано двічі: перерахуємо."
    plays.annulled(decision, "umovnyi", "pokazova", reason, at)
    maria, url = sign_in("maria"), f"/cabinet/application/{case.pk}"
    page = words_of(maria.get(f"{url}/"))
    assert f"Рішення № {decision.number} скасовано" in page and reason in page
    page = words_of(maria.get(f"{url}/decision/"))
    assert "Це рішення скасовано" in page and "Скасоване рішення: щомісяця призначали" in page
    assert "Щомісяця ви отримуватимете" not in page
    for part in ("annulled/1.pdf", "annulment/1.pdf", "decision.pdf"):
        assert maria.get(f"{url}/{part}").headers["Content-Type"] == "application/pdf"
    page = maria.get(f"{url}/").content.decode()
    assert f"{url}/annulment/1.asics" in page and f"{url}/annulment/1.pdf.p7s" in page
    assert maria.get(f"{url}/annulment/1.asics").content.startswith(b"PK")
    assert len(split(maria.get(f"{url}/annulment/1.pdf.p7s").content)) == 2
    for part in ("annulment/1.asics", "annulment/1.pdf.p7s"):
        assert sign_in("olesia").get(f"{url}/{part}").status_code == 404
    maria = sign_in("maria")
    assert maria.get(f"{url}/annulled/2.pdf").status_code == 404
    assert sign_in("olesia").get(f"{url}/annulled/1.pdf").status_code == 404


def test_a_draft_taken_from_an_officer_has_a_number_and_is_withdrawn(sign_in: SignIn, plays: Plays) -> None:
    at = clock.now() - timedelta(days=1)
    case = plays.registered("maria", "zrazkova", "dolyna", at)
    taken = take_over_from_officer(by=stage.at_home("maria", at), application_id=case.pk, at=at)
    assert taken.state == State.DRAFT and taken.number
    maria, url = sign_in("maria"), f"/cabinet/application/{case.pk}"
    assert "Відкликати заяву" in words_of(maria.get(f"{url}/check/"))
    assert maria.post(f"{url}/drop/").headers["Location"] == f"{url}/withdraw/"
    assert "Відкликати заяву?" in words_of(maria.get(f"{url}/withdraw/"))
    with pytest.raises(Conflict) as kept:
        drop_draft(by=stage.at_home("maria", at), application_id=case.pk, at=clock.now())
    assert "відкличте" in kept.value.sentence
    case.refresh_from_db()
    assert maria.post(f"{url}/withdraw/", {"version": str(case.version)}).status_code == 302
    planned.do_all()
    assert Application.objects.get(pk=case.pk).state == State.WITHDRAWN
    assert maria.post("/cabinet/start/low_income/").status_code == 302
