"""A manager opens a case and writes on its card; what is typed is never lost; who may not, finds nothing."""

from datetime import date

import pytest
from django.test import Client
from tests.factories import casework
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access import operations as access
from turbota.access.actors import SYSTEM
from turbota.access.models import Role
from turbota.audit.models import Event
from turbota.casework.models import Case
from turbota.casework.operations.opening import Member
from turbota.casework.states import Relation
from turbota.kernel import clock
from turbota.kernel.identifiers import new_id
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
NEW = {
    "surname": "Нова", "given_name": "Катерина", "patronymic": "", "birth_date": "1980-05-01",
    "tax_number": "", "kind": "person", "ground": "own", "received_on": "", "address": "вул. Тиха, 1",
    "phone": "", "sensitivity": "none", "sensitivity_reason": "",
}  # fmt: skip


@pytest.fixture
def manager() -> Client:
    with clock.frozen(AT):
        return client_of("turbotna", AT)


def typed(**changed: object) -> dict[str, object]:
    post = casework.post_of("turbotna", AT)
    return {**NEW, "key": str(new_id()), "manager": str(post.pk), **changed}


@pytest.mark.requirement("R014", "R015", "R076", "R274")
def test_a_case_is_opened_once_though_the_form_is_sent_twice(manager: Client) -> None:
    sent = typed()
    with clock.frozen(AT):
        first = manager.post("/manager/open/", sent)
        second = manager.post("/manager/open/", sent)
    case = Case.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"/manager/case/{case.pk}/card/"
    assert (case.post.account.name, case.main_person.given_name) == ("Леся Турботна", "Катерина")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"surname": ""}, "Напишіть прізвище."),
        ({"manager": ""}, "Виберіть менеджера."),
        ({"received_on": "2027-01-01"}, "День звернення не може бути в майбутньому."),
        ({"sensitivity": "violence"}, "Напишіть, чому випадок чутливий."),
        ({"tax_number": "123"}, "Перевірте РНОКПП"),
    ],
)
def test_what_an_opening_lacks_is_said_and_nothing_is_lost(
    manager: Client, changed: dict[str, str], sentence: str
) -> None:
    with clock.frozen(AT):
        page = manager.post("/manager/open/", typed(**changed))
    words = page.content.decode()
    assert page.status_code == 422 and sentence in words and "вул. Тиха, 1" in words
    assert not Case.objects.exists()


def test_a_manager_whose_post_is_in_no_unit_is_told_what_to_do() -> None:
    account = stage.enter_employee(stage.employee_of("likarnyi"), AT)
    access.grant_post(
        by=SYSTEM, account=account, organisation=casework.unit(AT, "hospital"), role=Role.SOCIAL_MANAGER,
        title="", district="", since=AT.date(), at=AT,
    )  # fmt: skip
    with clock.frozen(AT):
        client = client_of("likarnyi", AT)
        page = client.get("/manager/open/")
        sent = client.post("/manager/open/", {**NEW, "key": str(new_id()), "manager": ""})
    assert "Попросіть адміністратора" in page.content.decode()
    assert "Нова" in sent.content.decode() and not Case.objects.exists()


@pytest.mark.parametrize(
    ("address", "sent", "words"),
    [
        ("people/add/", {"surname": "Мала", "given_name": "Юля", "relation": "child"}, "Мала Юля"),
        ("factors/add/", {"code": "age", "evidence": "Паспорт", "since": "2026-11-16"}, "Похилий вік"),
        ("risk/", {"risk": "high", "reason": "Мешкає сама"}, "Високий"),
        ("contact/", {"address": "вул. Нова, 2", "phone": "0501112233"}, "вул. Нова, 2"),
        ("sensitivity/", {"value": "violence", "reason": "Побої"}, "Насильство"),
        ("note/", {"text": "Дзвонила сусідка"}, "Дзвонила сусідка"),
        ("approval/", {"stage": "closure", "words": "Прошу погодити"}, "чекає на супервізора"),
        ("close/", {"reason": "goals", "words": "Живе сама і дає раду"}, "Випадок завершено"),
    ],
)  # fmt: skip
def test_what_is_written_stands_on_the_pages_and_nobody_else_can_write_it(
    manager: Client, address: str, sent: dict[str, str], words: str
) -> None:
    case = casework.opened(AT)
    place = f"/manager/case/{case.pk}/"
    body = {"key": str(new_id()), "version": str(case.version), **sent}
    with clock.frozen(AT):
        assert client_of("pomichnyi", AT).post(place + address, body).status_code == 404
        assert manager.get(place + address).status_code == 200
        assert (
            manager.post(place + address, {"key": str(new_id())}).status_code == 422 or address == "contact/"
        )
        case.refresh_from_db()
        done = manager.post(place + address, {**body, "version": str(case.version)})
        assert done.status_code == 302, done.content.decode()
        pages = manager.get(place).content.decode() + manager.get(f"{place}card/").content.decode()
    assert words in pages


def test_a_factor_of_violence_asks_whether_the_case_is_sensitive(manager: Client) -> None:
    case = casework.opened(AT)
    place = f"/manager/case/{case.pk}/"
    sent = {"code": "domestic_violence", "evidence": "Слова людини", "since": "2026-11-16"}
    with clock.frozen(AT):
        assert manager.post(f"{place}factors/add/", sent).status_code == 302
        assert "Записано чинник насильства" in manager.get(place).content.decode()
        manager.post(f"{place}sensitivity/", {"value": "violence", "reason": "Побої", "version": "1"})
        assert "Записано чинник насильства" not in manager.get(place).content.decode()


def test_two_managers_at_once_the_second_reads_why_and_keeps_the_words(manager: Client) -> None:
    case = casework.opened(AT)
    place = f"/manager/case/{case.pk}/risk/"
    first = {"version": str(case.version), "risk": "high", "reason": "Мешкає сама"}
    with clock.frozen(AT):
        assert manager.post(place, first).status_code == 302
        page = manager.post(place, {**first, "risk": "low", "reason": "Є сусіди поруч"})
        words = page.content.decode()
        assert page.status_code == 422 and "змінив хтось інший" in words and "Є сусіди поруч" in words
        again = {**first, "risk": "low", "reason": "Є сусіди поруч", "version": str(case.version + 1)}
        assert manager.post(place, again).status_code == 302


@pytest.mark.requirement("R293", "R294", "R295")
def test_the_card_is_printed_without_a_protected_address_and_the_printing_is_noted(manager: Client) -> None:
    child = Member(casework.person("Юлія", AT, born=date(2018, 5, 5)), Relation.CHILD)
    case = casework.opened(AT, family=(child,))
    case.address_protected = True
    case.save()
    with clock.frozen(AT):
        page = manager.get(f"/manager/case/{case.pk}/card/").content.decode()
        paper = manager.get(f"/manager/case/{case.pk}/card/card.pdf")
        former = client_of("pomichnyi", AT).get(f"/manager/case/{case.pk}/card/card.pdf")
    assert "вул. Вигадана, 3" in page and "Розділи 2 і 6" in page
    assert paper.status_code == 200 and paper.content.startswith(b"%PDF") and former.status_code == 404
    assert Event.objects.filter(action="case.print_card", subject_id=case.pk).count() == 1
