"""One person acts for another: what a claim opens (nothing), who confirms it, what it opens then."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.factories import planned
from tests.factories.mandates import (
    AT,
    EVERYTHING,
    LATER,
    REASON,
    TARAS,
    at_the_counter,
    claim_of,
    confirmed,
    draft_for,
    sent_for,
)
from tests.factories.papers import text_of

from turbota.applications.mandate_queries import mandates_waiting, represented_applications
from turbota.applications.models import Application
from turbota.applications.operations import (
    drafting,
    representing,
    submission,
    taking_over,
)
from turbota.applications.queries import application_for
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Forbidden, Missing, Refused
from turbota.messages.models import Delivery, Message
from turbota.messages.operations import printed
from turbota.messages.queries import letters_to_hand_out
from turbota.people import mandates
from turbota.people import queries as people
from turbota.people.models import Mandate, Person
from turbota.people.numbers import born_by_tax_number
from turbota.people.operations import keep_contact
from turbota.people.queries import given_mandates as mandates_given
from turbota.people.queries import held_mandates as mandates_held
from turbota.people.states import MandateKind, MandateState
from turbota_demo import cast, stage
from turbota_demo.plays import KIND, Plays

POA = MandateKind.POWER_OF_ATTORNEY
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


def answers_of(person: cast.Citizen, kind: str, plays: Plays) -> dict[str, object]:
    """Everything that the claimant can see after a claim, without what differs by chance."""
    roman = stage.at_home("roman", AT)
    mandate = claim_of(person, by=roman, kind=kind)
    case = sent_for(plays, mandate, person, signer="roman")
    planned.do_all()
    held = mandates_held(roman)
    return {
        "states": [(row.state, row.represented.full_name, row.until) for row in held],
        "case": (case.state, case.mandate.state if case.mandate else ""),
        "first": case.answers["applicant"],
        "messages": sorted(Message.objects.filter(person=roman.person_id).values_list("kind", flat=True)),
        "seen": [row.pk == case.pk for row in represented_applications(roman)],
    }


def test_a_stranger_who_claims_a_known_person_learns_nothing(plays: Plays) -> None:
    """The same for somebody with a cabinet, contacts and a case, and for somebody who is nobody to us."""
    stage.at_home("maria", AT)
    plays.submitted("maria", AT)
    with transaction.atomic():
        known = answers_of(cast.citizen("maria"), POA, plays)
        transaction.set_rollback(True)
    with transaction.atomic():
        Person.objects.filter(tax_number=cast.citizen("maria").tax_number).update(
            tax_number=None, claimed_tax_number=""
        )
        unknown = answers_of(cast.citizen("maria"), POA, plays)
        transaction.set_rollback(True)
    assert known == unknown


def test_a_claim_asks_the_database_the_same_whether_the_person_is_known(plays: Plays) -> None:
    """The same questions, so the same time: who is known cannot be measured."""
    stage.at_home("maria", AT)
    roman = stage.at_home("roman", AT)
    seen = []
    for number in ("3336900025", "3336900018"):
        data = replace(stage.data_of(cast.citizen("maria")), tax_number=number)
        with CaptureQueriesContext(connection) as queries:
            mandates.claim(by=roman, kind=POA, data=data, scope=EVERYTHING, at=AT)
        seen.append([re.sub(r"'[^']*'|\"s\d+_x\d+\"", "?", query["sql"]) for query in queries])
    assert seen[0] == seen[1]


def test_a_known_grown_up_is_told_of_a_claim_and_a_child_is_not(plays: Plays) -> None:
    maria, roman = stage.at_home("maria", AT), stage.at_home("roman", AT)
    claim_of(cast.citizen("maria"), by=roman, kind=POA)
    claim_of(TARAS, by=maria)
    planned.do_all()
    planned.do_all()
    told = Message.objects.filter(kind="mandate_claimed")
    assert [row.person_id for row in told] == [maria.person_id]
    assert [row.representative_id for row in mandates_given(maria)] == [roman.person_id]
    assert "Показовий" not in told[0].body + told[0].subject


def test_a_claim_changes_nothing_of_a_known_person(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    before = Person.objects.filter(pk=maria.person_id).values().get()
    data = replace(stage.data_of(cast.citizen("maria")), surname="Чужа", document="АА999999", unzr=None)
    mandate = mandates.claim(by=stage.at_home("roman", AT), kind=POA, data=data, scope=EVERYTHING, at=AT)
    assert Person.objects.filter(pk=maria.person_id).values().get() == before
    assert mandate.represented_id != maria.person_id


def test_the_same_claim_made_twice_is_one(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    first, second = (claim_of(TARAS, by=maria, evidence=False) for _ in range(2))
    assert first.pk == second.pk
    assert Mandate.objects.count() == 1


def test_claims_are_not_made_without_end(plays: Plays) -> None:
    roman = stage.at_home("roman", AT)
    for number in range(10):
        claim_of(replace(TARAS, unzr="", document=f"ІБК{number:06d}"), by=roman, evidence=False)
    with pytest.raises(Refused) as refused:
        claim_of(replace(TARAS, unzr="", document="ІБК000010"), by=roman, evidence=False)
    assert refused.value.code == "too_many_tries"


def test_nobody_acts_for_oneself(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    with pytest.raises(BadInput):
        claim_of(cast.citizen("maria"), by=maria, kind=POA, evidence=False)


def test_an_officer_never_claims(plays: Plays) -> None:
    with pytest.raises(Forbidden):
        claim_of(TARAS, by=stage.at_work("umovnyi", AT), evidence=False)


def test_an_application_for_another_is_not_sent_without_the_document(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    mandate = claim_of(TARAS, by=maria, evidence=False)
    with pytest.raises(BadInput) as problem:
        mandates.give_evidence(by=maria, mandate_id=mandate.pk, title="", scan=None, at=AT)
    assert set(problem.value.fields) == {"title", "files"}
    with pytest.raises(Refused) as refused:
        sent_for(plays, mandate, TARAS, signer="maria")
    assert refused.value.code == "no_evidence"


def test_only_the_representative_signs(plays: Plays) -> None:
    """A carer who holds the old woman's key may not sign with it as herself."""
    roman = stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    with pytest.raises(Refused) as refused:
        sent_for(plays, mandate, cast.citizen("maria"), signer="maria", by=roman)
    assert refused.value.code == "foreign_signature"


def test_the_paper_says_who_signs_for_whom_and_on_what(plays: Plays) -> None:
    case = sent_for(plays, claim_of(TARAS, by=stage.at_home("maria", AT)), TARAS, signer="maria")
    assert case.paper is not None
    words = text_of(read(case.paper))
    assert "Від імені заявника діє" in words
    assert "Прикладенко Марія Іванівна" in words
    assert "Свідоцтво ІБК 000201" in words
    assert "Заявлено, не підтверджено" in words


def test_an_application_names_the_person_of_the_mandate(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    case = draft_for(plays, claim_of(TARAS, by=maria), TARAS, by=maria)
    drafting.save_section(
        by=maria,
        application_id=case.pk,
        section="applicant",
        values={"birth_date": "2015-10-20"},
        at=AT,
    )
    with pytest.raises(BadInput) as problem:
        submission.print_for_signing(by=maria, application_id=case.pk, at=AT)
    assert "applicant.birth_date" in problem.value.fields


def test_a_stranger_does_nothing_with_a_foreign_mandate(plays: Plays) -> None:
    maria, roman = stage.at_home("maria", AT), stage.at_home("roman", AT)
    mandate = claim_of(TARAS, by=maria)
    case = sent_for(plays, mandate, TARAS, signer="maria")
    for act in (
        lambda: mandates.give_evidence(by=roman, mandate_id=mandate.pk, title="Свідоцтво", scan=None, at=AT),
        lambda: mandates.revoke(by=roman, mandate_id=mandate.pk, reason="", at=AT),
        lambda: drafting.open_draft(by=roman, kind=KIND, at=AT, mandate_id=mandate.pk),
        lambda: taking_over.take_over(by=roman, mandate_id=mandate.pk, at=AT),
        lambda: application_for(roman, case.pk, at=AT, purpose="спроба"),
    ):
        with pytest.raises(Missing):
            act()


def test_only_the_office_that_holds_the_case_confirms(plays: Plays) -> None:
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays, mandate, TARAS, signer="maria")
    for code in ("davnii", "zrazkova", "admin"):
        with pytest.raises(Missing):
            confirmed(mandate, by=code)
    assert not mandates_waiting(stage.at_work("davnii", LATER)).exists()
    assert [row.pk for row in mandates_waiting(stage.at_work("umovnyi", LATER))] == [mandate.pk]


def test_a_confirmed_mandate_opens_what_the_person_sent_in_its_scope_and_nothing_else(plays: Plays) -> None:
    roman, maria = stage.at_home("roman", AT), stage.at_home("maria", AT)
    own = plays.submitted("maria", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    planned.do_all()
    with pytest.raises(Missing):
        application_for(roman, own.pk, at=LATER, purpose="спроба")
    confirmed(mandate)
    planned.do_all()
    hers = plays.draft("maria", LATER)
    assert application_for(roman.on(LATER.date()), own.pk, at=LATER, purpose="справа").pk == own.pk
    with pytest.raises(Missing):
        application_for(roman.on(LATER.date()), hers.pk, at=LATER, purpose="чернетка")
    with pytest.raises(Missing):
        submission.print_for_signing(by=roman, application_id=own.pk, at=LATER)
    Mandate.objects.filter(pk=mandate.pk).update(kinds=["another_kind"])
    with pytest.raises(Missing):
        application_for(roman.on(LATER.date()), own.pk, at=LATER, purpose="справа")
    assert Application.objects.filter(applicant=maria.person_id).count() == 3


def test_without_a_day_no_mandate_opens_anything(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    case = sent_for(plays, claim_of(TARAS, by=maria), TARAS, signer="maria")
    with pytest.raises(Missing):
        application_for(replace(maria, today=None), case.pk, at=AT, purpose="справа")


def test_what_is_only_claimed_opens_a_stranger_s_own_writing_alone(plays: Plays) -> None:
    roman = stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("vira"), by=roman, kind=POA)
    plays.draft("vira", AT)
    case = drafting.open_draft(by=roman, kind=KIND, at=AT, mandate_id=mandate.pk)
    assert case.answers["contacts"] == {}
    assert set(case.answers["applicant"]) <= {
        "surname",
        "given_name",
        "patronymic",
        "birth_date",
        "tax_number_state",
    }
    assert [row.pk for row in represented_applications(roman)] == [case.pk]


def test_a_representative_gives_own_contacts_and_never_moves_the_person_s(plays: Plays) -> None:
    roman, maria = stage.at_home("roman", AT), stage.at_home("maria", AT)
    keep_contact(
        person=Person.objects.get(pk=maria.person_id), channel="email", value="maria@own.invalid", at=AT
    )
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    confirmed(mandate)
    planned.do_all()
    assert people.email_of(Person.objects.get(pk=maria.person_id)) == "maria@own.invalid"
    assert people.email_of(Person.objects.get(pk=roman.person_id)) == "maria@example.invalid"


def test_both_are_told_of_a_decision_when_a_grown_up_is_represented(plays: Plays) -> None:
    roman, maria = stage.at_home("roman", AT), stage.at_home("maria", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    case = sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    confirmed(mandate)
    planned.do_all()
    plays.accepted(case, "umovnyi", LATER)
    plays.approved(plays.proposed(case, "umovnyi", LATER), "pokazova", LATER)
    planned.do_all()
    told = Message.objects.filter(subject_id=case.pk, kind__startswith="decision_")
    assert {row.person_id for row in told} == {roman.person_id, maria.person_id}
    assert Message.objects.filter(person=maria.person_id, kind="mandate_told").count() == 1


def test_a_grown_up_without_a_cabinet_gets_a_letter_from_the_office(plays: Plays) -> None:
    mandate = claim_of(cast.citizen("vira"), by=stage.at_home("roman", AT), kind=POA)
    sent_for(plays, mandate, cast.citizen("vira"), signer="roman")
    confirmed(mandate)
    planned.do_all()
    letter = Delivery.objects.get(channel="post", message__kind="mandate_told")
    assert letter.message.organisation == Mandate.objects.get(pk=mandate.pk).confirmed_in
    assert [row.pk for row in letters_to_hand_out(stage.at_work("umovnyi", LATER))] == [letter.message_id]
    printed(message_id=letter.message_id, by=stage.at_work("umovnyi", LATER), at=LATER)
    assert not letters_to_hand_out(stage.at_work("umovnyi", LATER)).exists()


def test_two_parents_act_for_one_child_each_in_an_own_draft(plays: Plays) -> None:
    maria, roman = stage.at_home("maria", AT), stage.at_home("roman", AT)
    held = [claim_of(TARAS, by=parent) for parent in (maria, roman)]
    for mandate, signer in zip(held, ("maria", "roman"), strict=True):
        sent_for(plays, mandate, TARAS, signer=signer)
        confirmed(mandate)
        planned.do_all()
    now = [Mandate.objects.get(pk=mandate.pk) for mandate in held]
    assert now[0].represented_id == now[1].represented_id
    drafts = [
        drafting.open_draft(by=parent, kind=KIND, at=LATER, mandate_id=mandate.pk)
        for parent, mandate in zip((maria, roman), now, strict=True)
    ]
    assert drafts[0].pk != drafts[1].pk


def test_two_confirmed_mandates_of_one_pair_and_kind_are_refused_by_the_database_too(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    first = claim_of(TARAS, by=maria)
    sent_for(plays, first, TARAS, signer="maria")
    confirmed(first)
    by_document = claim_of(replace(TARAS, unzr="", document="ІБК000999"), by=maria)
    Mandate.objects.filter(pk=by_document.pk).update(represented=Mandate.objects.get(pk=first.pk).represented)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=by_document.pk).update(state=MandateState.CONFIRMED, confirmed_at=AT)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"birth_date": date(2008, 11, 16)}, "birth_date"),
        ({"birth_date": None}, "birth_date"),
        ({"surname": " "}, "surname"),
        ({"unzr": "20161021-00201"}, "unzr"),
        ({"tax_number": "3336900025"}, "tax_number"),
        ({"unzr": None, "document": ""}, "document"),
    ],
)
def test_data_that_nobody_can_have_are_not_taken(plays: Plays, change: dict[str, object], field: str) -> None:
    data = replace(stage.data_of(TARAS), **change)  # type: ignore[arg-type]
    with pytest.raises(BadInput) as problem:
        mandates.claim(by=stage.at_home("maria", AT), kind="parent", data=data, scope=EVERYTHING, at=AT)
    assert field in problem.value.fields


def test_nobody_confirms_a_mandate_of_her_own_by_number_or_by_account(plays: Plays) -> None:
    """An officer who acts for somebody at home is no second pair of hands at work."""
    mandate = claim_of(TARAS, by=stage.at_home("maria", AT))
    sent_for(plays, mandate, TARAS, signer="maria")
    desk = stage.at_work("umovnyi", LATER)
    maria = mandate.representative
    tied = stage.at_home("maria", LATER).account_id
    for herself in (replace(desk, tax_number=maria.own_tax_number), replace(desk, account_id=tied)):
        with pytest.raises(Forbidden) as stopped:
            representing.confirm_mandate(by=herself, mandate_id=mandate.pk, reason=REASON, at=LATER)
        assert stopped.value.code == "same_person:mandate.confirm"
        assert Mandate.objects.get(pk=mandate.pk).state == MandateState.CLAIMED
    assert confirmed(mandate).state == MandateState.CONFIRMED


def test_nobody_writes_herself_down_as_a_representative_at_the_counter(plays: Plays) -> None:
    officer = cast.employee("zrazkova")
    herself = replace(
        stage.data_of(cast.citizen("roman")),
        tax_number=officer.tax_number,
        birth_date=born_by_tax_number(officer.tax_number),
        unzr=None,
    )
    with pytest.raises(Forbidden) as stopped:
        at_the_counter(plays, representative=herself)
    assert stopped.value.code == "same_person:mandate.enter"
