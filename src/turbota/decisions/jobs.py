"""What follows an approved decision: the applicant and the community are told (R217)."""

import uuid

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.applications.operations.locking import SUBJECT, counting_moment, refresh_due
from turbota.applications.states import Channel
from turbota.assistance import catalogue
from turbota.deadlines import operations as deadlines
from turbota.decisions.models import Decision
from turbota.decisions.states import Outcome
from turbota.kernel import clock, jobs
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
    if decision.outcome == Outcome.GRANTED:
        return texts.granted(
            number=number,
            decision_number=decision.number,
            on=on,
            kind_title=title,
            since=decision.since if decision.amount else None,
            until=decision.until if decision.amount else None,
            on_paper=on_paper,
        )
    return texts.refused(
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
    """Tell the applicant in the cabinet, by e-mail or on paper, and the community; the term of the notice is met.

    All or nothing: a worker that is killed half-way leaves nothing told, and the next one tells everybody.
    """
    decision = (
        Decision.objects.select_related(
            "application", "application__applicant", "application__community", "organisation"
        )
        .select_for_update(of=("self", "application"))
        .get(pk=uuid.UUID(subject_id))
    )
    application, at, text = decision.application, clock.now(), _text(decision)
    told = Message.objects.filter(subject_kind=SUBJECT, subject_id=application.pk, kind=text.kind).exists()
    if told or application.applicant is None:
        return
    tell(
        person=application.applicant,
        kind=text.kind,
        subject=text.subject,
        body=text.body,
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
        rule_code="notice_of_decision",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        at=counting_moment(application, at),
        by=SYSTEM,
    )
    refresh_due(application)
