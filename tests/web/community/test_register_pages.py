"""Both sides at their desks: a register with its proof and seal, alarms, additional documents, the head's order."""

import base64
from datetime import date

import pytest
from django.test import Client
from tests.factories.handovers import live, office, sent, spoil
from tests.factories.world import moment
from tests.web.community import pages
from tests.web.community.conftest import AtWork

from turbota.access import operations as access
from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation, SealOrder
from turbota.applications.models import HandoverAlarm, HandoverLine, HandoverReceipt, HandoverRegister
from turbota.applications.operations import reconciling
from turbota.kernel import clock
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign_digest

AT = moment("2026-11-16 10:00")
AFTER_TERM = moment("2026-11-23 09:00")


def register_of(plays: Plays, *keys: str) -> HandoverRegister:
    cases = [plays.finished(key, "starosta", "yavir", AT) for key in keys or ("maria",)]
    return sent(plays, cases, "starosta", AT)


def seal_registers(client: Client, plays: Plays, body: str = "yavir") -> list[int]:
    """Seal every register of the list as the script of the page does; gives the statuses."""
    statuses = []
    for row in client.get("/community/seal/registers/list.json").json():
        cms = sign_digest(plays.keys.seal(cast.body(body)), bytes.fromhex(row["sha256"]), at=AT)
        given = {"id": row["id"], "signature": base64.b64encode(cms).decode()}
        answer = client.post("/community/seal/register/", given, content_type="application/json")
        statuses.append(answer.status_code)
    return statuses


@pytest.mark.requirement("R140")
def test_both_sides_see_both_columns_and_take_paper_and_seal(plays: Plays, at_work: AtWork) -> None:
    register = register_of(plays, "maria", "stepan")
    community, department = at_work("starosta"), at_work("umovnyi")
    mine, theirs = f"/community/registers/{register.pk}/", f"/department/registers/{register.pk}/"
    for client, address in ((community, mine), (department, theirs)):
        words = pages.words(client.get(address))
        assert "обидві сторони збігаються" in words
        assert words.count(register.digest) == 2
        assert "чекає печатки громади" in words
        assert client.get(f"{address}register.pdf.p7s").status_code == 404
        assert client.get(f"{address}sent.pdf").content.startswith(b"%PDF")

    assert "1 надісланий реєстр чекає печатки" in pages.words(community.get("/community/seal/"))
    assert register.number in pages.words(community.get("/community/seal/registers/"))
    assert seal_registers(community, plays, "dolyna") == [422]
    assert seal_registers(community, plays) == [200]
    assert "Усі реєстри засвідчено" in pages.words(community.get("/community/seal/registers/"))
    for client, address in ((community, mine), (department, theirs)):
        assert "печатка дійсна" in pages.words(client.get(address))
        seal = client.get(f"{address}register.pdf.p7s")
        assert (seal.headers["Content-Type"], seal.content[:1]) == ("application/pkcs7-signature", b"\x30")
    assert community.get(f"{mine}register.pdf").content.startswith(b"%PDF")
    assert department.get(f"{theirs}marked.pdf").content.startswith(b"%PDF")
    for stranger in ("zrazkova", "centrova"):
        assert at_work(stranger).get(mine).status_code == 404
        assert at_work(stranger).get(f"{mine}register.pdf.p7s").status_code == 404
    assert at_work("davnii").get(theirs).status_code == 404


@pytest.mark.requirement("R140")
def test_an_alarm_stands_on_both_start_pages_and_is_answered_with_a_reason(
    plays: Plays, at_work: AtWork
) -> None:
    case = plays.finished("maria", "starosta", "yavir", AT)
    plays.handed_over([case], "starosta", AT)
    register = HandoverRegister.objects.get()
    spoil(case.attachments.select_related("file").latest("added_at", "pk"))
    reconciling.count_at_receipt(register_id=register.pk, at=AT)
    (alarm,) = live(AT)
    for code, start in (
        ("starosta", "/community/"),
        ("umovnyi", "/department/"),
        ("pokazova", "/department/to-sign/"),
    ):
        assert "1 тривога про передачу" in pages.words(at_work(code).get(start))
    for code, start in (("zrazkova", "/community/"), ("probna", "/community/control/")):
        assert "тривога про передачу" not in pages.words(at_work(code).get(start))

    community, department = at_work("starosta"), at_work("umovnyi")
    assert "сторони не збігаються" in pages.words(department.get(f"/department/registers/{register.pk}/"))
    answer = f"/community/alarms/{alarm.pk}/"
    refused = community.post(answer, {"reason": "ага"})
    assert refused.status_code == 422
    assert "ага" in refused.content.decode()
    assert "Напишіть, що сталося" in pages.words(refused)
    assert community.post(answer, {"reason": "Сервер сховища відновлюють."}).status_code == 302
    assert "Сервер сховища відновлюють." in pages.words(department.get("/department/alarms/"))
    again = department.post(f"/department/alarms/{alarm.pk}/", {"reason": "Теж бачимо це."})
    assert again.status_code == 409
    assert at_work("zrazkova").post(answer, {"reason": "Чуже, але цікаво."}).status_code == 404
    assert HandoverAlarm.objects.get().state == "acknowledged"


def test_the_specialist_counts_again(plays: Plays, at_work: AtWork) -> None:
    register = register_of(plays)
    address = f"/department/registers/{register.pk}/count/"
    done = at_work("umovnyi").post(address, follow=True)
    assert "Пораховано знову: збігається" in pages.words(done)
    assert HandoverReceipt.objects.count() == 2
    assert at_work("davnii").post(address).status_code == 404
    assert at_work("starosta").post(address).status_code in (403, 404)


@pytest.mark.requirement("R150")
def test_a_document_brought_later_goes_through_the_pages_of_both_sides(plays: Plays, at_work: AtWork) -> None:
    register = register_of(plays, "stepan")
    case = register.lines.get().application
    officer, specialist = at_work("starosta"), at_work("umovnyi")
    added = officer.post(
        f"/community/cases/{case.pk}/documents/add/", {"code": "other", "files": pages.photo("Довідка")}
    )
    assert added.status_code == 302
    waiting = pages.words(specialist.get(f"/department/case/{case.pk}/"))
    assert "донесено пізніше, 16.11.2026, громада ще не передала" in waiting
    assert "спершу печатка" in pages.words(officer.get("/community/added/"))
    assert "1 додатковий документ чекає передачі" in pages.words(officer.get("/community/ready/"))
    refused = officer.post("/community/added/send/", {"case": [str(case.pk)]})
    assert refused.status_code == 422
    assert "Не всі додані копії мають печатку" in pages.words(refused)
    assert pages.seal_all(officer, plays.keys.seal(cast.body("yavir")), AT) == [200]
    done = officer.post("/community/added/send/", {"case": [str(case.pk)]}, follow=True)
    assert "Реєстр додаткових документів № 26-0002" in pages.words(done)
    assert "Передавати нічого" in pages.words(officer.get("/community/added/"))

    words = pages.words(specialist.get(f"/department/case/{case.pk}/"))
    assert "Додаткові документи, 1" in words
    assert "реєстр № 26-0002" in words
    assert "донесено пізніше, 16.11.2026" in words
    assert "громада ще не передала" not in words
    line = HandoverLine.objects.get(additional=True)
    assert at_work("davnii").post(f"/department/registers/lines/{line.pk}/take/").status_code == 404
    taken = specialist.post(f"/department/registers/lines/{line.pk}/take/", follow=True)
    assert "прийнято 16 листопада" in pages.words(taken)


@pytest.mark.requirement("R150")
def test_after_the_decision_the_page_says_what_to_do(plays: Plays, at_work: AtWork) -> None:
    case = register_of(plays, "stepan").lines.get().application
    plays.accepted(case, "umovnyi", AT)
    plays.approved(plays.proposed(case, "umovnyi", AT), "pokazova", AT)
    refused = at_work("starosta").post(
        f"/community/cases/{case.pk}/documents/add/", {"code": "other", "files": pages.photo()}
    )
    assert refused.status_code == 422
    assert "прийміть нову заяву з цим документом" in refused.content.decode().replace("\u00a0", " ")


@pytest.mark.requirement("R148")
def test_the_page_of_the_seal_says_who_may_and_what_to_do(plays: Plays, at_work: AtWork) -> None:
    plays.brought(plays.finished("stepan", "starosta", "yavir", AT), "starosta", AT)
    officer = at_work("starosta")
    assert "Наказ № навчальний-starosta" in pages.words(officer.get("/community/seal/"))
    SealOrder.objects.filter(organisation=office("yavir")).update(until=date(2026, 11, 10))
    page = officer.get("/community/seal/")
    assert "діяв до 10.11.2026" in pages.words(page)
    assert "Попросіть адміністратора громади" in pages.words(page)
    assert "data-seal-key" not in page.content.decode()
    assert pages.seal_all(officer, plays.keys.seal(cast.body("yavir")), AT) == [422]
    SealOrder.objects.filter(organisation=office("yavir")).update(organisation=office("kalyna"))
    Organisation.objects.filter(code=cast.body("yavir").code).update(seal_grace_until=date(2026, 12, 1))
    assert "До 01.12.2026 печаткою ще можна користуватися" in pages.words(officer.get("/community/seal/"))
    assert pages.seal_all(officer, plays.keys.seal(cast.body("yavir")), AT) == [200]


@pytest.mark.requirement("R140")
def test_lists_of_registers_name_alarms_seal_and_proof(plays: Plays, at_work: AtWork) -> None:
    register_of(plays)
    live(AFTER_TERM)
    with clock.frozen(AFTER_TERM):
        community = pages.words(at_work("starosta").get("/community/registers/"))
        department = pages.words(at_work("umovnyi").get("/department/registers/"))
        alarms = pages.words(at_work("umovnyi").get("/department/alarms/"))
    assert "обидві сторони збігаються" in community
    assert "тривога" in community
    assert "збігається" in department
    assert "без печатки" in department
    assert "Немає відповіді в строк" in alarms


@pytest.mark.requirement("R133", "R140", "R148")
def test_cases_of_a_centre_go_in_the_register_of_its_community(plays: Plays, at_work: AtWork) -> None:
    posts = (("kalyna", "community_officer", "", ""), ("kalyna", "seal_operator", "", ""))
    stage.enter_employee(cast.Employee("kalynova", "Калинова", "Ольга", "Іванівна", "", posts), AT)
    access.lean(
        by=SYSTEM,
        organisation_id=office("centre").pk,
        uses_parent_seal=True,
        uses_parent_control=False,
        uses_parent_register=True,
        at=AT,
    )
    case = plays.entered("roman", "centrova", "centre", AT)
    centre, community = at_work("centrova"), at_work("kalynova")
    assert centre.get("/community/seal/list.json").json() == []
    assert pages.seal_all(community, plays.keys.seal(cast.body("centre")), AT) == [422, 422]
    assert pages.seal_all(community, plays.keys.seal(cast.body("kalyna")), AT) == [200, 200]
    assert centre.post(f"/community/cases/{case.pk}/finish/").status_code == 302
    own = centre.get("/community/ready/")
    assert "Передає громада своїм реєстром" in pages.words(own)
    assert f'value="{case.pk}"' not in own.content.decode()
    assert f'value="{case.pk}"' in community.get("/community/ready/").content.decode()
    sent_page = community.post("/community/hand-over/", {"case": [str(case.pk)]}, follow=True)
    assert "Калинівська-Зразкова міська територіальна громада" in pages.words(sent_page)
    assert HandoverRegister.objects.get().community_id == office("kalyna").pk
    assert seal_registers(community, plays, "kalyna") == [200]
    assert case.number in pages.words(centre.get("/community/handed-over/"))
