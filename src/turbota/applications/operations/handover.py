"""Handover from the community to the deciding body by a numbered register (Instruction 345, p. 1.4, Annex 11)."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.access.numbering import next_number
from turbota.applications import papers, permissions, proof
from turbota.applications.models import (
    Application,
    Attachment,
    HandoverDocument,
    HandoverLine,
    HandoverRegister,
)
from turbota.applications.offices import register_office
from turbota.applications.operations.locking import SUBJECT, counting_moment, give_to, refresh_due
from turbota.applications.operations.submission import start_deciding_clocks
from turbota.applications.policies import check_sealed
from turbota.applications.states import MACHINE, State
from turbota.applications.terms import decision_words
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.documents import operations as files
from turbota.kernel import clock, jobs
from turbota.kernel.errors import Conflict, Forbidden, Refused
from turbota.kernel.workflow import advance

Parcel = tuple[Application, Sequence[Attachment]]
"""A case and the copies of it that go in one line, in order."""


def live_copies(application: Application) -> list[Attachment]:
    """Copies that stand in the case, in order of arrival."""
    rows = application.attachments.filter(removed_at__isnull=True).select_related("file")
    return list(rows.order_by("added_at", "pk"))


@transaction.atomic
def hand_over(
    *, by: Actor, application_ids: Iterable[uuid.UUID], at: datetime, by_district: bool = False
) -> list[HandoverRegister]:
    """Send the ready cases: one register for each sender and deciding body. All or nothing.

    `by_district`: a register for each старостинський округ; else joint ones, but a post of a district always sends its
    own alone. The seal of the community over the register comes after sending: it never holds up the term (p. 1.4).
    The same cases sent again by the same officer, because no answer came, give the same registers.
    Raises Refused when nothing is chosen or a copy stands without the seal, Conflict when a chosen case is no longer
    ready or no longer here.
    """
    chosen = set(application_ids)
    rows = list(
        permissions.HAND_OVER.visible(by, Application.objects.filter(pk__in=chosen))
        .select_for_update(of=("self",))
        .order_by("registered_at", "pk")
    )
    if not chosen:
        raise Refused("Виберіть хоча б одну справу, готову до передачі.", code="nothing_chosen")
    if not rows and (sent := _sent_already(by, chosen)):
        return sent
    if len(rows) != len(chosen) or any(row.state != State.READY for row in rows):
        raise Conflict(
            "Одну з вибраних справ уже передано або повернуто. Оновіть сторінку.", code="not_ready"
        )
    for row in rows:
        check_sealed(row)
    alone = by_district or permissions.bound_to_district(by)
    groups = by_register([(row, live_copies(row)) for row in rows], alone=alone)
    registers = []
    for sender, decider, district, parcels in groups:
        for application, _ in parcels:
            _move(application, decider, by=by, at=at)
        registers.append(
            write_register(by=by, sender=sender, decider=decider, district=district, parcels=parcels, at=at)
        )
    return registers


def _sent_already(by: Actor, chosen: set[uuid.UUID]) -> list[HandoverRegister]:
    """The registers in which this officer sent exactly these cases, while none of their lines is answered."""
    lines = HandoverLine.objects.filter(
        application__in=chosen, answer=HandoverLine.Answer.WAITING, register__sent_by_id=by.account_id
    )
    registers = list(HandoverRegister.objects.filter(pk__in=lines.values("register")).order_by("pk"))
    sent = HandoverLine.objects.filter(register__in=registers).values_list("application_id", flat=True)
    return registers if set(sent) == chosen else []


def by_register(
    parcels: Iterable[Parcel], *, alone: bool
) -> list[tuple[Organisation, Organisation, str, list[Parcel]]]:
    """What goes together: by sender, deciding body and, when districts send alone, старостинський округ.

    A guarded application goes by a register of its own: who reads another register learns nothing of it.
    """
    groups: dict[tuple[Organisation, Organisation, str, object], list[Parcel]] = {}
    for application, copies in parcels:
        assert application.community is not None
        assert application.decider is not None
        district = application.district if alone else ""
        apart = application.pk if application.guarded else None
        key = (register_office(application.community), application.decider, district, apart)
        groups.setdefault(key, []).append((application, copies))
    return [(*key[:3], parcels) for key, parcels in groups.items()]


def _move(application: Application, decider: Organisation, *, by: Actor, at: datetime) -> None:
    """The case is with the deciding body now, and its terms run."""
    give_to(application, decider, at)
    why = decision_words(application)
    advance(MACHINE, application, "hand_over", by=by, at=at, reason=why, changed=["holder", "taken_by"])
    deadlines.stop(
        rule_code="community_handover",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        at=counting_moment(application, at),
        by=by,
    )
    start_deciding_clocks(application, by=by, at=at)
    refresh_due(application)
    record(
        actor=by,
        action="application.hand_over",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="передання справи реєстром",
        at=at,
    )


def write_register(
    *,
    by: Actor,
    sender: Organisation,
    decider: Organisation,
    district: str,
    parcels: Sequence[Parcel],
    at: datetime,
    additional: bool = False,
) -> HandoverRegister:
    """The register with its number, lines, proof of the sender and paper; the receiver counts it in a job."""
    if by.account_id is None:
        raise Forbidden
    year = clock.day_of(at).year
    register = HandoverRegister.objects.create(
        number=f"{year % 100:02d}-{next_number(f'register:{sender.code}', year):04d}",
        community=sender,
        decider=decider,
        district=district,
        additional=additional,
        sent_at=at,
        sent_by_id=by.account_id,
    )
    lines = [
        _write_line(register, position, application, copies)
        for position, (application, copies) in enumerate(parcels, start=1)
    ]
    total = proof.total_of(
        [(row.application.number or "", row.documents, row.pages, row.digest) for row in lines]
    )
    register.cases, register.documents = total.cases, total.documents
    register.pages, register.digest = total.pages, total.digest
    content = papers.register_paper(register, at=at)
    register.paper = files.keep(content=content, media_type="application/pdf", at=at)
    register.save(update_fields=["cases", "documents", "pages", "digest", "paper"])
    jobs.plan("applications.count_register", queue=jobs.URGENT, register_id=str(register.pk))
    return register


def _write_line(
    register: HandoverRegister, position: int, application: Application, copies: Sequence[Attachment]
) -> HandoverLine:
    line = HandoverLine.objects.create(
        register=register,
        application=application,
        additional=register.additional,
        position=position,
        documents=len(copies),
        pages=sum(copy.file.pages or 0 for copy in copies),
        digest=proof.digest_of(copy.file.sha256 for copy in copies),
    )
    HandoverDocument.objects.bulk_create(
        HandoverDocument(
            line=line, attachment=copy, position=place, sha256=copy.file.sha256, pages=copy.file.pages or 0
        )
        for place, copy in enumerate(copies, start=1)
    )
    return line


def answer_line(application: Application, *, accepted: bool, reason: str, at: datetime) -> None:
    """Mark the waiting lines of the case in its registers as accepted or returned, with the reason."""
    _answer(
        application, HandoverLine.Answer.ACCEPTED if accepted else HandoverLine.Answer.RETURNED, reason, at
    )


def end_lines(application: Application, *, reason: str, at: datetime) -> None:
    """Mark the lines of the case that still wait as ended: nobody will answer them any more."""
    _answer(application, HandoverLine.Answer.ENDED, reason, at)


def _answer(application: Application, answer: HandoverLine.Answer, reason: str, at: datetime) -> None:
    HandoverLine.objects.filter(application=application, answer=HandoverLine.Answer.WAITING).update(
        answer=answer, answered_at=at, reason=reason
    )
