"""What follows an approved decision, its annulment, and a case that ended without one (R217)."""

import uuid

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.applications.models import Application
from turbota.applications.operations.announcing import announce_step
from turbota.applications.operations.locking import SUBJECT, counting_moment, refresh_due
from turbota.applications.recipients import recipients
from turbota.applications.states import Channel
from turbota.applications.terms import terms_of
from turbota.assistance import catalogue
from turbota.assistance.calculation import last_day
from turbota.deadlines import operations as deadlines
from turbota.decisions.models import Annulment, Decision
from turbota.decisions.service_notices import in_full
from turbota.decisions.states import MACHINE, Outcome
from turbota.kernel import clock, jobs
from turbota.kernel.workflow import advance
from turbota.law.texts import text as legal_text
from turbota.messages import texts
from turbota.messages.models import Message
from turbota.messages.operations import tell, tell_organisation
from turbota.messages.texts import Text


def _text(decision: Decision) -> Text:
    application = decision.application
    assert decision.approved_at is not None
    number, on = application.number or "", clock.day_of(decision.approved_at)
    title = catalogue.kind(application.kind).title
    on_paper = application.channel == Channel.COMMUNITY
    if catalogue.kind(application.kind).gives_services:
        granted = decision.outcome == Outcome.GRANTED
        short = texts.services_decided(
            number=number, decision_number=decision.number, on=on, granted=granted, on_paper=on_paper
        )
        return in_full(decision, short)
    if decision.outcome == Outcome.GRANTED:
        return texts.granted(
            number=number,
            decision_number=decision.number,
            on=on,
            kind_title=title,
            since=decision.since if decision.amount else None,
            until=last_day(decision.until) if decision.amount else None,
            on_paper=on_paper,
        )
    say = texts.refused if decision.outcome == Outcome.REFUSED else texts.not_assigned
    return say(
        number=number,
        decision_number=decision.number,
        on=on,
        kind_title=title,
        clauses=[reason["clause"] for reason in decision.calculation["reasons"]],
        on_paper=on_paper,
    )


def _notice(decision: Decision) -> Text:
    assert decision.approved_at is not None
    return texts.decided_for_community(
        number=decision.application.number or "",
        decision_number=decision.number,
        on=clock.day_of(decision.approved_at),
        was_granted=decision.outcome == Outcome.GRANTED,
    )


@jobs.job("decisions.tell", queue=jobs.URGENT)
@transaction.atomic
def tell_decision(subject_id: str, step_id: str) -> None:
    """Tell the applicant in the cabinet, by e-mail or on paper, the community and other systems; the notice is given.

    All or nothing: a worker that is killed half-way leaves nothing told, and the next one tells everybody.
    A decision annulled before anybody was told is told by its annulment alone.
    """
    decision = (
        Decision.objects.select_related(
            "application", "application__applicant", "application__community", "organisation"
        )
        .select_for_update(of=("self", "application"))
        .get(pk=uuid.UUID(subject_id))
    )
    if not Decision.objects.standing().filter(pk=decision.pk).exists():
        return
    application, at, text = decision.application, clock.now(), _text(decision)
    about = Message.objects.filter(subject_kind=SUBJECT, subject_id=application.pk, kind=text.kind)
    told = about.filter(body=text.body).exists()
    if told or application.applicant is None:
        return
    for person in recipients(application, clock.day_of(at)):
        tell(
            person=person,
            kind=text.kind,
            subject=text.subject,
            body=text.body,
            letter=text.letter,
            subject_kind=SUBJECT,
            subject_id=application.pk,
            at=at,
            by=SYSTEM,
            organisation=decision.organisation,
            on_paper=application.channel == Channel.COMMUNITY,
        )
    if application.community is not None:
        notice = _notice(decision)
        tell_organisation(
            organisation=application.community,
            kind=notice.kind,
            subject=notice.subject,
            body=notice.body,
            subject_kind=SUBJECT,
            subject_id=application.pk,
            at=at,
            by=SYSTEM,
        )
    deadlines.stop(
        rule_code=terms_of(application).notice,
        subject_kind=SUBJECT,
        subject_id=application.pk,
        at=counting_moment(application, at),
        by=SYSTEM,
    )
    refresh_due(application)
    announce_step(application, application.steps.filter(verb="decide").latest("at"), at=at)


@jobs.job("decisions.tell_annulled", queue=jobs.URGENT)
@transaction.atomic
def tell_annulled(subject_id: str, step_id: str) -> None:
    """Tell the applicant and the community that the decision is annulled; the term of appeal starts with it."""
    annulment = (
        Annulment.objects.select_related(
            "decision__application__applicant", "decision__application__community", "organisation"
        )
        .select_for_update(of=("self",))
        .get(pk=uuid.UUID(subject_id))
    )
    application, office = annulment.decision.application, annulment.organisation
    if annulment.approved_at is None:
        return
    number, at, on = application.number or "", clock.now(), clock.day_of(annulment.approved_at)
    on_paper = application.channel == Channel.COMMUNITY
    text = texts.annulled(
        number=number,
        decision_number=annulment.decision.number,
        on=on,
        organisation=office.name,
        phone=office.phone,
        appeal=legal_text("appeal", on).text,
        on_paper=on_paper,
    )
    told = Message.objects.filter(subject_kind=SUBJECT, subject_id=application.pk, kind=text.kind)
    if told.filter(body=text.body).exists():
        return
    for person in recipients(application, clock.day_of(at)):
        tell(
            person=person, kind=text.kind, subject=text.subject, body=text.body,
            subject_kind=SUBJECT, subject_id=application.pk, at=at, by=SYSTEM, organisation=office, on_paper=on_paper,
        )  # fmt: skip
    if application.community is not None:
        notice = texts.annulled_for_community(number=number, decision_number=annulment.decision.number, on=on)
        tell_organisation(
            organisation=application.community, kind=notice.kind, subject=notice.subject, body=notice.body,
            subject_kind=SUBJECT, subject_id=application.pk, at=at, by=SYSTEM,
        )  # fmt: skip


@jobs.job("decisions.end_proposal", queue=jobs.URGENT)
@transaction.atomic
def end_proposal(subject_id: str, step_id: str) -> None:
    """The case ended without a decision: the one that was prepared or waits for the head ends too."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=uuid.UUID(subject_id))
    ending = tuple(MACHINE.transition("end").sources)
    rows = Decision.objects.select_for_update(of=("self",)).filter(application=application, state__in=ending)
    for decision in rows:
        why = application.get_state_display()
        advance(MACHINE, decision, "end", by=SYSTEM, at=clock.now(), reason=why)
