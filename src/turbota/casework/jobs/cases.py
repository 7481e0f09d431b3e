"""What follows the opening and the handover of a case, and the coming of a person into it."""

import uuid

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.casework import case_texts
from turbota.casework.models import Case
from turbota.casework.operations import claims
from turbota.kernel import clock, jobs
from turbota.messages.models import Message
from turbota.messages.operations import tell


@jobs.job("casework.look_for_claims", queue=jobs.URGENT)
def look_for_claims(member_id: str) -> None:
    """Whether the person is in another open case: the supervisors are asked, nobody else learns of it."""
    claims.look_for(member_id=uuid.UUID(member_id), at=clock.now())


@jobs.job("casework.adopt")
def adopt(newcomer_id: str, person_id: str) -> None:
    """Two rows of people are one: their cases follow, and whoever is now in two cases is asked about."""
    at = clock.now()
    for member_id in claims.adopt(newcomer_id=uuid.UUID(newcomer_id), person_id=uuid.UUID(person_id), at=at):
        claims.look_for(member_id=member_id, at=at)


@jobs.job("casework.tell_manager", queue=jobs.URGENT)
@transaction.atomic
def tell_manager(subject_id: str, step_id: str) -> None:
    """Tell the person that she has a social manager, or another one now; once for each manager.

    Nothing is written about a sensitive case: somebody else may read letters and the cabinet; the manager tells it himself.
    """
    rows = Case.objects.select_related("unit", "main_person")
    case = rows.select_for_update(of=("self",)).get(pk=uuid.UUID(subject_id))
    current = case.managers.filter(until__isnull=True).first()
    if case.sensitive or current is None or case.closed_at is not None:
        return
    first = not case.managers.filter(until__isnull=False).exists()
    text = case_texts.manager_given(
        number=case.number, organisation=case.unit.name, phone=case.unit.phone, first=first
    )
    told = Message.objects.filter(
        subject_kind="case", subject_id=case.pk, kind=text.kind, created_at__gte=current.since
    )
    if told.exists():
        return
    tell(
        person=case.main_person,
        kind=text.kind,
        subject=text.subject,
        body=text.body,
        subject_kind="case",
        subject_id=case.pk,
        at=clock.not_before(current.since, clock.now()),
        by=SYSTEM,
        organisation=case.unit,
    )
