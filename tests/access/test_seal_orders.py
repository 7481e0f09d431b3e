"""The head's orders on who may use the seal: entered, in force, over, and what is refused without one (R148)."""

from datetime import date, datetime, timedelta

import pytest
from tests.factories import world
from tests.factories.handovers import office
from tests.factories.world import moment

from turbota.access import operations, seal_orders
from turbota.access.actors import SYSTEM
from turbota.access.models import Account, Organisation, Post, Role, SealOrder
from turbota.applications.models import Attachment
from turbota.applications.operations import attaching
from turbota.audit.models import Event
from turbota.kernel.errors import BadInput, Missing, Refused
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign_digest

AT = moment("2026-11-16 10:00")
SCAN = papers.scan("Наказ про печатку")


def account(code: str) -> Account:
    return Account.objects.get(code=code)


def enter(code: str = "starosta", body: str = "yavir", **changed: object) -> SealOrder:
    given: dict[str, object] = {
        "by": stage.at_work("admin", AT),
        "organisation_id": office(body).pk,
        "number": "12-р",
        "signed_on": date(2026, 11, 2),
        "since": date(2026, 11, 2),
        "until": None,
        "persons": [account(code)],
        "certificate_serial": "",
        "scan": SCAN,
        "at": AT,
    }
    return seal_orders.enter(**{**given, **changed})  # type: ignore[arg-type]


def copy_of(plays: Plays) -> Attachment:
    case = plays.registered("stepan", "starosta", "yavir", AT)
    return attaching.attach_copy(
        by=stage.at_work("starosta", AT),
        application_id=case.pk,
        code="other",
        scan=papers.scan("Довідка"),
        at=AT,
    )


def seal(plays: Plays, copy: Attachment, at: datetime = AT, *, operator: str = "starosta") -> str:
    """Try to seal the copy; the state of the seal, or the code of the refusal."""
    cms = sign_digest(plays.keys.seal(cast.body("yavir")), bytes.fromhex(copy.file.sha256), at=at)
    try:
        return attaching.seal_copy(
            by=stage.at_work(operator, at),
            application_id=copy.application_id,
            attachment_id=copy.pk,
            cms=cms,
            at=at,
        ).state
    except Refused as refusal:
        assert refusal.sentence.endswith(".")
        return refusal.code


@pytest.mark.requirement("R148")
def test_without_an_order_of_the_head_nobody_seals(plays: Plays) -> None:
    copy = copy_of(plays)
    seal_orders.end(by=SYSTEM, order_id=SealOrder.objects.get(organisation=office("yavir")).pk, at=AT)
    assert seal(plays, copy) == "seal_order_ended"
    assert Attachment.objects.get(pk=copy.pk).seal is None
    enter(until=date(2026, 11, 18))
    assert seal(plays, copy, moment("2026-11-18 00:00")) == "seal_order_ended"
    assert seal(plays, copy, moment("2026-11-17 23:59")) == "valid"


@pytest.mark.requirement("R148")
def test_an_order_that_names_others_or_does_not_act_yet_lets_nobody_else_seal(plays: Plays) -> None:
    copy = copy_of(plays)
    colleague, _ = world.colleague("nadiia", like="starosta", at=AT)
    for order in SealOrder.objects.filter(organisation=office("yavir")):
        SealOrder.objects.filter(pk=order.pk).update(until=date(2026, 1, 1))
    enter("nadiia")
    assert colleague.account_id is not None
    SealOrder.objects.filter(number__startswith="навчальний").update(until=None, since=date(2027, 1, 1))
    assert seal(plays, copy) == "seal_order_names_others"


@pytest.mark.requirement("R148")
def test_only_the_certificate_of_the_order_is_taken(plays: Plays) -> None:
    copy = copy_of(plays)
    seal_orders.end(by=SYSTEM, order_id=SealOrder.objects.get(organisation=office("yavir")).pk, at=AT)
    first = enter(certificate_serial="00 ab:cd EF")
    assert first.certificate_serial == "00abcdef"
    assert seal(plays, copy) == "other_certificate"
    cms = sign_digest(plays.keys.seal(cast.body("yavir")), bytes.fromhex(copy.file.sha256), at=AT)
    from_key = f"{plays.keys.seal(cast.body('yavir')).certificate.serial_number:x}"
    assert cms
    enter(number="13-р", certificate_serial=from_key)
    assert seal(plays, copy) == "valid"


@pytest.mark.requirement("R148")
def test_a_person_dismissed_from_the_post_does_not_seal_though_the_order_names_her(plays: Plays) -> None:
    copy = copy_of(plays)
    post = Post.objects.get(account=account("starosta"), role=Role.SEAL_OPERATOR)
    operations.end_post(by=SYSTEM, post=post, at=AT)
    assert seal(plays, copy, AT + timedelta(days=1)) == "not_yours:application.seal"


@pytest.mark.requirement("R148")
def test_days_of_grace_end_by_their_day_or_by_the_first_order(plays: Plays) -> None:
    copy = copy_of(plays)
    SealOrder.objects.filter(organisation=office("yavir")).update(organisation=office("kalyna"))
    assert seal(plays, copy) == "no_seal_order"
    Organisation.objects.filter(pk=office("yavir").pk).update(seal_grace_until=date(2026, 11, 20))
    starosta, body = stage.at_work("starosta", AT), office("yavir")
    standing, orders = seal_orders.check_may_seal(by=starosta, body=body, at=AT)
    assert orders == ()
    assert "До 20.11.2026" in standing.warning
    assert seal(plays, copy, moment("2026-11-21 08:00")) == "no_seal_order"
    assert seal(plays, copy, moment("2026-11-20 20:00")) == "valid"
    enter()
    assert office("yavir").seal_grace_until is None


@pytest.mark.requirement("R148")
def test_what_is_wrong_in_an_order_is_named_at_its_place(plays: Plays) -> None:
    faults = {
        "number": {"number": " "},
        "since": {"since": date(2026, 11, 1)},
        "signed_on": {"signed_on": date(2026, 11, 17), "since": date(2026, 11, 17)},
        "until": {"until": date(2026, 11, 2)},
        "certificate_serial": {"certificate_serial": "не номер"},
        "persons": {"persons": [account("zrazkova")]},
    }
    for place, changed in faults.items():
        with pytest.raises(BadInput) as caught:
            enter(**changed)
        assert set(caught.value.fields) == {place}
    with pytest.raises(BadInput):
        enter(persons=[])
    enter()
    with pytest.raises(BadInput) as twice:
        enter()
    assert set(twice.value.fields) == {"number"}
    with pytest.raises(BadInput):
        enter("umovnyi", "pension")


@pytest.mark.requirement("R148")
def test_orders_are_entered_by_the_administrator_of_the_tree_and_leave_a_trace(plays: Plays) -> None:
    for stranger in ("starosta", "umovnyi", "pokazova"):
        with pytest.raises(Missing):
            enter(by=stage.at_work(stranger, AT))
    order = enter()
    with pytest.raises(Missing):
        seal_orders.end(by=stage.at_work("starosta", AT), order_id=order.pk, at=AT)
    seal_orders.end(by=stage.at_work("admin", AT), order_id=order.pk, at=AT)
    seal_orders.end(by=stage.at_work("admin", AT), order_id=order.pk, at=AT)
    actions = list(Event.objects.filter(subject_id=order.pk).order_by("at").values_list("action", flat=True))
    assert sorted(actions) == ["access.end_seal_order", "access.enter_seal_order"]
    assert SealOrder.objects.get(pk=order.pk).until == AT.date()
    assert [row.number for row in seal_orders.orders_of(office("yavir").pk)] == [
        "12-р",
        "навчальний-starosta",
    ]
