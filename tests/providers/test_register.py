"""The register of providers: who enters, what history it keeps, what everybody sees."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from stdnum.ua import edrpou
from tests.factories import casework, delivery
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.providers.models import Provider, ProviderChange
from turbota.providers.operations import entering, offering
from turbota.providers.operations.entering import Card
from turbota.providers.states import Ownership, Section
from turbota_demo import stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
DAY = timedelta(days=1)
NUMBER = "3309900259"


def person_provider() -> Provider:
    return entering.enter(
        by=delivery.registrar(AT), registrar=casework.unit(AT), section=Section.NATURAL,
        ownership=Ownership.PRIVATE, name="Опікунська Ніна Вигадана", short_name="Опікунська Ніна", code=NUMBER,
        card=Card("Опікунська Ніна", address="вул. Домашня, 5", phone="0 67 000 00 00"), at=AT,
    )  # fmt: skip


def test_a_provider_is_entered_once_with_its_number_and_history() -> None:
    provider = delivery.provider(AT)
    assert provider.number == "НСП-2026-00001"
    entering.change_card(
        by=delivery.registrar(AT), provider_id=provider.pk, card=Card("Нова Керівниця", phone="0 800 11"),
        why="Лист № 3", at=AT + DAY,
    )  # fmt: skip
    kept = ProviderChange.objects.get()
    assert (kept.before["head_name"], kept.after["head_name"]) == ("Олена Доглядна", "Нова Керівниця")
    with pytest.raises(BadInput):
        entering.enter(
            by=delivery.registrar(AT), registrar=casework.unit(AT), section=Section.LEGAL,
            ownership=Ownership.NGO, name="Двійник", short_name="", code=stage.body_of("care").code,
            card=Card("Хтось"), at=AT,
        )  # fmt: skip


def test_only_registrars_of_the_own_body_and_above_keep_it() -> None:
    provider = delivery.provider(AT)
    for code, error in (("turbotna", Forbidden), ("dohliadna", Missing), ("susidnii", Forbidden)):
        with pytest.raises(error):
            entering.enter(
                by=casework.at_work(code, AT), registrar=casework.unit(AT), section=Section.LEGAL,
                ownership=Ownership.NGO, name="Інший", short_name="", code="12300152", card=Card("Х"), at=AT,
            )  # fmt: skip
        with pytest.raises(Missing):
            entering.move(
                by=casework.at_work(code, AT), provider_id=provider.pk, verb="exclude", reason="Так", at=AT
            )


def test_a_provider_is_suspended_restored_and_excluded_with_a_reason() -> None:
    provider = delivery.provider(AT)
    by = delivery.registrar(AT)
    with pytest.raises(BadInput):
        entering.move(by=by, provider_id=provider.pk, verb="suspend", reason=" ", at=AT)
    for verb, state in (("suspend", "suspended"), ("restore", "active"), ("exclude", "excluded")):
        assert (
            entering.move(by=by, provider_id=provider.pk, verb=verb, reason="Рішення", at=AT).state == state
        )
    with pytest.raises(Conflict):
        entering.move(by=by, provider_id=provider.pk, verb="restore", reason="Рішення", at=AT)
    with pytest.raises(Refused):
        delivery.offer(AT)


@pytest.mark.parametrize(
    ("said", "box"),
    [({"places": 0}, "places"), ({"service": "999.9"}, "service"), ({"tariff": -1}, "tariff"),
     ({"service": "002.0", "tariff": 100}, "tariff")],
)  # fmt: skip
def test_an_offer_that_cannot_be_is_refused(said: dict[str, object], box: str) -> None:
    with pytest.raises(BadInput) as problem:
        delivery.offer(AT, **said)  # type: ignore[arg-type]
    assert box in problem.value.fields


def test_more_places_call_up_the_line() -> None:
    row = delivery.offer(AT, places=1)
    delivery.referred(AT, casework.opened(AT, main=casework.person("Ада", AT)), row)
    waiting = delivery.referred(AT, row=row)
    offering.change(
        by=delivery.registrar(AT), offer_id=row.pk, communities=[row.communities.get().pk], places=2, tariff=0,
        unit="година", why="Нові працівники", at=AT,
    )  # fmt: skip
    from_jobs = delivery.settled(AT)
    waiting.refresh_from_db()
    assert (from_jobs, waiting.state) == (None, "offered")


@pytest.mark.requirement("R069")
def test_everybody_sees_free_places_and_nobody_the_code_of_a_person() -> None:
    with clock.frozen(AT):
        row = delivery.offer(AT, places=2)
        delivery.referred(AT, row=row)
        person = person_provider()
        kalyna = Organisation.objects.get(code=stage.body_of("kalyna").code)
        offering.offer(
            by=delivery.registrar(AT), provider_id=person.pk, service="002.0", place="home",
            communities=[kalyna.pk], places=1, tariff=0, at=AT,
        )  # fmt: skip
        anybody = Client()
        pages = [
            anybody.get(url).content.decode()
            for url in ("/providers/", "/providers.json", "/providers.csv", f"/providers/{person.pk}/")
        ]
        assert all("Опікунська" in page for page in pages)
        assert not any(NUMBER in page or "Домашня" in page for page in pages)
        listed = {one["service_code"]: one for one in json.loads(pages[1])}
        assert (listed["015.1"]["free"], listed["015.1"]["places"]) == (1, 2)
        assert listed["015.1"]["code"] == stage.body_of("care").code and listed["002.0"]["code"] == ""
        only = anybody.get(f"/providers.json?service=015.1&community={kalyna.pk}").json()
        assert [one["service_code"] for one in only] == ["015.1"]
        assert anybody.get("/providers/?service=nothing&community=x").status_code == 200


def test_the_registrar_works_by_pages() -> None:
    with clock.frozen(AT):
        casework.unit(AT)
        head = client_of("nastavna", AT)
        assert head.get("/administration/providers/").status_code == 200
        unit = casework.unit(AT)
        sent = {
            "registrar": unit.pk, "section": "legal", "ownership": "ngo", "name": "БО «Тест»", "short_name": "Тест",
            "code": "12300152", "head_name": "Хтось", "staff_count": "3",
        }  # fmt: skip
        bad = head.post("/administration/providers/enter/", {**sent, "code": "123"})
        assert bad.status_code == 422 and "ЄДРПОУ" in bad.content.decode()
        sent["code"] = _valid_code()
        assert head.post("/administration/providers/enter/", sent).status_code == 302
        provider = Provider.objects.get()
        here = f"/administration/providers/{provider.pk}/"
        kalyna = Organisation.objects.get(code=stage.body_of("kalyna").code)
        offer = {"service": "015.1", "place": "home", "communities": [kalyna.pk], "places": "2", "tariff": "120,50",
                 "unit": "година"}  # fmt: skip
        assert head.post(f"{here}offers/add/", offer).status_code == 302
        row = provider.offers.get()
        assert row.tariff == 12_050
        assert (
            head.post(f"{here}offers/{row.pk}/", {**offer, "places": "5", "why": "Лист"}).status_code == 302
        )
        assert (
            head.post(f"{here}change/", {"head_name": "Інша", "staff_count": "4", "why": "Лист"}).status_code
            == 302
        )
        assert (
            head.post(f"{here}offers/{row.pk}/end/", {"until": "2026-12-01", "why": "Лист"}).status_code
            == 302
        )
        assert head.post(f"{here}move/exclude/", {"reason": "Рішення"}).status_code == 302
        assert "Виключено" in head.get(here).content.decode().replace("виключено", "Виключено")
        for code in ("turbotna", "dohliadna"):
            assert client_of(code, AT).get("/administration/providers/").status_code == 404


def _valid_code() -> str:
    return next(code for code in (f"1230020{n}" for n in range(10)) if edrpou.is_valid(code))
