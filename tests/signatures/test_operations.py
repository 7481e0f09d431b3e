"""A signature is kept with its evidence; a pending one is settled within a day."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories.world import Answering
from tests.signatures.conftest import DOCUMENT, TAX_NUMBER

from turbota.kernel import planning
from turbota.signatures import jobs, operations
from turbota.signatures.models import Signature
from turbota.signatures.verification import verify_detached
from turbota_simulators.authority import Issued
from turbota_simulators.signing import sign

pytestmark = pytest.mark.django_db


def _record(issued: Issued, at: datetime) -> Signature:
    signature = sign(issued, DOCUMENT, at=at)
    verdict = verify_detached(DOCUMENT, signature, at=at)
    sha256 = hashlib.sha256(DOCUMENT).hexdigest()
    return operations.record(content_sha256=sha256, cms=signature, verdict=verdict, at=at)


def _planned() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.filter(task_name="signatures.recheck").order_by("id"))


def test_a_valid_signature_is_kept_with_its_evidence(person: Issued, now: datetime) -> None:
    kept = Signature.objects.get(id=_record(person, now).id)

    assert (kept.state, kept.level, kept.signer_tax_number) == ("valid", "qualified", TAX_NUMBER)
    assert kept.signer_name == "Шевченко Тарас Григорович"
    assert kept.received_at == now and kept.evidence["ocsp"]
    assert verify_detached(DOCUMENT, bytes(kept.cms), at=now).state == "valid"
    assert not _planned()


def test_a_pending_signature_becomes_valid_when_the_authority_answers(
    person: Issued, answering: Answering, now: datetime
) -> None:
    answering.fall_silent()
    pending = _record(person, now)
    assert pending.state == "pending"
    assert [job.args for job in _planned()] == [{"signature_id": str(pending.id)}]

    answering.answer_again()
    settled = operations.recheck(pending.id, at=now + timedelta(minutes=1))

    assert (settled.state, settled.code) == ("valid", "valid")
    assert settled.evidence["ocsp"] and settled.received_at == now
    assert len(_planned()) == 1


def test_the_job_settles_and_tells_the_wiring(
    person: Issued, answering: Answering, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str, uuid.UUID]] = []

    def listen(subject: str, verb: str, about: uuid.UUID, _step: uuid.UUID) -> None:
        told.append((subject, verb, about))

    monkeypatch.setattr(planning, "_planners", [listen])
    answering.fall_silent()
    pending = _record(person, now)
    jobs.recheck(signature_id=str(pending.id))
    assert told == []

    answering.answer_again()
    jobs.recheck(signature_id=str(pending.id))
    jobs.recheck(signature_id=str(pending.id))

    pending.refresh_from_db()
    assert pending.state == "valid"
    assert told == [("signature", "settle", pending.id)]


def test_a_pending_signature_becomes_invalid_when_it_was_revoked_before_receipt(
    person: Issued, answering: Answering, now: datetime
) -> None:
    answering.authority.revoke(person.serial, at=now - timedelta(minutes=5))
    answering.fall_silent()
    pending = _record(person, now)

    answering.answer_again()

    assert operations.recheck(pending.id, at=now + timedelta(hours=2)).code == "revoked"


def test_after_a_day_of_silence_the_person_is_asked_to_sign_again(
    person: Issued, answering: Answering, now: datetime
) -> None:
    answering.fall_silent()
    pending = _record(person, now)

    still = operations.recheck(pending.id, at=now + timedelta(hours=23))
    assert still.state == "pending" and len(_planned()) == 2
    given_up = operations.recheck(pending.id, at=now + timedelta(hours=24))
    answering.answer_again()

    assert (given_up.state, given_up.code) == ("invalid", "unchecked")
    assert "Підпишіть документ ще раз" in given_up.reason
    assert len(_planned()) == 2


def test_the_questions_never_wait_longer_than_an_hour(
    person: Issued, answering: Answering, now: datetime
) -> None:
    answering.fall_silent()
    pending = _record(person, now)
    moment = now
    asked = 0
    while pending.state == "pending":
        scheduled = _planned()[-1].scheduled_at
        assert scheduled is not None and scheduled - moment <= timedelta(hours=1)
        moment, asked = scheduled, asked + 1
        pending = operations.recheck(pending.id, at=moment)
    answering.answer_again()

    assert moment - now < timedelta(hours=25)
    assert asked < 40


def test_a_settled_signature_is_never_judged_again(
    person: Issued, answering: Answering, now: datetime
) -> None:
    kept = _record(person, now)
    answering.authority.revoke(person.serial, at=now - timedelta(days=1))

    assert operations.recheck(kept.id, at=now + timedelta(days=1)).state == "valid"


def test_the_database_refuses_an_unknown_state(person: Issued, now: datetime) -> None:
    kept = _record(person, now)

    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(id=kept.id).update(state="perhaps")
