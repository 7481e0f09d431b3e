"""A referral is answered, waits, falls back; the last place is given once."""

from datetime import timedelta

import pytest
from tests.factories import casework, delivery, planning
from tests.factories.desk import client_of
from tests.factories.world import moment

from turbota.casework import delivery_permissions as rights
from turbota.casework import delivery_queries as queries
from turbota.casework.delivery_states import NoticeKind, ReferralState
from turbota.casework.jobs.delivery import settle
from turbota.casework.models import CaseNotice, Referral
from turbota.casework.operations import answering, referring
from turbota.casework.states import Sensitivity
from turbota.deadlines.queries import clocks_of
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.models import Message
from turbota.providers.operations import entering, offering

pytestmark = pytest.mark.django_db
AT = moment("2026-11-16 10:00")
DAY = timedelta(days=1)


def notices(referral: Referral) -> list[str]:
    return list(CaseNotice.objects.filter(referral=referral).order_by("at").values_list("kind", flat=True))


@pytest.mark.requirement("R019", "R268")
def test_a_provider_answers_in_its_term_and_the_person_is_told() -> None:
    referral = delivery.referred(AT)
    [going] = clocks_of("referral", referral.pk)
    assert (going.rule_code, going.organisation) == ("referral_answer", referral.offer.provider.organisation)

    delivery.accepted(AT + DAY, referral)

    referral.refresh_from_db()
    assert referral.state == ReferralState.ACCEPTED
    assert clocks_of("referral", referral.pk)[0].outcome == "met"
    told = Message.objects.get(person=referral.person)
    assert "Оселя турботи" in told.body and "Ганна" not in told.body


def test_the_last_place_is_given_once_and_the_line_moves_up_by_its_order() -> None:
    row = delivery.offer(AT, places=1)
    first, second, third = (
        delivery.referred(AT + timedelta(minutes=n), casework.opened(AT, main=casework.person(name, AT)), row)
        for n, name in enumerate(("Ада", "Божена", "Віра"))
    )
    assert [queries.place_in_line(one) for one in (first, second, third)] == [None, 1, 2]
    assert notices(second) == [NoticeKind.WAITING]

    referring.revoke(
        by=casework.at_work("turbotna", AT), referral_id=first.pk, reason="Доглядатиме донька", at=AT + DAY
    )

    second.refresh_from_db(), third.refresh_from_db()
    assert (second.state, third.state) == (ReferralState.OFFERED, ReferralState.WAITING)
    assert clocks_of("referral", second.pk)[0].started_at == AT + DAY
    assert not CaseNotice.objects.filter(referral=second, handled_at__isnull=True).exists()


def test_no_answer_falls_back_to_the_manager_once() -> None:
    referral = delivery.referred(AT)
    delivery.offer(AT, "ngo")
    for late in (AT + 2 * DAY, AT + 4 * DAY, AT + 4 * DAY):
        with clock.frozen(late):
            settle()

    referral.refresh_from_db()
    assert referral.state == ReferralState.EXPIRED
    [said] = CaseNotice.objects.filter(referral=referral)
    assert "Інших пропозицій цієї послуги у громаді: 1" in said.text
    with pytest.raises(Conflict):
        delivery.accepted(AT + 5 * DAY, referral)


def test_a_provider_who_closes_gives_its_people_back_with_the_others_who_could_help() -> None:
    row, other = delivery.offer(AT, places=1), delivery.offer(AT, "ngo")
    served = delivery.contracted(AT, delivery.referred(AT, row=row)).referral
    waiting = delivery.referred(AT, casework.opened(AT, main=casework.person("Ада", AT)), row)

    entering.move(
        by=delivery.registrar(AT),
        provider_id=row.provider_id,
        verb="exclude",
        reason="Рішення № 5",
        at=AT + DAY,
    )
    with clock.frozen(AT + DAY):
        settle()
        settle()

    for referral in (served, waiting):
        referral.refresh_from_db()
        assert referral.state == ReferralState.FALLEN
        assert notices(referral).count(NoticeKind.FALLEN) == 1
    assert queries.alternatives(served, AT.date()) == [(other, 3)]
    again = referring.refer(
        by=casework.at_work("turbotna", AT), case_id=served.case_id, offer_id=other.pk,
        wanted=delivery.wanted(served.case), instead_of=served.pk, at=AT + DAY,
    )  # fmt: skip
    assert again.instead_of_id == served.pk
    assert not CaseNotice.objects.filter(referral=served, handled_at__isnull=True).exists()
    with pytest.raises(Refused):
        delivery.referred(AT + DAY, row=row)


def test_an_ended_offer_gives_its_people_back_on_its_last_day() -> None:
    row = delivery.offer(AT)
    referral = delivery.referred(AT, row=row)
    offering.end(by=delivery.registrar(AT), offer_id=row.pk, until=(AT + DAY).date(), why="Рішення", at=AT)
    for day, state in ((AT, ReferralState.OFFERED), (AT + DAY, ReferralState.FALLEN)):
        with clock.frozen(day):
            settle()
        referral.refresh_from_db()
        assert referral.state == state


def test_a_contract_that_is_over_ends_the_service_once_and_frees_the_place() -> None:
    row = delivery.offer(AT, places=1)
    served = delivery.contracted(AT, delivery.referred(AT, row=row))
    waiting = delivery.referred(AT, casework.opened(AT, main=casework.person("Ада", AT)), row)
    assert served.until is not None
    for days, state in (
        (179, ReferralState.CONTRACTED),
        (180, ReferralState.ENDED),
        (181, ReferralState.ENDED),
    ):
        delivery.settled(AT + days * DAY)
        served.referral.refresh_from_db()
        assert served.referral.state == state
    assert (served.referral.end_reason, notices(served.referral)) == ("term", [NoticeKind.TERM])
    waiting.refresh_from_db()
    assert waiting.state == ReferralState.OFFERED


def test_who_sees_a_referral() -> None:
    delivery.provider(AT, "ngo")
    referral = delivery.referred(AT)

    def reads(code: str) -> bool:
        actor = casework.at_work(code, AT)
        return any(action.can(actor, referral) for action in (rights.READ_REFERRAL, rights.READ_AS_PROVIDER))

    assert {code: reads(code) for code in ("turbotna", "nastavna", "dohliadna", "plechova", "pomichnyi")} == {
        "turbotna": True, "nastavna": True, "dohliadna": True, "plechova": False, "pomichnyi": False,
    }  # fmt: skip
    for act in (
        lambda: delivery.accepted(AT, referral, "plechova"),
        lambda: answering.reject(
            by=casework.at_work("plechova", AT), referral_id=referral.pk, reason="other", words="Ні", at=AT
        ),
        lambda: referring.revoke(
            by=casework.at_work("pomichnyi", AT), referral_id=referral.pk, reason="Ні", at=AT
        ),
    ):
        with pytest.raises(Missing):
            act()


def test_the_same_service_is_not_asked_for_twice() -> None:
    case = casework.opened(AT)
    delivery.referred(AT, case, delivery.offer(AT))
    with pytest.raises(Refused) as refusal:
        delivery.referred(AT, case, delivery.offer(AT, "ngo"))
    assert refusal.value.code == "service_runs"


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ({}, "meeting_place"),
        ({"meeting_place": "вулиця Вигадана 3"}, "meeting_place"),
        ({"meeting_place": "Зразкове, вул. вигадана, буд. 3, біля хвіртки"}, "meeting_place"),
        ({"meeting_place": "Зразкове, вул. Садова, 3"}, None),
        ({"address_reason": "Лежача людина"}, "address_reason"),
        ({"meeting_place": "Бібліотека на площі"}, None),
    ],
)
def test_a_sensitive_case_names_a_place_to_meet_and_never_the_address(
    said: dict[str, str], box: str | None
) -> None:
    case = casework.opened(AT, sensitivity=Sensitivity.VIOLENCE)
    row = delivery.offer(AT)
    if box:
        with pytest.raises(BadInput) as problem:
            delivery.referred(AT, case, row, **said)
        assert list(problem.value.fields) == [box]
        return
    referral = delivery.accepted(AT, delivery.referred(AT, case, row, **said))
    assert not Message.objects.filter(person=referral.person).exists()


def test_the_plan_says_who_pays_and_its_measure_is_referred_once() -> None:
    at = moment("2026-12-02 10:00")
    case = planning.decided(at)
    planning.in_force(
        case, at, pays="differentiated", fee=4_500, fee_reason="Дохід між двома й чотирма мінімумами"
    )
    row = delivery.offer(at)
    [measure] = queries.measures_to_refer(case)

    referral = delivery.referred(at, case, row, fee_mode="free", measure_id=measure.pk)

    assert (referral.fee_mode, referral.fee, referral.measure_id) == ("differentiated", 4_500, measure.pk)
    assert delivery.contracted(at, referral).fee == 4_500
    assert queries.measures_to_refer(case) == []
    other = casework.opened(at, main=casework.person("Ада", at))
    with pytest.raises(BadInput) as problem:
        delivery.referred(at, other, row, measure_id=measure.pk)
    assert "measure" in problem.value.fields


def test_the_page_of_a_measure_is_filled_from_the_plan() -> None:
    at = moment("2026-12-02 10:00")
    case = planning.decided(at)
    planning.in_force(case, at)
    row = delivery.offer(at)
    [measure] = queries.measures_to_refer(case)
    with clock.frozen(at):
        manager = client_of("turbotna", at)
        url = f"/manager/case/{case.pk}/services/refer/"
        assert f"?measure={measure.pk}" in manager.get(url).content.decode()
        page = manager.get(f"{url}?measure={measure.pk}").content.decode().replace("\u00a0", " ")
        assert measure.content in page and "Оплата за планом: безоплатно" in page and "fee_mode" not in page
        sent = {"offer": row.pk, "person": case.main_person_id, "task": measure.content}
        assert manager.post(f"{url}?measure={measure.pk}", sent).status_code == 302
    assert Referral.objects.get().measure_id == measure.pk
