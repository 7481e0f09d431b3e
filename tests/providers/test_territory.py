"""Where a provider works: whole communities, and places of the codifier with everything in them."""

import pytest
from django.test import Client
from tests.factories import casework, delivery
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.kernel import clock
from turbota.kernel.errors import BadInput
from turbota.places import queries as places
from turbota.providers.models import Offer, ProviderProposal
from turbota_demo import geography, stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")


def kalyna() -> Organisation:
    return Organisation.objects.get(code=stage.body_of("kalyna").code)


def near(code: str) -> bool:
    return Offer.objects.near(None, places.place(code)).exists()


@pytest.mark.parametrize(
    ("territory", "inside", "outside"),
    [
        ((geography.KALYNA,), (geography.LUHOVE, geography.KALYNA, geography.RAION), (geography.UNSERVED,)),
        ((geography.LUHOVE,), (geography.LUHOVE, geography.KALYNA), (geography.ZRAZKOVE, geography.YAVIR)),
        ((geography.LUHOVE, geography.YAVIR), (geography.LUHOVE, geography.YAVIR), (geography.ZRAZKOVE,)),
        ((), (geography.LUHOVE, geography.KALYNA), (geography.UNSERVED, geography.YAVIR)),
    ],
)  # fmt: skip
def test_a_territory_is_its_places_with_everything_in_them(
    territory: tuple[str, ...], inside: tuple[str, ...], outside: tuple[str, ...]
) -> None:
    delivery.offer(AT, territory=territory)
    assert all(near(code) for code in inside)
    assert not any(near(code) for code in outside)
    assert not Offer.objects.near(None).exists()


def test_whole_communities_work_as_before_without_any_code() -> None:
    delivery.offer(AT)
    Organisation.objects.update(place=None)
    assert Offer.objects.near(kalyna().pk).exists()
    assert not Offer.objects.near(Organisation.objects.get(code=stage.body_of("care").code).pk).exists()


@pytest.mark.parametrize("territory", [("UA99000000000000000",), (geography.LUHOVE, "щось")])
def test_a_code_of_no_place_is_no_territory(territory: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as problem:
        delivery.offer(AT, territory=territory)
    assert "town" in problem.value.fields and not Offer.objects.exists()


def looked_up(code: str, town: str) -> dict[str, str]:
    return {"town": town, "searched": f"|{town}", "place_code": code}


TERMS = {"service": "015.1", "place": "home", "places": "2", "tariff": "0", "unit": "година"}
NONE = {"town": "", "searched": "", "place_code": ""}


def test_the_registrar_takes_places_in_one_after_the_other_without_a_script() -> None:
    with clock.frozen(AT):
        provider = delivery.provider(AT)
        head, here = client_of("nastavna", AT), f"/administration/providers/{provider.pk}/offers/"
        nowhere = head.post(f"{here}add/", TERMS)
        assert nowhere.status_code == 422 and "Позначте хоча б одну громаду або знайдіть місце" in said(
            nowhere
        )
        unseen = head.post(f"{here}add/", {**TERMS, "town": "Іванівка"})
        assert unseen.status_code == 422 and said(unseen).count('name="place_code"') == 3

        first = {**TERMS, **looked_up(geography.LUHOVE, "Лугове")}
        page = said(head.post(f"{here}add/", {**first, "more": "1"}))
        assert (
            f'value="{geography.LUHOVE}" checked' in page
            and "с. Лугове, Калинівська-Зразкова громада" in page
        )
        assert not Offer.objects.exists()
        sent = {
            **TERMS,
            "territory": [geography.LUHOVE],
            **looked_up(geography.YAVIR, "Яворівська-Прикладна"),
        }
        assert head.post(f"{here}add/", sent).status_code == 302
        row = Offer.objects.get()
        assert {one.code for one in row.territory.all()} == {geography.LUHOVE, geography.YAVIR}
        assert not row.communities.exists()
        shown = said(head.get(f"/administration/providers/{provider.pk}/"))
        assert "с. Лугове, Калинівська-Зразкова громада; Яворівська-Прикладна громада" in shown

        kept = {**TERMS, **NONE, "territory": [geography.YAVIR], "why": "Лист № 4"}
        assert head.post(f"{here}{row.pk}/", kept).status_code == 302
        assert [one.code for one in row.territory.all()] == [geography.YAVIR]
        change = row.changes.order_by("at", "pk").last()
        assert change is not None and change.before["territory"] == sorted(
            (geography.LUHOVE, geography.YAVIR)
        )


def said(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def test_a_provider_proposes_a_territory_and_the_registrar_reads_it_in_words() -> None:
    with clock.frozen(AT):
        row = delivery.offer(AT)
        casework.at_work("dohliadna", AT)
        own, registrar = client_of("dohliadna", AT), client_of("nastavna", AT)
        asked = {**TERMS, **looked_up(geography.LUHOVE, "Лугове"), "why": "Наказ № 7"}
        assert own.post(f"/provider/card/offer/{row.pk}/terms/", asked).status_code == 302
        proposal = ProviderProposal.objects.get()
        address = f"/administration/providers/proposals/{proposal.pk}/"
        assert "с. Лугове, Калинівська-Зразкова громада" in said(registrar.get(address))
        assert registrar.post(address, {"say": "confirm", "answer": ""}).status_code == 302
        assert [one.code for one in row.territory.all()] == [
            geography.LUHOVE
        ] and not row.communities.exists()


@pytest.mark.requirement("R069")
def test_everybody_looks_for_who_works_at_a_place_and_the_words_stand_in_no_address() -> None:
    with clock.frozen(AT):
        delivery.offer(AT, "care", territory=(geography.LUHOVE,))
        delivery.offer(AT, "ngo", territory=(geography.YAVIR,))
        anybody = Client()
        asked = anybody.post("/providers/", {"town": "Лугове"})
        assert asked.status_code == 422 and geography.LUHOVE in said(asked)
        found = anybody.post("/providers/", looked_up(geography.LUHOVE, "Лугове"))
        assert found.headers["Location"] == f"/providers/?place={geography.LUHOVE}"
        page = said(anybody.get(found.headers["Location"]))
        assert stage.body_of("care").short_name in page and 'value="Лугове"' in page
        assert stage.body_of("ngo").short_name not in page
        listed = anybody.get(f"/providers.json?place={geography.LUHOVE}").json()
        assert [one["territory"] for one in listed] == [[geography.LUHOVE]]
        assert anybody.get(f"/providers.json?place={geography.UNSERVED}").json() == []
        of_community = anybody.get(f"/providers.json?community={kalyna().pk}").json()
        assert [one["territory"] for one in of_community] == [[geography.LUHOVE]]
        assert anybody.get("/providers/?place=nowhere").status_code == 200
