"""Handover from the community to the deciding body by a numbered register (Instruction 345, p. 1.4, Annex 11)."""

import hashlib
import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation
from turbota.access.numbering import next_number
from turbota.applications import papers, permissions
from turbota.applications.models import Application, HandoverLine, HandoverRegister
from turbota.applications.operations.locking import SUBJECT, counting_moment, give_to, refresh_due
from turbota.applications.operations.submission import start_deciding_clocks
from turbota.applications.policies import check_sealed
from turbota.applications.states import MACHINE, State
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.documents import operations as files
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Forbidden, Refused
from turbota.kernel.workflow import advance


def digest_of_case(application: Application) -> tuple[int, int, str]:
    """How many documents and pages a case has, and one SHA-256 over the digests of its documents in order."""
    copies = list(
        application.attachments.filter(removed_at__isnull=True)
        .select_related("file")
        .order_by("added_at", "pk")
    )
    joined = "".join(copy.file.sha256 for copy in copies)
    return (
        len(copies),
        sum(copy.file.pages or 0 for copy in copies),
        hashlib.sha256(joined.encode()).hexdigest(),
    )


@transaction.atomic
def hand_over(*, by: Actor, application_ids: Iterable[uuid.UUID], at: datetime) -> list[HandoverRegister]:
    """Send the ready cases: one register for each community and deciding body. All or nothing.

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
    groups: dict[tuple[Organisation, Organisation], list[Application]] = {}
    for row in rows:
        assert row.community is not None
        assert row.decider is not None
        groups.setdefault((row.community, row.decider), []).append(row)
    return [_send(by, community, decider, cases, at) for (community, decider), cases in groups.items()]


def _sent_already(by: Actor, chosen: set[uuid.UUID]) -> list[HandoverRegister]:
    """The registers in which this officer sent exactly these cases, while none of their lines is answered."""
    lines = HandoverLine.objects.filter(
        application__in=chosen, answer=HandoverLine.Answer.WAITING, register__sent_by_id=by.account_id
    )
    registers = list(HandoverRegister.objects.filter(pk__in=lines.values("register")).order_by("pk"))
    sent = HandoverLine.objects.filter(register__in=registers).values_list("application_id", flat=True)
    return registers if set(sent) == chosen else []


def _send(
    by: Actor, community: Organisation, decider: Organisation, cases: list[Application], at: datetime
) -> HandoverRegister:
    if by.account_id is None:
        raise Forbidden
    year = clock.day_of(at).year
    register = HandoverRegister.objects.create(
        number=f"{year % 100:02d}-{next_number(f'register:{community.code}', year):04d}",
        community=community,
        decider=decider,
        sent_at=at,
        sent_by_id=by.account_id,
    )
    for position, application in enumerate(cases, start=1):
        documents, pages, digest = digest_of_case(application)
        HandoverLine.objects.create(
            register=register,
            application=application,
            position=position,
            documents=documents,
            pages=pages,
            digest=digest,
        )
        give_to(application, decider, at)
        advance(MACHINE, application, "hand_over", by=by, at=at, changed=["holder", "taken_by"])
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
    content = papers.register_paper(register, at=at)
    register.paper = files.keep(content=content, media_type="application/pdf", at=at)
    register.save(update_fields=["paper"])
    return register


def answer_line(application: Application, *, accepted: bool, reason: str, at: datetime) -> None:
    """Mark the waiting line of the case in its register as accepted or returned, with the reason."""
    HandoverLine.objects.filter(application=application, answer=HandoverLine.Answer.WAITING).update(
        answer=HandoverLine.Answer.ACCEPTED if accepted else HandoverLine.Answer.RETURNED,
        answered_at=at,
        reason=reason,
    )
