"""The page on which a specialist enters a decision by hand, and what both signers, the file and the person read."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories import planned
from tests.factories.desk import cabinet_of, client_of
from tests.factories.world import moment
from tests.web.department.conftest import Office

from turbota.applications.models import Application
from turbota.assistance import catalogue
from turbota.decisions.models import Decision
from turbota.decisions.operations import propose
from turbota.documents.operations import read
from turbota_demo import cast, stage
from turbota_simulators.signing import sign

YESTERDAY = moment("2026-11-16 10:00")
WHY = "Звання присвоєно указом, розмір узято з постанови."
REGISTERED = [kind.code for kind in catalogue.kinds() if kind.tier == "registered"]


def words(page: HttpResponse) -> str:
    return page.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def in_work(office: Office, kind: str = "mother_heroine") -> Application:
    """A case of a registered kind that the department accepted this morning."""
    return office.plays.accepted(office.plays.submitted("maria", YESTERDAY, kind=kind), "davnii", office.now)


@pytest.fixture
def specialist(office: Office) -> Client:
    return client_of("davnii", office.now)


def typed(application: Application, **changes: Any) -> dict[str, Any]:
    """What the specialist typed; None takes a box away."""
    given = {
        "rows": "1", "outcome": "granted", "part-0-title": "Винагорода", "part-0-amount": "33 280,50",
        "part-0-per": "once", "part-0-since": "2026-11-16", "part-0-until": "", "part-0-whom": "applicant",
        "reason": WHY, "act": "постанова КМУ № 268 від 28.02.2011", "clause": "пункт 2",
        "documents": [str(application.attachments.get(document_code="identity").pk)], **changes,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value is not None}


def send(client: Client, application: Application, **changes: Any) -> HttpResponse:
    answer = client.post(f"/department/case/{application.pk}/by-hand/", typed(application, **changes))
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("kind", REGISTERED)
def test_a_registered_kind_is_read_and_can_be_entered(office: Office, specialist: Client, kind: str) -> None:
    case = in_work(office, kind)
    page = office.case(case, client=specialist)
    assert page.status_code == 200
    assert "може належати: спитайте" in words(page) and "Ввести рішення вручну" in words(page)
    assert "Підготувати рішення" not in words(page)
    form = office.case(case, "by-hand/", specialist)
    assert form.status_code == 200 and catalogue.kind(kind).acts[0].title.replace("'", "’")[:60] in words(
        form
    )


def test_what_was_entered_is_read_by_both_signers_in_the_file_and_by_the_person(
    office: Office, specialist: Client
) -> None:
    case = in_work(office)
    answer = send(specialist, case)
    assert answer.status_code == 302 and answer["Location"].endswith("/decision/")
    decision = Decision.objects.get()
    assert decision.once == 3_328_050
    for part in ("", "decision/", "file/"):
        page = words(office.case(case, part, specialist))
        assert "ведено вручну" in page and WHY in page and "33 280,50" in page, part
    cms = sign(office.plays.keys.person(cast.employee("davnii")), read(decision.paper), at=office.now)
    propose(
        by=stage.at_work("davnii", office.now), decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms,
        at=office.now,
    )  # fmt: skip
    head = words(office.case(case, "decision/", client_of("kerivna", office.now)))
    assert "Введено вручну" in head and WHY in head
    office.plays.approved(decision, "kerivna", office.now)
    planned.do_all()
    told = words(cabinet_of("maria", office.now).get(f"/cabinet/application/{case.pk}/decision/"))
    assert "Ви отримаєте одноразово" in told and "33 280,50" in told
    assert "введено вручну" in told.casefold() and WHY in told


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"outcome": None}, "Виберіть, що ви вирішили."),
        ({"part-0-amount": "багато"}, "Вкажіть суму в гривнях цифрами"),
        ({"part-0-amount": "0"}, "Напишіть суму, більшу за нуль."),
        ({"part-0-since": "скоро"}, "Напишіть дату числами"),
        ({"part-0-per": "month"}, "Напишіть останній день щомісячної виплати."),
        ({"part-0-title": ""}, "Напишіть коротко, за що виплата."),
        ({"reason": ""}, "Напишіть простими словами, чому так."),
        ({"clause": ""}, "Напишіть статтю або пункт акта."),
        ({"documents": []}, "Позначте документ справи"),
        ({"outcome": "refused"}, "Коли нічого не призначають, сум не вводять."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    office: Office, specialist: Client, changes: dict[str, Any], sentence: str
) -> None:
    case = in_work(office)
    answer = send(specialist, case, **changes)
    assert answer.status_code == 422
    page = words(answer)
    assert sentence in page
    kept = {"reason": WHY, "part-0-title": "Винагорода", "clause": "пункт 2"}
    assert all(value in page for name, value in kept.items() if name not in changes)
    assert not Decision.objects.exists()


def test_one_more_part_is_added_without_losing_or_judging_what_was_typed(
    office: Office, specialist: Client
) -> None:
    case = in_work(office)
    page = words(send(specialist, case, add="yes", reason="", **{"part-0-amount": "12 000"}))
    assert 'name="part-1-title"' in page and 'name="part-2-title"' not in page
    assert 'value="12 000"' in page and 'value="2026-11-16"' in page and "Напишіть" not in page
    second = {
        "part-1-title": "Доплата", "part-1-amount": "500", "part-1-per": "month", "part-1-since": "2026-11-01",
        "part-1-until": "2027-01-31", "part-1-whom": case.answers["members"][0]["id"],
    }  # fmt: skip
    assert send(specialist, case, rows="2", **second).status_code == 302
    decision = Decision.objects.get()
    assert (decision.amount, decision.once) == (50_000, 3_328_050)
    assert send(specialist, case, rows="2", **second).status_code == 302
    decision.refresh_from_db()
    assert (decision.amount, decision.once) == (50_000, 3_328_050)
    again = words(office.case(case, "by-hand/", specialist))
    assert 'value="Доплата"' in again and 'value="500,00"' in again and WHY in again


def test_a_refusal_by_hand_needs_no_parts(office: Office, specialist: Client) -> None:
    case = in_work(office)
    empty = {"part-0-title": "", "part-0-amount": "", "part-0-since": "", "part-0-per": "month"}
    assert send(specialist, case, outcome="refused", **empty).status_code == 302
    assert Decision.objects.get().outcome == "refused"
    assert "Відмовити" in words(office.case(case, client=specialist))


def test_a_computed_case_offers_no_entering_and_refuses_it(office: Office) -> None:
    case = office.in_work()
    assert "Ввести рішення вручну" not in words(office.case(case))
    opened = words(office.case(case, "by-hand/"))
    assert "суму вручну не вводять" in opened and 'name="outcome"' not in opened
    answer = office.specialist.post(f"/department/case/{case.pk}/by-hand/", typed(case), follow=True)
    assert "суму вручну не вводять" in words(answer)
    assert not Decision.objects.exists()


def test_nobody_else_opens_the_page(office: Office) -> None:
    case = in_work(office)
    for client in (office.specialist, office.head, client_of("zrazkova", office.now)):
        assert client.get(f"/department/case/{case.pk}/by-hand/").status_code in (403, 404)
        assert send(client, case).status_code in (403, 404)
    assert not Decision.objects.exists()
