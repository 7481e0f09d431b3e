"""The recipient confirms a visit or complains; the manager answers.

The code of a visit is shown in the recipient's cabinet, or told by the manager, and said to the worker when the service
was provided. It is a keyed hash of the visit: it stands nowhere, and the provider cannot compute it.
"""

import hmac
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.limits import Limit, spend
from turbota.access.rules import ENTER, MODIFY
from turbota.audit.operations import record, record_read
from turbota.casework import delivery_permissions as rights
from turbota.casework import delivery_policies as policies
from turbota.casework import delivery_texts as texts
from turbota.casework.delivery_states import ConfirmedBy, NoticeKind, ReferralState
from turbota.casework.models import CaseNotice, Referral, Visit, VisitConfirmation
from turbota.casework.operations.referring import locked, note, notice, tell_person
from turbota.documents import operations as documents
from turbota.documents.scans import Scan
from turbota.kernel.errors import BadInput, Missing
from turbota.kernel.identifiers import new_id
from turbota.kernel.keyed import keyed_hash

DIGITS = 4
CODE_TRIES = Limit(
    "visit-code",
    5,
    timedelta(days=1),
    "Код п’ять разів набрано неправильно. Попросіть людину підтвердити візит у кабінеті або на папері.",
)
LONGEST = 2000


def code_of(visit: Visit) -> str:
    """Four digits for one visit, the same for a plan and for what came of it. Only for the recipient and the manager."""
    return f"{int(keyed_hash(f'visit-code:{visit.root}')[:12], 16) % 10**DIGITS:0{DIGITS}}"


def confirm_by_code(*, by: Actor, visit_id: uuid.UUID, code: str, at: datetime) -> VisitConfirmation:
    """The worker types in the code that the recipient said. A wrong try is counted, and stays counted.

    Raises Missing, BadInput for a wrong code, Refused after five wrong ones in a day.
    """
    with transaction.atomic():
        visit = _visit(visit_id)
        rights.SERVE.check(by, visit.referral)
        policies.check_last(visit)
        policies.check_confirmable(visit)
        spend(CODE_TRIES, visit.root, at)
    if not hmac.compare_digest(code.strip().encode(), code_of(visit).encode()):
        raise BadInput({"code": "Код не підходить. Попросіть людину назвати чотири цифри ще раз."})
    return _confirm(by, visit_id, ConfirmedBy.CODE, rights.SERVE.name, at)


@transaction.atomic
def confirm_in_cabinet(*, by: Actor, visit_id: uuid.UUID, at: datetime) -> VisitConfirmation:
    """The recipient says in the cabinet that the visit took place. Raises Missing, Refused."""
    visit = _visit(visit_id)
    rights.CONFIRM_VISIT.check(by, visit.referral)
    return _confirm(by, visit_id, ConfirmedBy.CABINET, rights.CONFIRM_VISIT.name, at)


@transaction.atomic
def confirm_on_paper(
    *, by: Actor, referral_id: uuid.UUID, visits: Sequence[uuid.UUID], scan: Scan | None, at: datetime
) -> list[VisitConfirmation]:
    """One signed sheet confirms several visits of a service, for example of a month. Raises Missing, BadInput, Refused."""
    referral = locked(referral_id)
    rights.SERVE.check(by, referral)
    if not visits:
        raise BadInput({"visits": "Позначте візити, які людина підтвердила підписом."})
    if scan is None:
        raise BadInput({"scan": "Додайте скан аркуша з підписом людини."})
    kept = documents.keep(
        content=scan.pdf, media_type="application/pdf", at=at, pages=scan.pages, dpi=scan.dpi
    )
    rows = list(referral.visits.current().filter(pk__in=visits).select_related("confirmation"))
    if len(rows) != len(set(visits)):
        raise Missing(code="no_such_visit")
    for row in rows:
        policies.check_confirmable(row)
    made = VisitConfirmation.objects.bulk_create(
        VisitConfirmation(visit=row, how=ConfirmedBy.PAPER, at=at, by_account=by.account_id, scan=kept)
        for row in rows
    )
    note(by, rights.SERVE.name, MODIFY, referral, at)
    return made


@transaction.atomic
def complain(
    *,
    by: Actor,
    referral_id: uuid.UUID,
    words: str,
    at: datetime,
    visit_id: uuid.UUID | None = None,
    complaint_id: uuid.UUID | None = None,
) -> CaseNotice:
    """The recipient says that nobody came, or that something is wrong. The manager of the case is told; not the provider.

    A form sent twice, with the same `complaint_id`, tells it once. Raises Missing, BadInput.
    """
    referral = locked(referral_id)
    rights.CONFIRM_VISIT.check(by, referral)
    if not words.strip():
        raise BadInput({"words": "Напишіть кількома словами, що сталося."})
    if len(words) > LONGEST:
        raise BadInput({"words": f"Скоротіть: не більше ніж {LONGEST} знаків."})
    visit = referral.visits.filter(pk=visit_id).first() if visit_id else None
    text = texts.complaint_notice(title=referral.title, number=referral.number)
    if visit is not None:
        text = f"{text} Візит: {visit.starts_at:%d.%m.%Y}."
    key = _once("complaint", referral, complaint_id)
    made = notice(referral, NoticeKind.COMPLAINT, key, text, at=at, words=words.strip())
    note(by, rights.CONFIRM_VISIT.name, MODIFY, referral, at)
    return made


def _once(what: str, referral: Referral, form_id: uuid.UUID | None) -> str:
    """The key of a notice: the same for a form that comes twice, and never that of another referral."""
    return f"{what}:{referral.pk.hex}:{(form_id or new_id()).hex}"


@transaction.atomic
def ask_manager(
    *, by: Actor, referral_id: uuid.UUID, words: str, at: datetime, question_id: uuid.UUID | None = None
) -> CaseNotice:
    """The provider writes to the manager about a person it serves (R019); a form sent twice, with the same
    `question_id`, asks once. Raises Missing, BadInput, Refused when over.
    """
    referral = locked(referral_id)
    rights.ASK_MANAGER.check(by, referral)
    policies.check_live(referral)
    if not words.strip():
        raise BadInput({"words": "Напишіть, що хочете сказати або спитати."})
    if len(words) > LONGEST:
        raise BadInput({"words": f"Скоротіть: не більше ніж {LONGEST} знаків."})
    text = texts.question_notice(
        title=referral.title,
        number=referral.number,
        organisation=referral.offer.provider.organisation.short_name,
    )
    key = _once("question", referral, question_id)
    made = notice(referral, NoticeKind.QUESTION, key, text, at=at, words=words.strip())
    note(by, rights.ASK_MANAGER.name, ENTER, referral, at)
    return made


@transaction.atomic
def handle(*, by: Actor, notice_id: uuid.UUID, answer: str, at: datetime) -> CaseNotice:
    """The manager dealt with a notice, and says how; who complained or asked reads it. Raises Missing, BadInput."""
    row = CaseNotice.objects.select_for_update(of=("self",)).filter(pk=notice_id).first()
    if row is None:
        raise Missing(code="no_such_notice")
    rights.HANDLE_NOTICE.check(by, row)
    if not answer.strip():
        raise BadInput({"answer": "Напишіть, що зроблено."})
    if row.handled_at is None:
        row.handled_at, row.handled_by, row.answer = at, by.account_id, answer.strip()[:1000]
        row.save(update_fields=["handled_at", "handled_by", "answer"])
        if row.kind == NoticeKind.COMPLAINT and row.referral_id is not None:
            referral = Referral.objects.select_related("case__unit", "person").get(pk=row.referral_id)
            tell_person(referral, texts.answered(title=referral.title), by=by, at=at)
        record(
            actor=by, action=rights.HANDLE_NOTICE.name, right=MODIFY, subject_kind="case", subject_id=row.case_id,
            purpose="ведення випадку", at=at,
        )  # fmt: skip
    return row


def told_codes(*, by: Actor, referral: Referral, at: datetime) -> dict[uuid.UUID, str]:
    """Codes of visits that wait for a confirmation, for the manager to tell somebody without a cabinet; with a trace."""
    rights.KEEP_REFERRAL.check(by, referral)
    if referral.state != ReferralState.CONTRACTED:
        return {}
    rows = referral.visits.current().filter(confirmation__isnull=True)
    record_read(
        actor=by, subject_kind="visit_code", subject_id=referral.pk, purpose="назвати код отримувачеві", at=at
    )  # fmt: skip
    return {row.pk: code_of(row) for row in rows}


def _visit(visit_id: uuid.UUID) -> Visit:
    rows = Visit.objects.select_related("referral__offer__provider", "referral__case", "confirmation")
    found = rows.filter(pk=visit_id).first()
    if found is None:
        raise Missing(code="no_such_visit")
    return found


@transaction.atomic
def _confirm(by: Actor, visit_id: uuid.UUID, how: str, action: str, at: datetime) -> VisitConfirmation:
    visit = _visit(visit_id)
    locked(visit.referral_id)
    policies.check_last(visit)
    policies.check_confirmable(_visit(visit_id))
    made = VisitConfirmation.objects.create(visit=visit, how=how, at=at, by_account=by.account_id)
    note(by, action, MODIFY, visit.referral, at)
    return made
