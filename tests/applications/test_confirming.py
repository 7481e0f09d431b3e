"""Submitting without a key: who was identified well and lately may, and the evidence says how."""

import io
import json
import uuid
from datetime import timedelta

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from tests.factories import planned
from tests.factories.world import moment

from turbota.access import idgov
from turbota.access.actors import Actor
from turbota.access.models import Account, Identification
from turbota.access.sign_in import note_identification
from turbota.applications.models import Application, Confirmation
from turbota.applications.operations import drafting, resigning, submission
from turbota.applications.operations.confirming import FRESH, confirm_again, submit_identified
from turbota.applications.states import State
from turbota.decisions.models import Decision
from turbota.documents.models import StoredFile
from turbota.documents.operations import read
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.signatures.models import Signature
from turbota_demo import stage
from turbota_demo.plays import Plays

AT = moment("2026-11-16 10:00")


def identified(key: str, means: str = "bank_id", *, ago: timedelta = timedelta(minutes=5)) -> Identification:
    """The person came through id.gov.ua by these means some time ago."""
    person = stage.at_home(key, AT)
    told = {"lastname": "Зразкова", "drfocode": "2222222222", "auth_type": means, "issuercn": "Банк"}
    return note_identification(
        account=Account.objects.get(pk=person.account_id), identity=idgov.identity_of(told), at=AT - ago
    )


def printed(plays: Plays, key: str = "maria") -> tuple[Application, StoredFile]:
    draft = plays.draft(key, AT)
    return draft, submission.print_for_signing(by=stage.at_home(key, AT), application_id=draft.pk, at=AT)


def confirm(
    draft: Application,
    paper: StoredFile,
    known: Identification | None,
    *,
    by: Actor | None = None,
    agreed: bool = True,
) -> Application:
    return submit_identified(
        by=by or stage.at_home("maria", AT),
        application_id=draft.pk,
        sha256=paper.sha256,
        agreed=agreed,
        identification_id=known.pk if known else None,
        at=AT,
    )


@pytest.mark.requirement("R046")
def test_a_bank_identifies_well_enough_and_the_evidence_says_how(plays: Plays) -> None:
    draft, paper = printed(plays)
    known = identified("maria")
    sent = confirm(draft, paper, known)

    assert (sent.state, sent.number, sent.signature) == (State.RECEIVED, "26-000001", None)
    kept = Confirmation.objects.select_related("evidence").get(application=sent)
    told = json.loads(read(kept.evidence))
    assert told["agreed"]["paper_sha256"] == paper.sha256 == kept.paper_sha256
    assert told["agreed"]["at"] == AT.isoformat()
    assert "без електронного підпису" in told["agreed"]["statement"]
    assert told["identified"]["at"] == known.at.isoformat()
    assert (told["identified"]["means"], told["identified"]["level"]) == ("bank_id", "medium")
    assert [job.task for job in planned.everything()] == ["applications.tell_registered"]


@pytest.mark.requirement("R046")
def test_the_same_confirmation_twice_gives_one_number(plays: Plays) -> None:
    draft, paper = printed(plays)
    known = identified("maria")
    assert confirm(draft, paper, known).number == confirm(draft, paper, known).number
    assert Confirmation.objects.count() == 1


@pytest.mark.requirement("R046")
def test_weak_old_and_foreign_identifications_submit_nothing(plays: Plays) -> None:
    draft, paper = printed(plays)
    refused = {
        "weak_identification": identified("maria", "email"),
        "old_identification": identified("maria", ago=FRESH + timedelta(seconds=1)),
        "not_identified": identified("stepan"),
    }
    for code, known in refused.items():
        with pytest.raises(Refused) as caught:
            confirm(draft, paper, known)
        assert caught.value.code == code
    with pytest.raises(Refused, match="not_identified"):
        confirm(draft, paper, None)
    with pytest.raises(Refused, match="not_identified"):
        submit_identified(
            by=stage.at_home("maria", AT),
            application_id=draft.pk,
            sha256=paper.sha256,
            agreed=True,
            identification_id=uuid.UUID(int=7),
            at=AT,
        )
    assert Application.objects.get().number is None
    assert not Confirmation.objects.exists()


def test_an_identification_from_the_future_is_none(plays: Plays) -> None:
    draft, paper = printed(plays)
    with pytest.raises(Refused, match="old_identification"):
        confirm(draft, paper, identified("maria", ago=-timedelta(minutes=1)))


def test_the_statement_must_be_agreed_to_and_the_paper_be_the_one_shown(plays: Plays) -> None:
    draft, paper = printed(plays)
    known = identified("maria")
    with pytest.raises(BadInput) as caught:
        confirm(draft, paper, known, agreed=False)
    assert "agreed" in caught.value.fields
    drafting.save_section(
        by=stage.at_home("maria", AT),
        application_id=draft.pk,
        section="address",
        values={"house": "8"},
        at=AT,
    )
    with pytest.raises(Conflict, match="paper_is_stale"):
        confirm(draft, paper, known)
    assert Application.objects.get().number is None


def test_nobody_confirms_for_another(plays: Plays) -> None:
    draft, paper = printed(plays)
    with pytest.raises(Missing):
        confirm(draft, paper, identified("stepan"), by=stage.at_home("stepan", AT))


def test_the_identity_of_the_account_must_be_that_of_the_applicant(plays: Plays) -> None:
    draft, paper = printed(plays)
    known, maria = identified("maria"), stage.at_home("maria", AT)
    Account.objects.filter(pk=known.account_id).update(identity_key="0" * 64)
    with pytest.raises(Refused, match="foreign_identification"):
        confirm(draft, paper, known, by=maria)
    assert not Confirmation.objects.exists()


@pytest.mark.requirement("R046")
def test_a_case_without_a_signature_reaches_a_decision_and_names_the_evidence(plays: Plays) -> None:
    draft, paper = printed(plays)
    sent = confirm(draft, paper, identified("maria"))
    later = AT + timedelta(hours=2)
    plays.accepted(sent, "umovnyi", later)
    decision = plays.approved(plays.proposed(sent, "umovnyi", later), "pokazova", later + timedelta(hours=1))
    assert decision.state == "approved"
    kept = Confirmation.objects.select_related("evidence").get(application=sent)
    assert kept.evidence.sha256.encode() in _enclosed(decision)


def _enclosed(decision: Decision) -> bytes:
    """Everything that is enclosed in the signed paper of the decision."""
    with pikepdf.open(io.BytesIO(read(decision.paper))) as pdf:
        return b"".join(pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments)


@pytest.mark.requirement("R046")
def test_a_signature_that_failed_may_be_replaced_by_a_confirmation(plays: Plays) -> None:
    application = plays.submitted("maria", AT)
    Signature.objects.filter(pk=application.signature_id).update(state="invalid", code="revoked")
    resigning.signature_failed(signature_id=application.signature_id, at=AT)
    asked = Application.objects.select_related("paper").get(pk=application.pk)
    assert asked.paper is not None
    confirmed = confirm_again(
        by=stage.at_home("maria", AT),
        application_id=asked.pk,
        sha256=asked.paper.sha256,
        agreed=True,
        identification_id=identified("maria").pk,
        at=AT,
    )
    assert (confirmed.state, confirmed.number, confirmed.signature) == (State.RECEIVED, asked.number, None)
    assert Signature.objects.filter(pk=application.signature_id, state="invalid").exists()


def test_evidence_only_grows(plays: Plays) -> None:
    draft, paper = printed(plays)
    known = identified("maria")
    confirm(draft, paper, known)
    for rows in (Identification.objects.filter(pk=known.pk), Confirmation.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(at=AT + timedelta(days=1))
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()
