"""Giving the decision on paper to a person without a cabinet, through the community that took the application."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications.operations.locking import SUBJECT
from turbota.audit.operations import record
from turbota.decisions import permissions
from turbota.decisions.models import Decision
from turbota.decisions.queries import TOLD
from turbota.decisions.states import State
from turbota.kernel.errors import Missing
from turbota.messages.operations import printed_about


@transaction.atomic
def print_for_applicant(*, by: Actor, application_id: uuid.UUID, at: datetime) -> Decision:
    """The approved decision, to be printed and handed over; the message about it is no longer waiting for paper.

    Raises Missing when there is no approved decision or the case is not of the actor's community.
    """
    rows = permissions.HAND_OUT.visible(by, Decision.objects.filter(application_id=application_id))
    found: Decision | None = (
        rows.filter(state=State.APPROVED, pk__in=Decision.objects.standing())
        .select_related("paper", "application")
        .first()
    )
    if found is None:
        raise Missing
    printed_about(subject_kind=SUBJECT, subject_id=application_id, kinds=TOLD, at=at)
    record(
        actor=by,
        action=permissions.HAND_OUT.name,
        right=permissions.HAND_OUT.right,
        subject_kind=SUBJECT,
        subject_id=application_id,
        purpose="друк рішення людині без кабінету",
        at=at,
    )
    return found
