"""Two managers send their people to the last place of a provider at the same moment."""

import pytest
from tests.factories import casework, delivery
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.casework.delivery_states import ReferralState
from turbota.casework.models import Referral
from turbota.casework.operations import answering
from turbota.deadlines.models import Clock
from turbota.kernel.errors import Conflict
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")


@pytest.mark.slow
def test_the_last_place_goes_to_one_and_the_other_waits(plays_for_many: Plays) -> None:
    row = delivery.offer(AT, places=1)
    one, other = (
        casework.opened(AT),
        casework.opened(AT, main=casework.person("Ада", AT), manager="pomichnyi"),
    )
    results = at_once(
        lambda: delivery.referred(AT, one, row),
        lambda: delivery.referred(AT, other, row, manager="pomichnyi"),
    )
    assert all(isinstance(result, Referral) for result in results), results
    assert sorted(Referral.objects.values_list("state", flat=True)) == [
        ReferralState.OFFERED, ReferralState.WAITING,
    ]  # fmt: skip
    assert Clock.objects.going().filter(rule_code="referral_answer").count() == 1

    offered = Referral.objects.get(state=ReferralState.OFFERED)
    worker = casework.at_work("dohliadna", AT)
    answers = at_once(
        lambda: answering.accept(by=worker, referral_id=offered.pk, contact="Олена", at=AT),
        lambda: answering.reject(by=worker, referral_id=offered.pk, reason="other", words="Ні", at=AT),
    )
    assert sum(isinstance(answer, Referral) for answer in answers) >= 1
    assert all(isinstance(answer, Referral | Conflict) for answer in answers), answers
    assert Referral.objects.holding().filter(offer=row).count() == 1
