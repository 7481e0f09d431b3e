"""The social manager assesses: page by page, saved in the background, finished with a reason for the level."""

from collections.abc import Iterator
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories import assessments, casework
from tests.factories.world import moment

from turbota.casework.models import Assessment, Case
from turbota.kernel import clock

pytestmark = pytest.mark.django_db
NOW = moment("2026-11-17 09:00")


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def case() -> Case:
    return casework.opened(moment("2026-11-16 10:00"))


def words(answer: HttpResponse) -> str:
    return unescape(answer.content.decode()).replace("\u00a0", " ")


def begun(client: Client, case: Case) -> Assessment:
    answer = client.post(f"/manager/case/{case.pk}/assessments/begin/", {"stage": "primary"})
    assert answer.status_code == 302
    return Assessment.objects.get(case=case)


@pytest.mark.requirement("R016", "R280")
def test_a_manager_fills_and_finishes(case: Case) -> None:
    client = casework.client_of("turbotna", NOW)
    row = begun(client, case)
    screen = f"/manager/assessment/{row.pk}/urgent/case/"
    assert "Чи є їжа на сьогодні й на тиждень?" in words(client.get(screen))

    answer = client.post(
        screen,
        {"version": "0", "p_food-value": "1", "p_food-evidence": "seen", "go": "next"},
    )
    assert answer.status_code == 302
    finish = words(client.get(f"/manager/assessment/{row.pk}/finish/"))
    assert "Чи є загроза" not in finish.split("Ще бракує")[0]
    assert "Чи вистачає грошей на найнеобхідніше?: дайте відповідь." in finish

    row.refresh_from_db()
    assessments.filled(row, casework.at_work("turbotna", NOW), NOW, p_money="3")
    done = client.post(f"/manager/assessment/{row.pk}/finish/", {"conclusion": "in_need"}, follow=True)
    page = words(done)
    assert "Складність: середній" in page and "визначило рівень" in page
    assert "Рівень «середній»" in words(client.get(f"/manager/case/{case.pk}/assessments/"))


def test_saving_in_the_background_and_a_clash(case: Case) -> None:
    lesia, deputy = casework.client_of("turbotna", NOW), casework.client_of("nastavna", NOW)
    row = begun(lesia, case)
    assessments.deputy("nastavna", "turbotna", NOW)
    screen = f"/manager/assessment/{row.pk}/urgent/case/"
    json = {"Accept": "application/json"}
    typed = {"version": "0", "p_money-value": "3", "p_money-evidence": "told", "p_money-informant": "Сама"}
    saved = lesia.post(screen, typed, headers=json).json()
    assert saved == {"saved_at": "09:00", "version": 1}

    other = {**typed, "p_money-value": "1"}
    stale = deputy.post(screen, other, headers=json)
    assert stale.status_code == 409 and "обидві відповіді" in stale.json()["sentence"]
    page = deputy.post(screen, other)
    assert page.status_code == 409
    assert "Леся Турботна" in words(page) and "3 — Борги ростуть" in words(page)
    assert 'value="1" checked' in page.content.decode()

    taken = {**other, "version": "1", "take": "p_money@case"}
    assert deputy.post(screen, taken).status_code == 302
    row.refresh_from_db()
    assert row.values["p_money@case"] == "3"
    deputy.post(screen, {**other, "version": "1"})
    row.refresh_from_db()
    assert row.values["p_money@case"] == "1"


@pytest.mark.parametrize("code", ["pomichnyi", "susidnii", "likarnyi"])
def test_an_assessment_of_others_does_not_exist(case: Case, code: str) -> None:
    row = begun(casework.client_of("turbotna", NOW), case)
    client = casework.client_of(code, NOW)
    for path in (
        f"/manager/case/{case.pk}/assessments/",
        f"/manager/assessment/{row.pk}/",
        f"/manager/assessment/{row.pk}/finish/",
        f"/manager/assessment/{row.pk}/urgent/case/",
    ):
        assert client.get(path).status_code == 404, path
