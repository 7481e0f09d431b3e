"""Services given at once: the manager signs, they begin; the head approves within a day; never one person twice."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.casework.test_services import service
from tests.factories import casework
from tests.factories.world import moment

from turbota.access.actors import Actor
from turbota.casework import closing_policies
from turbota.casework.models import Case, EmergencyAct
from turbota.casework.operations import emergency
from turbota.casework.states import CaseState, Sensitivity
from turbota.deadlines.models import Clock
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota_demo import social_cast
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign as signed_bytes

AT = moment("2026-11-16 10:00")
DANGER = "Людина лежить без їжі й тепла, вікно вибите, рідних немає."


def prepared(case: Case, by: str = "turbotna", at: datetime = AT, **changes: Any) -> EmergencyAct:
    given = {"danger": DANGER, "services": [service(since=date(2026, 11, 16))], "given_at": at, **changes}
    return emergency.prepare(by=casework.at_work(by, at), case_id=case.pk, at=at, **given)


def put(
    plays: Plays, verb: Any, act: EmergencyAct, code: str, at: datetime = AT, by: Actor | None = None
) -> EmergencyAct:
    cms = signed_bytes(plays.keys.person(social_cast.worker(code)), read(act.paper), at=at)
    done: EmergencyAct = verb(
        by=by or casework.at_work(code, at), act_id=act.pk, sha256=act.paper.sha256, cms=cms, at=at
    )
    return done


@pytest.mark.requirement("R277")
def test_services_begin_with_the_managers_signature_and_the_head_approves_within_a_day(plays: Plays) -> None:
    case = casework.opened(AT, sensitivity=Sensitivity.VIOLENCE)
    act = put(plays, emergency.sign, prepared(case), "turbotna")

    case.refresh_from_db()
    assert (act.state, case.state) == ("signed", CaseState.DECIDED)
    clock = Clock.objects.get(subject_id=case.pk, rule_code="service_decision_urgent")
    assert (clock.due_at, clock.post_id) == (AT + timedelta(hours=24), case.post_id)

    act = put(plays, emergency.approve, act, "nastavna", AT + timedelta(hours=3))
    assert (act.state, len(act.signatures)) == ("approved", 2)
    clock.refresh_from_db()
    assert clock.outcome == "met"


def test_a_case_is_not_closed_before_its_act_is_approved(plays: Plays) -> None:
    case = casework.opened(AT)
    act = put(plays, emergency.sign, prepared(case), "turbotna")

    assert closing_policies.blockers(case) == [
        f"Акт № {act.number} про екстрені послуги ще не затверджено керівником."
    ]
    put(plays, emergency.approve, act, "nastavna", AT + timedelta(hours=3))
    assert closing_policies.blockers(case) == []


def test_a_late_approval_is_late_and_a_sent_back_act_does_not_stop_the_services(plays: Plays) -> None:
    case = casework.opened(AT)
    act = put(plays, emergency.sign, prepared(case), "turbotna")
    head = casework.at_work("nastavna", AT)
    with pytest.raises(BadInput):
        emergency.send_back(by=head, act_id=act.pk, reason="ні", at=AT)
    emergency.send_back(by=head, act_id=act.pk, reason="Не вказано, хто надає", at=AT)
    case.refresh_from_db()
    assert case.state == CaseState.DECIDED
    later = AT + timedelta(days=2)
    act = put(plays, emergency.sign, prepared(case, services=[service(provider="Плече")]), "turbotna", later)
    act = put(plays, emergency.approve, act, "nastavna", later)
    assert act.services[0]["provider"] == "Плече"
    assert Clock.objects.get(subject_id=case.pk, rule_code="service_decision_urgent").outcome == "late"


def test_nobody_else_gives_or_approves(plays: Plays) -> None:
    case = casework.opened(AT)
    for foreign in ("pomichnyi", "nastavna", "susidnii", "likarnyi"):
        with pytest.raises(Missing):
            prepared(case, by=foreign)
    act = prepared(case)
    for foreign in ("turbotna", "susidnii"):
        with pytest.raises(Missing):
            put(plays, emergency.approve, act, foreign)
    with pytest.raises(Conflict):
        put(plays, emergency.approve, act, "nastavna")  # nobody has signed it yet


def test_the_head_does_not_approve_an_act_of_his_own(plays: Plays) -> None:
    case = casework.opened(AT)
    act = put(plays, emergency.sign, prepared(case), "turbotna")
    EmergencyAct.objects.filter(pk=act.pk).update(manager=casework.at_work("nastavna", AT).account_id)
    with pytest.raises(Forbidden):
        put(plays, emergency.approve, act, "nastavna")


@pytest.mark.django_db
def test_a_child_and_a_closed_case_and_empty_words_are_refused() -> None:
    child = casework.opened(AT, main=casework.person("Оля", AT, born=date(2015, 1, 1)))
    with pytest.raises(Refused) as caught:
        prepared(child)
    assert caught.value.code == "not_an_adult"
    case = casework.opened(AT)
    with pytest.raises(BadInput) as wrong:
        prepared(case, danger="біда", services=[], given_at=AT + timedelta(hours=1))
    assert set(wrong.value.fields) == {"danger", "services", "given_at"}
