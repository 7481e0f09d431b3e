"""The place of a case by the codifier: kept beside the address, protected with it, and what it is for."""

from datetime import date

import pytest
from django.test import Client
from tests.factories import casework, delivery, planning, reports
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.casework import delivery_queries, plan_queries
from turbota.casework.card import card_of
from turbota.casework.models import Case
from turbota.casework.need_queries import needs
from turbota.casework.operations import carding, measuring, opening
from turbota.casework.states import Sensitivity
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Refused
from turbota_demo import geography, stage

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
CODE = geography.LUHOVE


@pytest.fixture(autouse=True)
def world() -> None:
    casework.unit(AT)


def said(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]


def looked_up(code: str = CODE, town: str = "Лугове") -> dict[str, str]:
    return {"town": town, "searched": f"|{town}", "place_code": code}


def test_a_case_has_its_place_beside_the_address_and_may_have_none() -> None:
    case = casework.opened(AT, place_code=CODE)
    assert case.home == "с. Лугове, вул. Вигадана, 3"
    by = casework.at_work("turbotna", AT)
    for code, address, home in (
        (geography.ZRAZKOVE, "м. Зразкове, вул. Нова, 1", "м. Зразкове, вул. Нова, 1"),
        (geography.ZRAZKOVE, "", "м. Зразкове"),
        ("", "хутір за лісом", "хутір за лісом"),
    ):
        carding.set_contact(
            by=by, case_id=case.pk, address=address, place_code=code, protected=False, phone="", at=AT
        )
        assert Case.objects.get().home == home
    with pytest.raises(BadInput) as problem:
        carding.set_contact(
            by=by,
            case_id=case.pk,
            address="",
            place_code="UA99000000000000000",
            protected=False,
            phone="",
            at=AT,
        )
    assert "town" in problem.value.fields
    row = case.changes.first()
    assert row is not None and CODE not in row.value + row.reason


def test_the_place_is_found_by_its_name_on_the_page_and_words_of_no_list_are_kept() -> None:
    case = casework.opened(AT)
    with clock.frozen(AT):
        manager, page = client_of("turbotna", AT), f"/manager/case/{case.pk}/contact/"
        asked = manager.post(page, {"town": "Іванівка", "address": "вул. Тиха, 2", "phone": ""})
        assert asked.status_code == 422 and said(asked).count('name="place_code"') == 3
        assert "вул. Тиха, 2" in said(asked)
        sent = {**looked_up(), "address": "вул. Тиха, 2", "phone": ""}
        assert manager.post(page, sent).status_code == 302
        card = said(manager.get(f"/manager/case/{case.pk}/card/"))
        assert "с. Лугове, вул. Тиха, 2" in card and CODE in card
        assert 'value="Лугове"' in said(manager.get(page))
        unlisted = {"town": "Хутір за лісом", "address": "зелений паркан", "phone": ""}
        assert manager.post(page, unlisted).status_code == 302
    case.refresh_from_db()
    assert (case.locality, case.address) == (None, "Хутір за лісом, зелений паркан")


def test_a_case_from_a_report_begins_with_its_place() -> None:
    reports.people_of_unit(AT)
    report = reports.received(AT).report
    with clock.frozen(AT):
        manager = client_of("turbotna", AT)
        page = said(manager.get(f"/manager/reports/{report.pk}/case/"))
        assert f'value="{geography.ZRAZKOVE}" checked' in page
        given = {
            "surname": "Новенька", "given_name": "Яна", "patronymic": "", "birth_date": "", "kind": "person",
            "sensitivity": "none", "post": str(casework.post_of("turbotna", AT).pk), "phone": "",
            "address": "вул. Вигадана, 3", **looked_up(geography.ZRAZKOVE, "Зразкове"),
        }  # fmt: skip
        assert manager.post(f"/manager/reports/{report.pk}/case/", given).status_code == 302
    assert Case.objects.get().locality_id == geography.ZRAZKOVE


@pytest.mark.requirement("R266")
def test_the_code_of_a_protected_address_is_shown_to_nobody_who_may_not_see_the_address() -> None:
    case = casework.opened(AT, place_code=CODE, protected=True)
    referral = delivery.accepted(AT, delivery.referred(AT, case, meeting_place="центр, каб. 3"))
    opening.assign(
        by=casework.at_work("nastavna", AT), case_id=case.pk, post=casework.post_of("pomichnyi", AT),
        reason="Відпустка", reads_until=date(2026, 12, 1), at=AT,
    )  # fmt: skip
    with clock.frozen(AT):
        for code, sees in (("pomichnyi", True), ("nastavna", True), ("turbotna", False)):
            client = client_of(code, AT)
            pages = [said(client.get(f"/manager/case/{case.pk}/{part}")) for part in ("", "card/")]
            assert [("Лугове" in page) for page in pages] == [sees, sees], code
            assert (CODE in pages[1]) == sees
        provider: Client = client_of("dohliadna", AT)
        told = said(provider.get(f"/provider/referral/{referral.pk}/"))
        assert "центр, каб. 3" in told and "Лугове" not in told and CODE not in told
    case.refresh_from_db()
    card = card_of(casework.at_work("turbotna", AT), case)
    assert (card.address, card.place, card.place_code) == ("", "", "")


def test_a_provider_who_comes_home_reads_the_place_too() -> None:
    referral = delivery.accepted(AT, delivery.referred(AT, casework.opened(AT, place_code=CODE)))
    casework.at_work("dohliadna", AT)
    with clock.frozen(AT):
        assert "с. Лугове, вул. Вигадана, 3" in said(
            client_of("dohliadna", AT).get(f"/provider/referral/{referral.pk}/")
        )


@pytest.mark.parametrize("meeting", ["Вигадана 3", "Лугове, вулиця Вигадана, буд. 3"])
def test_a_protected_street_is_no_place_to_meet_when_the_settlement_stands_apart(meeting: str) -> None:
    case = casework.opened(AT, place_code=CODE, protected=True)
    with pytest.raises(BadInput) as problem:
        delivery.referred(AT, case, meeting_place=meeting)
    assert "meeting_place" in problem.value.fields


def offered(case: Case) -> set[str]:
    return {row.provider.organisation.code for row in delivery_queries.offers_for(case, AT.date())}


@pytest.mark.requirement("R268")
def test_providers_are_offered_who_work_where_the_person_lives() -> None:
    care = delivery.offer(AT, "care", territory=(geography.ZRAZKOVE,))
    ngo = delivery.offer(AT, "ngo", territory=(geography.KALYNA,))
    codes = {row.provider.organisation.code for row in (care, ngo)}
    case = casework.opened(AT, place_code=CODE)
    assert offered(case) == {ngo.provider.organisation.code}
    assert offered(casework.opened(AT, main=casework.person("Ада", AT))) == codes
    with pytest.raises(Refused) as problem:
        delivery.referred(AT, case, care)
    assert problem.value.code == "not_in_the_community"
    assert delivery.referred(AT, case, ngo).offer == ngo
    listed = plan_queries.providers_for(case, AT.date())
    assert [one.code for one in listed.near] == [ngo.provider.organisation.code]
    assert care.provider.organisation.code in [one.code for one in listed.others]
    [row] = needs(casework.at_work("nastavna", AT), since=AT, until=AT, at=AT).services
    assert row.providers == 2


@pytest.mark.parametrize("hidden", [{"protected": True}, {"sensitivity": Sensitivity.VIOLENCE}])
def test_what_is_offered_to_a_hidden_case_does_not_tell_its_village(hidden: dict[str, object]) -> None:
    for key, place in (("care", geography.ZRAZKOVE), ("ngo", geography.LUHOVE)):
        delivery.offer(AT, key, territory=(place,))
    here, there = (
        offered(casework.opened(AT, main=casework.person(name, AT), place_code=place, **hidden))  # type: ignore[arg-type]
        for name, place in (("Ада", geography.LUHOVE), ("Божена", geography.ZRAZKOVE))
    )
    assert here == there and len(here) == 2


def test_the_measure_lists_those_who_work_there_first_and_knows_their_tariff() -> None:
    delivery.offer(AT, "ngo", territory=(geography.LUHOVE,), tariff=9_900)
    care = delivery.offer(AT, "care", territory=(geography.YAVIR,), tariff=12_000)
    plan = planning.drafted(planning.decided(AT, place_code=CODE), AT)
    goal = planning.goal_of(plan)
    with clock.frozen(AT):
        page = said(
            client_of("turbotna", AT).get(
                f"/manager/case/{plan.case_id}/plan/{plan.number}/goal/{goal.pk}/measure/"
            )
        )
    near, _, others = page.partition("Працюють там, де живе людина")[2].partition("Інші надавачі")
    assert stage.body_of("ngo").short_name in near and stage.body_of("care").short_name in others
    ngo_id = Organisation.objects.get(code=stage.body_of("ngo").code).pk
    care_id = care.provider.organisation_id
    tariffs = [measuring.tariff_of(plan, one, delivery.HOME_CARE, AT.date()) for one in (ngo_id, care_id)]
    assert tariffs == [9_900, None]
