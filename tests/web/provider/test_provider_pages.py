"""The cabinet of a provider, the manager's services and the recipient's cabinet, page by page."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import casework, delivery
from tests.factories.desk import cabinet_of, client_of
from tests.factories.world import moment

from turbota.casework.models import CaseNotice, Referral, Visit
from turbota.casework.operations import confirming
from turbota.casework.states import Sensitivity
from turbota.kernel import clock
from turbota_demo import papers, stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
DAY = timedelta(days=1)


def words(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def marias(at: object = AT) -> Referral:
    person = casework.Person.objects.get(pk=stage.at_home("maria", AT).person_id)
    return delivery.referred(AT, casework.opened(AT, main=person))


@pytest.mark.requirement("R019", "R020", "R075")
def test_the_whole_way_of_a_service_on_pages() -> None:
    with clock.frozen(AT):
        case = marias().case
        referral = Referral.objects.get()
        worker, manager = client_of("dohliadna", AT), client_of("turbotna", AT)
        here = f"/provider/referral/{referral.pk}/"
        before = words(worker.get("/provider/")) + words(worker.get(here))
        assert referral.person.given_name in before and referral.person.surname not in before
        assert worker.post(f"{here}accept/", {"contact": "Олена, 0 800"}).status_code == 302
        assert referral.person.surname in words(worker.get(here))
        form = worker.get(f"{here}contract-form.pdf")
        assert form["Content-Type"] == "application/pdf" and form.content.startswith(b"%PDF")
        sent = {"number": "7", "since": "2026-11-16", "signed_on": "2026-11-16"}
        empty = worker.post(f"{here}contract/", sent)
        assert empty.status_code == 422 and "Додайте скан" in words(empty)
        scan = SimpleUploadedFile("c.pdf", papers.scan("Договір").pdf, "application/pdf")
        assert worker.post(f"{here}contract/", {**sent, "scan": scan}).status_code == 302
        plan = {"day": "2026-11-16", "time": "12:00", "minutes": 60, "what": "Покупки", "where": "вдома",
                "worker": "Олена", "weeks": 2}  # fmt: skip
        assert worker.post(f"{here}plan/", plan).status_code == 302
        assert "Покупки" in words(worker.get("/provider/today/"))
    with clock.frozen(AT + timedelta(hours=4)):
        visit = Visit.objects.order_by("starts_at").first()
        assert visit is not None
        done = {**plan, "outcome": "done", "words": ""}
        answer = worker.post(f"{here}visit/{visit.pk}/", done)
        row = Visit.objects.get(replaces=visit)
        assert answer.headers["Location"].endswith(f"/entry/{row.pk}/")
        assert confirming.code_of(row) not in words(worker.get(f"{here}entry/{row.pk}/"))

        maria = cabinet_of("maria", AT)
        mine = f"/cabinet/services/{referral.pk}/"
        assert "Чи був візит" in words(maria.get(mine)) and "Догляд вдома" in words(
            maria.get("/cabinet/services/")
        )
        assert maria.post(f"{mine}visit/{row.pk}/confirm/").status_code == 302
        assert "підтверджено" in words(maria.get(mine))
        assert maria.post(f"{mine}complaint/", {"words": "Прийшли пізно"}).status_code == 302

        other = delivery.visited(Referral.objects.get(pk=referral.pk), AT + timedelta(hours=4))
        assert worker.get(f"{here}visits.pdf").content.startswith(b"%PDF")
        assert worker.get(f"{here}contract-form.pdf").status_code == 404
        sheet = SimpleUploadedFile("s.pdf", papers.scan("Аркуш").pdf, "application/pdf")
        assert worker.post(f"{here}paper/", {"visits": [other.pk]}).status_code == 422
        assert worker.post(f"{here}paper/", {"visits": [other.pk], "scan": sheet}).status_code == 302
        for client, path in ((worker, f"{here}entry/{other.pk}/sheet.pdf"),
                             (manager, f"/manager/referral/{referral.pk}/sheet/{other.pk}.pdf")):  # fmt: skip
            assert client.get(path)["Content-Type"] == "application/pdf"
        assert worker.get(f"{here}entry/{row.pk}/sheet.pdf").status_code == 404
        assert "Прийшли пізно" not in words(worker.get(here))
        assert "У кабінеті отримувача" in words(manager.get(f"/manager/referral/{referral.pk}/"))
        assert "Скарга отримувача" in words(manager.get("/manager/notices/"))
        assert "Догляд вдома" in words(manager.get(f"/manager/case/{case.pk}/services/"))
        assert manager.post(f"/manager/referral/{referral.pk}/codes/").status_code == 200
        assert worker.post(f"{here}ask/", {"words": "Потрібно більше годин"}).status_code == 302
        assert "Потрібно більше годин" in words(worker.get(here))
        for notice in CaseNotice.objects.all():
            page = f"/manager/notices/{notice.pk}/"
            assert notice.words in words(manager.get(page))
            assert manager.post(page, {"answer": f"Відповідь: {notice.kind}"}).status_code == 302
        assert "Відповідь: complaint" in words(maria.get(mine)) and "Відповідь: question" in words(
            worker.get(here)
        )


def test_foreign_referrals_look_as_if_they_were_not() -> None:
    delivery.provider(AT, "ngo")
    with clock.frozen(AT):
        referral = marias()
        for client in (client_of("plechova", AT), client_of("turbotna", AT), client_of("pomichnyi", AT)):
            assert client.get(f"/provider/referral/{referral.pk}/").status_code == 404
        assert client_of("nastavna", AT).get("/provider/").status_code == 404
        for code in ("pomichnyi", "dohliadna", "susidnii"):
            assert client_of(code, AT).get(f"/manager/referral/{referral.pk}/").status_code == 404
        assert cabinet_of("danylo", AT).get(f"/cabinet/services/{referral.pk}/").status_code == 404
        assert client_of("nastavna", AT).post(f"/manager/referral/{referral.pk}/codes/").status_code == 404
        assert client_of("nastavna", AT).get(f"/manager/referral/{referral.pk}/").status_code == 200


def test_a_protected_address_stands_on_no_page_of_the_provider() -> None:
    case = casework.opened(AT, sensitivity=Sensitivity.VIOLENCE)
    case.phone = "0 67 111 22 33"
    case.save(update_fields=["phone"])
    with clock.frozen(AT):
        referral = delivery.contracted(
            AT, delivery.referred(AT, case, meeting_place="Бібліотека на площі")
        ).referral
        worker = client_of("dohliadna", AT)
        here = f"/provider/referral/{referral.pk}/"
        seen = "".join(words(worker.get(f"{here}{page}")) for page in ("", "plan/", "write/", "end/"))
        assert "Бібліотека на площі" in seen
        assert "Вигадана" not in seen and "111 22 33" not in seen and "Насильство" not in seen


def test_the_manager_refers_by_pages_and_a_taken_place_is_a_line() -> None:
    row = delivery.offer(AT, places=1)
    delivery.referred(AT, casework.opened(AT, main=casework.person("Ада", AT)), row)
    case = casework.opened(AT)
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        url = f"/manager/case/{case.pk}/services/refer/"
        assert "Догляд вдома" in words(manager.get(url))
        page = words(manager.get(f"{url}?service=015.1"))
        assert "вільних місць немає, буде в черзі" in page
        empty = manager.post(f"{url}?service=015.1", {"fee_mode": "free"})
        assert empty.status_code == 422 and "Виберіть надавача" in words(empty)
        sent = {"offer": row.pk, "person": case.main_person_id, "task": "Покупки", "fee_mode": "free"}
        answer = manager.post(f"{url}?service=015.1", sent, follow=True)
        assert "стало в чергу" in words(answer)
        twice = manager.post(f"{url}?service=015.1", sent)
        assert twice.status_code == 422 and "вже надають або вона на неї чекає" in words(twice)
        assert client_of("pomichnyi", AT).get(url).status_code == 404
        assert client_of("nastavna", AT).get(url).status_code == 404


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_longer_lists_ask_no_more_questions() -> None:
    row = delivery.offer(AT, places=1)
    case = casework.opened(AT)
    first = delivery.contracted(AT, delivery.referred(AT, case, row)).referral
    delivery.visited(first, AT + timedelta(hours=2))
    with clock.frozen(AT + timedelta(hours=3)):
        pages = (
            (client_of("dohliadna", AT), "/provider/"),
            (client_of("dohliadna", AT), "/provider/today/"),
            (client_of("dohliadna", AT), f"/provider/referral/{first.pk}/"),
            (client_of("turbotna", AT), f"/manager/case/{case.pk}/services/"),
            (client_of("turbotna", AT), f"/manager/referral/{first.pk}/"),
            (client_of("turbotna", AT), "/manager/notices/"),
            (Client(), "/providers/"),
        )
        before = [asked(client, path) for client, path in pages]
        for number, name in enumerate(("Ада", "Божена", "Віра")):
            delivery.referred(AT, casework.opened(AT, main=casework.person(name, AT)), row)
            delivery.visited(first, AT + timedelta(hours=2, minutes=number + 1))
        delivery.offer(AT, "ngo")
        after = [asked(client, path) for client, path in pages]
    assert after == before
    assert max(before) <= 12
