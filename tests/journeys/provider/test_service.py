"""A provider takes a person and writes a visit on a phone; the recipient confirms it; a provider closes mid-plan."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.factories import casework, delivery
from tests.journeys.conftest import Stage, Visit

from turbota.casework.models import Referral
from turbota.people.models import Person
from turbota_demo import papers
from turbota_demo import stage as world


def marias_case(at: object) -> object:
    person = Person.objects.get(pk=world.at_home("maria", at).person_id)  # type: ignore[arg-type]
    return casework.opened(at, main=person)  # type: ignore[arg-type]


@pytest.mark.requirement("R020", "R075", "R297")
def test_a_visit_is_written_on_a_phone_and_confirmed_by_the_recipient(
    stage: Stage, visits: Callable[..., Visit]
) -> None:
    # Given a person referred to a provider yesterday
    referral = delivery.referred(stage.yesterday, marias_case(stage.yesterday))  # type: ignore[arg-type]
    casework.at_work("dohliadna", stage.yesterday)
    worker = visits(360)

    # When the worker takes her on a phone and enters the contract
    worker.sign_in_as_staff("dohliadna")
    worker.seen("provider-today-empty")
    worker.open("/provider/")
    worker.seen("provider-home")
    worker.page.get_by_role("link", name="Марія").click()
    worker.seen("provider-referral-offered")
    worker.page.get_by_role("link", name="Прийняти").click()
    worker.page.get_by_role("button", name="Прийняти").click()
    assert "Направлення прийнято" in worker.words()
    worker.page.get_by_role("link", name="Внести договір").click()
    worker.page.get_by_role("button", name="Внести договір").click()
    worker.seen("provider-contract-refused")
    worker.page.get_by_label("Номер договору").fill("7/2026")
    first = (stage.yesterday.date() - timedelta(days=1)).isoformat()
    worker.page.get_by_label("Коли підписано").fill(first)
    worker.page.get_by_label("Перший день послуги").fill(first)
    scan = {"name": "c.pdf", "mimeType": "application/pdf", "buffer": papers.scan("Договір").pdf}
    worker.page.get_by_label("Скан підписаного договору").set_input_files([scan])  # type: ignore[list-item]
    worker.page.get_by_role("button", name="Внести договір").click()
    worker.page.get_by_text("Договір внесено").wait_for()

    # And writes the visit of an hour ago
    worker.page.get_by_role("link", name="Записати візит").click()
    worker.seen("provider-write")
    worker.page.get_by_label("Надано").check()
    worker.page.get_by_role("button", name="Записати").click()
    worker.page.get_by_text("Записано в журнал").wait_for()
    worker.page.get_by_label("Код, який назвала людина").fill("99999")
    worker.page.get_by_role("button", name="Підтвердити").click()
    worker.seen("provider-entry-wrong-code")
    assert "Код не підходить" in worker.words()

    # Then the recipient sees who came, and says that it was so
    maria = visits(360)
    maria.sign_in_as("maria")
    maria.page.get_by_role("link", name="Мої соціальні послуги").click()
    maria.seen("cabinet-services")
    maria.page.get_by_role("link", name="Догляд вдома").click()
    maria.seen("cabinet-service-asked")
    maria.page.get_by_role("button", name="Так, візит був").click()
    maria.page.get_by_text("Дякуємо, візит підтверджено").wait_for()
    maria.seen("cabinet-service")

    # And the worker sees the confirmation
    worker.open("/provider/today/")
    worker.seen("provider-today")
    worker.open(f"/provider/referral/{referral.pk}/")
    worker.seen("provider-referral-served")
    assert "У кабінеті отримувача" in worker.words()
    worker.open("/provider/card/")
    worker.seen("provider-card")


def test_a_provider_closes_and_the_manager_finds_another_one(
    stage: Stage, visits: Callable[..., Visit], run_jobs: Callable[[], None]
) -> None:
    # Given a person served by one provider, and another one with a free place
    at = stage.yesterday
    case = marias_case(at)
    served = delivery.contracted(at, delivery.referred(at, case)).referral  # type: ignore[arg-type]
    delivery.offer(at, "ngo")

    # When the registrar excludes the provider
    head = visits(1280)
    head.sign_in_as_staff("nastavna")
    head.open("/administration/providers/")
    head.seen("registrar-providers")
    head.page.get_by_role("link", name="Оселя турботи").click()
    head.seen("registrar-provider")
    head.page.get_by_role("link", name="Виключити").click()
    head.page.get_by_label("Підстава").fill("Рішення № 5 від 20.11.2026")
    head.page.get_by_role("button", name="Виключити").click()
    head.page.get_by_text("Записано в реєстр").wait_for()
    run_jobs()

    # Then the manager reads why, and refers the person to the other one
    manager = visits(1280)
    manager.sign_in_as_staff("turbotna")
    manager.open("/manager/notices/")
    manager.seen("manager-notices")
    assert "Інших пропозицій цієї послуги у громаді: 1" in manager.words()
    manager.page.get_by_role("link", name="Відкрити : Надавач більше не працює").click()
    manager.seen("manager-referral-fallen")
    manager.page.get_by_role("link", name="Направити до іншого").click()
    manager.seen("manager-refer")
    manager.page.get_by_label("БО «Плече»").check()
    manager.page.get_by_role("button", name="Направити").click()
    manager.page.get_by_text("Направлення надіслано").wait_for()
    manager.seen("manager-services")
    again = Referral.objects.get(instead_of=served)
    assert again.task == served.task

    manager.open(f"/manager/case/{served.case_id}/review/")
    manager.seen("manager-reviews")
    manager.page.get_by_role("link", name="Провести перегляд").click()
    manager.page.get_by_role("button", name="Записати перегляд").click()
    manager.seen("manager-review-refused")
    head.open("/manager/outcomes/")
    head.seen("supervisor-outcomes")

    # And on a phone nothing is cut off, for the manager and for everybody who looks for help
    phone = visits(360)
    phone.open("/providers/?service=015.1")
    phone.seen("public-providers")
    phone.page.get_by_role("link", name="БО «Плече»").click()
    phone.seen("public-provider")
    phone.sign_in_as_staff("turbotna")
    for name, path in (("notices", "/manager/notices/"), ("services", f"/manager/case/{served.case_id}/services/"),
                       ("referral", f"/manager/referral/{served.pk}/"),
                       ("review", f"/manager/case/{served.case_id}/review/hold/")):  # fmt: skip
        phone.open(path)
        phone.seen(f"manager-{name}")


@pytest.mark.requirement("R017", "R020")
def test_a_contract_is_signed_by_keys_and_the_card_is_kept_by_the_provider(
    stage: Stage, visits: Callable[..., Visit]
) -> None:
    # Given a person whom the provider took yesterday
    referral = delivery.referred(stage.yesterday, marias_case(stage.yesterday))  # type: ignore[arg-type]
    delivery.accepted(stage.yesterday, referral)
    director = visits(1280)
    director.sign_in_as_staff("dohliadna")

    # When the director prints the contract and signs it by the own key
    director.open(f"/provider/referral/{referral.pk}/contract/keys/")
    director.page.get_by_role("button", name="Надрукувати договір").click()
    director.seen("provider-contract-keys-refused")
    director.page.get_by_label("Номер договору").fill("9/2026")
    director.page.get_by_label("Перший день послуги").fill(stage.yesterday.date().isoformat())
    director.page.get_by_role("button", name="Надрукувати договір").click()
    director.seen("provider-contract-keys")
    director.sign_with(stage.key_file("dohliadna"), button="Підписати від надавача")
    director.page.get_by_text("Договір підписано від надавача").wait_for()

    # And the recipient by hers, on a phone
    maria = visits(360)
    maria.sign_in_as("maria")
    maria.open(f"/cabinet/services/{referral.pk}/")
    maria.page.get_by_role("link", name="Відкрити договір").click()
    maria.seen("cabinet-contract")
    maria.sign_with(stage.key_file("maria"), button="Підписати договір")
    maria.page.get_by_text("Договір підписано").first.wait_for()

    # Then it stands, and the provider proposes a change of its card
    referral.refresh_from_db()
    assert referral.contract.by_key and referral.contract.number == "9/2026"
    director.open("/provider/card/")
    director.page.get_by_role("link", name="Запропонувати зміну картки").click()
    director.page.get_by_label("Скільки працівників").fill("12")
    director.page.get_by_label("На підставі чого").fill("Штатний розпис від 20.11.2026")
    director.page.get_by_role("button", name="Надіслати реєстраторові").click()
    director.seen("provider-card-proposed")
    assert "Чекає реєстратора" in director.words()
