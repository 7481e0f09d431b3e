"""One person acts for another: what a claim opens (nothing), who confirms it, when it ends."""

import pytest
from tests.factories import planned
from tests.factories.mandates import AT, LATER, TARAS, claim_of, confirmed, sent_for

from turbota.kernel.errors import Refused
from turbota.messages.models import Message
from turbota.people.states import MandateState
from turbota_demo import stage
from turbota_demo.plays import Plays

pytestmark = pytest.mark.requirement("R036")


def test_a_parent_applies_for_a_child_and_an_officer_confirms_before_the_decision(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    mandate = claim_of(TARAS, by=maria)
    case = sent_for(plays, mandate, TARAS, signer="maria")
    assert case.number and case.mandate_id == mandate.pk
    plays.accepted(case, "umovnyi", LATER)
    with pytest.raises(Refused) as refused:
        plays.proposed(case, "umovnyi", LATER)
    assert refused.value.code == "mandate_claimed"
    assert confirmed(mandate).state == MandateState.CONFIRMED
    decision = plays.approved(plays.proposed(case, "umovnyi", LATER), "pokazova", LATER)
    planned.do_all()
    told_to = Message.objects.filter(subject_id=case.pk, kind__startswith="decision_").values_list(
        "person", flat=True
    )
    assert list(told_to) == [maria.person_id]
    assert decision.application_id == case.pk
