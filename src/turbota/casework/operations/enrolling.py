"""A case is opened at the counter: the person is found by number and birth date, or entered anew."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Organisation, Post
from turbota.casework import case_permissions, permissions
from turbota.casework.case_changes import worded, write
from turbota.casework.case_states import Change
from turbota.casework.models import Case
from turbota.casework.operations.members import check_data
from turbota.casework.operations.opening import Member, open_case
from turbota.casework.states import CaseKind, Ground, Relation, Sensitivity
from turbota.kernel.errors import BadInput, Missing
from turbota.people.operations import PersonData, known_or_new


@dataclass(frozen=True)
class Opening:
    """What is known when a case is opened. `case_id`: the id that the page gave: a form sent twice opens one case."""

    case_id: uuid.UUID
    unit: Organisation
    post: Post
    main: PersonData
    kind: CaseKind
    ground: Ground
    received_at: datetime | None = None
    sensitivity: Sensitivity = Sensitivity.NONE
    sensitivity_reason: str = ""
    address: str = ""
    place_code: str = ""
    address_protected: bool = False
    phone: str = ""


@transaction.atomic
def open_for(*, by: Actor, opening: Opening, at: datetime) -> Case:
    """Open the case of the person. Raises Missing, Forbidden, Refused and BadInput with what to mend."""
    made = Case.objects.filter(pk=opening.case_id).first()
    if made is not None:
        if not permissions.READ_CASE.can(by, made):
            raise Missing(code="not_yours:case.open")
        return made
    check_data(opening.main, at)
    if opening.received_at is not None and opening.received_at > at:
        raise BadInput({"received_on": "День звернення не може бути в майбутньому."})
    reason = opening.sensitivity_reason
    if opening.sensitivity != Sensitivity.NONE:
        reason = worded("sensitivity_reason", reason, "Напишіть, чому випадок чутливий.")
    case = open_case(
        by=by,
        unit=opening.unit,
        post=opening.post,
        kind=opening.kind,
        ground=opening.ground,
        members=[Member(known_or_new(data=opening.main, at=at), Relation.MAIN)],
        at=at,
        received_at=opening.received_at,
        sensitivity=opening.sensitivity,
        address=opening.address.strip(),
        place_code=opening.place_code,
        address_protected=opening.address_protected,
        phone=opening.phone.strip(),
        case_id=opening.case_id,
    )
    if opening.sensitivity != Sensitivity.NONE:
        write(
            case, Change.SENSITIVITY, by=by, action=case_permissions.SET_SENSITIVITY, at=at,
            value=opening.sensitivity, reason=reason,
        )  # fmt: skip
    return case
