"""Verbs of signatures: keep a verified one, settle a pending one."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from turbota.kernel import jobs, planning
from turbota.kernel.ready import insert
from turbota.signatures.certificates import Signer
from turbota.signatures.models import Signature
from turbota.signatures.reasons import CHECKING, INVALID, PENDING, SENTENCES
from turbota.signatures.verification import Verdict, verify_digest

SETTLED_WITHIN = timedelta(hours=24)
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)


@transaction.atomic(savepoint=False)
def record(*, content_sha256: str, cms: bytes, verdict: Verdict, at: datetime) -> Signature:
    """Keep a signature with its verdict; a pending one is checked again by a job.

    ``content_sha256`` is hexadecimal; ``at`` is the moment of receipt and must be the moment of the verdict.
    """
    signature = Signature(
        sha256=content_sha256,
        cms=cms,
        state=verdict.state,
        code=verdict.code,
        level=verdict.level,
        signed_at=verdict.signed_at,
        received_at=at,
        checked_at=at,
        reason=verdict.reason,
        evidence=verdict.evidence,
        **_signer_fields(verdict.signer),
    )
    insert([signature])
    _plan_again(signature, at)
    return signature


def recheck(signature_id: uuid.UUID, *, at: datetime) -> Signature:
    """Ask the authorities again about a pending signature, judged as of the moment of its receipt.

    A settled one is returned as it is. When a day has passed without an answer the signature becomes
    invalid with the code "unchecked": the person is asked to sign again.
    The authorities are asked outside the transaction: they may be slow. What follows a settlement stands in
    the wiring under ("signature", "settle").
    """
    waiting = Signature.objects.get(id=signature_id)
    if waiting.state != PENDING:
        return waiting
    verdict = verify_digest(bytes.fromhex(waiting.sha256), bytes(waiting.cms), at=waiting.received_at)
    with transaction.atomic():
        signature = Signature.objects.select_for_update().get(id=signature_id)
        if signature.state == PENDING:
            _settle(signature, verdict, at)
        return signature


def _settle(signature: Signature, verdict: Verdict, at: datetime) -> None:
    signature.checked_at = at
    signature.state, signature.code, signature.reason = verdict.state, verdict.code, verdict.reason
    if verdict.state == PENDING and at - signature.received_at >= SETTLED_WITHIN:
        signature.state, signature.code, signature.reason = INVALID, "unchecked", SENTENCES["unchecked"]
    if verdict.evidence:
        signature.evidence = verdict.evidence
    signature.save(update_fields=["checked_at", "state", "code", "reason", "evidence"])
    if signature.state != PENDING:
        planning.after_step("signature", "settle", signature.id, signature.id)
    _plan_again(signature, at)


def _plan_again(signature: Signature, at: datetime) -> None:
    """The next question: at once for one that only waits for its turn; else after a minute, then as long again as it
    has already waited, at most an hour.
    """
    if signature.state != PENDING:
        return
    if signature.code == CHECKING:
        jobs.plan("signatures.recheck", queue=jobs.URGENT, signature_id=str(signature.id))
        return
    waited = at - signature.received_at
    pause = min(max(waited, _FIRST_WAIT), _LONGEST_WAIT)
    jobs.plan("signatures.recheck", at=at + pause, signature_id=str(signature.id))


def _signer_fields(signer: Signer | None) -> dict[str, str | bool]:
    if signer is None:
        return {}
    return {
        "signer_name": signer.name[:500],
        "signer_tax_number": signer.tax_number or "",
        "signer_unzr": signer.unzr or "",
        "signer_organisation_code": signer.organisation_code or "",
        "certificate_serial": signer.serial[:64],
        "is_seal": signer.is_seal,
    }
