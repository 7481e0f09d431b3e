"""Verbs of personal files: opening, preparing the decision from the file, opening the awards."""

import uuid
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.numbering import next_number
from turbota.applications import permissions
from turbota.applications.models import Application
from turbota.applications.operations.locking import SUBJECT, locked
from turbota.assistance.calculation import Calculation, Period
from turbota.audit.operations import record
from turbota.decisions import operations as decisions
from turbota.decisions.by_hand import Entry, entered
from turbota.decisions.calculating import calculate
from turbota.decisions.granting import refused_as_repeated
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.papers import canonical
from turbota.decisions.permissions import ENTER_BY_HAND
from turbota.decisions.schedules import parts_of
from turbota.decisions.states import AnnulmentState, Outcome, State
from turbota.documents.papers.printing import Attachment
from turbota.kernel import clock
from turbota.kernel.errors import Conflict, Missing
from turbota.people.models import Person
from turbota.personal_files.blocks import blocks
from turbota.personal_files.models import Award, AwardEnding, PersonalFile
from turbota.personal_files.queries import awards_of

ENCLOSED_NAME = "personal-file.json"


@transaction.atomic
def open_file(*, application_id: uuid.UUID, at: datetime) -> PersonalFile:
    """The electronic personal file of an accepted application, opened now if there is none (R190).

    Its day is the day when consideration began. Opening twice gives the same file.
    """
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicant", "decider")
        .get(pk=application_id)
    )
    existing = PersonalFile.objects.filter(application=application).first()
    if existing is not None:
        return existing
    if application.applicant is None or application.decider is None:
        raise Conflict(code="not_accepted")
    year = clock.day_of(at).year
    return PersonalFile.objects.create(
        number=f"{application.decider.code}-{year % 100:02d}-{next_number(f'file:{application.decider.code}', year):05d}",
        application=application,
        person=application.applicant,
        organisation=application.decider,
        source=application.channel,
        opened_at=at,
    )


@transaction.atomic
def adopt(*, newcomer_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Files of a newcomer belong to the known person from now on, and so do the awards. Twice changes nothing more.

    An award for days on which the known person has the same assistance stays with the newcomer's record: it was
    granted twice, and only a person can settle that. What is about a child was never granted twice.
    """
    PersonalFile.objects.filter(person_id=newcomer_id).update(person_id=person_id)
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    for award in Award.objects.filter(person_id=newcomer_id).order_by("since"):
        same = Award.objects.filter(
            person_id=person_id, kind=award.kind, code=award.code, about="", ended_at__isnull=True
        )
        doubled = same.filter(since__lte=award.until, until__gte=award.since)
        if award.about or award.ended_at is not None or not doubled.exists():
            award.person_id = person_id
            award.save(update_fields=["person"])


def calculation_for(*, by: Actor, application_id: uuid.UUID) -> Calculation:
    """What the rules of the date of application say now, for the specialist's screen."""
    application = Application.objects.filter(pk=application_id).first()
    if application is None or application.received_on is None:
        raise Missing
    permissions.READ_APPLICATION.check(by, application)
    return calculate(application, application.received_on)


def _accepted_at(application: Application) -> datetime | None:
    """When consideration began: the first acceptance. The file has this day even when its job is late."""
    first = application.steps.filter(verb="accept").order_by("at", "pk").first()
    return first.at if first else None


@transaction.atomic
def prepare_decision(
    *, by: Actor, application_id: uuid.UUID, at: datetime, repeated: bool = False
) -> Decision:
    """Calculate, and print the decision with the personal file inside, for the specialist's signature (R215).

    `repeated`: refuse, because the same days are granted by another decision already.
    Raises Refused when facts are missing; Conflict when the case is not in work or the decision is with the head.
    """
    application = locked(application_id, action=permissions.ACCEPT, by=by)
    if application.received_on is None:
        raise Missing
    calculation = calculate(application, application.received_on)
    if repeated:
        calculation = refused_as_repeated(application, calculation)
    return prepared_with_file(application, calculation, by=by, at=at)


@transaction.atomic
def enter_by_hand(*, by: Actor, application_id: uuid.UUID, entry: Entry, at: datetime) -> Decision:
    """Print the decision that the specialist entered, where the rules say that an officer must decide.

    Entering again before signing prints the same decision anew. Raises Refused where the rules did say the outcome,
    BadInput with a sentence for every box, Conflict when the case is not in work or the decision is with the head.
    """
    application = locked(application_id, action=ENTER_BY_HAND, by=by)
    if application.received_on is None:
        raise Conflict(code="not_received")
    computed = calculate(application, application.received_on)
    calculation = entered(application, computed, entry, by=by, on=clock.day_of(at))
    decision = prepared_with_file(application, calculation, by=by, at=at)
    record(
        actor=by,
        action=ENTER_BY_HAND.name,
        right=ENTER_BY_HAND.right,
        subject_kind=SUBJECT,
        subject_id=application_id,
        purpose="рішення введено вручну",
        at=at,
    )
    return decision


def prepared_with_file(
    application: Application, calculation: Calculation, *, by: Actor, at: datetime
) -> Decision:
    """The decision printed with the personal file inside. The caller has locked the application and has the right."""
    file = open_file(application_id=application.pk, at=_accepted_at(application) or at)
    content = {
        "number": file.number,
        "opened_at": file.opened_at.isoformat(),
        "blocks": blocks(file, calculation).as_json(),
    }
    enclosed = [Attachment(ENCLOSED_NAME, "application/json", canonical(content), "source")]
    return decisions.prepare(
        by=by, application_id=application.pk, calculation=calculation, enclosed=enclosed, at=at
    )


@transaction.atomic
def open_awards(*, decision_id: uuid.UUID) -> list[Award]:
    """The awards of an approved decision that grants, one for each part of its schedule; none for any other.

    What is paid once is one award that says so, never an amount a month. Opening twice gives the same awards.
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    if (
        decision.state != State.APPROVED
        or decision.outcome != Outcome.GRANTED
        or Annulment.objects.filter(decision=decision, state=AnnulmentState.APPROVED).exists()
    ):
        return []
    file = PersonalFile.objects.select_related("application").get(application_id=decision.application_id)
    if not file.awards.filter(decision=decision).exists():
        for part in parts_of(decision.calculation):
            Award.objects.create(
                file=file,
                decision=decision,
                person_id=file.person_id,
                kind=file.application.kind,
                **_kept(part),
            )
    return awards_of(file, decision)


def _kept(part: Period) -> dict[str, Any]:
    """The part as an award keeps it; how a sum of days came out is kept whole or not at all."""
    known = asdict(part)
    if part.days and not part.month_days:  # a decision from before the days of the month were kept
        known |= {"days": None, "month_days": None, "rate": None}
    return known


@transaction.atomic
def end_awards(*, annulment_id: uuid.UUID) -> list[AwardEnding]:
    """The awards of an annulled decision end: what they granted stays readable, and their days are free again.

    None when the decision granted nothing. Ending twice gives the same rows.
    """
    annulment = Annulment.objects.get(pk=annulment_id)
    Decision.objects.select_for_update(of=("self",)).get(pk=annulment.decision_id)
    if annulment.state != AnnulmentState.APPROVED or annulment.approved_at is None:
        return []
    awards = Award.objects.select_for_update(of=("self",)).filter(decision=annulment.decision_id)
    for award in awards.filter(ended_at__isnull=True):
        AwardEnding.objects.create(award=award, annulment=annulment, at=annulment.approved_at)
        award.ended_at = annulment.approved_at
        award.save(update_fields=["ended_at"])
    return list(annulment.award_endings.order_by("award__since", "pk"))
