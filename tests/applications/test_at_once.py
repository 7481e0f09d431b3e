"""Two people act on the same case at the same moment: one wins, the other is told, nothing is lost or doubled."""

import uuid

import pytest
from tests.factories import world
from tests.factories.at_once import at_once
from tests.factories.world import moment

from turbota.access.models import Organisation
from turbota.applications.models import Application, ApplicationStep, Attachment, HandoverRegister
from turbota.applications.operations import acceptance, attaching, drafting, handover, intake, submission
from turbota.applications.states import State
from turbota.deadlines.models import Clock
from turbota.decisions import operations as decisions
from turbota.decisions.models import Decision
from turbota.documents.operations import read
from turbota.kernel.errors import Conflict, Refused
from turbota.kernel.identifiers import new_id
from turbota.people.models import Person
from turbota.personal_files import operations as files
from turbota.personal_files.models import PersonalFile
from turbota.signatures.models import Signature
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import KIND, Plays
from turbota_simulators.signing import sign, sign_digest

pytestmark = pytest.mark.slow
AT = moment("2026-11-16 10:00")
NEXT = moment("2026-11-17 10:00")


def conflicts(results: list[object]) -> int:
    """How many were refused with words; anything else that is no result is an error of ours."""
    broken = [one for one in results if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert not broken, broken
    return sum(isinstance(one, Refused) for one in results)


def test_submit_pressed_three_times_registers_once(plays_for_many: Plays) -> None:
    plays = plays_for_many
    draft = plays.draft("maria", AT)
    maria = stage.at_home("maria", AT)
    paper = submission.print_for_signing(by=maria, application_id=draft.pk, at=AT)
    cms = sign(plays.keys.person(cast.citizen("maria")), read(paper), at=AT)

    def press() -> str | None:
        return submission.submit(
            by=maria, application_id=draft.pk, sha256=paper.sha256, cms=cms, at=AT
        ).number

    assert at_once(press, press, press) == ["26-000001"] * 3
    assert ApplicationStep.objects.count() == Signature.objects.count() == 1
    assert Clock.objects.count() == 2


def test_many_submissions_have_numbers_without_gaps(plays_for_many: Plays) -> None:
    plays = plays_for_many
    keys = ("maria", "stepan", "olesia", "roman")
    acts = []
    for key in keys:
        draft = plays.draft(key, AT)
        actor = stage.at_home(key, AT)
        paper = submission.print_for_signing(by=actor, application_id=draft.pk, at=AT)
        cms = sign(plays.keys.person(cast.citizen(key)), read(paper), at=AT)
        acts.append(
            lambda actor=actor, draft=draft, paper=paper, cms=cms: (
                submission.submit(
                    by=actor, application_id=draft.pk, sha256=paper.sha256, cms=cms, at=AT
                ).number
            )
        )
    assert sorted(map(str, at_once(*acts))) == [f"26-00000{number}" for number in (1, 2, 3, 4)]


def test_a_draft_opened_in_three_windows_is_one(plays_for_many: Plays) -> None:
    maria = stage.at_home("maria", AT)
    opened = at_once(*[lambda: drafting.open_draft(by=maria, kind=KIND, at=AT).pk] * 3)
    assert len(set(opened)) == 1, opened


def test_paper_registered_by_a_double_click_is_one(plays_for_many: Plays) -> None:
    name = new_id()
    starosta = stage.at_work("starosta", AT)
    yavir = Organisation.objects.get(code=cast.body("yavir").code)

    def press() -> uuid.UUID:
        return intake.register_paper(
            by=starosta,
            organisation_id=yavir.pk,
            kind=KIND,
            person=None,
            data=stage.data_of(cast.citizen("danylo")),
            at=AT,
            application_id=name,
        ).pk

    assert at_once(press, press, press) == [name] * 3
    assert Application.objects.count() == Person.objects.count() == Clock.objects.count() == 1


def test_two_officers_save_one_case(plays_for_many: Plays) -> None:
    case = plays_for_many.registered("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    given = [told.low_income(cast.citizen("stepan"), on=AT.date(), monthly_income=sum_) for sum_ in (1, 2)]
    results = at_once(
        *[
            lambda answers=answers: drafting.save_answers(
                by=starosta, application_id=case.pk, answers=answers, version=case.version, at=AT
            )
            for answers in given
        ]
    )
    assert conflicts(results) == 1
    kept = Application.objects.get(pk=case.pk)
    assert kept.answers in given
    assert kept.version == case.version + 1


def test_two_specialists_accept_one_case(plays_for_many: Plays) -> None:
    case = plays_for_many.submitted("maria", AT)
    colleague, _ = world.colleague("nadiia", like="umovnyi", at=AT)
    both = [stage.at_work("umovnyi", NEXT), colleague]
    results = at_once(
        *[lambda by=by: acceptance.accept(by=by, application_id=case.pk, at=NEXT) for by in both]
    )
    assert conflicts(results) == 1
    winner = both[0] if not isinstance(results[0], Conflict) else both[1]
    kept = Application.objects.get(pk=case.pk)
    assert (kept.state, kept.taken_by_id) == (State.IN_WORK, winner.account_id)
    assert ApplicationStep.objects.filter(verb="accept").count() == 1


def test_accepting_and_returning_at_once_is_one_of_both(plays_for_many: Plays) -> None:
    case = plays_for_many.finished("stepan", "starosta", "yavir", AT)
    plays_for_many.handed_over([case], "starosta", AT)
    umovnyi = stage.at_work("umovnyi", NEXT)
    seen = Application.objects.get(pk=case.pk).version
    results = at_once(
        lambda: acceptance.accept(by=umovnyi, application_id=case.pk, version=seen, at=NEXT),
        lambda: acceptance.return_to_community(
            by=umovnyi,
            application_id=case.pk,
            fault="unreadable",
            reason="Скан не читається.",
            version=seen,
            at=NEXT,
        ),
    )
    assert conflicts(results) == 1
    assert Application.objects.get(pk=case.pk).state in (State.IN_WORK, State.MENDING)


def test_a_case_goes_in_one_register_only(plays_for_many: Plays) -> None:
    plays = plays_for_many
    cases = [plays.finished(key, "starosta", "yavir", AT) for key in ("maria", "stepan")]
    starosta = stage.at_work("starosta", NEXT)
    both = [case.pk for case in cases]
    results = at_once(
        lambda: handover.hand_over(by=starosta, application_ids=both, at=NEXT),
        lambda: handover.hand_over(by=starosta, application_ids=both[::-1], at=NEXT),
    )
    assert results[0] == results[1], "the second press of the same officer finds the register of the first"
    assert HandoverRegister.objects.get().lines.count() == 2


def test_a_copy_sealed_twice_at_once_has_one_seal(plays_for_many: Plays) -> None:
    plays = plays_for_many
    case = plays.registered("stepan", "starosta", "yavir", AT)
    starosta = stage.at_work("starosta", AT)
    copy = attaching.attach_copy(
        by=starosta, application_id=case.pk, code="other", scan=papers.scan("Довідка"), at=AT
    )
    cms = sign_digest(plays.keys.seal(cast.body("yavir")), bytes.fromhex(copy.file.sha256), at=AT)

    def press() -> uuid.UUID:
        return attaching.seal_copy(
            by=starosta, application_id=case.pk, attachment_id=copy.pk, cms=cms, at=AT
        ).pk

    assert len(set(at_once(press, press))) == 1
    assert Signature.objects.count() == 1
    assert Attachment.objects.get(pk=copy.pk).seal_id == Signature.objects.get().pk


def proposed(plays: Plays) -> Decision:
    case = plays.submitted("maria", AT)
    plays.accepted(case, "umovnyi", AT)
    return plays.proposed(case, "umovnyi", AT)


def test_two_heads_approve_one_decision(plays_for_many: Plays) -> None:
    plays = plays_for_many
    decision = proposed(plays)
    second, employee = world.colleague("nadiia", like="pokazova", at=AT)
    heads = [
        (stage.at_work("pokazova", NEXT), plays.keys.person(cast.employee("pokazova"))),
        (second, plays.keys.person(employee)),
    ]
    content = read(decision.paper)
    results = at_once(
        *[
            lambda by=by, key=key: decisions.approve(
                by=by,
                decision_id=decision.pk,
                sha256=decision.paper.sha256,
                cms=sign(key, content, at=NEXT),
                at=NEXT,
            )
            for by, key in heads
        ]
    )
    assert conflicts(results) == 1
    kept = Decision.objects.get()
    assert kept.state == "approved"
    assert kept.steps.filter(verb="approve").count() == 1
    assert Application.objects.get().state == State.DECIDED


def test_the_head_approves_while_the_specialist_corrects(plays_for_many: Plays) -> None:
    plays = plays_for_many
    decision = proposed(plays)
    cms = sign(plays.keys.person(cast.employee("pokazova")), read(decision.paper), at=NEXT)
    results = at_once(
        lambda: decisions.approve(
            by=stage.at_work("pokazova", NEXT),
            decision_id=decision.pk,
            sha256=decision.paper.sha256,
            cms=cms,
            at=NEXT,
        ),
        lambda: decisions.send_back(
            by=stage.at_work("pokazova", NEXT),
            decision_id=decision.pk,
            reason="Перевірте дохід ще раз.",
            at=NEXT,
        ),
        lambda: files.prepare_decision(
            by=stage.at_work("umovnyi", NEXT), application_id=decision.application_id, at=NEXT
        ),
    )
    assert 1 <= conflicts(results) <= 2
    assert Decision.objects.get().state in ("approved", "sent_back", "prepared")


def test_a_file_opened_by_two_jobs_at_once_is_one(plays_for_many: Plays) -> None:
    case = plays_for_many.submitted("maria", AT)
    acceptance.accept(by=stage.at_work("umovnyi", AT), application_id=case.pk, at=AT)
    opened = at_once(*[lambda: files.open_file(application_id=case.pk, at=AT).number] * 3)
    assert len(set(opened)) == 1, opened
    assert PersonalFile.objects.count() == 1
