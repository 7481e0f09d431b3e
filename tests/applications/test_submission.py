"""Signing and submitting through the portal: one number, the right person, the right day, the right body."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.models.sql import compiler
from django.test.utils import CaptureQueriesContext
from tests.factories import planned, world
from tests.factories.fixtures import lasting_keys
from tests.factories.world import moment

from turbota.access.actors import SYSTEM
from turbota.applications.models import Application, Holding
from turbota.applications.operations import assigning, drafting, intake, submission
from turbota.applications.operations.resigning import sign_again
from turbota.applications.states import State
from turbota.deadlines.models import Clock
from turbota.documents.models import StoredFile
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.messages.models import Message
from turbota.signatures import operations as signatures
from turbota.signatures import revocation
from turbota_demo import answers as told
from turbota_demo import cast, stage
from turbota_demo.plays import Plays
from turbota_simulators.issuing import Issued, establish
from turbota_simulators.signing import sign

AT = moment("2026-11-16 10:00")


def printed(plays: Plays, key: str = "maria") -> tuple[Application, StoredFile]:
    draft = plays.draft(key, AT)
    return draft, submission.print_for_signing(by=stage.at_home(key, AT), application_id=draft.pk, at=AT)


def send(draft: Application, paper: StoredFile, key: Issued, *, who: str = "maria") -> Application:
    return submission.submit(
        by=stage.at_home(who, AT),
        application_id=draft.pk,
        sha256=paper.sha256,
        cms=sign(key, read(paper), at=AT),
        at=AT,
    )


def refused(draft: Application, paper: StoredFile, key: Issued) -> str:
    with pytest.raises(Refused) as caught:
        send(draft, paper, key)
    assert Application.objects.get(pk=draft.pk).number is None
    return caught.value.code


@pytest.mark.requirement("R044", "R045")
def test_the_same_submission_twice_gives_the_same_number(plays: Plays) -> None:
    draft, paper = printed(plays)
    first = send(draft, paper, plays.keys.person(cast.citizen("maria")))
    again = send(draft, paper, plays.keys.person(cast.citizen("maria")))
    assert first.number == again.number == "26-000001"
    assert Application.objects.get().signature_id == first.signature_id
    assert [job.task for job in planned.everything()] == ["applications.tell_registered"]
    assert plays.submitted("stepan", AT).number == "26-000002"


def test_numbers_begin_anew_each_year(plays: Plays) -> None:
    assert plays.submitted("maria", moment("2025-12-31 10:00")).number == "25-000001"
    assert plays.submitted("stepan", moment("2026-01-02 10:00")).number == "26-000001"


def test_answers_changed_after_printing_are_not_what_was_signed(plays: Plays) -> None:
    draft, paper = printed(plays)
    drafting.save_section(
        by=stage.at_home("maria", AT),
        application_id=draft.pk,
        section="address",
        values={"house": "8"},
        at=AT,
    )
    assert refused(draft, paper, plays.keys.person(cast.citizen("maria"))) == "paper_is_stale"


def test_the_same_answers_are_printed_once(plays: Plays) -> None:
    draft, paper = printed(plays)
    later = AT + timedelta(hours=1)
    again = submission.print_for_signing(by=stage.at_home("maria", AT), application_id=draft.pk, at=later)
    assert again.pk == paper.pk
    kept = Application.objects.get(pk=draft.pk)
    assert kept.warning_version and kept.consent_version


@pytest.mark.parametrize("whose", ["stepan", "seal", "expired", "revoked", "stranger"])
def test_only_the_own_personal_key_in_force_signs(
    plays: Plays, whose: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    draft, paper = printed(plays)
    ca, person = plays.keys.ca, cast.citizen("maria")
    names = {"surname": person.surname, "given_name": person.given_name, "tax_number": person.tax_number}
    since = moment("2024-06-01 00:00")
    if whose == "stranger":
        ca = establish(tmp_path_factory.mktemp("stranger"), world.free_port())
    keys = {
        "stepan": lambda: plays.keys.person(cast.citizen("stepan")),
        "seal": lambda: plays.keys.seal(cast.body("dolyna")),
        "expired": lambda: ca.person(**names, since=since, until=AT - timedelta(days=1)),
        "revoked": lambda: ca.person(**names, since=since),
        "stranger": lambda: ca.person(**names, since=since),
    }
    key = keys[whose]()
    if whose == "revoked":
        ca.revoke(key.serial, at=AT - timedelta(days=1))
    code = refused(draft, paper, key)
    assert code == ("foreign_signature" if whose in ("stepan", "seal") else "bad_signature")


def test_a_namesake_with_another_number_is_another_person(plays: Plays) -> None:
    draft, paper = printed(plays)
    person = cast.citizen("maria")
    namesake = plays.keys.ca.person(
        surname=person.surname,
        given_name=person.given_name,
        patronymic=person.patronymic,
        tax_number="2888400006",
    )
    assert refused(draft, paper, namesake) == "foreign_signature"


def test_a_tampered_signature_is_refused(plays: Plays) -> None:
    draft, paper = printed(plays)
    cms = bytearray(sign(plays.keys.person(cast.citizen("maria")), read(paper), at=AT))
    cms[-20] ^= 1
    with pytest.raises(Refused) as caught:
        submission.submit(
            by=stage.at_home("maria", AT),
            application_id=draft.pk,
            sha256=paper.sha256,
            cms=bytes(cms),
            at=AT,
        )
    assert caught.value.code == "bad_signature"


def test_a_person_without_a_tax_number_signs_by_unzr(plays: Plays) -> None:
    application = plays.submitted("vira", AT)
    assert application.state == State.RECEIVED
    assert application.signature is not None
    assert application.signature.signer_unzr == cast.citizen("vira").unzr


@pytest.mark.requirement("R013", "R190")
def test_what_comes_on_saturday_has_the_date_and_the_terms_of_monday(plays: Plays) -> None:
    saturday = moment("2026-11-21 15:00")
    application = plays.submitted("maria", saturday)
    assert application.registered_at == saturday
    assert application.received_on == date(2026, 11, 23)
    clocks = {clock.rule_code: clock for clock in Clock.objects.filter(subject_id=application.pk)}
    assert set(clocks) == {"department_acceptance", "decision"}
    assert clocks["department_acceptance"].due_on == date(2026, 11, 26)
    assert clocks["decision"].due_on == date(2026, 12, 3)
    assert application.due_on == date(2026, 11, 26)
    accepted = plays.accepted(application, "umovnyi", moment("2026-11-22 09:00"))
    assert accepted.state == State.IN_WORK


def test_on_saturday_of_a_month_end_the_income_window_is_that_of_monday(plays: Plays) -> None:
    saturday, monday = moment("2026-01-31 12:00"), date(2026, 2, 2)
    answers = told.low_income(cast.citizen("maria"), on=monday)
    application = plays.submitted("maria", saturday, answers=answers)
    assert application.received_on == monday
    plays.accepted(application, "umovnyi", moment("2026-02-02 10:00"))
    assert plays.proposed(application, "umovnyi", moment("2026-02-02 11:00")).outcome == "granted"


@pytest.mark.parametrize(
    ("day", "kind"), [("2025-06-30 10:00", "department"), ("2025-07-01 10:00", "pension_fund")]
)
def test_since_july_2025_the_pension_fund_decides(plays: Plays, day: str, kind: str) -> None:
    at = moment(day)
    portal = plays.submitted("maria", at)
    paper = plays.finished("stepan", "starosta", "yavir", at)
    assert portal.holder is not None and portal.holder.kind == kind
    assert paper.decider is not None and paper.decider.kind == kind


def test_a_paper_of_june_formed_in_july_goes_to_the_department(plays: Plays) -> None:
    case = plays.registered(
        "stepan", "starosta", "yavir", moment("2025-07-02 10:00"), received_on=date(2025, 6, 30)
    )
    assert submission.decider_of(case, near=case.community).kind == "department"


def test_the_holder_is_a_dated_row(plays: Plays) -> None:
    application = plays.submitted("maria", AT)
    holding = Holding.objects.get(application=application)
    assert (holding.organisation_id, holding.since, holding.until) == (application.holder_id, AT, None)


def test_the_receipt_message_is_told_once_though_the_job_runs_twice(plays: Plays) -> None:
    application = plays.submitted("maria", AT)
    job = planned.waiting()[0]
    planned.do(job)
    planned.do(job)
    told_once = Message.objects.get(subject_id=application.pk)
    assert application.number is not None
    assert application.number in told_once.body


@pytest.fixture
def silent(plays: Plays, tmp_path_factory: pytest.TempPathFactory, settings: LazySettings) -> Plays:
    """Plays with keys of an authority that does not answer."""
    authority = establish(tmp_path_factory.mktemp("silent"), world.free_port())
    settings.TURBOTA_TRUST_DIR = str(authority.trust)
    revocation.forget_lists()
    return Plays(lasting_keys(authority))


def test_a_silent_authority_does_not_stop_the_application(silent: Plays) -> None:
    application = silent.submitted("maria", AT)
    assert application.number == "26-000001"
    assert application.signature is not None
    assert application.signature.state == "pending"
    silent.accepted(application, "umovnyi", AT)
    with pytest.raises(Refused) as caught:
        silent.proposed(application, "umovnyi", AT)
    assert caught.value.code == "applicant_signature_unsettled"

    with serving(silent):
        settled = signatures.recheck(application.signature.pk, at=AT + timedelta(minutes=5))
    assert settled.state == "valid"
    planned.do_all()
    assert Application.objects.get(pk=application.pk).state == State.IN_WORK


def serving(silent: Plays):  # type: ignore[no-untyped-def]
    """The silent authority begins to answer."""
    revocation.forget_lists()
    return world.answering(silent.keys.ca)


def test_a_signature_that_nobody_confirmed_within_a_day_is_asked_for_again(silent: Plays) -> None:
    application = silent.submitted("maria", AT)
    signature = application.signature
    assert signature is not None
    settled = signatures.recheck(signature.pk, at=AT + timedelta(hours=25))
    assert (settled.state, settled.code) == ("invalid", "unchecked")
    planned.do_all()
    asked = Application.objects.get(pk=application.pk)
    assert asked.state == State.ASKED
    assert asked.requests.count() == 1
    paper = asked.paper
    assert paper is not None
    maria, stepan = stage.at_home("maria", AT), stage.at_home("stepan", AT)
    cms = sign(silent.keys.person(cast.citizen("maria")), read(paper), at=AT)
    with pytest.raises(Refused) as foreign:
        sign_again(by=stepan, application_id=asked.pk, sha256=paper.sha256, cms=cms, at=AT)
    assert foreign.value.code.startswith("not_yours")
    with serving(silent):
        again = sign_again(
            by=maria, application_id=asked.pk, sha256=paper.sha256, cms=cms, at=AT + timedelta(hours=26)
        )
    assert again.state == State.RECEIVED
    assert (again.number, again.received_on) == (application.number, application.received_on)
    assert again.signature is not None
    assert again.signature.state == "valid"


def test_no_deciding_body_leaves_the_draft(plays: Plays) -> None:
    draft, paper = printed(plays)
    pension = draft.__class__._meta.get_field("holder").related_model
    pension.objects.filter(kind="pension_fund").update(until=date(2026, 1, 1))
    assert refused(draft, paper, plays.keys.person(cast.citizen("maria"))) == "no_deciding_body"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"tax_number": "2222222226"}, "applicant.tax_number"),
        ({"tax_number_state": "refused"}, "applicant.tax_number_state"),
        ({"birth_date": "1970-01-01"}, "applicant.birth_date"),
    ],
)
def test_the_declaration_is_about_the_person_who_signs_it(
    plays: Plays, changed: dict[str, str], field: str
) -> None:
    maria = stage.at_home("maria", AT)
    draft, _ = printed(plays)
    person = Application.objects.get(pk=draft.pk).applicant
    assert person is not None
    person.birth_date = cast.citizen("maria").birth_date
    person.save(update_fields=["birth_date"])
    values = told.low_income(cast.citizen("maria"), on=AT.date())["applicant"]
    drafting.save_section(
        by=maria, application_id=draft.pk, section="applicant", values={**values, **changed}, at=AT
    )
    with pytest.raises(BadInput) as caught:
        submission.print_for_signing(by=maria, application_id=draft.pk, at=AT)
    assert set(caught.value.fields) == {field}


def test_what_became_known_of_the_person_after_printing_is_compared_too(plays: Plays) -> None:
    draft, paper = printed(plays)
    person = Application.objects.get(pk=draft.pk).applicant
    assert person is not None
    person.birth_date = date(1970, 1, 1)
    person.save(update_fields=["birth_date"])
    with pytest.raises(BadInput) as caught:
        send(draft, paper, plays.keys.person(cast.citizen("maria")))
    assert set(caught.value.fields) == {"applicant.birth_date"}


def test_a_pending_case_is_not_taken_by_two(plays: Plays) -> None:
    application = plays.submitted("maria", AT)
    assigning.take(by=stage.at_work("umovnyi", AT), application_id=application.pk, at=AT)
    assert SYSTEM.account_id is None
    assert intake.may_be_finished(application, AT.date()) is False
    with pytest.raises(Conflict):
        drafting.save_section(
            by=stage.at_home("maria", AT), application_id=application.pk, section="address", values={}, at=AT
        )


def test_a_second_submission_composes_no_statement_and_sends_eighteen(
    plays: Plays, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the speed of the last day of a term stands on (docs/load.md)."""
    send(*printed(plays), plays.keys.person(cast.citizen("maria")))
    draft, paper = printed(plays, "roman")
    by, cms = stage.at_home("roman", AT), sign(plays.keys.person(cast.citizen("roman")), read(paper), at=AT)
    composed: list[str] = []
    for kind in (compiler.SQLCompiler, compiler.SQLInsertCompiler, compiler.SQLUpdateCompiler):

        def counted(self: compiler.SQLCompiler, *given: Any, whole: Any = kind.as_sql, **named: Any) -> Any:
            composed.append(type(self).__name__)
            return whole(self, *given, **named)

        monkeypatch.setattr(kind, "as_sql", counted)
    with CaptureQueriesContext(connection) as sent:
        submission.submit(by=by, application_id=draft.pk, sha256=paper.sha256, cms=cms, at=AT)
    assert composed == [], composed
    assert len([one for one in sent if "SAVEPOINT" not in one["sql"]]) <= 18
    assert planned.names().count("applications.tell_registered") == 2
