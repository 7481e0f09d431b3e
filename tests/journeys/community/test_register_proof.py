"""A register is sent, sealed in the operator's browser, and both sides see its proof; what is broken alarms both."""

from collections.abc import Callable

import pytest
from tests.factories.handovers import mend, place_of, spoil
from tests.journeys.community.test_paper_route import press
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import HandoverAlarm, HandoverReceipt, HandoverRegister
from turbota.applications.operations import reconciling
from turbota.kernel import clock
from turbota_demo import cast


@pytest.mark.requirement("R140", "R148")
def test_a_register_is_sealed_in_the_browser_and_both_sides_see_its_proof(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a ready case at the village head's, who also has the seal
    case = stage.plays.finished("maria", "starosta", "yavir", stage.yesterday)
    community, department = visits(1280), visits(1280)
    community.sign_in_as_staff("starosta")

    # When he sends it, the term is met before anybody seals anything
    community.open("/community/ready/")
    press(community.page, "Передати вибрані реєстром")
    register = HandoverRegister.objects.get()
    run_jobs()
    community.open(f"/community/registers/{register.pk}/")
    assert "обидві сторони збігаються" in community.words()
    assert "чекає печатки громади" in community.words()
    community.seen("community-register-proof")

    # And seals the register with the key that stays in his browser
    community.page.get_by_role("link", name="Засвідчити печаткою").click()
    community.page.wait_for_url("**/community/seal/registers/")
    community.seen("community-seal-registers")
    community.page.set_input_files(
        "[data-seal-key]",
        {"name": "seal.p12", "mimeType": "application/x-pkcs12", "buffer": stage.seal_file("yavir")},
    )
    community.page.fill("[data-seal-password]", cast.KEY_PASSWORD)
    community.page.locator("form[data-seal] button[type=submit]").click()
    community.page.get_by_text("Усі реєстри засвідчено").wait_for()
    community.seen("community-seal-registers-done")
    register.refresh_from_db()
    assert register.seal is not None
    assert register.seal.state == "valid"

    # Then the deciding body sees both columns and the seal, and takes both files
    department.sign_in_as_staff("umovnyi")
    department.open(f"/department/registers/{register.pk}/")
    assert "обидві сторони збігаються" in department.words()
    assert "печатка дійсна" in department.words()
    department.seen("department-register-proof")
    for name, start in (("sent.pdf", b"%PDF"), ("register.pdf.p7s", b"\x30"), ("marked.pdf", b"%PDF")):
        got = department.page.request.get(f"{department.address}/department/registers/{register.pk}/{name}")
        assert got.body().startswith(start)
    department.open("/department/registers/")
    department.seen("department-registers")

    # And when a file is found broken at a new count, both sides have an alarm until it is whole
    copy = case.attachments.select_related("file").latest("added_at", "pk")
    lies, whole = place_of(copy), spoil(copy)
    department.open(f"/department/registers/{register.pk}/")
    press(department.page, "Порахувати одержане знову")
    assert "сторони не збігаються" in department.words()
    department.seen("department-register-alarm")
    community.open("/community/")
    assert "1 тривога про передачу" in community.words()
    community.seen("community-queue-alarm")
    community.page.get_by_role("link", name="Подивитися, що не так").click()
    community.page.get_by_label("Що сталося і що ви робите").fill("Маємо паперову справу, скануємо знову.")
    community.seen("community-alarms")
    press(community.page, "Взяти до відома")
    assert "Маємо паперову справу" in community.words()
    community.seen("community-alarms-answered")
    mend(lies, whole)
    department.open(f"/department/registers/{register.pk}/")
    press(department.page, "Порахувати одержане знову")
    assert "обидві сторони збігаються" in department.words()
    community.open("/community/alarms/")
    assert "Тривог немає" in community.words()
    assert HandoverAlarm.objects.get().state == "ended"
    assert HandoverReceipt.objects.count() == 3


@pytest.mark.requirement("R150", "R148")
def test_a_document_brought_later_and_the_order_of_the_head_on_their_pages(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a case with the deciding body, and a document that came later and was sealed
    case = stage.plays.finished("stepan", "starosta", "yavir", stage.yesterday)
    stage.plays.handed_over([case], "starosta", stage.yesterday)
    stage.plays.brought(case, "starosta", stage.yesterday)
    officer, specialist, admin = visits(360), visits(1280), visits(1280)
    officer.sign_in_as_staff("starosta")
    officer.open("/community/added/")
    officer.seen("community-added")
    stage.plays.seal_all(case, "starosta", "yavir", stage.yesterday)

    # When the officer sends it from a phone
    officer.open("/community/added/")
    press(officer.page, "Передати додаткові документи")
    assert "Реєстр додаткових документів" in officer.words()
    officer.seen("community-register-added")
    run_jobs()
    for address in ("seal/registers/", "registers/", "alarms/"):
        officer.open(f"/community/{address}")
        officer.seen(f"community-{address.strip('/').replace('/', '-')}")

    # Then the specialist sees it marked as later, and takes it
    specialist.sign_in_as_staff("umovnyi")
    specialist.open(f"/department/case/{case.pk}/")
    assert "Додаткові документи, 1" in specialist.words()
    specialist.seen("department-case-added")
    press(specialist.page, "Прийняти документи")
    assert "Додаткові документи прийнято до справи" in specialist.words()
    assert reconciling.reconcile(at=clock.now()) == (0, 0)

    # And the administrator sees who may use the seal
    admin.sign_in_as_staff("admin")
    assert case.community is not None
    for code in ("yavir", "centre"):
        body = cast.body(code)
        admin.open("/administration/")
        admin.page.get_by_role("link", name=body.name).first.click()
        admin.page.get_by_role("link", name="Печатка: накази").click()
        admin.seen(f"administration-seal-orders-{code}")
    press(admin.page, "Внести наказ")
    assert "Напишіть номер наказу" in admin.words()
    admin.seen("administration-seal-orders-refused")
