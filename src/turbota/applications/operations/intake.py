"""The community route: the officer registers the paper and forms the electronic case (Instruction 345, p. 1.4)."""

import uuid
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from turbota.access import queries as access
from turbota.access.actors import Actor
from turbota.access.models import Organisation, Role
from turbota.applications import papers, permissions, policies
from turbota.applications.models import Application
from turbota.applications.offices import control_office
from turbota.applications.operations.locking import (
    SUBJECT,
    assign,
    counting_moment,
    give_to,
    locked,
    officer_of,
    refresh_due,
    release,
    taken_by_me,
)
from turbota.applications.operations.noting import note
from turbota.applications.operations.representing import hold_mandate
from turbota.applications.operations.submission import decider_of, keep_contacts, new_application_number
from turbota.applications.states import MACHINE, Channel, State
from turbota.assistance import catalogue
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.documents.models import StoredFile
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Forbidden, Refused
from turbota.kernel.identifiers import new_id
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance
from turbota.people.models import Person
from turbota.people.operations import PersonData, known_or_new, present
from turbota.people.queries import number_of_another

WITHOUT_CONTROL = "Спеціаліста з контролю в громаді немає: справа готова до передачі."
OLDEST_PAPER_DAYS = 31


def _intake(by: Actor, organisation_id: uuid.UUID) -> Organisation:
    permissions.REGISTER.check_role(by)
    if organisation_id not in access.intake_organisations(by):
        raise Forbidden("Ви не приймаєте заяви в цій організації.", code="foreign_organisation")
    return access.organisation(organisation_id)


def check_number(person: Person | None, data: PersonData) -> None:
    """Raise BadInput for a mistyped number or day: a case must never come into the cabinet of somebody else."""
    policies.check_numbers(data)
    _check_against_known(person, data)


def _check_against_known(person: Person | None, data: PersonData) -> None:
    """Raise BadInput when the person chosen, or the owner of the number, is known with another number or day."""
    if person is not None and (person.own_tax_number, person.birth_date) == (
        data.tax_number,
        data.birth_date,
    ):
        return
    chosen = (
        person is not None and person.tax_number and data.tax_number and person.tax_number != data.tax_number
    )
    if chosen or number_of_another(tax_number=data.tax_number, birth_date=data.birth_date):
        raise BadInput(
            {
                "tax_number": "Цей РНОКПП належить людині з іншою датою народження. Звірте номер і дату з документом."
            }
        )
    if person is not None and person.birth_date not in (None, data.birth_date):
        raise BadInput(
            {"birth_date": "Людина, яку ви вибрали, народилася іншого дня. Звірте дату з документом."}
        )


def _enter(
    new: Application, person: Person | None, data: PersonData, at: datetime
) -> tuple[Application, bool]:
    """Keep the new application; the one that a second press of the button has just entered, when there is such."""
    try:
        with transaction.atomic():
            chosen = person if person and person.birth_date == data.birth_date else None
            applicant = present(chosen) if chosen else known_or_new(data=data, at=at)
            new.applicant = new.beneficiary = applicant
            new.save(force_insert=True)
            return new, True
    except IntegrityError:
        again = Application.objects.filter(pk=new.pk).first()
        if again is None:
            raise Conflict from None
        return again, False


@transaction.atomic
def register_paper(
    *,
    by: Actor,
    organisation_id: uuid.UUID,
    kind: str,
    person: Person | None,
    data: PersonData,
    at: datetime,
    received_on: date | None = None,
    application_id: uuid.UUID | None = None,
) -> Application:
    """Register a paper application and open its electronic case. Number and date are given at once.

    `person`: the one the officer chose among possible same people; None makes a new person unless the number is
    known; whether a chosen person whose birth date we do not know is the same, a human settles. `received_on`: the
    date on the paper, when it was taken without electricity; the term of handover counts from it.
    `application_id`: made by the page, so that pressing the button twice registers once.
    """
    organisation = _intake(by, organisation_id)
    again = Application.objects.filter(pk=application_id).first() if application_id else None
    if again is not None:
        permissions.READ_APPLICATION.check(by, again)
        return again
    today = clock.day_of(at)
    day = received_on or today
    if day > today or (today - day).days > OLDEST_PAPER_DAYS:
        raise BadInput({"received_on": "Дата заяви не може бути пізніша за сьогодні чи давніша за місяць."})
    check_number(person, data)
    new = Application(
        id=application_id or new_id(),
        kind=kind,
        form_version=catalogue.kind(kind).form_on(day).version,
        channel=Channel.COMMUNITY,
        author_id=by.account_id,
        community=organisation,
        district=permissions.district_of(by, organisation.pk),
        answers={"applicant": papers.applicant_answers(data)},
        created_at=at,
        changed_at=at,
    )
    application, created = _enter(new, person, data, at)
    if not created:
        permissions.READ_APPLICATION.check(by, application)
        return application
    _number(application, organisation, day, by=by, at=at)
    return application


def _number(
    application: Application, organisation: Organisation, day: date, *, by: Actor, at: datetime
) -> None:
    """Give the number and the date, let the community hold the case, and start the term of handover."""
    application.received_on, application.registered_at = day, at
    application.number = new_application_number(at)
    give_to(application, organisation, at)
    assign(application, by.account_id, by=by, at=at)
    advance(
        MACHINE,
        application,
        "register",
        by=by,
        at=at,
        changed=["received_on", "registered_at", "number", "holder", "taken_by"],
    )
    deadlines.start(
        rule_code="community_handover",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        organisation=organisation,
        at=at if day == clock.day_of(at) else datetime.combine(day, time(), tzinfo=clock.KYIV),
        by=by,
    )
    refresh_due(application)
    record(
        actor=by,
        action="application.register",
        right="enter",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="прийом паперової заяви",
        at=at,
    )


@transaction.atomic
def print_application(*, by: Actor, application_id: uuid.UUID, at: datetime) -> StoredFile:
    """Print the application for checking and signing by hand (R144), with the warning and the consent.

    Raises BadInput for missing answers, Refused when the mandate of who signs is no longer in force.
    """
    application = locked(application_id, action=permissions.FORM, by=by)
    today = clock.day_of(at)
    hold_mandate(application)
    policies.check_mandate(application, today)
    policies.check_answers(application, today)
    if application.paper is not None and application.paper_of_version == application.version:
        return application.paper
    return papers.keep_paper(application, at=at)


@transaction.atomic
def finish_forming(
    *, by: Actor, application_id: uuid.UUID, at: datetime, version: int | None = None
) -> Application:
    """The case is whole: to control where the community has it, else ready for handover.

    Raises BadInput for missing answers or unexplained documents, Refused for copies without the seal, for answers
    that were not printed and signed as they stand, and when the mandate of who signed is over by now.
    """
    application = locked(application_id, action=permissions.FORM, by=by, version=version)
    today = clock.day_of(at)
    hold_mandate(application)
    policies.check_mandate(application, today)
    policies.check_answers(application, today)
    policies.check_documents(application, today)
    policies.check_printed(application)
    policies.check_sealed(application)
    keep_contacts(application, at)
    application.decider = decider_of(application, near=application.community)
    checker = control_office(application.community) if application.community is not None else None
    to_control = checker is not None and checker.has_control
    mended = application.state == State.MENDING
    by = by.in_role(Role.COMMUNITY_OFFICER, application.holder_id)
    if to_control:
        release(application, at=at)
    advance(
        MACHINE,
        application,
        "send_to_control" if to_control else "finish",
        by=by,
        at=at,
        reason="" if to_control else WITHOUT_CONTROL,
        changed=["decider", "taken_by"],
    )
    deadlines.stop(
        rule_code="rework_by_community", subject_kind=SUBJECT, subject_id=application.pk, at=at, by=by
    )
    if to_control:
        deadlines.stop(
            rule_code="community_handover",
            subject_kind=SUBJECT,
            subject_id=application.pk,
            at=max(at, counting_moment(application, at)),
            by=by,
        )
        deadlines.start(
            rule_code="community_control",
            subject_kind=SUBJECT,
            subject_id=application.pk,
            organisation=checker,
            at=counting_moment(application, at),
            by=by,
        )
    elif mended:
        _start_handover(application, by=by, at=at)
    refresh_due(application)
    note(application, by=by, action="application.finish", purpose="електронну справу сформовано", at=at)
    return application


def _start_handover(application: Application, *, by: Actor, at: datetime) -> None:
    """The case is in order: it goes to the deciding body not later than the next working day (R155)."""
    deadlines.start(
        rule_code="community_handover",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        organisation=application.holder,
        at=counting_moment(application, at),
        by=by,
    )


@transaction.atomic
def pass_control(
    *, by: Actor, application_id: uuid.UUID, at: datetime, version: int | None = None
) -> Application:
    """The control specialist found fields, documents and requisites in order (R152); handover is due the next working day.

    Raises Forbidden for who formed the case: other authorised persons check it (Instruction 345, p. 1.4, R151).
    """
    application = locked(application_id, action=permissions.CONTROL, by=by, version=version)
    permissions.check_other_hands(by, application)
    policies.check_answers(application, clock.day_of(at))
    policies.check_documents(application, clock.day_of(at))
    policies.check_sealed(application)
    taken_by_me(application, by, at)
    by = by.in_role(Role.CONTROL_SPECIALIST, application.holder_id)
    assign(application, officer_of(application, at), by=by, at=at)
    advance(MACHINE, application, "pass_control", by=by, at=at, changed=["taken_by"])
    deadlines.stop(
        rule_code="community_control", subject_kind=SUBJECT, subject_id=application.pk, at=at, by=by
    )
    _start_handover(application, by=by, at=at)
    refresh_due(application)
    note(application, by=by, action="application.pass_control", purpose="контроль пройдено", at=at)
    return application


@transaction.atomic
def return_from_control(
    *, by: Actor, application_id: uuid.UUID, reason: str, at: datetime, version: int | None = None
) -> Application:
    """Back to the officer with the reason in «Примітка» (R153). Raises Forbidden for who formed the case."""
    if len(legible(reason)) < 10:
        raise BadInput({"reason": "Напишіть, що саме виправити: який документ або яка відповідь."})
    application = locked(application_id, action=permissions.CONTROL, by=by, version=version)
    permissions.check_other_hands(by, application)
    taken_by_me(application, by, at)
    by = by.in_role(Role.CONTROL_SPECIALIST, application.holder_id)
    assign(application, officer_of(application, at), by=by, at=at, why=legible(reason))
    advance(
        MACHINE,
        application,
        "return_from_control",
        by=by,
        at=at,
        reason=legible(reason),
        changed=["taken_by"],
    )
    deadlines.stop(
        rule_code="community_control", subject_kind=SUBJECT, subject_id=application.pk, at=at, by=by
    )
    start_rework(application, by=by, at=at)
    note(
        application,
        by=by,
        action="application.return_from_control",
        purpose="контроль повернув справу",
        at=at,
    )
    return application


def start_rework(application: Application, *, by: Actor, at: datetime) -> None:
    """The term for the community to mend a returned case."""
    deadlines.start(
        rule_code="rework_by_community",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        organisation=application.holder,
        at=at,
        by=by,
    )
    refresh_due(application)


def may_be_finished(application: Application, today: date) -> bool:
    """Whether nothing is missing, for the button on the page."""
    if application.state not in (State.FORMING, State.MENDING):
        return False
    try:
        policies.check_mandate(application, today)
        policies.check_answers(application, today)
        policies.check_documents(application, today)
        policies.check_printed(application)
        policies.check_sealed(application)
    except Refused:
        return False
    return True
