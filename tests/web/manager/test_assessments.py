"""The social manager assesses: page by page, saved in the background, finished with a reason for the level."""

from collections.abc import Iterator
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories import assessments, casework
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework.assessment_states import Stage
from turbota.casework.models import Assessment, Case
from turbota.casework.operations import second_assessor
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
    client = client_of("turbotna", NOW)
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
    assert "Чи вистачає грошей на найнеобхідніше? Дайте відповідь." in finish

    row.refresh_from_db()
    assessments.filled(row, casework.at_work("turbotna", NOW), NOW, p_money="3")
    done = client.post(f"/manager/assessment/{row.pk}/finish/", {"conclusion": "in_need"}, follow=True)
    page = words(done)
    assert "Складність: середній" in page and "визначило рівень" in page
    assert "Рівень «середній»" in words(client.get(f"/manager/case/{case.pk}/assessments/"))


def test_saving_in_the_background_and_a_clash(case: Case) -> None:
    lesia, deputy = client_of("turbotna", NOW), client_of("nastavna", NOW)
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
    row = begun(client_of("turbotna", NOW), case)
    client = client_of(code, NOW)
    for path in (
        f"/manager/case/{case.pk}/assessments/",
        f"/manager/assessment/{row.pk}/",
        f"/manager/assessment/{row.pk}/finish/",
        f"/manager/assessment/{row.pk}/urgent/case/",
    ):
        assert client.get(path).status_code == 404, path


@pytest.mark.requirement("R021", "R280")
def test_the_change_in_time_is_a_picture_and_a_table(case: Case) -> None:
    at = moment("2026-11-16 10:00")
    assessments.submitted(case, at)
    assessments.submitted(case, at, stage=Stage.IN_DEPTH, d_home="4", d_money="4", d_papers="2")
    assessments.submitted(case, NOW, stage=Stage.REPEAT, d_home="2")
    page = words(client_of("turbotna", NOW).get(f"/manager/case/{case.pk}/assessments/"))
    change = page.split("Що змінилося")[1]
    assert 'data-l="Поглиблене оцінювання, 16.11.2026">44 %' in change
    assert 'data-l="Повторне оцінювання, 17.11.2026">6 %' in change
    assert "легше на 38" in change and "без змін" in change
    assert '<svg viewBox="0 0 100 40"' in change and 'aria-hidden="true"' in change


def test_a_second_assessor_sees_nothing_of_the_first_until_he_has_finished(case: Case) -> None:
    lesia, yurii = client_of("turbotna", NOW), client_of("pomichnyi", NOW)
    first = assessments.submitted(case, NOW, p_money="3")
    form = f"/manager/assessment/{first.pk}/second/"
    assert "Юрій Помічний" in words(lesia.get(form))
    chosen = {"account": str(casework.at_work("pomichnyi", NOW).account_id), "last_day": "20.11.2026"}
    assert lesia.post(form, chosen).status_code == 302
    second = Assessment.objects.get(blind_of=first)

    page = words(yurii.get(f"/manager/assessment/{second.pk}/"))
    assert "вул. Вигадана, 3" in page and "середній" not in page.lower()
    for hidden in (
        f"assessment/{first.pk}/", f"assessment/{first.pk}/act.pdf", f"assessment/{second.pk}/agreement/",
        f"case/{case.pk}/assessments/", f"case/{case.pk}/",
    ):  # fmt: skip
        assert yurii.get(f"/manager/{hidden}").status_code == 404, hidden
    assert lesia.get(f"/manager/assessment/{second.pk}/").status_code == 404

    assessments.filled(second, casework.at_work("pomichnyi", NOW), NOW, p_money="1", p_home="1")
    done = yurii.post(f"/manager/assessment/{second.pk}/finish/", {"conclusion": "in_need"}, follow=True)
    assert "Наскільки збіглося з першим" in words(done)
    for reader in (yurii, lesia, client_of("nastavna", NOW)):
        figures = words(reader.get(f"/manager/assessment/{second.pk}/agreement/"))
        assert "75 % (6 з 8)" in figures and "3 — Борги ростуть" in figures and "Зважена каппа" in figures


def test_a_protected_address_is_not_told_to_the_second_assessor(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(address_protected=True)
    first = assessments.submitted(case, NOW)
    second = second_assessor.invite(
        by=casework.at_work("turbotna", NOW), assessment_id=first.pk, last_day=NOW.date(), at=NOW,
        account_id=casework.at_work("pomichnyi", NOW).account_id,
    )  # fmt: skip
    page = words(client_of("pomichnyi", NOW).get(f"/manager/assessment/{second.pk}/"))
    assert "Вигадана, 3" not in page and "Адресу захищено" in page


def test_the_form_and_the_act_are_served_to_readers_only(case: Case) -> None:
    lesia = client_of("turbotna", NOW)
    row = begun(lesia, case)
    path = f"/manager/assessment/{row.pk}/"
    assert lesia.get(f"{path}form.pdf")["Content-Type"] == "application/pdf"
    assert "Роздрукуйте" in words(lesia.get(f"{path}paper/"))
    assert lesia.post(f"{path}paper/").status_code == 422
    assessments.filled(row, casework.at_work("turbotna", NOW), NOW)
    lesia.post(f"{path}finish/", {"conclusion": "in_need"})
    assert lesia.get(f"{path}act.pdf").content.startswith(b"%PDF")
    assert lesia.get(f"{path}form.pdf").status_code == 404
    assert lesia.post(f"{path}sign/", {}).status_code == 422
    assert client_of("pomichnyi", NOW).get(f"{path}act.pdf").status_code == 404
    assert client_of("nastavna", NOW).get(f"{path}act.pdf").status_code == 200
