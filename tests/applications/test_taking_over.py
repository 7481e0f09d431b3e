"""The person takes a case into her own hands; somebody brings a paper for another to the counter."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories import planned
from tests.factories.mandates import (
    AT,
    EVERYTHING,
    LATER,
    at_the_counter,
    claim_of,
    confirmed,
    draft_for,
    sent_for,
)
from tests.factories.papers import text_of

from turbota.applications import policies, queries
from turbota.applications.mandate_queries import mandates_to_take, mandates_waiting
from turbota.applications.models import Application
from turbota.applications.operations import (
    acceptance,
    attaching,
    drafting,
    intake,
    representing,
    representing_at_counter,
    resigning,
    submission,
    taking_over,
)
from turbota.applications.queries import application_for
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.messages.queries import letters_to_hand_out
from turbota.people import mandates
from turbota.people.models import Mandate
from turbota.people.states import MandateKind, MandateState
from turbota.signatures.models import Signature
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, Plays
from turbota_simulators.signing import sign

POA = MandateKind.POWER_OF_ATTORNEY
pytestmark = pytest.mark.requirement("R036")


def test_the_person_takes_over_what_a_stranger_sent_and_signs_herself(plays: Plays) -> None:
    maria, roman = stage.at_home("maria", AT), stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    case = sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    number, day = case.number, case.received_on
    (taken,) = taking_over.take_over(by=maria, mandate_id=mandate.pk, at=LATER)
    assert (taken.number, taken.received_on, taken.state) == (number, day, "asked")
    with pytest.raises(Missing):
        application_for(roman.on(LATER.date()), case.pk, at=LATER, purpose="справа")
    assert "email" not in Application.objects.get(pk=case.pk).answers["contacts"]
    paper = Application.objects.select_related("paper").get(pk=case.pk).paper
    assert paper is not None and "Від імені заявника" not in text_of(read(paper))
    cms = sign(plays.keys.person(cast.citizen("maria")), read(paper), at=LATER)
    signed = resigning.sign_again(by=maria, application_id=case.pk, sha256=paper.sha256, cms=cms, at=LATER)
    planned.do_all()
    plays.accepted(signed, "umovnyi", LATER)
    assert plays.proposed(signed, "umovnyi", LATER).state == "proposed"
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.REVOKED
    with pytest.raises(Conflict):
        taking_over.take_over(by=maria, mandate_id=mandate.pk, at=LATER)


def test_when_the_signature_of_an_ended_representative_fails_the_person_signs(plays: Plays) -> None:
    maria, roman = stage.at_home("maria", AT), stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    case = sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    confirmed(mandate)
    planned.do_all()
    mandates.revoke(by=roman, mandate_id=mandate.pk, reason="", at=LATER)
    assert mandates_to_take(Mandate.objects.all()) == set()
    assert case.signature is not None
    Signature.objects.filter(pk=case.signature_id).update(state="invalid")
    resigning.signature_failed(signature_id=case.signature.pk, at=LATER)
    assert mandates_to_take(Mandate.objects.all()) == {mandate.pk}
    (taken,) = taking_over.take_over(by=maria, mandate_id=mandate.pk, at=LATER)
    assert resigning.may_sign_again(taken)
    assert taken.paper is not None
    cms = sign(plays.keys.person(cast.citizen("maria")), read(taken.paper), at=LATER)
    signed = resigning.sign_again(
        by=maria, application_id=taken.pk, sha256=taken.paper.sha256, cms=cms, at=LATER
    )
    assert signed.state == "received"


def test_a_case_asked_about_is_signed_after_the_answer(plays: Plays) -> None:
    maria, roman = stage.at_home("maria", AT), stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    case = sent_for(plays, mandate, cast.citizen("maria"), signer="roman")
    desk = stage.at_work("umovnyi", LATER)
    acceptance.ask(by=desk, application_id=case.pk, text="Додайте довідку про доходи.", at=LATER)
    taking_over.take_over(by=maria, mandate_id=mandate.pk, at=LATER)
    planned.do_all()
    answered = acceptance.answer(by=maria, application_id=case.pk, text="Довідки немає.", at=LATER)
    assert answered.state == "asked"
    assert resigning.may_sign_again(answered)


def test_a_draft_of_a_representative_becomes_the_person_s_own(plays: Plays) -> None:
    maria, roman = stage.at_home("maria", AT), stage.at_home("roman", AT)
    mandate = claim_of(cast.citizen("maria"), by=roman, kind=POA)
    case = draft_for(plays, mandate, cast.citizen("maria"), by=roman)
    own = drafting.open_draft(by=maria, kind=KIND, at=LATER)
    with pytest.raises(Conflict) as stopped:
        taking_over.take_over(by=maria, mandate_id=mandate.pk, at=LATER)
    assert stopped.value.code == "own_draft_exists"
    drafting.drop_draft(by=maria, application_id=own.pk, at=LATER)
    taking_over.take_over(by=maria, mandate_id=mandate.pk, at=LATER)
    drafting.save_section(
        by=maria, application_id=case.pk, section="address", values={"house": "9"}, at=LATER
    )
    with pytest.raises(Missing):
        drafting.save_section(
            by=roman, application_id=case.pk, section="address", values={"house": "8"}, at=LATER
        )


def test_the_person_takes_over_from_the_officer_who_helps_and_keeps_the_day(plays: Plays) -> None:
    case = plays.registered("maria", "zrazkova", "dolyna", AT)
    officer, maria = stage.at_work("zrazkova", LATER), stage.at_home("maria", LATER)
    with pytest.raises(Missing):
        taking_over.take_over_from_officer(by=stage.at_home("roman", LATER), application_id=case.pk, at=LATER)
    taken = taking_over.take_over_from_officer(by=maria, application_id=case.pk, at=LATER)
    assert (taken.number, taken.received_on, taken.state) == (case.number, case.received_on, "draft")
    with pytest.raises(Missing):
        application_for(officer, case.pk, at=LATER, purpose="справа")
    assert queries.steps_of(taken)[0].by_name == officer.name
    with pytest.raises(Conflict):
        drafting.drop_draft(by=maria, application_id=case.pk, at=LATER)
    plays.filled(taken, cast.citizen("maria"), maria, LATER)
    paper = submission.print_for_signing(by=maria, application_id=case.pk, at=LATER)
    cms = sign(plays.keys.person(cast.citizen("maria")), read(paper), at=LATER)
    sent = submission.submit(by=maria, application_id=case.pk, sha256=paper.sha256, cms=cms, at=LATER)
    assert (sent.number, sent.received_on, sent.state) == (case.number, case.received_on, "received")
    with pytest.raises(Conflict):
        taking_over.take_over_from_officer(by=maria, application_id=case.pk, at=LATER)


def test_an_officer_writes_down_who_brought_the_paper_and_confirms_it_there(plays: Plays) -> None:
    case = at_the_counter(plays)
    assert case.mandate is not None
    roman, officer = stage.at_home("roman", LATER), stage.at_work("zrazkova", LATER)
    with pytest.raises(Missing):
        application_for(roman, case.pk, at=LATER, purpose="справа")
    assert [row.pk for row in mandates_waiting(officer)] == [case.mandate_id]
    with pytest.raises(Missing):
        confirmed(case.mandate, by="starosta")
    confirmed(case.mandate, by="zrazkova")
    planned.do_all()
    assert application_for(roman, case.pk, at=LATER, purpose="справа").pk == case.pk
    assert [row.subject_id for row in letters_to_hand_out(officer)] == [case.mandate_id]
    with pytest.raises(Missing):
        drafting.save_answers(by=roman, application_id=case.pk, answers={}, at=LATER)


def test_whom_an_officer_wrote_down_reaches_nothing_after_the_person_took_the_case(plays: Plays) -> None:
    case = at_the_counter(plays)
    officer, roman, vira = (
        stage.at_work("zrazkova", LATER),
        stage.at_home("roman", LATER),
        stage.at_home("vira", LATER),
    )
    told = {**case.answers, "contacts": {"email": "roman@example.com", "phone": "+380670000017"}}
    drafting.save_answers(by=officer, application_id=case.pk, answers=told, at=LATER)
    taken = taking_over.take_over_from_officer(by=vira, application_id=case.pk, at=LATER)
    with pytest.raises(Missing):
        application_for(roman, case.pk, at=LATER, purpose="справа")
    with pytest.raises(Missing):
        drafting.save_section(
            by=roman, application_id=case.pk, section="address", values={"house": "8"}, at=LATER
        )
    assert "roman@example.com" not in str(Application.objects.get(pk=case.pk).answers)
    plays.filled(taken, cast.citizen("vira"), vira, LATER)
    assert plays.signed(taken, "vira", vira, LATER).state == "received"


def signed_by_roman(plays: Plays) -> Application:
    """The case of the counter is whole: Roman signed the paper, every copy is sealed. Nobody confirmed his mandate."""
    case, officer = at_the_counter(plays), stage.at_work("zrazkova", AT)
    answers = told.whole(KIND, cast.citizen("vira"), on=AT.date())
    drafting.save_answers(by=officer, application_id=case.pk, answers=answers, at=AT)
    intake.print_application(by=officer, application_id=case.pk, at=AT)
    for code in ("signed_application", "identity"):
        attaching.attach_copy(by=officer, application_id=case.pk, code=code, scan=papers.scan(code), at=AT)
    attaching.explain_absence(
        by=officer, application_id=case.pk, code="tax_number_refusal", note="донесе згодом", at=AT
    )
    plays.seal_all(case, "zrazkova", "dolyna", AT)
    return Application.objects.get(pk=case.pk)


def test_a_paper_case_taken_from_a_representative_wants_her_own_signature_on_paper(plays: Plays) -> None:
    case, vira, officer = (
        signed_by_roman(plays),
        stage.at_home("vira", LATER),
        stage.at_work("zrazkova", LATER),
    )
    assert case.mandate_id is not None
    (taken,) = taking_over.take_over(by=vira, mandate_id=case.mandate_id, at=LATER)
    assert (taken.state, taken.mandate_id, taken.number) == ("forming", None, case.number)
    assert policies.wants_new_signature(taken)
    answers = told.whole(KIND, cast.citizen("vira"), on=AT.date())
    drafting.save_answers(by=officer, application_id=case.pk, answers=answers, at=LATER)
    with pytest.raises(BadInput) as stopped:
        intake.finish_forming(by=officer, application_id=case.pk, at=LATER)
    assert "document.signed_application" in stopped.value.fields


def test_a_paper_case_on_its_way_to_the_body_is_not_taken(plays: Plays) -> None:
    case, officer = signed_by_roman(plays), stage.at_work("zrazkova", AT)
    vira = stage.at_home("vira", LATER)
    assert case.mandate_id is not None
    assert intake.finish_forming(by=officer, application_id=case.pk, at=AT).state == "on_control"
    for state in ("on_control", "ready"):
        if state == "ready":
            plays.controlled(case, "probna", AT)
        assert Application.objects.get(pk=case.pk).state == state
        assert mandates_to_take(Mandate.objects.all()) == set()
        with pytest.raises(Conflict) as stopped:
            taking_over.take_over(by=vira, mandate_id=case.mandate_id, at=LATER)
        assert stopped.value.code == "nothing_to_take"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"scan": None}, "files"),
        ({"title": ""}, "title"),
        ({"kind": "parent"}, "kind"),
        ({"representative": stage.data_of(cast.citizen("vira"))}, "surname"),
        ({"representative": replace(stage.data_of(cast.citizen("roman")), surname="")}, "surname"),
        (
            {"representative": replace(stage.data_of(cast.citizen("roman")), birth_date=date(1984, 1, 1))},
            "tax_number",
        ),
    ],
)
def test_a_representative_at_the_counter_needs_the_document_and_true_data(
    plays: Plays, changed: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as problem:
        at_the_counter(plays, **changed)
    assert field in problem.value.fields


def test_a_case_has_one_representative_and_only_while_it_is_formed(plays: Plays) -> None:
    case = at_the_counter(plays)
    again = {
        "by": stage.at_work("zrazkova", LATER),
        "kind": POA,
        "representative": stage.data_of(cast.citizen("maria")),
        "title": "Довіреність № 418",
        "scan": papers.scan("Довіреність"),
        "scope": EVERYTHING,
        "at": LATER,
    }
    with pytest.raises(Conflict):
        representing_at_counter.represent_at_counter(application_id=case.pk, **again)  # type: ignore[arg-type]
    done = plays.finished("maria", "zrazkova", "dolyna", AT)
    with pytest.raises((Conflict, Missing)):
        representing_at_counter.represent_at_counter(application_id=done.pk, **again)  # type: ignore[arg-type]


def test_nothing_is_printed_for_a_representative_without_a_mandate_and_he_is_taken_off(plays: Plays) -> None:
    """Also the paper printed while the mandate was in force is not given again."""
    case, officer = signed_by_roman(plays), stage.at_work("zrazkova", LATER)
    assert case.mandate_id is not None
    with pytest.raises(Conflict) as live:
        representing_at_counter.take_off_representative(by=officer, application_id=case.pk, at=LATER)
    assert live.value.code == "mandate_is_live"
    representing.stop_mandate(
        by=officer, mandate_id=case.mandate_id, reason="Заявниця так сказала.", at=LATER
    )
    with pytest.raises(Refused) as stopped:
        intake.print_application(by=officer, application_id=case.pk, at=LATER)
    assert stopped.value.code == "mandate_over" and "Приберіть його" in stopped.value.sentence
    with pytest.raises(Missing):
        representing_at_counter.take_off_representative(
            by=stage.at_work("starosta", LATER), application_id=case.pk, at=LATER
        )
    free = representing_at_counter.take_off_representative(by=officer, application_id=case.pk, at=LATER)
    assert free.mandate_id is None and policies.wants_new_signature(free)
    answers = told.whole(KIND, cast.citizen("vira"), on=AT.date())
    drafting.save_answers(by=officer, application_id=case.pk, answers=answers, at=LATER)
    paper = intake.print_application(by=officer, application_id=case.pk, at=LATER)
    assert "Від імені заявника" not in text_of(read(paper))


def test_a_confirmed_mandate_for_another_kind_is_no_ground_at_the_counter(plays: Plays) -> None:
    case = at_the_counter(plays)
    assert case.mandate is not None
    confirmed(case.mandate, by="zrazkova")
    Mandate.objects.filter(pk=case.mandate_id).update(kinds=["another_kind"])
    Application.objects.filter(pk=case.pk).update(mandate=None)
    with pytest.raises(Refused) as stopped:
        representing_at_counter.represent_at_counter(
            by=stage.at_work("zrazkova", LATER),
            application_id=case.pk,
            kind=POA,
            representative=stage.data_of(cast.citizen("roman")),
            title="Довіреність № 417",
            scan=papers.scan("Довіреність"),
            scope=EVERYTHING,
            at=LATER,
        )
    assert stopped.value.code == "mandate_not_for_kind"
