"""The paper of an assessment: its scan, and the signature of its act, with a key or by hand."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import MODIFY
from turbota.casework import assessment_permissions
from turbota.casework.assessment_states import ASSESSMENT_MACHINE, AssessmentState
from turbota.casework.models import Assessment
from turbota.casework.operations import assessing
from turbota.casework.operations.concluding import PDF, SENT
from turbota.casework.operations.opening import SUBJECT
from turbota.deadlines import operations as deadlines
from turbota.decisions.signing import keep, verified
from turbota.documents import operations as files
from turbota.documents.models import StoredFile
from turbota.documents.scans import Scan
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Refused
from turbota.kernel.workflow import advance


@transaction.atomic
def attach_scan(*, by: Actor, assessment_id: uuid.UUID, scan: Scan, at: datetime) -> Assessment:
    """Put the scan of the filled form beside the questions, so that it is typed in; a new one takes its place.

    Raises Missing, Conflict when it is no draft.
    """
    assessment = assessing.locked(assessment_id)
    assessment_permissions.FILL.check(by, assessment)
    assessing.check_draft(assessment)
    assessment.scan = kept_scan(scan, at)
    _touch(assessment, by=by, at=at)
    return assessment


@transaction.atomic
def detach_scan(*, by: Actor, assessment_id: uuid.UUID, at: datetime) -> Assessment:
    """The scan was of something else: the assessment is filled here, not from a paper."""
    assessment = assessing.locked(assessment_id)
    assessment_permissions.FILL.check(by, assessment)
    assessing.check_draft(assessment)
    assessment.scan = None
    _touch(assessment, by=by, at=at)
    return assessment


def kept_scan(scan: Scan, at: datetime) -> StoredFile:
    """The scan in the store."""
    return files.keep(content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi)


def _touch(assessment: Assessment, *, by: Actor, at: datetime) -> None:
    assessment.changed_at = max(assessment.changed_at, at)
    assessment.save(update_fields=["scan", "changed_at"])
    assessing.note(by, "assessment.fill", MODIFY, assessment, at)


def sign(*, by: Actor, assessment_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Assessment:
    """The assessor signs the act with a key (КЕП) over the very bytes that were shown.

    Raises Missing, Forbidden for anybody but the assessor, Conflict when it is signed already or there is no act, Refused
    for a signature that is wrong, foreign, or cannot be checked now.
    """
    seen = _seen(assessment_id, by)
    if seen.act is None or seen.state != AssessmentState.SUBMITTED:
        raise Conflict("Акт уже підписано, або його ще немає. Оновіть сторінку.", code="nothing_to_sign")
    if seen.assessor_id != by.account_id:
        raise Forbidden(
            "Ключем підписує той, хто завершив оцінювання. Якщо його немає, додайте скан акта з підписом на папері.",
            code="not_your_act",
        )
    if seen.act.sha256 != sha256:
        raise Conflict(
            "Акт на сторінці застарів. Оновіть її, перегляньте акт і підпишіть.", code="paper_is_stale"
        )
    try:
        verdict = verified(seen.act, by=by, sha256=sha256, cms=cms, at=at)
    except Refused as refusal:
        if refusal.code == "revocation_unknown":
            raise Refused(
                "Центр сертифікації зараз не відповідає, тож підпис акта не прийнято. Спробуйте за кілька хвилин.",
                code="revocation_unknown",
            ) from None
        raise
    with transaction.atomic():
        assessment = assessing.locked(assessment_id)
        assessment.signature = keep(seen.act, verdict, cms=cms, at=at)
        _signed(assessment, "sign", by=by, at=at, changed=["signature"], signature_id=assessment.signature.pk)
    return assessment


@transaction.atomic
def sign_on_paper(*, by: Actor, assessment_id: uuid.UUID, scan: Scan | None, at: datetime) -> Assessment:
    """The act was signed by hand: its scan is kept. A form that was filled by hand and scanned already is signed itself.

    Raises Missing, Conflict when it is signed already, BadInput without any scan.
    """
    assessment = assessing.locked(assessment_id)
    assessment_permissions.SIGN_ACT.check(by, assessment)
    if scan is None and assessment.scan_id is None:
        raise BadInput({"scan": "Додайте скан або фото підписаного акта."})
    if scan is not None:
        assessment.signed_scan = kept_scan(scan, at)
    _signed(assessment, "sign_on_paper", by=by, at=at, changed=["signed_scan"])
    return assessment


def _seen(assessment_id: uuid.UUID, by: Actor) -> Assessment:
    with transaction.atomic():
        seen = assessing.locked(assessment_id)
    assessment_permissions.SIGN_ACT.check(by, seen)
    return seen


def _signed(
    assessment: Assessment,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    changed: list[str],
    signature_id: uuid.UUID | None = None,
) -> None:
    acting = by.in_role(Role.SOCIAL_MANAGER, assessment.case.unit_id)
    advance(
        ASSESSMENT_MACHINE, assessment, verb, by=acting, at=at, signature_id=signature_id, changed=changed
    )
    deadlines.stop(rule_code=SENT, subject_kind=SUBJECT, subject_id=assessment.case_id, at=at, by=acting)
    assessing.note(by, assessment_permissions.SIGN_ACT.name, MODIFY, assessment, at)
