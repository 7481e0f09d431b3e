"""What a mandate is for is chosen where it is declared, and holds in every operation."""

import pytest
from tests.factories import planned
from tests.factories.mandates import AT, LATER, TARAS, at_the_counter, claim_of, confirmed, sent_for

from turbota.applications.mandate_queries import represented_applications
from turbota.applications.operations import drafting
from turbota.kernel.errors import BadInput, Refused
from turbota.messages.models import Message
from turbota.people.claims import Scope
from turbota.people.models import Mandate
from turbota.people.states import MandateKind, Power
from turbota_demo import cast, stage
from turbota_demo.plays import KIND, Plays

POA = MandateKind.POWER_OF_ATTORNEY
MARIA = cast.citizen("maria")
APPLY = (Power.FILL.value, Power.SUBMIT.value)
pytestmark = pytest.mark.requirement("R036")


def test_one_kind_opens_that_kind_alone(plays: Plays) -> None:
    roman = stage.at_home("roman", AT)
    stage.at_home("maria", AT)
    hers = plays.submitted("maria", AT)
    mandate = claim_of(MARIA, by=roman, kind=POA, scope=Scope(kinds=("birth",)))
    with pytest.raises(Refused) as stopped:
        drafting.open_draft(by=roman, kind=KIND, at=AT, mandate_id=mandate.pk)
    assert stopped.value.code == "mandate_over"
    assert drafting.open_draft(by=roman, kind="birth", at=AT, mandate_id=mandate.pk).kind == "birth"
    case = sent_for(plays, claim_of(TARAS, by=roman), TARAS, signer="roman")
    assert hers.pk not in {row.pk for row in represented_applications(roman.on(AT.date()))}
    assert case.pk in {row.pk for row in represented_applications(roman.on(AT.date()))}


@pytest.mark.parametrize(("more", "sees", "told"), [
    ((), False, False), ((Power.FOLLOW.value,), True, False), ((Power.MESSAGES.value,), False, True),
])  # fmt: skip
def test_only_chosen_powers_open_and_tell(
    plays: Plays, more: tuple[str, ...], sees: bool, told: bool
) -> None:
    roman = stage.at_home("roman", AT)
    stage.at_home("maria", AT)
    mandate = claim_of(MARIA, by=roman, kind=POA, scope=Scope(powers=(*APPLY, *more)))
    case = sent_for(plays, mandate, MARIA, signer="roman")
    confirmed(mandate)
    hers = plays.submitted("maria", LATER)
    planned.do_all()
    shown = {row.pk for row in represented_applications(roman.on(LATER.date()))}
    assert case.pk in shown and (hers.pk in shown) is sees
    written = Message.objects.filter(subject_kind="application", person_id=roman.person_id)
    assert written.filter(subject_id=hers.pk).exists() is told


@pytest.mark.parametrize(
    ("scope", "field"),
    [
        (Scope(powers=(Power.FOLLOW.value,)), "powers"),
        (Scope(powers=(*APPLY, "everything")), "powers"),
        (Scope(kinds=("unknown",)), "kinds"),
    ],
)
def test_a_scope_that_nobody_offers_is_refused(plays: Plays, scope: Scope, field: str) -> None:
    with pytest.raises(BadInput) as stopped:
        claim_of(MARIA, by=stage.at_home("roman", AT), kind=POA, scope=scope)
    assert set(stopped.value.fields) == {field}
    with pytest.raises(BadInput):
        at_the_counter(plays, scope=scope)
    assert not Mandate.objects.exists()


def test_the_same_pair_with_another_scope_is_told_to_end_the_first(plays: Plays) -> None:
    roman = stage.at_home("roman", AT)
    first = claim_of(MARIA, by=roman, kind=POA, scope=Scope(kinds=(KIND,)))
    assert claim_of(MARIA, by=roman, kind=POA, scope=Scope(kinds=(KIND,)), evidence=False).pk == first.pk
    with pytest.raises(BadInput) as stopped:
        claim_of(MARIA, by=roman, kind=POA)
    assert set(stopped.value.fields) == {"kinds"}
    assert Mandate.objects.count() == 1
