"""Taking a case away from work: asking the applicant, returning it to the community, ending it without a decision.

Applications know no decisions, so it is here that nobody moves a case whose decision the head is reading.
"""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.access.rules import Action
from turbota.applications import permissions
from turbota.applications.models import Application
from turbota.applications.operations import acceptance, ending
from turbota.applications.operations.locking import locked
from turbota.decisions.models import Decision
from turbota.decisions.states import State
from turbota.documents.scans import Scan
from turbota.kernel.errors import Conflict

SIGNED = (State.PROPOSED, State.APPROVED)
"""The specialist has signed: the decision waits for the head, or stands."""


def _check_not_signed(application_id: uuid.UUID, *, action: Action, by: Actor) -> None:
    """Lock the case and raise Conflict while its decision is with the head or stands."""
    locked(application_id, action=action, by=by)
    signed = Decision.objects.standing().filter(application_id=application_id, state__in=SIGNED)
    if signed.exists():
        raise Conflict(
            "Рішення за цією справою вже підписано. Щоб справу змінити, керівник має спершу повернути рішення вам.",
            code="decision_is_signed",
        )


@transaction.atomic
def ask(
    *, by: Actor, application_id: uuid.UUID, text: str, at: datetime, version: int | None = None
) -> Application:
    """`acceptance.ask`, refused with Conflict while the decision is with the head or stands."""
    _check_not_signed(application_id, action=permissions.ASK, by=by)
    return acceptance.ask(by=by, application_id=application_id, text=text, at=at, version=version)


@transaction.atomic
def return_to_community(
    *, by: Actor, application_id: uuid.UUID, fault: str, reason: str, at: datetime, version: int | None = None
) -> Application:
    """`acceptance.return_to_community`, refused with Conflict while the decision is with the head or stands."""
    _check_not_signed(application_id, action=permissions.RETURN, by=by)
    return acceptance.return_to_community(
        by=by, application_id=application_id, fault=fault, reason=reason, at=at, version=version
    )


@transaction.atomic
def leave(
    *, by: Actor, application_id: uuid.UUID, ground: str, text: str, at: datetime, version: int | None = None
) -> Application:
    """`ending.leave`, refused with Conflict while the decision is with the head or stands."""
    _check_not_signed(application_id, action=permissions.LEAVE, by=by)
    return ending.leave(
        by=by, application_id=application_id, ground=ground, text=text, at=at, version=version
    )


@transaction.atomic
def join(
    *,
    by: Actor,
    application_id: uuid.UUID,
    into_id: uuid.UUID,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Application:
    """`ending.join`, refused with Conflict while the decision is with the head or stands."""
    ending.locked_pair(application_id, into_id)
    _check_not_signed(application_id, action=permissions.JOIN, by=by)
    return ending.join(
        by=by, application_id=application_id, into_id=into_id, reason=reason, at=at, version=version
    )


@transaction.atomic
def withdraw_on_paper(
    *, by: Actor, application_id: uuid.UUID, scan: Scan, at: datetime, version: int | None = None
) -> Application:
    """`ending.withdraw_on_paper`, refused with Conflict to a specialist while the decision is with the head or stands.

    Else the specialist could end alone a grant that the head is reading. The counter of the community, like the person,
    withdraws until the decision stands.
    """
    if by.holds(Role.SPECIALIST):
        _check_not_signed(application_id, action=permissions.WITHDRAW_ON_PAPER, by=by)
    return ending.withdraw_on_paper(by=by, application_id=application_id, scan=scan, at=at, version=version)
