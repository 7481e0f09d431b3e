"""A wrong decision is annulled by a new row with two signatures; the old one stays, the award ends, the case goes on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from tests.decisions.acts import MONDAY, TUESDAY, WEDNESDAY, approved, corrected, in_work
from tests.factories import planned, world
from tests.factories.at_once import at_once

from turbota.applications.models import Application, Assignment
from turbota.applications.states import State as ApplicationState
from turbota.deadlines.models import Clock
from turbota.decisions import annulling
from turbota.decisions.calculating import corrections_of
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.queries import (
    annulled_of,
    annulment_of,
    annulments_to_sign,
    decision_for,
    decision_seen,
    told_outcome,
)
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.messages.models import Message
from turbota.personal_files.models import Award, AwardEnding
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign

THURSDAY = WEDNESDAY + timedelta(days=1)
FRIDAY = WEDNESDAY + timedelta(days=2)
WHY = "Дохід за серпень пораховано двічі: довідку внесли й у відповідь, і виправленням."


def prepared(decision: Decision, code: str = "umovnyi", **changes: object) -> Annulment:
    values = {"ground": "own", "reason": WHY, "source": "", "scan": None, "at": THURSDAY, **changes}
    return annulling.prepare(by=stage.at_work(code, THURSDAY), decision_id=decision.pk, **values)


def signed(plays: Plays, row: Annulment, code: str, verb: object, at: object = THURSDAY) -> Annulment:
    cms = sign(plays.keys.person(cast.employee(code)), read(row.paper), at=at)
    done: Annulment = verb(
        by=stage.at_work(code, at), annulment_id=row.pk, sha256=row.paper.sha256, cms=cms, at=at
    )
    return done


def annulled(plays: Plays, decision: Decision) -> Annulment:
    row = signed(plays, prepared(decision), "umovnyi", annulling.propose)
    return signed(plays, row, "pokazova", annulling.approve)


def test_two_signatures_annul_and_the_case_is_in_work_again(plays: Plays) -> None:
    decision = approved(plays)
    planned.do_all()
    award = Award.objects.get(decision=decision)
    row = signed(plays, prepared(decision), "umovnyi", annulling.propose)
    pokazova = stage.at_work("pokazova", THURSDAY)
    assert [one.pk for one in annulments_to_sign(pokazova)] == [row.pk]
    done = signed(plays, row, "pokazova", annulling.approve)
    assert (done.state, done.number) == ("approved", f"{decision.number}-С")
    case = Application.objects.get(pk=decision.application_id)
    assert (case.state, case.holder_id) == (ApplicationState.IN_WORK, decision.organisation_id)
    assert Assignment.objects.get(application=case, until=None).account_id == done.specialist_id
    running = Clock.objects.going().get(subject_id=case.pk)
    assert (running.rule_code, running.started_at) == ("decision", THURSDAY)
    planned.do_all()
    planned.do_all()
    kept = Decision.objects.get(pk=decision.pk)
    assert (kept.state, kept.amount, kept.approved_at) == ("approved", decision.amount, decision.approved_at)
    ending = AwardEnding.objects.get(award=award)
    award.refresh_from_db()
    assert (ending.annulment_id, award.ended_at, award.amount) == (done.pk, THURSDAY, decision.amount)
    told = Message.objects.get(kind="decision_annulled")
    assert "30 календарних днів" in told.body and "Олег" not in told.body


def test_a_new_decision_follows_with_its_own_number_and_award(plays: Plays) -> None:
    decision = approved(plays)
    planned.do_all()
    case = Application.objects.get(pk=decision.application_id)
    assert told_outcome(case) == "granted"
    annulled(plays, decision)
    assert told_outcome(case) is None
    planned.do_all()
    case = Application.objects.get(pk=decision.application_id)
    corrected(case, at=FRIDAY)
    anew = plays.approved(plays.proposed(case, "umovnyi", FRIDAY), "pokazova", FRIDAY)
    planned.do_all()
    case.refresh_from_db()
    assert told_outcome(case) == anew.outcome
    assert (anew.number, anew.sequence) == (f"{case.number}/2", 2)
    assert anew.amount != decision.amount
    live = Award.objects.filter(ended_at=None).get()
    assert (live.decision_id, live.since) == (anew.pk, decision.since)
    assert Message.objects.filter(kind="decision_granted").count() == 2
    for actor in (stage.at_home("maria", FRIDAY), stage.at_work("umovnyi", FRIDAY)):
        assert decision_for(actor, case.pk).pk == anew.pk
    assert [row.decision_id for row in annulled_of(case)] == [decision.pk]
    assert len(corrections_of(case)) == 1


def test_a_delayed_job_tells_no_decision_that_was_annulled_meanwhile(plays: Plays) -> None:
    annulled(plays, approved(plays))
    planned.do_all()
    assert not Message.objects.filter(kind="decision_granted").exists()
    assert Message.objects.filter(kind="decision_annulled").count() == 1


def test_the_annulled_decision_stays_visible_and_says_so(plays: Plays) -> None:
    decision = approved(plays)
    done = annulled(plays, decision)
    case = Application.objects.get(pk=decision.application_id)
    seen = decision_for(stage.at_home("maria", THURSDAY), case.pk)
    assert seen.pk == decision.pk
    mark = annulment_of(seen)
    assert mark is not None and mark.pk == done.pk
    assert decision_seen(stage.at_work("umovnyi", THURSDAY), case) is None


def test_the_head_may_send_it_back_and_the_decision_stands(plays: Plays) -> None:
    decision = approved(plays)
    row = signed(plays, prepared(decision), "umovnyi", annulling.propose)
    with pytest.raises(Conflict):
        prepared(decision)
    pokazova = stage.at_work("pokazova", THURSDAY)
    with pytest.raises(BadInput):
        annulling.send_back(by=pokazova, annulment_id=row.pk, reason="ні", at=THURSDAY)
    with pytest.raises(BadInput):
        annulling.send_back(by=pokazova, annulment_id=row.pk, reason="\u200b" * 40, at=THURSDAY)
    annulling.send_back(by=pokazova, annulment_id=row.pk, reason="Перевірте довідку ще раз.", at=THURSDAY)
    assert annulment_of(decision_for(pokazova, decision.application_id)) is None
    again = prepared(decision, reason=f"{WHY} Довідку звірено.")
    assert (again.pk, again.state, again.specialist_signature_id) == (row.pk, "prepared", None)
    with pytest.raises(Conflict):
        signed(plays, row, "umovnyi", annulling.propose)
    final = signed(plays, again, "umovnyi", annulling.propose)
    assert signed(plays, final, "pokazova", annulling.approve).state == "approved"
    with pytest.raises(Conflict):
        signed(plays, final, "pokazova", annulling.approve)


def test_a_court_and_an_appeal_need_their_paper(plays: Plays) -> None:
    decision = approved(plays)
    for ground in ("court", "appeal"):
        with pytest.raises(BadInput) as lacking:
            prepared(decision, ground=ground)
        assert set(lacking.value.fields) == {"source", "scan"}
    with pytest.raises(BadInput) as wrong:
        prepared(decision, ground="mood", reason="помилка")
    assert set(wrong.value.fields) == {"ground", "reason"}
    with pytest.raises(BadInput) as unseen:
        prepared(decision, ground="court", reason="\u200b" * 40, source="\u2060\u200b")
    assert set(unseen.value.fields) == {"reason", "source", "scan"}
    scan = papers.scan("Рішення суду")
    row = prepared(decision, ground="court", source="Вишневий суд, № 1/26 від 18.11.2026", scan=scan)
    again = prepared(decision, ground="court", source="Вишневий суд, № 1/26 від 18.11.2026")
    assert again.document_id == row.document_id is not None


def test_only_a_decision_that_stands_is_annulled_and_only_by_its_body(plays: Plays) -> None:
    case = in_work(plays)
    waiting = plays.proposed(case, "umovnyi", TUESDAY)
    with pytest.raises(Conflict):
        prepared(waiting)
    decision = plays.approved(waiting, "pokazova", WEDNESDAY)
    for code in ("davnii", "pokazova", "zrazkova", "admin"):
        with pytest.raises(Missing):
            prepared(decision, code)
    row = signed(plays, prepared(decision), "umovnyi", annulling.propose)
    for code in ("umovnyi", "kerivna"):
        with pytest.raises(Missing):
            signed(plays, row, code, annulling.approve)
    with pytest.raises(Missing):
        annulling.send_back(
            by=stage.at_work("umovnyi", THURSDAY), annulment_id=row.pk, reason=WHY, at=THURSDAY
        )
    signed(plays, row, "pokazova", annulling.approve)
    with pytest.raises(Conflict):
        prepared(decision)


def test_one_human_never_gives_both_signatures_of_an_annulment(plays: Plays) -> None:
    decision = approved(plays)
    row = signed(plays, prepared(decision), "umovnyi", annulling.propose)
    number = cast.employee("umovnyi").tax_number
    twin, employee = world.colleague("twin", like="pokazova", at=MONDAY, tax_number=number)
    cms = sign(plays.keys.person(employee), read(row.paper), at=THURSDAY)
    with pytest.raises(Forbidden) as same:
        annulling.approve(by=twin, annulment_id=row.pk, sha256=row.paper.sha256, cms=cms, at=THURSDAY)
    assert same.value.code == "same_person_twice"
    with pytest.raises(IntegrityError), transaction.atomic():
        Annulment.objects.filter(pk=row.pk).update(head_id=row.specialist_id)


def test_an_annulment_stands_in_the_database(plays: Plays, application_role: None) -> None:
    row = annulled(plays, approved(plays))
    for statement in ("update {} set reason = ''", "delete from {}"):
        with (
            pytest.raises((IntegrityError, ProgrammingError)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format("decisions_annulment") + " where id = %s", [row.pk])


def test_a_refusal_is_annulled_too_and_ends_no_award(plays: Plays) -> None:
    decision = approved(plays, "roman")
    assert decision.outcome == "refused"
    annulled(plays, decision)
    planned.do_all()
    assert not AwardEnding.objects.exists()
    assert Message.objects.filter(kind="decision_annulled").count() == 1


@pytest.mark.slow
def test_two_heads_annul_at_once_and_it_is_annulled_once(plays_for_many: Plays) -> None:
    plays = plays_for_many
    row = signed(plays, prepared(approved(plays)), "umovnyi", annulling.propose)
    other, employee = world.colleague("druha", like="pokazova", at=MONDAY)
    heads = ((stage.at_work("pokazova", THURSDAY), cast.employee("pokazova")), (other, employee))
    keys = [sign(plays.keys.person(one), read(row.paper), at=THURSDAY) for _, one in heads]
    results = at_once(
        *[
            lambda by=by, cms=cms: annulling.approve(
                by=by, annulment_id=row.pk, sha256=row.paper.sha256, cms=cms, at=THURSDAY
            )
            for (by, _), cms in zip(heads, keys, strict=True)
        ]
    )
    assert sum(isinstance(one, Refused) for one in results) == 1, results
    assert Application.objects.get().steps.filter(verb="reopen").count() == 1
