"""Somebody brings the paper application of another person to a community: the officer writes down who and on what."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications import permissions
from turbota.applications.models import Application
from turbota.applications.operations.attaching import take_out_signed_paper
from turbota.applications.operations.drafting import forget_paper
from turbota.applications.operations.intake import check_number
from turbota.applications.operations.locking import locked
from turbota.applications.policies import FORMING
from turbota.documents.scans import Scan
from turbota.kernel.errors import BadInput, Conflict
from turbota.people import mandates
from turbota.people.operations import PersonData, known_or_new
from turbota.people.states import OPEN, MandateState


@transaction.atomic
def represent_at_counter(
    *,
    by: Actor,
    application_id: uuid.UUID,
    kind: str,
    representative: PersonData,
    title: str,
    scan: Scan | None,
    scope: mandates.Scope,
    at: datetime,
) -> Application:
    """Name the representative of the applicant in a case that the community forms, with the document.

    It is a claim until an officer confirms it. The paper is printed and signed anew, by the representative. Raises
    BadInput for a mistyped number or a missing document, Conflict when the case has a representative already, Forbidden
    when the officer is the representative.
    """
    case = locked(application_id, action=permissions.FORM, by=by)
    if case.state not in FORMING or case.applicant is None:
        raise Conflict("Справу вже сформовано, представника записати не можна.", code="state_does_not_allow")
    if case.mandate is not None and case.mandate.state in OPEN:
        raise Conflict("У справі вже записано представника.", code="represented_already")
    if not representative.surname.strip() or not representative.given_name.strip():
        raise BadInput({"surname": "Напишіть прізвище й ім’я представника з документа."})
    check_number(None, representative)
    person = known_or_new(data=representative, at=at)
    mandates.check_other_hands(by, person, permissions.ENTER_MANDATE)
    mandate = mandates.claim_at_counter(
        by=by, representative=person, represented=case.applicant, kind=kind, scope=scope, at=at
    )
    case.mandate = mandate
    case.version += 1
    case.changed_at = at
    case.save(update_fields=["mandate", "version", "changed_at"])
    if mandate.state != MandateState.CONFIRMED:
        mandates.give_evidence(
            by=by, mandate_id=mandate.pk, title=title, scan=scan, at=at, action=permissions.ENTER_MANDATE
        )
    forget_paper(case)
    take_out_signed_paper(case, by=by, at=at)
    return case
