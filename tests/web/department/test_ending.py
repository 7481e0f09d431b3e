"""Pages of the deciding body that end a case without a decision, and that annul one with two signatures."""

import base64
import io
import zipfile
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.world import moment
from tests.web.department.conftest import Office

from turbota.applications.models import Application
from turbota.applications.states import State
from turbota.decisions.models import Annulment
from turbota.documents.operations import read
from turbota.kernel import clock
from turbota.signatures.containers import split
from turbota.signatures.verification import verify_digest
from turbota_demo import cast, papers
from turbota_simulators.signing import sign

YESTERDAY = moment("2026-11-16 10:00")
WHY = "Просили довідку двічі, до 17 грудня вона не надійшла."


def words(answer: object) -> str:
    return answer.content.decode().replace("\u00a0", " ")  # type: ignore[attr-defined]


def test_leaving_without_consideration_says_that_the_ground_is_not_verified(office: Office) -> None:
    case = office.submitted()
    url = f"/department/case/{case.pk}/"
    office.specialist.post(f"{url}ask/", {"text": "Додайте довідку про доходи."})
    assert "Підстави зараз немає" in words(office.specialist.get(f"{url}leave/"))
    with clock.frozen(moment("2026-12-21 09:00")):
        page = words(office.specialist.get(f"{url}leave/"))
        assert "не звірено з актом" in page
        bad = office.specialist.post(f"{url}leave/", {"ground": "not_brought", "text": "ні"})
        assert bad.status_code == 422 and "Напишіть людині" in words(bad)
        data = {"ground": "not_brought", "text": WHY}
        stale = office.specialist.post(f"{url}leave/", {**data, "version": "0"})
        assert stale.status_code == 422 and WHY in words(stale)
        assert office.head.post(f"{url}leave/", data).status_code == 404
        assert office.specialist.post(f"{url}leave/", data).status_code == 302
        assert office.specialist.post(f"{url}leave/", data).status_code == 302
        assert Application.objects.get(pk=case.pk).steps.filter(verb="leave").count() == 1
        page = words(office.case(case))
    assert "Залишено без розгляду" in page


def test_two_applications_become_one_on_the_page(office: Office) -> None:
    first = office.submitted("roman")
    second = office.plays.submitted("roman", YESTERDAY + timedelta(hours=1))
    assert f"Заява № {first.number}" in words(office.case(second))
    url = f"/department/case/{second.pk}/join/"
    assert f"№ {first.number}" in words(office.specialist.get(url))
    data = {"into": str(first.pk), "reason": "Ви подали дві заяви на одну допомогу."}
    assert office.specialist.post(url, {"into": str(first.pk)}).status_code == 422
    wrong = office.specialist.post(f"/department/case/{first.pk}/join/", {**data, "into": str(second.pk)})
    assert wrong.status_code == 422 and "не втратить дату звернення" in words(wrong)
    assert office.specialist.post(url, data).status_code == 302
    assert Application.objects.get(pk=second.pk).state == State.JOINED
    assert office.specialist.post(url, data).status_code == 302


def signed(row: Annulment, office: Office, code: str) -> dict[str, str]:
    cms = sign(office.plays.keys.person(cast.employee(code)), read(row.paper), at=office.now)
    return {"sha256": row.paper.sha256, "signature": base64.b64encode(cms).decode()}


def decided(office: Office) -> Application:
    case = office.in_work()
    office.plays.approved(office.plays.proposed(case, "umovnyi", office.now), "pokazova", office.now)
    return case


def test_a_decision_is_annulled_by_two_signatures_and_marked(office: Office) -> None:
    case = decided(office)
    url = f"/department/case/{case.pk}/"
    assert "Скасувати рішення" in words(office.case(case))
    assert "Підготувати скасування" in words(office.case(case, "annulment/"))
    bad = office.specialist.post(f"{url}annulment/prepare/", {"ground": "court", "reason": WHY})
    assert bad.status_code == 422 and "Додайте скан цього рішення" in words(bad) and WHY in words(bad)
    scan = SimpleUploadedFile("page.jpg", papers.page(["Рішення суду"]), "image/jpeg")
    data = {"ground": "court", "reason": WHY, "source": "Вишневий суд, № 1/26", "scan": scan}
    assert office.specialist.post(f"{url}annulment/prepare/", data).status_code == 302
    row = Annulment.objects.select_related("paper").get()
    assert office.head.post(f"{url}annulment/prepare/", data).status_code == 404
    empty = office.specialist.post(f"{url}annulment/propose/")
    assert empty.status_code == 422 and "Підпису немає" in words(empty)
    assert (
        office.specialist.post(f"{url}annulment/propose/", signed(row, office, "umovnyi")).status_code == 302
    )
    assert "Скасування рішень" in words(office.head.get("/department/to-sign/"))
    back = office.head.post(f"{url}annulment/send-back/", {"reason": "ні"})
    assert back.status_code == 422
    assert office.head.post(f"{url}annulment/approve/", signed(row, office, "pokazova")).status_code == 302
    again = office.head.post(f"{url}annulment/approve/", signed(row, office, "pokazova"))
    assert again.status_code == 404
    assert f"Рішення № {row.decision.number} скасовано" in words(office.case(case))
    assert "Рішення скасовано" in words(office.case(case, "decision/"))
    history = words(office.case(case, "history/"))
    assert "Підготовлено скасування рішення" in history and "Керівник підписав" in history
    for part in ("annulment/annulment.pdf", "annulment/ground.pdf"):
        assert office.case(case, part).headers["Content-Type"] == "application/pdf"
    row.refresh_from_db()
    page = words(office.case(case, "annulment/"))
    assert "annulment/1.asics" in page and "annulment/1.pdf.p7s" in page
    sealed = office.case(case, "annulment/1.pdf.p7s").content
    found = [verify_digest(bytes.fromhex(row.paper.sha256), one, at=office.now) for one in split(sealed)]
    assert [verdict.state for verdict in found] == ["valid", "valid"]
    with zipfile.ZipFile(io.BytesIO(office.case(case, "annulment/1.asics").content)) as archive:
        assert archive.read("annulment.pdf") == read(row.paper)
    for part in ("annulment/2.asics", "annulment/2.pdf.p7s"):
        assert office.case(case, part).status_code == 404
    office.specialist.post(f"{url}prepare/")
    assert f"{case.number}/2" in words(office.case(case, "decision/"))


def test_the_head_sends_an_annulment_back(office: Office) -> None:
    case = decided(office)
    url = f"/department/case/{case.pk}/annulment/"
    office.specialist.post(f"{url}prepare/", {"ground": "own", "reason": WHY})
    row = Annulment.objects.select_related("paper").get()
    office.specialist.post(f"{url}propose/", signed(row, office, "umovnyi"))
    assert office.head.post(f"{url}send-back/", {"reason": "Перевірте довідку ще раз."}).status_code == 302
    page = words(office.specialist.get(url))
    assert "Перевірте довідку ще раз." in page and "Підготувати ще раз" in page


def test_a_case_without_a_decision_has_no_annulment(office: Office) -> None:
    case = office.in_work()
    clients: tuple[Client, ...] = (office.specialist, office.head)
    for client in clients:
        assert office.case(case, "annulment/", client).status_code == 404
