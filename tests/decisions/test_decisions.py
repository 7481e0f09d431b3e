"""A decision: calculated from facts, corrected with a reason, signed by two different people, never changed again."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.decisions.acts import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    WHY,
    approved,
    corrected,
    in_work,
    prepared,
    signed,
)
from tests.factories import planned, world

from turbota.access import operations as access
from turbota.access.actors import SYSTEM, staff_actor
from turbota.access.models import Account, Organisation
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, attaching
from turbota.applications.queries import attachment_for
from turbota.deadlines.models import Clock
from turbota.decisions import operations
from turbota.decisions.handing_out import print_for_applicant
from turbota.decisions.models import Decision
from turbota.decisions.queries import decision_of, decision_seen, to_sign
from turbota.decisions.states import State
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing, Refused
from turbota.messages.models import Message
from turbota.personal_files import operations as files
from turbota.personal_files.models import Award
from turbota.signatures.containers import merge
from turbota_demo import answers as told
from turbota_demo import cast, papers, stage
from turbota_demo.plays import Plays
from turbota_simulators.signing import sign

# ── preparing ────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_guessed_when_facts_are_missing(plays: Plays) -> None:
    application = in_work(plays)
    kept = Application.objects.get(pk=application.pk)
    kept.answers["incomes"][0]["amount"] = None
    kept.save(update_fields=["answers"])
    with pytest.raises(Refused) as caught:
        prepared(plays, application)
    assert caught.value.code == "facts_missing"
    assert not Decision.objects.exists()


def test_before_acceptance_nothing_is_prepared(plays: Plays) -> None:
    application = plays.submitted("maria", MONDAY)
    with pytest.raises(Conflict) as caught:
        prepared(plays, application)
    assert caught.value.code == "not_in_work"


def test_the_snapshot_keeps_parameters_with_their_acts_and_marks(plays: Plays) -> None:
    decision = prepared(plays, in_work(plays))
    snapshot = decision.calculation["snapshot"]
    used = {name for step in decision.calculation["steps"] for name in step["parameters"]}
    kept = {parameter["key"]: parameter for parameter in snapshot["parameters"]}
    assert used and used <= set(kept)
    assert all(parameter["act"] and isinstance(parameter["verified"], bool) for parameter in kept.values())
    assert snapshot["facts"]["incomes"]["applicant"]
    assert all(len(rule["sha256"]) == 64 for rule in snapshot["rules"])
    assert decision.calculation["income_from"] < decision.calculation["income_to"]
    assert decision.sheet is not None
    assert read(decision.sheet).startswith(b"%PDF")


@pytest.mark.requirement("R217")
def test_a_refusal_says_its_reason_and_its_clause(plays: Plays) -> None:
    rich = told.low_income(cast.citizen("roman"), on=MONDAY.date(), monthly_income=3_000_000)
    decision = approved(plays, "roman", answers=rich)
    assert (decision.outcome, decision.amount, decision.since) == ("refused", None, None)
    reasons = decision.calculation["reasons"]
    assert reasons and all(reason["clause"] and reason["text"] for reason in reasons)
    planned.do_all()
    assert not Award.objects.exists()
    message = Message.objects.get(kind="decision_refused")
    assert reasons[0]["clause"] in message.body


# ── two signatures ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.requirement("R215", "R216")
def test_two_signatures_cover_the_same_bytes_and_openssl_accepts_them(plays: Plays, tmp_path: Path) -> None:
    decision = approved(plays)
    assert decision.specialist_signature is not None
    assert decision.head_signature is not None
    content = read(decision.paper)
    both = merge([bytes(decision.specialist_signature.cms), bytes(decision.head_signature.cms)])
    (tmp_path / "decision.pdf").write_bytes(content)
    (tmp_path / "decision.p7s").write_bytes(both)

    def verify() -> int:
        return subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "decision.p7s", "-content",
             "decision.pdf", "-CAfile", str(plays.keys.ca.chain_file), "-purpose", "any", "-out", "/dev/null"],
            cwd=tmp_path, capture_output=True, check=False,
        ).returncode  # fmt: skip

    assert verify() == 0
    (tmp_path / "decision.pdf").write_bytes(content + b" ")
    assert verify() != 0


def test_only_the_specialist_who_calculated_proposes(plays: Plays) -> None:
    decision = prepared(plays, in_work(plays))
    colleague, employee = world.colleague("nadiia", like="umovnyi", at=TUESDAY)
    key = plays.keys.person(employee)
    with pytest.raises(Forbidden):
        operations.propose(
            by=colleague, decision_id=decision.pk, sha256=decision.paper.sha256,
            cms=sign(key, read(decision.paper), at=TUESDAY), at=TUESDAY,
        )  # fmt: skip
    with pytest.raises(Refused) as foreign:
        signed(plays, decision, "umovnyi", operations.propose, TUESDAY, key=key)
    assert foreign.value.code == "foreign_signature"
    for code in ("davnii", "pokazova"):
        with pytest.raises(Missing):
            signed(plays, decision, code, operations.propose, TUESDAY)
    assert Decision.objects.get().state == State.PREPARED


def give_both_posts(code: str, role: str) -> None:
    access.grant_post(
        by=SYSTEM,
        account=Account.objects.get(code=code),
        organisation=Organisation.objects.get(code=cast.body("pension").code),
        role=role,
        at=MONDAY,
    )


def test_one_person_with_both_posts_signs_once(plays: Plays) -> None:
    give_both_posts("umovnyi", "head")
    decision = plays.proposed(in_work(plays), "umovnyi", TUESDAY)
    with pytest.raises(Forbidden) as caught:
        plays.approved(decision, "umovnyi", WEDNESDAY)
    assert caught.value.code == "same_person_twice"


def test_one_person_with_two_accounts_signs_once(plays: Plays) -> None:
    decision = plays.proposed(in_work(plays), "umovnyi", TUESDAY)
    number = cast.employee("umovnyi").tax_number
    other = Account.objects.staff(code="second", name="Той самий", password="x" * 12, tax_number=number)
    give_both_posts("second", "head")
    actor = staff_actor(other, WEDNESDAY.date())
    cms = sign(plays.keys.person(cast.employee("umovnyi")), read(decision.paper), at=WEDNESDAY)
    with pytest.raises(Forbidden) as caught:
        operations.approve(
            by=actor, decision_id=decision.pk, sha256=decision.paper.sha256, cms=cms, at=WEDNESDAY
        )
    assert caught.value.code == "same_person_twice"


def test_the_database_itself_refuses_one_person_twice(plays: Plays) -> None:
    decision = prepared(plays, in_work(plays))
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(head_id=decision.specialist_id)


def test_a_seal_or_a_foreign_key_is_not_the_heads_signature(plays: Plays) -> None:
    decision = plays.proposed(in_work(plays), "umovnyi", TUESDAY)
    for key in (plays.keys.seal(cast.body("dolyna")), plays.keys.person(cast.employee("kerivna"))):
        with pytest.raises(Refused) as caught:
            signed(plays, decision, "pokazova", operations.approve, WEDNESDAY, key=key)
        assert caught.value.code == "foreign_signature"
    with pytest.raises(Missing):
        signed(plays, decision, "kerivna", operations.approve, WEDNESDAY)


def test_a_head_of_yesterday_does_not_sign_today(plays: Plays) -> None:
    decision = plays.proposed(in_work(plays), "umovnyi", TUESDAY)
    post = Account.objects.get(code="pokazova").posts.get()
    access.end_post(by=stage.at_work("admin", TUESDAY), post=post, at=TUESDAY)
    with pytest.raises(Missing):
        signed(plays, decision, "pokazova", operations.approve, WEDNESDAY)


# ── what changed meanwhile ───────────────────────────────────────────────────────────────────────


def test_after_a_correction_the_old_paper_is_not_signed(plays: Plays) -> None:
    application = in_work(plays)
    old = prepared(plays, application)
    corrected(application, at=TUESDAY + timedelta(minutes=1))
    with pytest.raises(Conflict) as caught:
        signed(plays, old, "umovnyi", operations.propose, TUESDAY + timedelta(minutes=2))
    assert caught.value.code == "paper_is_stale"
    new = prepared(plays, application, TUESDAY + timedelta(minutes=3))
    assert new.pk == old.pk
    with pytest.raises(Conflict):
        signed(plays, old, "umovnyi", operations.propose, TUESDAY + timedelta(minutes=4))
    done = signed(plays, new, "umovnyi", operations.propose, TUESDAY + timedelta(minutes=4))
    assert done.state == State.PROPOSED
    with pytest.raises(Conflict) as waiting:
        corrected(application, value=600_000, at=WEDNESDAY)
    assert waiting.value.code == "already_proposed"


def test_a_document_that_came_after_the_calculation_is_not_passed_over(plays: Plays) -> None:
    case = plays.finished("stepan", "starosta", "yavir", MONDAY)
    plays.handed_over([case], "starosta", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    decision = plays.proposed(case, "umovnyi", TUESDAY)
    attaching.attach_copy(
        by=stage.at_work("starosta", WEDNESDAY), application_id=case.pk, code="other",
        scan=papers.scan("Донесено"), at=WEDNESDAY,
    )  # fmt: skip
    with pytest.raises(Conflict) as caught:
        plays.approved(decision, "pokazova", WEDNESDAY + timedelta(hours=1))
    assert caught.value.code == "paper_is_stale"


def test_a_question_to_the_applicant_stops_the_signature_of_the_head(plays: Plays) -> None:
    application = in_work(plays)
    decision = plays.proposed(application, "umovnyi", TUESDAY)
    acceptance.ask(
        by=stage.at_work("umovnyi", WEDNESDAY),
        application_id=application.pk,
        text="Додайте довідку.",
        at=WEDNESDAY,
    )
    with pytest.raises(Conflict):
        plays.approved(decision, "pokazova", WEDNESDAY + timedelta(hours=1))
    assert Decision.objects.get().state == State.PROPOSED


def test_the_head_sends_back_with_a_reason_and_the_specialist_prepares_anew(plays: Plays) -> None:
    application = in_work(plays)
    decision = plays.proposed(application, "umovnyi", TUESDAY)
    pokazova = stage.at_work("pokazova", WEDNESDAY)
    assert [row.pk for row in to_sign(pokazova)] == [decision.pk]
    with pytest.raises(BadInput):
        operations.send_back(by=pokazova, decision_id=decision.pk, reason="ні" + "\u200b" * 40, at=WEDNESDAY)
    with pytest.raises(Missing):
        operations.send_back(
            by=stage.at_work("umovnyi", WEDNESDAY), decision_id=decision.pk, reason=WHY, at=WEDNESDAY
        )
    sent = operations.send_back(by=pokazova, decision_id=decision.pk, reason=WHY, at=WEDNESDAY)
    assert sent.state == State.SENT_BACK
    assert not to_sign(pokazova).exists()
    corrected(application, at=WEDNESDAY)
    again = plays.proposed(application, "umovnyi", WEDNESDAY + timedelta(hours=1))
    assert (again.pk, again.number) == (decision.pk, decision.number)
    done = plays.approved(again, "pokazova", WEDNESDAY + timedelta(hours=2))
    assert done.state == State.APPROVED
    verbs = list(done.steps.order_by("at", "pk").values_list("verb", flat=True))
    assert verbs == ["prepare", "propose", "send_back", "prepare", "propose", "approve"]


# ── the decision stands ──────────────────────────────────────────────────────────────────────────


def test_an_approved_decision_cannot_be_changed_by_anybody(plays: Plays) -> None:
    decision = approved(plays)
    for sql in (
        "update decisions_decision set amount = amount + 1",
        "update decisions_decision set state = 'prepared'",
        "delete from decisions_decision",
        "update decisions_decisionstep set reason = 'x'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    kept = Decision.objects.get(pk=decision.pk)
    assert (kept.state, kept.amount) == (State.APPROVED, decision.amount)
    with pytest.raises(Missing):
        prepared(plays, kept.application, WEDNESDAY)


def test_the_role_of_the_application_may_not_even_try(plays: Plays, application_role: None) -> None:
    decision = approved(plays)
    for sql in (
        "delete from decisions_decision",
        "truncate decisions_decisionstep",
        "delete from decisions_correction",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(sql)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update decisions_decision set amount = 1")
    assert Decision.objects.get().amount == decision.amount


@pytest.mark.requirement("R217")
def test_jobs_that_run_twice_open_one_award_and_tell_everybody_once(plays: Plays) -> None:
    case = plays.finished("maria", "starosta", "yavir", MONDAY)
    plays.handed_over([case], "starosta", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    planned.do_all()
    decision = plays.approved(plays.proposed(case, "umovnyi", TUESDAY), "pokazova", WEDNESDAY)
    jobs = planned.waiting()
    assert [job.task for job in jobs] == ["personal_files.open_award", "casework.decided", "decisions.tell"]
    for job in [*jobs, *jobs]:
        planned.do(job)
    award = Award.objects.get()
    assert (award.amount, award.since, award.until) == (decision.amount, decision.since, decision.until)
    assert Message.objects.filter(kind="decision_granted", person_id=case.applicant_id).count() == 1
    told_community = Message.objects.get(organisation_id=case.community_id, kind="case_decided", person=None)
    assert decision.number in told_community.body
    assert Clock.objects.get(subject_id=case.pk, rule_code="notice_of_decision").outcome in ("met", "late")
    assert Clock.objects.get(subject_id=case.pk, rule_code="decision").outcome == "met"
    kept = Application.objects.get(pk=case.pk)
    assert (kept.state, kept.holder_id, kept.due_on) == ("decided", None, None)


def test_an_award_is_opened_only_by_an_approved_decision(plays: Plays) -> None:
    decision = prepared(plays, in_work(plays))
    assert files.open_awards(decision_id=decision.pk) == []
    assert not Award.objects.exists()


def test_what_is_not_approved_is_seen_by_the_deciding_body_only(plays: Plays) -> None:
    application = in_work(plays)
    decision = plays.proposed(application, "umovnyi", TUESDAY)
    maria = stage.at_home("maria", TUESDAY)
    assert decision_of(maria, application.pk) is None
    assert decision_seen(maria, application) is None
    assert decision_of(stage.at_work("pokazova", TUESDAY), application.pk) == decision
    assert decision_of(stage.at_work("kerivna", TUESDAY), application.pk) is None
    plays.approved(decision, "pokazova", WEDNESDAY)
    assert decision_of(maria, application.pk) == decision
    assert decision_seen(maria, application) == decision
    assert decision_of(stage.at_home("stepan", WEDNESDAY), application.pk) is None
    with pytest.raises(Missing):
        attachment_for(stage.at_home("stepan", WEDNESDAY), application.attachments.get().pk)


def test_the_decision_is_handed_out_by_officers_of_the_community_that_took_the_paper(plays: Plays) -> None:
    case = plays.finished("maria", "zrazkova", "dolyna", MONDAY)
    plays.controlled(case, "probna", MONDAY)
    plays.handed_over([case], "zrazkova", MONDAY)
    plays.accepted(case, "umovnyi", TUESDAY)
    decision = plays.proposed(case, "umovnyi", TUESDAY)
    with pytest.raises(Missing):
        print_for_applicant(by=stage.at_work("zrazkova", TUESDAY), application_id=case.pk, at=TUESDAY)
    plays.approved(decision, "pokazova", WEDNESDAY)
    access.grant_post(
        by=SYSTEM,
        account=Account.objects.get(code="probna"),
        organisation=Organisation.objects.get(code=cast.body("yavir").code),
        role="community_officer",
        at=MONDAY,
    )
    for code in ("probna", "starosta", "umovnyi"):
        with pytest.raises(Missing):
            print_for_applicant(by=stage.at_work(code, WEDNESDAY), application_id=case.pk, at=WEDNESDAY)
    printed = print_for_applicant(
        by=stage.at_work("zrazkova", WEDNESDAY), application_id=case.pk, at=WEDNESDAY
    )
    assert printed.pk == decision.pk


def test_the_paper_names_no_head_so_whichever_head_signs_it_says_nothing_wrong(plays: Plays) -> None:
    paper = read(prepared(plays, in_work(plays)).paper)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=paper, capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    names = Account.objects.filter(posts__role="head").values_list("name", flat=True)
    assert names
    assert not [name for name in names if name in text]
    assert "Керівник" in text
    assert "підготовлено 17 листопада 2026" in text
