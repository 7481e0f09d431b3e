"""How a mandate ends: refused, revoked, on its day, at majority, when two rows become one person."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories import planned
from tests.factories.mandates import (
    AT,
    LATER,
    REASON,
    TARAS,
    claim_of,
    confirmed,
    draft_for,
    sent_for,
)
from tests.factories.world import moment

from turbota.applications.models import Application
from turbota.applications.operations import (
    drafting,
    ending,
    representing,
    submission,
)
from turbota.applications.queries import application_for
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.jobs import app
from turbota.messages.models import Message
from turbota.people import claims, mandates
from turbota.people.merging import move_mandates
from turbota.people.models import IdentityCheck, Mandate, Person
from turbota.people.operations import known_or_new, settle_identity
from turbota.people.states import MandateKind, MandateState
from turbota_demo import cast, stage
from turbota_demo.plays import KIND, Plays

POA = MandateKind.POWER_OF_ATTORNEY
pytestmark = pytest.mark.requirement("R036")


def test_a_refused_claim_has_a_way_out(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    mandate = claim_of(TARAS, by=maria)
    case = sent_for(plays, mandate, TARAS, signer="maria")
    desk = stage.at_work("umovnyi", LATER)
    with pytest.raises(BadInput):
        representing.refuse_mandate(by=desk, mandate_id=mandate.pk, reason="ні", at=LATER)
    representing.refuse_mandate(by=desk, mandate_id=mandate.pk, reason="На фото іншого документа.", at=LATER)
    planned.do_all()
    assert "іншого документа" in Message.objects.get(kind="mandate_refused", person=maria.person_id).body
    plays.accepted(case, "umovnyi", LATER)
    with pytest.raises(Refused) as refused:
        plays.proposed(case, "umovnyi", LATER)
    assert refused.value.code == "mandate_not_confirmed"
    with pytest.raises(Missing):
        application_for(maria.on(LATER.date()), case.pk, at=LATER, purpose="справа")
    again = claim_of(TARAS, by=maria.on(LATER.date()), at=LATER)
    assert again.pk == mandate.pk and again.state == MandateState.CLAIMED
    assert application_for(maria.on(LATER.date()), case.pk, at=LATER, purpose="справа").pk == case.pk
    confirmed(mandate)
    plays.proposed(case, "umovnyi", LATER)


def test_a_decision_waits_also_when_the_claim_comes_back_after_the_proposal(plays: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    case = sent_for(plays, mandate, TARAS, signer="maria")
    confirmed(mandate)
    plays.accepted(case, "umovnyi", LATER)
    proposed = plays.proposed(case, "umovnyi", LATER)
    mandates.revoke(by=stage.at_home("maria", LATER), mandate_id=mandate.pk, reason="", at=LATER)
    assert plays.approved(proposed, "pokazova", LATER).state == "approved"


@pytest.mark.parametrize("who", ["maria", "roman"])
def test_revoking_in_the_middle_of_a_draft_stops_the_representative_at_once(plays: Plays, who: str) -> None:
    """By the represented person from her cabinet, or by the representative himself."""
    roman = stage.at_home("roman", AT)
    stage.at_home("maria", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    case = draft_for(plays, mandate, cast.citizen("maria"), by=roman)
    mandates.revoke(by=stage.at_home(who, AT), mandate_id=mandate.pk, reason="", at=AT)
    with pytest.raises(Missing):
        drafting.save_section(
            by=roman, application_id=case.pk, section="address", values={"house": "8"}, at=AT
        )
    with pytest.raises(Missing):
        submission.print_for_signing(by=roman, application_id=case.pk, at=AT)
    with pytest.raises(Conflict):
        mandates.revoke(by=stage.at_home(who, AT), mandate_id=mandate.pk, reason="", at=AT)
    planned.do_all()
    assert Message.objects.filter(kind="mandate_over").count() == 2


def test_the_office_ends_a_mandate_with_a_reason_and_learns_of_every_end(plays: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    case = sent_for(plays, mandate, TARAS, signer="maria")
    confirmed(mandate)
    desk = stage.at_work("umovnyi", LATER)
    with pytest.raises(BadInput):
        representing.stop_mandate(by=desk, mandate_id=mandate.pk, reason="", at=LATER)
    representing.stop_mandate(by=desk, mandate_id=mandate.pk, reason="Рішення суду від 16.11.2026.", at=LATER)
    planned.do_all()
    assert Message.objects.filter(kind="mandate_over_notice", subject_id=case.pk).count() == 1
    assert case.holder_id == Application.objects.get(pk=case.pk).holder_id


def test_a_mandate_ends_on_the_very_day_of_majority_though_no_job_ran(plays: Plays) -> None:
    young = replace(TARAS, birth_date=date(2008, 11, 18), unzr="20081118-00201")
    maria = stage.at_home("maria", AT)
    mandate = claim_of(young, by=maria)
    assert mandate.until == date(2026, 11, 18)
    case = sent_for(plays, mandate, young, signer="maria")
    confirmed(mandate)
    last, birthday = moment("2026-11-17 23:59"), moment("2026-11-18 00:00")
    assert application_for(maria.on(last.date()), case.pk, at=last, purpose="справа").pk == case.pk
    with pytest.raises(Missing):
        application_for(maria.on(birthday.date()), case.pk, at=birthday, purpose="справа")
    with pytest.raises(Refused):
        drafting.open_draft(by=maria, kind=KIND, at=birthday, mandate_id=mandate.pk)
    assert mandates.end_overdue(at=last) == 0
    with clock.frozen(birthday):
        app.tasks["people.end_mandates"](timestamp=0)
    assert mandates.end_overdue(at=birthday) == 0
    with clock.frozen(birthday):
        for job in [*planned.waiting(), *planned.waiting()]:
            planned.do(job)
    young_person = Mandate.objects.get(pk=mandate.pk).represented_id
    over = Message.objects.filter(kind="mandate_over").values_list("person_id", flat=True)
    assert sorted(over) == sorted([maria.person_id, young_person])


def test_the_age_of_majority_is_the_law_s(monkeypatch: pytest.MonkeyPatch) -> None:
    assert claims.majority_day(date(2008, 2, 29), date(2026, 1, 1)) == date(2026, 3, 1)
    found = claims.value("age.majority", date(2026, 1, 1))
    monkeypatch.setattr(claims, "value", lambda key, on: replace(found, value=21))
    assert claims.majority_day(date(2008, 5, 1), date(2026, 1, 1)) == date(2029, 5, 1)


def test_a_power_of_attorney_ends_on_its_day(plays: Plays) -> None:
    roman = stage.at_home("roman", AT)
    with pytest.raises(BadInput):
        claim_of(cast.citizen("maria"), by=roman, kind=POA, scope=claims.Scope(until=AT.date()))
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA, scope=claims.Scope(until=LATER.date()))
    case = sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    with pytest.raises(Conflict):
        confirmed(mandate)
    with pytest.raises(Missing):
        application_for(roman.on(LATER.date()), case.pk, at=LATER, purpose="справа")
    anew = claim_of(cast.citizen("maria"), by=roman.on(LATER.date()), kind=POA, at=LATER)
    assert anew.pk != mandate.pk
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.ENDED


def test_a_merged_person_keeps_her_mandates(plays: Plays) -> None:
    """What was confirmed of a child known by document alone follows when a human says who the child is."""
    maria = stage.at_home("maria", AT)
    mandate = claim_of(replace(TARAS, unzr="", document="000000201"), by=maria)
    known = known_or_new(data=stage.data_of(TARAS), at=AT)
    case = sent_for(plays, mandate, replace(TARAS, unzr=""), signer="maria")
    confirmed(mandate)
    check = IdentityCheck.objects.get()
    settle_identity(by=stage.at_work("umovnyi", LATER), check_id=check.pk, same=True, reason=REASON, at=LATER)
    planned.do_all()
    assert Mandate.objects.get(pk=mandate.pk).represented_id == known.pk
    assert Application.objects.get(pk=case.pk).applicant_id == known.pk
    assert application_for(maria.on(LATER.date()), case.pk, at=LATER, purpose="справа").pk == case.pk


def test_a_mandate_between_two_rows_of_one_person_ends_when_they_become_one(plays: Plays) -> None:
    roman = stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("danylo"), by=roman, kind=POA)
    newcomer = Mandate.objects.get(pk=mandate.pk).represented
    move_mandates(newcomer=newcomer, known=Person.objects.get(pk=roman.person_id), at=LATER)
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.ENDED


def test_the_office_that_decided_long_ago_may_still_end_a_mandate(plays: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    case = sent_for(plays, mandate, TARAS, signer="maria")
    confirmed(mandate)
    plays.accepted(case, "umovnyi", LATER)
    plays.approved(plays.proposed(case, "umovnyi", LATER), "pokazova", LATER)
    desk = stage.at_work("umovnyi", LATER)
    with pytest.raises(Missing):
        representing.refuse_mandate(by=desk, mandate_id=mandate.pk, reason=REASON, at=LATER)
    ended = representing.stop_mandate(
        by=desk, mandate_id=mandate.pk, reason="Дитина померла 16.11.2026.", at=LATER
    )
    assert ended.state == MandateState.REVOKED


def test_a_representative_withdraws_while_the_mandate_acts_and_takes_over_nothing_afterwards(
    plays: Plays,
) -> None:
    maria = stage.at_home("maria", AT)
    mandate = claim_of(TARAS, by=maria)
    first, second = (sent_for(plays, mandate, TARAS, signer="maria") for _ in range(2))
    confirmed(mandate)
    gone = ending.withdraw(by=maria, application_id=first.pk, reason="", at=LATER)
    assert gone.state == "withdrawn"
    mandates.revoke(by=maria, mandate_id=mandate.pk, reason="", at=LATER)
    with pytest.raises(Missing):
        ending.withdraw(by=maria, application_id=second.pk, reason="", at=LATER)
