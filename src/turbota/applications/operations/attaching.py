"""Documents of an application: adding a copy, taking one away, the reason of absence, and the community's seal."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction

from turbota.access import limits
from turbota.access.actors import Actor
from turbota.access.rules import Action
from turbota.applications import mandate_permissions, permissions
from turbota.applications.models import Application, Attachment, MissingDocument
from turbota.applications.offices import seal_office
from turbota.applications.operations.locking import counting_moment, last_day_of, locked
from turbota.applications.operations.noting import note
from turbota.applications.operations.representing import hold_mandate
from turbota.applications.operations.sealing import check_seal
from turbota.applications.policies import (
    CITIZEN_MAY_ADD,
    FORMING,
    LATE,
    MOST_ATTACHMENTS,
    SIGNED_APPLICATION,
    check_mandate,
    check_printed,
    needed,
    without_seal,
)
from turbota.applications.states import ELECTRONIC, State
from turbota.audit.operations import record
from turbota.documents import operations as files
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.legible import legible
from turbota.people.helping import check_help
from turbota.signatures.models import Signature
from turbota.signatures.operations import record as record_signature

PDF = "application/pdf"
OTHER = "other"
NO_MORE = (
    "Рішення у справі вже ухвалено, тож документ до неї не додають. Якщо він змінює обставини, прийміть нову заяву "
    "з цим документом; якщо людина не згодна з рішенням, поясніть, як його оскаржити: це написано в рішенні."
)


def count_upload(*, by: Actor, at: datetime) -> None:
    """Count an upload before its files are opened: opening them is the dear part. Raises Refused after too many."""
    limits.spend(limits.UPLOADS, by.account_id, at)


def _title(application: Application, code: str, at: datetime) -> str:
    titles = {need.code: need.title for need in needed(application, clock.day_of(at))}
    return titles.get(code, "Інший документ")


def _touch(application: Application, at: datetime) -> None:
    application.version += 1
    application.changed_at = application.moment(at)
    application.save(update_fields=["version", "changed_at"])


def _sent_already(application: Application, code: str, scan: Scan) -> Attachment | None:
    """The very same copy, when somebody sends it again because no answer came: it stays one.

    What was there before the open request does not answer it: sent again, it is a new copy.
    """
    same = application.attachments.filter(
        document_code=code, removed_at__isnull=True, file__sha256=hashlib.sha256(scan.pdf).hexdigest()
    )
    request = application.requests.open().first()
    return (same.filter(added_at__gte=request.asked_at) if request else same).first()


def add_copy(
    application: Application, *, by: Actor, code: str, scan: Scan, late: bool, at: datetime, title: str = ""
) -> Attachment:
    """Keep a copy in the case; the caller has checked the right and the state, and the row is locked."""
    same = _sent_already(application, code, scan)
    if same is not None:
        return same
    if application.attachments.filter(removed_at__isnull=True).count() >= MOST_ATTACHMENTS:
        raise Refused(
            f"До справи можна додати не більше ніж {MOST_ATTACHMENTS} документів.", code="too_many_documents"
        )
    attachment = Attachment.objects.create(
        application=application,
        document_code=code,
        title=title or _title(application, code, at),
        file=files.keep(content=scan.pdf, media_type=PDF, at=at, pages=scan.pages, dpi=scan.dpi),
        late=late,
        added_at=application.moment(at),
        added_by_id=by.account_id,
    )
    _touch(application, at)
    record(
        actor=by,
        action="application.attach",
        right="enter",
        subject_kind="application",
        subject_id=application.pk,
        purpose="додання документа до заяви",
        at=at,
    )
    return attachment


def _check_helping(application: Application, at: datetime) -> None:
    """Raise Refused when the help ended while the officer's page was open. The row is locked."""
    hold_mandate(application)
    check_help(application.mandate, clock.day_of(at))


@transaction.atomic
def attach(
    *,
    by: Actor,
    application_id: uuid.UUID,
    code: str,
    scan: Scan,
    at: datetime,
    action: Action = permissions.FILL,
) -> Attachment:
    """The citizen adds a document to the own draft, or to the answer to a request; an officer who helps, by his `action`."""
    application = locked(application_id, action=action, by=by, at=at)
    if action is mandate_permissions.HELP_FILL:
        _check_helping(application, at)
    if application.channel not in ELECTRONIC or application.state not in CITIZEN_MAY_ADD:
        raise Conflict(
            "Заяву вже подано. Додати документ можна, коли про це попросять.", code="already_submitted"
        )
    return add_copy(application, by=by, code=code, scan=scan, late=application.state != State.DRAFT, at=at)


@transaction.atomic
def attach_copy(*, by: Actor, application_id: uuid.UUID, code: str, scan: Scan, at: datetime) -> Attachment:
    """The officer adds a scan: while the case is formed, or later when the person brought a document (R150).

    A document that comes within the term keeps the date of application (p. 2.5). What «Примітка» promised stays
    beside it, so that everybody sees whether it came in time. Raises Refused for a signed paper never printed here.
    """
    application = locked(application_id, action=permissions.ADD_LATE, by=by)
    if application.state not in (*FORMING, *LATE):
        raise Conflict(NO_MORE, code="no_more_documents")
    if code == SIGNED_APPLICATION and application.state in FORMING:
        hold_mandate(application)
        check_mandate(application, clock.day_of(at))
    if code == SIGNED_APPLICATION:
        check_printed(application)
    return add_copy(application, by=by, code=code, scan=scan, late=application.state in LATE, at=at)


def _was_signed_for(application: Application, attachment: Attachment) -> bool:
    """Whether the copy came before the open request: the signed application names its digest."""
    request = application.requests.open().first()
    return application.state != State.DRAFT and (request is None or attachment.added_at < request.asked_at)


def _mine_to_change(by: Actor, application_id: uuid.UUID, at: datetime, action: Action | None) -> Application:
    application = Application.objects.select_for_update(of=("self",)).filter(pk=application_id).first()
    if application is None:
        raise Missing
    if application.channel in ELECTRONIC:
        (action or permissions.FILL).check(by.on(clock.day_of(at)), application)
        allowed = application.state in CITIZEN_MAY_ADD
    else:
        (action or permissions.ADD_LATE).check(by, application)
        allowed = application.state in FORMING
    if not allowed:
        raise Conflict("Справу вже передано, прибрати документ не можна.", code="already_submitted")
    return application


@transaction.atomic
def take_away(
    *,
    by: Actor,
    application_id: uuid.UUID,
    attachment_id: uuid.UUID,
    at: datetime,
    action: Action | None = None,
) -> None:
    """Take a copy out of the case, to replace it or because it is not needed. The row and its bytes stay as a trace.

    What was submitted electronically under a signature stays; only what was added to an answer may go again.
    `action`: of an officer who helps.
    """
    application = _mine_to_change(by, application_id, at, action)
    if action is mandate_permissions.HELP_FILL:
        _check_helping(application, at)
    attachment = application.attachments.filter(pk=attachment_id, removed_at__isnull=True).first()
    if attachment is None:
        raise Missing("Цей документ уже прибрано.", code="already_removed")
    if application.channel in ELECTRONIC and _was_signed_for(application, attachment):
        raise Conflict(
            "Цей документ подано разом із підписаною заявою. Додайте новий: обидва будуть у справі.",
            code="already_submitted",
        )
    attachment.removed_at = at
    attachment.save(update_fields=["removed_at"])
    _touch(application, at)
    note(
        application,
        by=by,
        action="application.take_away",
        right="destroy",
        purpose="документ прибрано зі справи",
        at=at,
    )


@transaction.atomic
def explain_absence(*, by: Actor, application_id: uuid.UUID, code: str, note: str, at: datetime) -> None:
    """Write in «Примітка» why an obligatory document is not there and by when it may be brought (R146). Empty erases.

    The application signed by the applicant is never explained away: it must come.
    """
    application = locked(application_id, action=permissions.FORM, by=by)
    if application.state not in FORMING:
        raise Conflict(code="state_does_not_allow")
    text = legible(note)
    if code == SIGNED_APPLICATION and text:
        raise BadInput(
            {f"document.{code}": "Без підписаної заяви справу не передають: надрукуйте, підпишіть, скануйте."}
        )
    if not text:
        application.missing_documents.filter(document_code=code).delete()
    elif len(text) < 5:
        raise BadInput({f"document.{code}": "Напишіть причину словами, наприклад: «донесе до 20 березня»."})
    else:
        MissingDocument.objects.update_or_create(
            application=application,
            document_code=code,
            defaults={
                "title": _title(application, code, at),
                "note": text,
                "bring_by": last_day_of(
                    "completion_by_applicant", counting_moment(application, application.registered_at or at)
                ),
            },
        )
    _touch(application, at)


def take_out_signed_paper(application: Application, *, by: Actor, at: datetime) -> None:
    """The answers are no longer those that the applicant signed by hand: the scan of that paper leaves the case.

    Its row and bytes stay as a trace. The caller has locked the application.
    """
    signed = application.attachments.filter(document_code=SIGNED_APPLICATION, removed_at__isnull=True)
    if signed.update(removed_at=at):
        note(
            application,
            by=by,
            action="application.unsign",
            right="destroy",
            purpose="відповіді змінилися після підпису",
            at=at,
        )


def _taken_out() -> Missing:
    return Missing("Цю копію вже прибрано зі справи. Оновіть сторінку.", code="already_removed")


def seal_copy(
    *, by: Actor, application_id: uuid.UUID, attachment_id: uuid.UUID, cms: bytes, at: datetime
) -> Signature:
    """Keep the community's qualified e-seal over one copy (R147). Sealing the same copy again changes nothing.

    The seal was made in the operator's browser over the digest of the copy. Raises Refused when the head's order does
    not let the operator use it, when it is not valid or is the seal of another organisation.
    """
    rows = Application.objects.select_related("community__parent")
    application = rows.filter(pk=application_id).first()
    if application is None or application.community is None:
        raise Missing
    permissions.SEAL.check(by, application)
    attachment = (
        application.attachments.filter(pk=attachment_id, removed_at__isnull=True)
        .select_related("file", "seal")
        .first()
    )
    if attachment is None:
        raise _taken_out()
    if attachment.seal is not None and not without_seal(attachment):
        return attachment.seal
    office = seal_office(application.community)
    verdict = check_seal(by=by, office=office, sha256=attachment.file.sha256, cms=cms, at=at)
    with transaction.atomic():
        row = Attachment.objects.select_for_update().get(pk=attachment.pk)
        if row.removed_at is not None:
            raise _taken_out()
        if row.seal is None or without_seal(row):
            row.seal = record_signature(
                content_sha256=attachment.file.sha256, cms=cms, verdict=verdict, at=at
            )
            row.save(update_fields=["seal"])
            record(
                actor=by,
                action="application.seal",
                right="modify",
                subject_kind="application",
                subject_id=application.pk,
                purpose="засвідчення копії печаткою громади",
                at=at,
            )
        return row.seal
