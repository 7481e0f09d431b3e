"""An officer helps a person at the counter: he fills, she takes over and signs, and he sees nothing afterwards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories import planned, world
from tests.factories.mandates import AT, EVERYTHING, LATER, confirmed, helped

from turbota.access.actors import staff_actor
from turbota.access.models import Account, Organisation, Post
from turbota.applications import mandate_permissions, queries
from turbota.applications.mandate_queries import helped_drafts, letters_in_hands, mandates_to_take
from turbota.applications.models import Application
from turbota.applications.operations import attaching, drafting, helping, submission, taking_over
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.messages.models import Message
from turbota.messages.queries import letters_to_hand_out
from turbota.people import mandates
from turbota.people.helping import LONGEST_DAYS
from turbota.people.models import Mandate
from turbota.people.queries import given_mandates
from turbota.people.states import MandateKind, MandateState
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, Plays

MARIA = cast.citizen("maria")
pytestmark = pytest.mark.requirement("R036")


def saved(
    case: Application, *, by: str = "zrazkova", at: object = AT, version: int | None = None
) -> Application:
    return helping.save_help(
        by=stage.at_work(by, AT),
        application_id=case.pk,
        answers={"applicant": {"surname": "Прикладенко"}},
        at=at,  # type: ignore[arg-type]
        version=version,
    )


def test_the_officer_fills_and_the_person_takes_over_and_sends(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    case = helped(MARIA)
    officer = stage.at_work("zrazkova", AT)
    form = plays.filled(drafting.open_draft(by=maria, kind=KIND, at=AT), MARIA, maria, AT)
    answers = form.answers
    drafting.drop_draft(by=maria, application_id=form.pk, at=AT)
    helping.save_help(by=officer, application_id=case.pk, answers=answers, at=AT)
    attaching.attach(
        by=officer,
        application_id=case.pk,
        code="identity",
        scan=papers.scan("Паспорт"),
        at=AT,
        action=mandate_permissions.HELP_FILL,
    )
    (mandate,) = given_mandates(maria)
    assert mandate.who.startswith("Ірина Зразкова, ")
    assert mandates_to_take([mandate]) == {mandate.pk}
    (taken,) = taking_over.take_over(by=maria, mandate_id=mandate.pk, at=LATER)
    assert taken.mandate_id is None and taken.applicant_id == maria.person_id
    assert taken.answers["contacts"] == answers["contacts"]
    assert plays.signed(taken, "maria", maria, LATER).number
    assert not helped_drafts(officer).exists()
    with pytest.raises(Missing):
        saved(case)


def test_the_officer_never_signs_sends_or_throws_away(plays: Plays) -> None:
    case, officer = helped(MARIA), stage.at_work("zrazkova", AT)
    with pytest.raises(Missing):
        submission.print_for_signing(by=officer, application_id=case.pk, at=AT)
    with pytest.raises(Missing):
        submission.submit(by=officer, application_id=case.pk, sha256="00" * 32, cms=b"", at=AT)
    with pytest.raises(Missing):
        drafting.drop_draft(by=officer, application_id=case.pk, at=AT)
    with pytest.raises(Missing):
        drafting.save_section(by=officer, application_id=case.pk, section="address", values={}, at=AT)
    with pytest.raises(Missing):
        queries.application_for(officer, case.pk, at=AT, purpose="справа")
    assert case.mandate is not None
    with pytest.raises(Missing):
        confirmed(case.mandate, by="zrazkova", at=AT)


def test_nothing_that_we_know_of_the_person_comes_onto_the_screen(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    own = plays.filled(drafting.open_draft(by=maria, kind=KIND, at=AT), MARIA, maria, AT)
    typed = replace(stage.data_of(MARIA), surname="Набрана", document="", citizenship="")
    case = helped(MARIA, data=typed)
    assert case.pk != own.pk and case.applicant_id != maria.person_id
    assert case.answers["applicant"]["surname"] == "Набрана"
    assert set(case.answers) == {"applicant", "contacts"} and case.answers["contacts"] == {}
    assert [row.pk for row in helped_drafts(stage.at_work("zrazkova", AT))] == [case.pk]


def test_another_officer_another_community_and_a_former_officer_see_nothing(plays: Plays) -> None:
    case = helped(MARIA)
    for code in ("centrova", "starosta", "probna", "umovnyi", "pokazova"):
        with pytest.raises(Missing):
            saved(case, by=code)
        assert not helped_drafts(stage.at_work(code, AT)).exists()
    officer = stage.at_work("zrazkova", AT)
    foreign = Organisation.objects.get(code=cast.body("yavir").code).pk
    with pytest.raises(Forbidden):
        helped(MARIA, organisation_id=foreign)
    with pytest.raises(Forbidden):
        helped(MARIA, by="umovnyi")
    Post.objects.filter(account_id=officer.account_id).update(until=AT.date())
    with pytest.raises(Missing):
        saved(case)


def test_help_ends_by_itself_and_at_a_word_of_either_side(plays: Plays) -> None:
    maria, officer = stage.at_home("maria", AT), stage.at_work("zrazkova", AT)
    case = helped(MARIA)
    assert case.mandate is not None and case.mandate.until == AT.date() + timedelta(days=7)
    over = AT + timedelta(days=7)
    with pytest.raises(Missing):
        saved(case, at=over)
    assert not helped_drafts(officer.on(over.date())).exists()
    mandates.revoke(by=maria, mandate_id=case.mandate.pk, reason="", at=LATER)
    with pytest.raises(Missing):
        saved(case, at=LATER)
    assert not helped_drafts(officer).exists()
    assert mandates_to_take(given_mandates(maria)) == {case.mandate.pk}
    again = helped(MARIA, at=LATER)
    assert again.pk != case.pk
    mandates.revoke(by=officer, mandate_id=again.mandate_id, reason="", at=LATER)  # type: ignore[arg-type]
    third = helped(MARIA, at=LATER)
    assert mandates.end_overdue(at=over + timedelta(days=7)) == 1
    assert Mandate.objects.get(pk=third.mandate_id).state == MandateState.ENDED
    with pytest.raises(Missing):
        mandates.revoke(by=stage.at_home("roman", AT), mandate_id=third.mandate_id, reason="", at=LATER)  # type: ignore[arg-type]


def test_the_person_is_told_at_the_start_and_at_the_end(plays: Plays) -> None:
    maria = stage.at_home("maria", AT)
    case, of_vira = helped(MARIA), helped(cast.citizen("vira"))
    planned.do_all()
    planned.do_all()
    told_her = Message.objects.get(kind="help_begun", person_id=maria.person_id)
    assert "22 листопада 2026 року включно" in told_her.body and "Зразкова" not in told_her.body
    office = stage.at_work("zrazkova", AT)
    letters = letters_to_hand_out(office)
    assert [letter.person_id for letter in letters] == [of_vira.applicant_id]
    mandates.revoke(by=maria, mandate_id=case.mandate_id, reason="", at=LATER)  # type: ignore[arg-type]
    planned.do_all()
    assert Message.objects.filter(kind="help_over", person_id=maria.person_id).count() == 1
    assert not Message.objects.filter(kind="mandate_claimed").exists()


def test_an_officer_of_a_district_hands_out_only_its_letters(plays: Plays) -> None:
    """Help in the district, help of the whole community, and a mandate confirmed for a case of the district."""
    own = helped(cast.citizen("vira"), by="starosta", body="yavir")
    colleague, _ = world.colleague("nadiia", like="starosta", at=AT)
    Post.objects.filter(account=colleague.account_id).update(district="")
    nadiia = staff_actor(Account.objects.get(pk=colleague.account_id), AT.date())
    other = helped(cast.citizen("stepan"), by=nadiia, body="yavir")
    planned.do_all()
    starosta = stage.at_work("starosta", AT)
    assert {row.subject_id for row in letters_in_hands(nadiia)} == {own.mandate_id, other.mandate_id}
    assert {row.subject_id for row in letters_in_hands(starosta)} == {own.mandate_id}
    Application.objects.filter(pk=other.pk).update(district=starosta.posts[0].district)
    assert {row.subject_id for row in letters_in_hands(starosta)} == {own.mandate_id, other.mandate_id}


def test_two_presses_are_one_help_and_two_officers_are_two(plays: Plays) -> None:
    first, again = helped(MARIA), helped(MARIA)
    assert first.pk == again.pk and Mandate.objects.count() == 1
    other = helped(MARIA, by="starosta", body="yavir")
    assert other.pk != first.pk
    maria = stage.at_home("maria", AT)
    taking_over.take_over(by=maria, mandate_id=first.mandate_id, at=LATER)  # type: ignore[arg-type]
    assert [row.pk for row in helped_drafts(stage.at_work("starosta", AT))] == [other.pk]
    assert Mandate.objects.get(pk=other.mandate_id).state == MandateState.CLAIMED
    with pytest.raises(Conflict) as stopped:
        taking_over.take_over(by=maria, mandate_id=other.mandate_id, at=LATER)  # type: ignore[arg-type]
    assert stopped.value.code == "own_draft_exists"


def test_a_stale_page_saves_nothing(plays: Plays) -> None:
    case = helped(MARIA)
    saved(case, version=0)
    with pytest.raises(Conflict):
        saved(case, version=0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"seen": "так"}, "seen"),
        ({"until": AT.date()}, "until"),
        ({"until": AT.date() + timedelta(days=LONGEST_DAYS + 1)}, "until"),
        ({"kind": "unknown"}, "kind"),
        ({"data": replace(stage.data_of(MARIA), tax_number=None, unzr=None, document="")}, "document"),
        ({"data": replace(stage.data_of(MARIA), birth_date=date(1990, 1, 1))}, "tax_number"),
        ({"data": replace(stage.data_of(MARIA), surname=" ")}, "surname"),
    ],
)
def test_help_wants_a_person_a_document_and_an_end(
    plays: Plays, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as stopped:
        helped(MARIA, **wrong)
    assert field in stopped.value.fields
    assert not Mandate.objects.exists()


def test_nobody_helps_himself_or_claims_help_from_a_cabinet(plays: Plays) -> None:
    officer = replace(stage.at_work("zrazkova", AT), tax_number=MARIA.tax_number)
    with pytest.raises(Forbidden):
        helping.help_person(
            by=officer,
            organisation_id=Organisation.objects.get(code=cast.body("dolyna").code).pk,
            data=stage.data_of(MARIA),
            kind=KIND,
            seen="Паспорт № 1",
            until=None,
            at=AT,
        )
    with pytest.raises(Refused):
        mandates.claim(
            by=stage.at_home("roman", AT),
            kind=MandateKind.OFFICER_HELP,
            data=stage.data_of(MARIA),
            scope=EVERYTHING,
            at=AT,
        )
