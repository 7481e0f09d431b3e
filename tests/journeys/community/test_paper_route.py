"""The officer takes a paper, forms and seals the case; control returns and passes it; a register carries it over."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.journeys.conftest import Stage, Visit

from turbota.applications.models import Application, HandoverRegister
from turbota.kernel import clock
from turbota_demo import answers as told
from turbota_demo import cast, papers

MARIA = cast.citizen("maria")


def press(page: Page, name: str) -> None:
    """Press a button and wait until the page that answers is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def scan(page: Page, code: str, folder: Path) -> None:
    """Choose a scan for one needed document and send it."""
    picture = folder / f"{code}.jpg"
    picture.write_bytes(papers.page(["Навчальний зразок"]))
    box = page.locator(f"#d_{code}")
    if not box.locator("details").get_attribute("open") == "":
        box.locator("summary").click()
    box.locator("input[type=file]").set_input_files(picture)
    with page.expect_navigation():
        box.get_by_role("button", name="Додати копію").click()


def seal_everything(visit: Visit, stage: Stage) -> None:
    """Open the seal's key once and certify all copies."""
    visit.page.set_input_files(
        "[data-seal-key]",
        {"name": "seal.p12", "mimeType": "application/x-pkcs12", "buffer": stage.seal_file("dolyna")},
    )
    visit.page.fill("[data-seal-password]", cast.KEY_PASSWORD)
    visit.page.locator("form[data-seal] button[type=submit]").click()
    visit.page.get_by_text("Усі копії засвідчено").wait_for()


def choose(page: Page, name: str, value: str) -> None:
    """Answer one question of the dense screen."""
    box = page.locator(f'[name="{name}"]').first
    if box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(value)
    elif box.get_attribute("type") == "radio":
        page.locator(f'[name="{name}"][value="{value}"]').check()
    else:
        box.fill(value)


def type_application(page: Page) -> None:
    """Type the whole paper: the applicant, the address, one income, property, payment and contacts."""
    full = told.low_income(MARIA, on=clock.today())
    for section in ("applicant", "address", "payment", "contacts"):
        for code, value in full[section].items():
            name = f"{section}.{code}"
            if code.endswith("_date"):
                year, month, day = value.split("-")
                for part, text in (("day", day), ("month", month), ("year", year)):
                    page.fill(f'[name="{name}.{part}"]', text)
            else:
                choose(
                    page,
                    name,
                    {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value,
                )
    for code in ("large_family", "big_purchase", "has_deposit", "second_dwelling", "has_car"):
        choose(page, f"property.{code}", "no")


@pytest.mark.requirement("R141", "R142", "R143", "R144", "R147")
def test_an_officer_forms_and_seals_the_case_of_a_person_who_came_with_paper(
    stage: Stage, desk: Visit, tmp_path: Path
) -> None:
    # Given the officer at an empty queue
    desk.sign_in_as_staff("zrazkova")
    desk.seen("community-queue-empty")

    # When she looks for the person first, with an empty form and then with the number
    desk.page.keyboard.press("n")
    desk.page.wait_for_url("**/community/new/")
    desk.seen("community-search")
    press(desk.page, "Шукати")
    assert "треба щось одне" in desk.words()
    desk.seen("community-search-refused")
    desk.page.get_by_label("Податковий номер").fill(MARIA.tax_number)
    press(desk.page, "Шукати")
    assert "Такої людини в системі ще немає" in desk.words()
    desk.seen("community-new-person")
    desk.page.get_by_label("Прізвище").fill(MARIA.surname)
    desk.page.get_by_label("Ім’я").fill(MARIA.given_name)
    desk.page.get_by_label("По батькові").fill(MARIA.patronymic)
    desk.page.get_by_label("Дата народження").fill(MARIA.birth_date.isoformat())
    desk.page.get_by_label("Вид допомоги").select_option("low_income")
    press(desk.page, "Зареєструвати заяву")
    application = Application.objects.get()
    assert application.number
    assert application.number in desk.words()

    # And types the paper on one screen, and sees what is still missing
    type_application(desk.page)
    press(desk.page, "Зберегти й перевірити")
    words = desk.words()
    assert "Ще треба: 2" in words
    desk.seen("community-finish-faults")
    desk.page.get_by_role("link", name="Паспорт").click()
    desk.seen("community-fill")

    # And prints the application for signing and scans what came
    with desk.page.expect_popup() as printed:
        desk.page.get_by_role("button", name="Надрукувати заяву").click()
    printed.value.close()
    desk.page.reload()
    for code in ("signed_application", "identity"):
        scan(desk.page, code, tmp_path)
    desk.seen("community-fill-with-scans")
    receipt = desk.page.request.get(f"{desk.address}/community/cases/{application.pk}/receipt.pdf")
    assert receipt.body().startswith(b"%PDF-")

    # And certifies all copies with the seal in one action
    desk.open("/community/seal/")
    desk.seen("community-seal")
    seal_everything(desk, stage)
    desk.seen("community-seal-done")
    assert not application.attachments.filter(seal__isnull=True).exists()

    # Then the case is whole and goes to control
    desk.open(f"/community/cases/{application.pk}/finish/")
    assert "Усе на місці" in desk.words()
    desk.seen("community-finish-whole")
    press(desk.page, "Передати на контроль")
    assert "На контролі" in desk.words()
    desk.seen("community-queue")


@pytest.mark.requirement("R140", "R151", "R152", "R153", "R154", "R155")
def test_control_returns_and_passes_and_a_register_goes_to_the_deciding_body(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None], tmp_path: Path
) -> None:
    # Given a case on control
    application = stage.plays.finished("maria", "zrazkova", "dolyna", stage.yesterday)
    control, officer = visits(1280), visits(1280)

    # When the specialist compares the scan with the answers and returns the case
    control.sign_in_as_staff("probna")
    control.seen("community-control")
    control.page.get_by_role("link", name="Прикладенко Марія Іванівна").click()
    control.page.locator(".scan img").wait_for()
    control.seen("community-check")
    with control.page.expect_popup() as text:
        control.page.get_by_role("link", name="Розпізнаний текст").click()
    assert "зразок" in text.value.locator("main").inner_text()
    text.value.close()
    press(control.page, "Повернути на виправлення")
    assert "Напишіть, що саме виправити" in control.words()
    control.seen("community-check-refused")
    control.page.get_by_label("Примітка: що виправити").fill("Немає другої сторінки паспорта")
    press(control.page, "Повернути на виправлення")

    # And the officer sees the reason, adds the page and sends the case again
    officer.sign_in_as_staff("zrazkova")
    officer.open("/community/returned/")
    officer.seen("community-returned")
    officer.page.get_by_role("link", name="Прикладенко Марія Іванівна").click()
    assert "Немає другої сторінки паспорта" in officer.words()
    scan(officer.page, "identity", tmp_path)
    officer.seen("community-mending")
    officer.open("/community/seal/")
    seal_everything(officer, stage)
    officer.open(f"/community/cases/{application.pk}/finish/")
    press(officer.page, "Передати на контроль")

    # And control passes it
    control.open(f"/community/cases/{application.pk}/check/")
    press(control.page, "Контроль пройдено")
    assert "На контролі справ немає" in control.words()
    control.seen("community-control-empty")

    # Then the officer hands it over by a numbered register
    officer.open("/community/ready/")
    officer.seen("community-ready")
    press(officer.page, "Передати вибрані реєстром")
    register = HandoverRegister.objects.get()
    assert f"Реєстр передачі № {register.number}" in officer.words()
    officer.seen("community-register")
    run_jobs()
    officer.open("/community/registers/")
    officer.seen("community-registers")
    officer.open("/community/handed-over/")
    officer.seen("community-tail")
    for tab in ("", "documents/", "path/", "messages/"):
        officer.open(f"/community/cases/{application.pk}/{tab}")
        officer.seen(f"community-case-{tab.strip('/') or 'answers'}")


@pytest.mark.requirement("R146", "R149")
def test_the_officer_works_with_a_small_phone_too(stage: Stage, phone: Visit) -> None:
    # Given a registered case at the village head's
    application = stage.plays.registered("olesia", "starosta", "yavir", stage.yesterday)

    # When he opens the queue and the case on his phone
    phone.sign_in_as_staff("starosta")
    phone.seen("community-queue")
    phone.page.get_by_role("link", name="Прикладна Олеся Юріївна").click()
    phone.seen("community-fill")

    # And writes why the passport is missing
    phone.page.locator("#n_identity").fill("загубила, донесе нову довідку")
    press(phone.page, "Зберегти примітку")
    assert "Донести до" in phone.words()
    phone.seen("community-fill-explained")
    for path in ("path/", "finish/"):
        phone.open(f"/community/cases/{application.pk}/{path}")
        phone.seen(f"community-{path.strip('/')}")


def test_the_queue_is_walked_by_keys_and_the_chosen_case_is_seen_closer(stage: Stage, desk: Visit) -> None:
    # Given three cases in work, one of them ready
    for key in ("olesia", "roman"):
        stage.plays.registered(key, "starosta", "yavir", stage.yesterday)
    ready = stage.plays.finished("maria", "starosta", "yavir", stage.yesterday)
    desk.sign_in_as_staff("starosta")

    # When the officer goes down and chooses the third by keys
    for _ in range(3):
        desk.page.keyboard.press("j")
    chosen = desk.page.locator("[data-rows] tr.sel")
    name = chosen.get_by_role("link").inner_text()
    assert desk.page.locator("[data-beside] section:visible h2").inner_text() == name
    desk.page.keyboard.press("x")
    assert chosen.get_by_role("checkbox").is_checked()
    desk.seen("community-queue-chosen")

    # Then Enter opens it, and the ready case is sent from the queue
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**/community/cases/**")
    assert name in desk.words()
    desk.open("/community/")
    desk.page.get_by_label(f"Вибрати {ready.number}").check()
    press(desk.page, "Передати вибрані")
    assert "Реєстр передачі №" in desk.words()


@pytest.mark.requirement("R142")
def test_two_officers_do_not_overwrite_each_other(stage: Stage, visits: Callable[..., Visit]) -> None:
    # Given the same case open in two browsers
    application = stage.plays.registered("maria", "zrazkova", "dolyna", stage.yesterday)
    first, second = visits(1280), visits(1280)
    for visit in (first, second):
        visit.sign_in_as_staff("zrazkova")
        visit.open(f"/community/cases/{application.pk}/fill/")

    # When both type another street and save
    first.page.fill('[name="address.street"]', "Садова")
    press(first.page, "Зберегти")
    second.page.fill('[name="address.street"]', "Яворова")
    press(second.page, "Зберегти")

    # Then the second sees both answers and decides
    assert "у справі «Садова», у вас «Яворова»" in second.words()
    assert second.page.locator('[name="address.street"]').input_value() == "Яворова"
    second.seen("community-fill-stale")
    press(second.page, "Зберегти")
    application.refresh_from_db()
    assert application.answers["address"]["street"] == "Яворова"


@pytest.mark.requirement("R141")
def test_a_person_who_was_here_before_is_found_by_a_surname_written_otherwise(
    stage: Stage, desk: Visit
) -> None:
    # Given a person who applied at another community
    known = stage.plays.registered("maria", "starosta", "yavir", stage.yesterday)

    # When the officer searches by a surname as it sounds and the birth date
    desk.sign_in_as_staff("zrazkova")
    desk.open("/community/new/")
    desk.page.get_by_label("Прізвище").fill("Прыкладенко")
    desk.page.get_by_label("Дата народження").fill(MARIA.birth_date.isoformat())
    press(desk.page, "Шукати")

    # Then the person is offered, and must be chosen or denied
    assert "схоже прізвище і та сама дата народження" in desk.words()
    desk.seen("community-people")
    press(desk.page, "Зареєструвати заяву")
    assert "Виберіть людину зі списку" in desk.words()
    desk.seen("community-people-refused")
    desk.page.get_by_label("Прикладенко Марія Іванівна").check()
    desk.page.get_by_label("Вид допомоги").select_option("low_income")
    press(desk.page, "Зареєструвати заяву")
    newest = Application.objects.latest("created_at")
    assert newest.pk != known.pk
    assert newest.applicant_id == known.applicant_id


@pytest.mark.requirement("R149", "R157", "R217")
def test_the_decision_is_printed_for_a_person_without_a_cabinet(
    stage: Stage, desk: Visit, run_jobs: Callable[[], None]
) -> None:
    # Given a decision on a paper application
    plays, at = stage.plays, stage.yesterday
    application = plays.finished("stepan", "starosta", "yavir", at)
    plays.handed_over([application], "starosta", at)
    plays.accepted(application, "umovnyi", at)
    plays.approved(plays.proposed(application, "umovnyi", at), "pokazova", at)
    run_jobs()

    # When the officer who took the paper comes to work
    desk.sign_in_as_staff("starosta")
    assert "сповіщен" in desk.words()
    desk.page.get_by_role("link", name="Передані справи").click()
    assert "Надрукувати рішення" in desk.words()
    desk.seen("community-tail-decided")
    desk.page.get_by_role("link", name="Зразкевич Степан Ілліч").click()
    desk.seen("community-case-decided")
    with desk.page.expect_popup() as printed:
        desk.page.get_by_role("button", name="Надрукувати рішення").click()
    printed.value.close()

    # Then the decision no longer waits for paper, and the notices are read
    desk.open(f"/community/cases/{application.pk}/messages/")
    desk.seen("community-case-notices")
    press(desk.page, "Позначити прочитаними")
    assert "Позначити прочитаними" not in desk.words()
    desk.open("/community/handed-over/")
    assert "Надрукувати рішення" not in desk.words()
