"""Annulling a wrong decision: a new row with two signatures points to it, the decision itself stays as it was signed.

The specialist prepares and proposes, the head signs or sends back, as with any decision. Then the case is in work
again, the award ends (`personal_files`), and the person is told; the terms of a new decision start anew.
"""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications.models import Application
from turbota.applications.operations.locking import (
    SUBJECT,
    assign,
    counting_moment,
    give_to,
    refresh_due,
    subject_of,
)
from turbota.applications.states import MACHINE as APPLICATION_MACHINE
from turbota.applications.states import State as ApplicationState
from turbota.applications.terms import terms_of
from turbota.assistance import catalogue
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.decisions import papers, permissions
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.signing import check_other_person, keep, verified
from turbota.decisions.states import ANNULMENT_MACHINE, AnnulmentGround, AnnulmentState, State
from turbota.documents import operations as files
from turbota.documents.models import StoredFile
from turbota.documents.papers.printing import page_count
from turbota.documents.scans import Scan
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Missing
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance

PDF = "application/pdf"
SHORTEST_REASON = 20


@transaction.atomic
def prepare(
    *,
    by: Actor,
    decision_id: uuid.UUID,
    ground: str,
    reason: str,
    source: str,
    scan: Scan | None,
    at: datetime,
) -> Annulment:
    """Print the annulment for signing. Repeated while it is not signed, and after the head sent it back.

    `scan`: the court's or the appeal body's paper; None keeps the one that is there. Raises BadInput for what lacks,
    Conflict when the decision does not stand or its annulment is with the head already.
    """
    decision = _standing(decision_id, by)
    annulment = Annulment.objects.select_for_update(of=("self",)).filter(decision=decision).first()
    if annulment is not None and annulment.state not in (AnnulmentState.PREPARED, AnnulmentState.SENT_BACK):
        raise Conflict("Скасування вже підписано й передано керівникові.", code="already_proposed")
    _check(ground, reason, source, has_paper=bool(scan or (annulment and annulment.document_id)))
    acting = by.in_role(Role.SPECIALIST, decision.organisation_id)
    if annulment is None:
        annulment = Annulment(decision=decision, number=f"{decision.number}-С", created_at=at)
    annulment.organisation_id = decision.organisation_id
    annulment.ground, annulment.reason, annulment.source = ground, reason.strip(), source.strip()
    if scan is not None:
        annulment.document = files.keep(
            content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi
        )
    annulment.specialist_id, annulment.specialist_signature = _account(by), None
    annulment.specialist_acting_for = by.acting_for(Role.SPECIALIST, decision.organisation_id)
    annulment.paper = _printed(annulment, specialist=acting.name, at=at)
    annulment.save()
    advance(ANNULMENT_MACHINE, annulment, "prepare", by=acting, at=at)
    return annulment


def _account(by: Actor) -> uuid.UUID:
    if by.account_id is None:
        raise Forbidden
    return by.account_id


def _check(ground: str, reason: str, source: str, *, has_paper: bool) -> None:
    problems = {}
    if ground not in AnnulmentGround.values:
        problems["ground"] = "Виберіть, чому рішення скасовують."
    if len(legible(reason)) < SHORTEST_REASON:
        problems["reason"] = "Напишіть, що в рішенні не так. Ці слова прочитає людина."
    if ground in (AnnulmentGround.APPEAL, AnnulmentGround.COURT):
        if not legible(source):
            problems["source"] = "Напишіть, хто ухвалив, номер і дату."
        if not has_paper:
            problems["scan"] = "Додайте скан цього рішення."
    if problems:
        raise BadInput(problems)


def _standing(decision_id: uuid.UUID, by: Actor) -> Decision:
    """The approved decision of a decided case, locked after its application. Raises Missing or Conflict."""
    seen = Decision.objects.filter(pk=decision_id).first()
    if seen is None:
        raise Missing
    permissions.ANNUL.check(by, seen)
    application = Application.objects.select_for_update(of=("self",)).get(pk=seen.application_id)
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    decision.application = application
    annulled = Annulment.objects.filter(decision=decision, state=AnnulmentState.APPROVED).exists()
    if decision.state != State.APPROVED or application.state != ApplicationState.DECIDED or annulled:
        raise Conflict(
            "Скасувати можна лише ухвалене рішення, яке ще діє. Оновіть сторінку.", code="does_not_stand"
        )
    return decision


def _printed(annulment: Annulment, *, specialist: str, at: datetime) -> StoredFile:
    content = papers.annulment_paper(annulment, specialist=specialist, at=at)
    return files.keep(content=content, media_type=PDF, at=at, pages=page_count(content))


def _seen(annulment_id: uuid.UUID) -> Annulment:
    found = Annulment.objects.select_related("paper", "specialist").filter(pk=annulment_id).first()
    if found is None:
        raise Missing
    return found


def _locked(annulment_id: uuid.UUID) -> Annulment:
    """The annulment, locked after its application, as everybody locks."""
    Application.objects.select_for_update(of=("self",)).get(decisions__annulment=annulment_id)
    rows = Annulment.objects.select_for_update(of=("self",)).select_related(
        "paper", "specialist", "decision__application"
    )
    return rows.get(pk=annulment_id)


def propose(*, by: Actor, annulment_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Annulment:
    """The specialist who prepared the annulment signs it and sends it to the head."""
    seen = _seen(annulment_id)
    permissions.PROPOSE_ANNULMENT.check(by, seen)
    verdict = verified(seen.paper, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        annulment = _locked(annulment_id)
        if annulment.specialist_id != by.account_id:
            raise Forbidden("Підписати може лише той, хто підготував скасування.", code="not_your_decision")
        _check_same_paper(annulment, sha256)
        annulment.specialist_signature = keep(annulment.paper, verdict, cms=cms, at=at)
        annulment.proposed_at = at
        advance(
            ANNULMENT_MACHINE,
            annulment,
            "propose",
            by=by.in_role(Role.SPECIALIST, annulment.organisation_id),
            at=at,
            signature_id=annulment.specialist_signature.pk,
            changed=["specialist_signature", "proposed_at"],
        )
        _record(
            annulment, by=by, action=permissions.PROPOSE_ANNULMENT.name, purpose="скасування підписано", at=at
        )
        return annulment


def _check_same_paper(annulment: Annulment, sha256: str) -> None:
    if annulment.paper.sha256 != sha256:
        raise Conflict(
            "Скасування вже надруковано заново. Перегляньте його ще раз і підпишіть.", code="paper_is_stale"
        )


@transaction.atomic
def send_back(*, by: Actor, annulment_id: uuid.UUID, reason: str, at: datetime) -> Annulment:
    """The head does not annul: back to the specialist with a reason; the decision stands."""
    permissions.SEND_BACK_ANNULMENT.check(by, _seen(annulment_id))
    if len(legible(reason)) < SHORTEST_REASON // 2:
        raise BadInput({"reason": "Напишіть спеціалістові, чому не скасовуєте або що перевірити."})
    annulment = _locked(annulment_id)
    acting = by.in_role(Role.HEAD, annulment.organisation_id)
    advance(ANNULMENT_MACHINE, annulment, "send_back", by=acting, at=at, reason=reason.strip())
    action = permissions.SEND_BACK_ANNULMENT.name
    _record(annulment, by=acting, action=action, purpose="скасування повернуто спеціалістові", at=at)
    return annulment


def approve(*, by: Actor, annulment_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Annulment:
    """The head signs the same bytes: the decision is annulled and the case is in work again.

    Raises Forbidden for who proposed it, Conflict when it was printed anew or done already.
    """
    seen = _seen(annulment_id)
    permissions.APPROVE_ANNULMENT.check(by, seen)
    check_other_person(seen, by)
    verdict = verified(seen.paper, by=by, sha256=sha256, cms=cms, at=at)
    with transaction.atomic():
        annulment = _locked(annulment_id)
        check_other_person(annulment, by)
        _check_same_paper(annulment, sha256)
        acting = by.in_role(Role.HEAD, annulment.organisation_id)
        annulment.head_id, annulment.approved_at = by.account_id, at
        annulment.head_acting_for = by.acting_for(Role.HEAD, annulment.organisation_id)
        annulment.head_signature = keep(annulment.paper, verdict, cms=cms, at=at)
        advance(
            ANNULMENT_MACHINE,
            annulment,
            "approve",
            by=acting,
            at=at,
            signature_id=annulment.head_signature.pk,
            changed=["head", "head_acting_for", "head_signature", "approved_at"],
        )
        _reopen(annulment, by=acting, at=at)
        action = permissions.APPROVE_ANNULMENT.name
        _record(annulment, by=acting, action=action, purpose="рішення скасовано", at=at)
        return annulment


def _reopen(annulment: Annulment, *, by: Actor, at: datetime) -> None:
    """The case is with the deciding body again; the term of a new decision starts now."""
    application = annulment.decision.application
    give_to(application, annulment.organisation, at)
    assign(application, annulment.specialist_id, by=by, at=at, why="рішення скасовано")
    reason = f"Рішення № {annulment.decision.number} скасовано. {annulment.reason}"
    advance(
        APPLICATION_MACHINE,
        application,
        "reopen",
        by=by,
        at=at,
        reason=reason,
        changed=["holder", "taken_by"],
    )
    subject, moment = subject_of(application), counting_moment(application, at)
    deadlines.cancel_all(**subject, at=at, by=by, why="рішення скасовано")
    deadlines.start(
        rule_code=terms_of(application).decision, **subject, organisation=annulment.organisation, at=moment, by=by,
        act=catalogue.act_of(application.kind), why="рішення скасовано",
    )  # fmt: skip
    refresh_due(application)


def _record(annulment: Annulment, *, by: Actor, action: str, purpose: str, at: datetime) -> None:
    record(
        actor=by,
        action=action,
        right="modify",
        subject_kind=SUBJECT,
        subject_id=annulment.decision.application_id,
        purpose=purpose,
        at=at,
    )
