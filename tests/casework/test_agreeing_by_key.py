"""Every side of a plan may sign it by the own qualified key: by nobody else's, and by none whose term is over."""

import pytest
from django.db import transaction
from tests.factories import casework, mandates, planning
from tests.factories.world import expired_key, moment

from turbota.access.actors import Actor
from turbota.casework.models import Agreement, Plan
from turbota.casework.operations import agreeing
from turbota.casework.plan_states import Answer, Means, Party, PlanState
from turbota.documents.operations import read
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.people.queries import person
from turbota_demo import cast, social_cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.issuing import Issued
from turbota_simulators.signing import sign

pytestmark = pytest.mark.django_db
AT = moment("2026-11-24 10:00")


def of_maria() -> tuple[Plan, Actor]:
    home = stage.at_home("maria", AT)
    assert home.person_id is not None
    return planning.offered(planning.decided(AT, main=person(home.person_id)), AT), home


def by_person(actor: Actor, plan: Plan, key: Issued) -> Plan:
    assert plan.paper is not None
    return agreeing.sign_in_cabinet(
        by=actor, plan_id=plan.pk, sha256=plan.paper.sha256, cms=sign(key, read(plan.paper), at=AT), at=AT
    )


def at_work(plan: Plan, party: Party, code: str, key: Issued) -> Plan:
    side = planning.side(plan, party)
    return agreeing.agree_at_work(
        by=casework.at_work(code, AT), agreement_id=side.pk, sha256=side.paper.sha256,
        cms=sign(key, read(side.paper), at=AT), at=AT,
    )  # fmt: skip


@pytest.mark.requirement("R282", "R284")
def test_the_person_the_manager_and_the_executor_sign_and_the_evidence_stays(plays: Plays) -> None:
    plan, home = of_maria()
    key = plays.keys.person
    by_person(home, plan, key(cast.citizen("maria")))
    for party, code in ((Party.MANAGER, "turbotna"), (Party.PROVIDER, "dohliadna")):
        plan = at_work(plan, party, code, key(social_cast.worker(code)))
    assert plan.state == PlanState.AGREED
    for side in Agreement.objects.select_related("signature", "paper"):
        assert (side.answer, side.means) == (Answer.AGREED, Means.KEY)
        assert side.signature is not None and side.signature.evidence
        assert side.signature.sha256 == side.paper.sha256


def test_a_representative_signs_by_the_own_key(plays: Plays) -> None:
    plan, home = of_maria()
    mandates.confirmed_for(home, "stepan", AT)
    by_person(stage.at_home("stepan", AT), plan, plays.keys.person(cast.citizen("stepan")))
    assert planning.side(plan, Party.PERSON).means == Means.KEY


@pytest.mark.parametrize("whose", ["foreign", "expired", "other bytes"])
def test_a_wrong_key_is_refused_and_nothing_is_written(plays: Plays, whose: str) -> None:
    plan, home = of_maria()
    maria, stepan = cast.citizen("maria"), cast.citizen("stepan")
    worker = social_cast.worker("turbotna")
    assert plan.paper is not None
    if whose == "other bytes":
        with pytest.raises(Conflict):
            agreeing.sign_in_cabinet(
                by=home,
                plan_id=plan.pk,
                sha256="0" * 64,
                cms=sign(plays.keys.person(maria), b"x", at=AT),
                at=AT,
            )
        with pytest.raises(Refused) as refusal, transaction.atomic():
            agreeing.sign_in_cabinet(
                by=home, plan_id=plan.pk, sha256=plan.paper.sha256, at=AT,
                cms=sign(plays.keys.person(maria), b"something else", at=AT),
            )  # fmt: skip
        assert refusal.value.code == "bad_signature"
    else:
        wrong = whose == "foreign"
        own = plays.keys.person(stepan) if wrong else expired_key(plays, maria)
        works = plays.keys.person(maria) if wrong else expired_key(plays, worker)
        code = "foreign_signature" if wrong else "bad_signature"
        with pytest.raises(Refused) as refusal, transaction.atomic():
            by_person(home, plan, own)
        assert refusal.value.code == code
        with pytest.raises(Refused) as refusal, transaction.atomic():
            at_work(plan, Party.MANAGER, "turbotna", works)
        assert refusal.value.code == code
    with pytest.raises(Missing), transaction.atomic():
        by_person(stage.at_home("stepan", AT), plan, plays.keys.person(stepan))
    assert not Agreement.objects.exclude(answer=Answer.WAITING).exists()
    plan.refresh_from_db()
    assert plan.state == PlanState.OFFERED
