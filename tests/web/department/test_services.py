"""The page on which the social manager enters a decision about services, and what both signers and the person read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.casework.test_services import TUESDAY, accepted, approved, assess
from tests.factories.desk import cabinet_of, client_of

from turbota.applications.models import Application
from turbota.decisions.models import Decision
from turbota.kernel import clock
from turbota_demo.plays import Plays

ASSESSED = "Людина не може сама виходити з дому, рідних поруч немає."


@dataclass
class Unit:
    """The unit of a community with an accepted application for services."""

    plays: Plays
    manager: Client
    case: Application

    def page(self, part: str = "services/", client: Client | None = None) -> str:
        answer = (client or self.manager).get(f"/department/case/{self.case.pk}/{part}")
        assert answer.status_code == 200, part
        return words(answer)

    def send(self, **changes: Any) -> HttpResponse:
        given = {
            "rows": "1", "assessment": ASSESSED, "outcome": "granted", "service-0-code": "015.1",
            "service-0-volume": "6", "service-0-unit": "hour_week", "service-0-since": "2026-11-20",
            "service-0-until": "2027-05-19", "service-0-place": "удома", "service-0-provider": "Оселя турботи",
            "service-0-payment": "безоплатно", **changes,
        }  # fmt: skip
        answer = self.manager.post(f"/department/case/{self.case.pk}/services/", given)
        assert isinstance(answer, HttpResponse)
        return answer


def words(page: Any) -> str:
    return str(page.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def unit(plays: Plays) -> Iterator[Unit]:
    with clock.frozen(TUESDAY):
        case = accepted(plays)
        assess(case)
        yield Unit(plays, client_of("turbotna", TUESDAY), case)


@pytest.mark.requirement("R277", "R012")
def test_a_decision_about_services_is_entered_signed_and_read_by_the_person(unit: Unit) -> None:
    case = unit.page("")
    assert "Рішення про послуги" in case and "Ввести рішення вручну" not in case
    assert "Випадок ВВ-" in case and "Випадок ВВ-" not in unit.page("", client_of("pomichnyi", TUESDAY))
    assert unit.send().status_code == 302
    decision = Decision.objects.get()
    for part in ("", "decision/", "file/"):
        assert "6 годин на тиждень" in unit.page(part), part
    assert "Подіб" not in unit.page() and ASSESSED in unit.page()
    assert "На підпис" in unit.page("", client_of("nastavna", TUESDAY))
    approved(unit.plays, decision)
    told = words(cabinet_of("maria", TUESDAY).get(f"/cabinet/application/{unit.case.pk}/decision/"))
    assert "Вам надаватимуть послуги" in told and "6 годин на тиждень" in told and ASSESSED in told
    assert "Оселя турботи" in told and "₴" not in told and "Якщо не згодні" in told
    home = words(cabinet_of("maria", TUESDAY).get(f"/cabinet/application/{unit.case.pk}/"))
    assert "Є рішення" in home and "воєнного стану" in home


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"service-0-volume": "багато"}, "Напишіть ціле число від 1 до 1000."),
        ({"service-0-until": "2026-01-01"}, "Останній день раніший за перший."),
        ({"service-0-place": ""}, "Напишіть, де надають послугу."),
        ({"assessment": ""}, "Напишіть, що показало оцінювання потреб."),
        ({"outcome": ""}, "Виберіть, що ви вирішили."),
        ({"outcome": "refused"}, "Виберіть підставу відмови."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    unit: Unit, changes: dict[str, Any], sentence: str
) -> None:
    answer = unit.send(**changes)
    assert answer.status_code == 422
    page = words(answer)
    assert sentence in page
    assert 'value="015.1" selected' in page and not Decision.objects.exists()


def test_another_service_gets_its_row_and_keeps_what_was_typed(unit: Unit) -> None:
    page = words(unit.send(add="yes"))
    assert "Послуга 2" in page and ASSESSED in page and 'value="015.1" selected' in page


def test_money_is_not_entered_by_hand_here(unit: Unit) -> None:
    page = unit.manager.get(f"/department/case/{unit.case.pk}/by-hand/")
    assert page.status_code == 302 and page["Location"].endswith("/services/")
