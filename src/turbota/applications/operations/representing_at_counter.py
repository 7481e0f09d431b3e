"""Somebody brings the paper application of another person to a community: the officer writes down who and on what."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.applications import mandate_permissions, permissions
from turbota.applications.models import Application
from turbota.applications.operations.attaching import take_out_signed_paper
from turbota.applications.operations.drafting import forget_paper
from turbota.applications.operations.intake import check_number
from turbota.applications.operations.locking import SUBJECT, locked
from turbota.applications.operations.representing import hold_mandate, own_contacts
from turbota.applications.policies import FORMING, mandate_is_live
from turbota.audit.operations import record
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.people import mandates
from turbota.people.claims import Scope
from turbota.people.operations import PersonData, known_or_new
from turbota.people.states import OPEN, MandateKind, MandateState

NOT_COVERED = (
    "Повноваження цього представника не поширюються на цю допомогу. Заяву може підписати сам заявник або інший "
    "представник."
)


@transaction.atomic
def represent_at_counter(
    *,
    by: Actor,
    application_id: uuid.UUID,
    kind: str,
    representative: PersonData,
    title: str,
    scan: Scan | None,
    scope: Scope,
    at: datetime,
    paper_number: str = "",
) -> Application:
    """Name the representative of the applicant in a case that the community forms, with the document.

    It is a claim until an officer confirms it. The paper is printed and signed anew, by the representative. Raises
    BadInput for a mistyped number or a missing document, Conflict when the case has a representative already, Refused
    when a confirmed mandate of the pair is not for the kind, Forbidden when the officer is the representative.
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
    mandates.check_other_hands(by, person, mandate_permissions.ENTER_MANDATE)
    mandate = mandates.claim_at_counter(
        by=by,
        representative=person,
        represented=case.applicant,
        kind=kind,
        scope=scope,
        at=at,
        paper_number=paper_number if kind == MandateKind.POWER_OF_ATTORNEY else "",
    )
    if not mandate.covers(case.kind):
        raise Refused(NOT_COVERED, code="mandate_not_for_kind")
    case.mandate = mandate
    case.version += 1
    case.changed_at = at
    case.save(update_fields=["mandate", "version", "changed_at"])
    if mandate.state != MandateState.CONFIRMED:
        mandates.give_evidence(
            by=by,
            mandate_id=mandate.pk,
            title=title,
            scan=scan,
            at=at,
            action=mandate_permissions.ENTER_MANDATE,
        )
    forget_paper(case)
    take_out_signed_paper(case, by=by, at=at)
    return case


@transaction.atomic
def take_off_representative(*, by: Actor, application_id: uuid.UUID, at: datetime) -> Application:
    """Take a representative whose mandate is no longer in force off a case that the community forms.

    The paper and the scan that he signed leave the case, and so do his contacts: the applicant signs anew, or another
    representative is written down. Raises Conflict when there is nobody to take off or the mandate is in force.
    """
    case = locked(application_id, action=permissions.FORM, by=by)
    hold_mandate(case)
    if case.state not in FORMING or case.mandate is None or case.applicant is None:
        raise Conflict("У справі, яку формує громада, немає представника.", code="no_representative")
    if mandate_is_live(case, clock.day_of(at)):
        raise Conflict(
            "Повноваження представника чинні. Якщо вони закінчилися, спершу припиніть їх на сторінці «Повноваження».",
            code="mandate_is_live",
        )
    case.mandate = None
    own_contacts(case, case.applicant)
    case.version += 1
    case.changed_at = case.moment(at)
    case.save(update_fields=["mandate", "answers", "version", "changed_at"])
    forget_paper(case)
    take_out_signed_paper(case, by=by, at=at)
    record(
        actor=by,
        action=permissions.FORM.name,
        right=permissions.FORM.right,
        subject_kind=SUBJECT,
        subject_id=case.pk,
        purpose="представника без чинних повноважень прибрано зі справи",
        at=at,
    )
    return case
