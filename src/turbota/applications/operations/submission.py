"""The portal route: the citizen signs the printed application and it is registered in order of arrival (p. 2.5)."""

import uuid
from datetime import date, datetime

from django.db import transaction

from turbota.access import limits
from turbota.access.actors import Actor
from turbota.access.models import Organisation, OrganisationKind
from turbota.access.numbering import next_number
from turbota.access.queries import community_named, deciding_body, social_unit_of
from turbota.applications import papers, permissions, policies
from turbota.applications.models import Application
from turbota.applications.operations.locking import (
    SUBJECT,
    counting_moment,
    give_to,
    locked,
    subject_of,
)
from turbota.applications.operations.representing import hold_mandate
from turbota.applications.states import MACHINE, State
from turbota.applications.terms import decision_words, terms_of
from turbota.assistance import catalogue
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.documents.models import StoredFile
from turbota.kernel import clock, jobs
from turbota.kernel.errors import Conflict, Missing, Refused
from turbota.kernel.ready import Ready
from turbota.kernel.workflow import advance
from turbota.kernel.working_days import same_or_next_working_day
from turbota.people.models import Contact, Person
from turbota.people.operations import keep_contacts as keep_contacts_of
from turbota.signatures.examining import verify_or_look
from turbota.signatures.operations import record as record_signature

REGISTERED = (
    "received_on",
    "registered_at",
    "number",
    "decider",
    "holder",
    "taken_by",
    "signature",
    "due_on",
)


def new_application_number(at: datetime) -> str:
    """The next registration number of the year, e.g. "26-000417"."""
    year = clock.day_of(at).year
    return f"{year % 100:02d}-{next_number('application', year):06d}"


@transaction.atomic
def print_for_signing(*, by: Actor, application_id: uuid.UUID, at: datetime) -> StoredFile:
    """Print the PDF/A-3 application whose bytes will be signed, with the warning (R168) and the consent (R169).

    The same answers give the same file again. Raises BadInput while answers or documents are missing, Refused
    after too many prints in an hour.
    """
    application = locked(application_id, action=permissions.SUBMIT, by=by, at=at)
    if application.state != State.DRAFT:
        raise Conflict("Заяву вже подано.", code="already_submitted")
    today = clock.day_of(at)
    policies.check_answers(application, today)
    policies.check_applicant(application)
    policies.check_mandate(application, today)
    policies.check_documents(application, today)
    if application.paper is not None and application.paper_of_version == application.version:
        return application.paper
    limits.spend(limits.PRINTS, by.account_id, at)
    return papers.keep_paper(application, at=at)


def submit(*, by: Actor, application_id: uuid.UUID, sha256: str, cms: bytes, at: datetime) -> Application:
    """Take the signed application, register it and give it to the deciding body.

    `sha256` (hex) is the digest of the bytes that were signed. The same submission twice gives the same number.
    A signature whose revocation cannot be asked now is taken as pending and settled by a job within a day.
    Raises Refused for an invalid or a foreign signature, Conflict when answers changed after the paper was printed.
    """
    seen = found(application_id)
    permissions.SUBMIT.check(by.on(clock.day_of(at)), seen)
    if seen.state != State.DRAFT and seen.paper is not None and seen.paper.sha256 == sha256:
        return seen
    _check_same_paper(seen, sha256)
    limits.spend(limits.SUBMISSIONS, by.account_id, at)
    verdict = verify_or_look(bytes.fromhex(sha256), cms, at=at)
    if verdict.state == "invalid":
        raise Refused(verdict.reason, code="bad_signature")
    with transaction.atomic(), jobs.together():
        application = locked(application_id, action=permissions.SUBMIT, by=by, at=at)
        if application.state != State.DRAFT:
            return application
        _know_again(application, seen)
        policies.check_signer(verdict.signer, ready(application, sha256, at))
        application.signature = record_signature(content_sha256=sha256, cms=cms, verdict=verdict, at=at)
        keep_contacts(application, at)
        register(application, by=by, at=at)
        return application


def found(application_id: uuid.UUID) -> Application:
    """The application with its paper, as it is now and not locked. Raises Missing."""
    seen = _FOUND.first(application_id)
    if seen is None:
        raise Missing
    return seen


_FOUND = Ready(lambda pk: Application.objects.select_related("paper", "applicant").filter(pk=pk), uuid.UUID)


def _know_again(application: Application, seen: Application) -> None:
    """What the application pointed at a moment ago need not be read again."""
    if application.paper_id == seen.paper_id:
        application.paper = seen.paper
    if application.applicant_id == seen.applicant_id:
        application.applicant = seen.applicant


def ready(application: Application, sha256: str, at: datetime) -> Person:
    """Who signs the locked draft whose printed paper is the one confirmed: the applicant or her representative.

    Raises Conflict when the paper is stale, BadInput while answers or documents are missing.
    """
    _check_same_paper(application, sha256)
    hold_mandate(application)
    signatory = policies.signatory(application)
    if signatory is None:
        raise Conflict(code="no_person")
    today = clock.day_of(at)
    policies.check_applicant(application)
    policies.check_mandate(application, today)
    if not _printed_today(application, today):
        policies.check_answers(application, today)
        policies.check_documents(application, today)
    return signatory


def _printed_today(application: Application, today: date) -> bool:
    """Whether the paper of these very answers and documents was printed today: it is printed only when they are whole."""
    return application.paper is not None and clock.day_of(application.paper.created_at) == today


def _check_same_paper(application: Application, sha256: str) -> None:
    if (
        application.paper is None
        or application.paper.sha256 != sha256
        or application.paper_of_version != application.version
    ):
        raise Conflict(
            "Після друку заяви відповіді змінилися. Перегляньте заяву ще раз і підпишіть.",
            code="paper_is_stale",
        )


def keep_contacts(application: Application, at: datetime) -> None:
    """Keep the e-mail and the phone of the application as the contacts of who signed it (R011).

    A representative gives the own ones: nobody else moves the letters of the represented person.
    """
    teller = policies.signatory(application)
    if teller is None:
        return
    told = application.answers.get("contacts", {})
    channels = (Contact.Channel.EMAIL, Contact.Channel.PHONE)
    keep_contacts_of(
        person=teller,
        values={channel.value: told.get(channel.value) or "" for channel in channels},
        at=at,
    )


def decider_of(application: Application, *, near: Organisation | None = None) -> Organisation:
    """The body that decides the kind on the date of application. Refused when none is entered in the platform.

    What a community decides goes to its unit for social protection; where it has none yet, to the department of the
    district, so that nothing is lost.
    """
    assert application.received_on is not None
    body = receiver(application, application.received_on, near=near)
    if body is None:
        raise Refused(
            "Для цієї адреси ще немає органу, що вирішує. Відповіді збережено. Перевірте область або зателефонуйте нам.",
            code="no_deciding_body",
        )
    return body


def receiver(application: Application, on: date, *, near: Organisation | None = None) -> Organisation | None:
    """The body that would decide about the answers as they stand, on the day; None when none is entered."""
    decider: str = catalogue.kind(application.kind).decider_on(on, application.answers)
    address = application.answers.get("address", {})
    oblast = str(address.get("oblast", ""))
    body = None
    if decider == "community":
        community = near or community_named(str(address.get("community", "")), on, oblast_name=oblast)
        body, decider = social_unit_of(community, on), OrganisationKind.DEPARTMENT
        near = near or community
    return body or deciding_body(decider=decider, on=on, near=near, oblast_name=oblast)


def register(
    application: Application,
    *,
    by: Actor,
    at: datetime,
    verb: str = "submit",
    changed: tuple[str, ...] = REGISTERED,
) -> None:
    """Give the locked application its number and date, and give it to the deciding body.

    `verb`: how it came; `changed`: what the caller has set, saved together with it.
    The number is asked for last: everybody who registers waits for the series until this transaction ends. A case that
    a person took over from an officer's hands has its number and date already.
    """
    first = application.number is None
    if first:
        application.received_on = same_or_next_working_day(clock.day_of(at))
        application.registered_at = at
    application.decider = decider_of(application)
    give_to(application, application.decider, at)
    application.due_on = start_deciding_clocks(application, by=by, at=at, first=first)
    record(
        actor=by,
        action=f"application.{verb}",
        right="enter",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="подання заяви",
        at=at,
    )
    application.number = application.number or new_application_number(at)
    advance(
        MACHINE,
        application,
        verb,
        by=by,
        at=at,
        signature_id=application.signature_id,
        changed=changed,
        reason=decision_words(application),
    )


def start_deciding_clocks(application: Application, *, by: Actor, at: datetime, first: bool = False) -> date:
    """From the moment when the deciding body has it: 3 working days to accept, and the term of the decision.

    A case that was returned and comes again has a term of the decision already: it goes on as its rule says. Gives
    the day of the nearest of the two. `first`: it is registered now, so nothing can have gone before. A day off moves
    the terms of money (Instruction 345, p. 2.5), never those of services: a threat does not wait for Monday.
    """
    kind, terms = catalogue.kind(application.kind), terms_of(application)
    if kind.gives_services and not first:
        deadlines.cancel_others(
            like="service_decision",
            keep=terms.decision,
            **subject_of(application),
            at=at,
            by=by,
            why=terms.why,
        )
    going = deadlines.start_or_resume(
        rule_codes=("department_acceptance", terms.decision),
        **subject_of(application),
        organisation=application.holder,
        at=at if kind.gives_services else counting_moment(application, at),
        by=by,
        act=kind.acts[0].title,
        none_yet=first,
    )
    return min(one.due_on for one in going)
