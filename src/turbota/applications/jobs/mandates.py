"""What follows a step of a mandate: telling both people and the offices that hold the cases."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation
from turbota.applications.jobs.telling import notice
from turbota.applications.models import (
    Application,
)
from turbota.exchange.models import RegisterQuestion
from turbota.kernel import clock, jobs
from turbota.messages import mandate_texts
from turbota.messages.models import Message
from turbota.messages.operations import tell
from turbota.messages.texts import Text
from turbota.people.claims import is_minor
from turbota.people.ending import BY_REGISTER, DIED
from turbota.people.mandates import known_represented
from turbota.people.models import Death, Mandate, MandateStep, Person
from turbota.people.queries import has_account
from turbota.people.states import MandateState

MANDATE = "mandate"


def _load_mandate(subject_id: str) -> Mandate:
    """The mandate, locked: two workers with the same job tell one after the other."""
    rows = Mandate.objects.select_related("representative", "represented", "confirmed_in", "office")
    return rows.select_for_update(of=("self",)).get(pk=uuid.UUID(subject_id))


def _tell_side(
    mandate: Mandate,
    person: Person | None,
    text: Text,
    step_id: str,
    *,
    office: Organisation | None = None,
    on_paper: bool = False,
) -> None:
    """Tell one side once for a step, however often the job runs; nobody for an officer who helps, nor for the dead."""
    if person is None or person.died_on is not None:
        return
    step = MandateStep.objects.get(pk=uuid.UUID(step_id))
    _tell_once(mandate, person, text, since=step.at, office=office, on_paper=on_paper)


def _tell_once(
    mandate: Mandate,
    person: Person,
    text: Text,
    *,
    since: datetime | None,
    office: Organisation | None = None,
    on_paper: bool = False,
) -> None:
    """Tell unless she was told the same of this mandate since."""
    about = {"subject_kind": MANDATE, "subject_id": mandate.pk}
    if Message.objects.filter(person=person, kind=text.kind, created_at__gte=since, **about).exists():
        return
    tell(
        person=person,
        kind=text.kind,
        subject=text.subject,
        body=text.body,
        subject_kind=MANDATE,
        subject_id=mandate.pk,
        at=clock.now(),
        by=SYSTEM,
        organisation=office,
        on_paper=on_paper,
    )


def _grown_up(mandate: Mandate) -> Person | None:
    """The represented person, when we know her and she is of age: only such a person is told."""
    person = known_represented(mandate)
    return person if person is not None and not is_minor(person, clock.today()) else None


@jobs.job("applications.tell_mandate_claimed", queue=jobs.URGENT)
@transaction.atomic
def tell_mandate_claimed(subject_id: str, step_id: str) -> None:
    """A grown-up whom we know learns at once that somebody claims to act for her; the claimant learns nothing."""
    mandate = _load_mandate(subject_id)
    if mandate.is_help:
        _tell_of_help(mandate, step_id)
        return
    person = _grown_up(mandate)
    if person is not None and person.pk != mandate.representative_id:
        _tell_side(mandate, person, mandate_texts.mandate_claimed(), step_id)


def _tell_of_help(mandate: Mandate, step_id: str) -> None:
    """The person learns who helps her and until when: in her cabinet, or by a letter that the office hands over."""
    office, until = mandate.office, mandate.until
    assert office is not None and until is not None
    person = known_represented(mandate) or mandate.represented
    text = mandate_texts.help_begun(
        organisation=office.name, phone=office.phone, last_day=until - timedelta(days=1)
    )
    _tell_side(mandate, person, text, step_id, office=office, on_paper=not has_account(person))


@jobs.job("applications.tell_mandate_confirmed", queue=jobs.URGENT)
@transaction.atomic
def tell_mandate_confirmed(subject_id: str, step_id: str) -> None:
    """Both sides; who has no cabinet gets a letter that the office hands out."""
    mandate = _load_mandate(subject_id)
    office, person = mandate.confirmed_in, _grown_up(mandate)
    if mandate.register:
        register = mandate.register
        told = mandate_texts.confirmed_by_register(register=register)
        _tell_side(mandate, mandate.representative, told, step_id)
        office = _office_for_paper(mandate, person)
        told = mandate_texts.acted_for_by_register(register=register)
        _tell_side(mandate, person, told, step_id, office=office, on_paper=office is not None)
        return
    _tell_side(mandate, mandate.representative, mandate_texts.mandate_confirmed(), step_id, office=office)
    if person is not None and office is not None:
        text = mandate_texts.acted_for(organisation=office.name, phone=office.phone)
        _tell_side(mandate, person, text, step_id, office=office, on_paper=not has_account(person))


def _office_for_paper(mandate: Mandate, person: Person | None) -> Organisation | None:
    """The office that hands a letter to a grown-up without a cabinet: one that holds a case under the mandate."""
    if person is None or has_account(person):
        return None
    case = Application.objects.select_related("holder").filter(mandate=mandate, holder__isnull=False).first()
    return case.holder if case else None


@jobs.job("applications.tell_register_answer", queue=jobs.URGENT)
@transaction.atomic
def tell_register_answer(question_id: str) -> None:
    """The claimant learns that a register did not confirm, and that an officer looks at the paper: once for an answer."""
    question = RegisterQuestion.objects.get(pk=uuid.UUID(question_id))
    mandate = _load_mandate(str(question.mandate_id))
    if mandate.state != MandateState.CLAIMED or mandate.representative is None:
        return
    text = mandate_texts.not_confirmed_by_register(register=str(question.get_register_display()))
    _tell_once(mandate, mandate.representative, text, since=question.answered_at)


@jobs.job("applications.tell_mandate_refused", queue=jobs.URGENT)
@transaction.atomic
def tell_mandate_refused(subject_id: str, step_id: str) -> None:
    """The claimant learns why and what to do."""
    mandate = _load_mandate(subject_id)
    step = MandateStep.objects.get(pk=uuid.UUID(step_id))
    case = Application.objects.select_related("holder").filter(mandate=mandate, holder__isnull=False).first()
    text = mandate_texts.mandate_refused(
        reason=step.reason,
        organisation=step.by_organisation,
        phone=case.holder.phone if case and case.holder else "",
    )
    _tell_side(mandate, mandate.representative, text, step_id, office=case.holder if case else None)


@jobs.job("applications.tell_mandate_over", queue=jobs.URGENT)
@transaction.atomic
def tell_mandate_over(subject_id: str, step_id: str) -> None:
    """Both sides, the child who has come of age too; and every office that holds a case sent under it."""
    mandate = _load_mandate(subject_id)
    step = MandateStep.objects.get(pk=uuid.UUID(step_id))
    if mandate.is_help:
        helped = known_represented(mandate) or mandate.represented
        _tell_side(mandate, helped, mandate_texts.help_over(), step_id)
        return
    if mandate.steps.filter(verb="undo_death", at__gte=step.at).exists():
        return  # the death was a mistake, and both sides are told so
    text = mandate_texts.mandate_over(
        revoked=step.verb == "revoke", died=step.reason == DIED, by_register=step.reason == BY_REGISTER
    )
    _tell_side(mandate, mandate.representative, text, step_id)
    person = _grown_up(mandate)
    if person is not None and person.pk != mandate.representative_id:
        _tell_side(mandate, person, text, step_id)
    for case in Application.objects.filter(mandate=mandate, holder__isnull=False).select_related("holder"):
        _notice(case, step, mandate_texts.mandate_over_for_office())


@jobs.job("applications.tell_death_undone", queue=jobs.URGENT)
@transaction.atomic
def tell_death_undone(subject_id: str, step_id: str) -> None:
    """Both sides learn that the death was a mistake: who has no cabinet by a letter of the office that recorded it."""
    mandate = _load_mandate(subject_id)
    step = MandateStep.objects.get(pk=uuid.UUID(step_id))
    undone = Death.objects.filter(mandates=mandate, undone_at__isnull=False).select_related("recorded_in")
    office = undone.latest("undone_at").recorded_in
    text = mandate_texts.death_undone(organisation=office.name, phone=office.phone)
    sides = {one.pk: one for one in (mandate.representative, _grown_up(mandate)) if one is not None}
    for person in sides.values():
        _tell_side(mandate, person, text, step_id, office=office, on_paper=not has_account(person))
    for case in Application.objects.filter(mandate=mandate, holder__isnull=False).select_related("holder"):
        _notice(case, step, mandate_texts.death_undone_for_office())


def _notice(case: Application, step: MandateStep, text: Text) -> None:
    told = Message.objects.filter(
        subject_kind="application", subject_id=case.pk, kind=text.kind, created_at__gte=step.at
    )
    if case.holder is not None and not told.exists():
        notice(case, case.holder, text, step.at)
