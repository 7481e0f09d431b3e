"""What follows a step of an application: telling the person, who acts for her, and the community."""

import uuid
from datetime import datetime

from django.db import transaction

from turbota.access.actors import SYSTEM
from turbota.access.models import Organisation, Role
from turbota.access.queries import posts_of
from turbota.applications.models import (
    Application,
    ApplicationStep,
    CompletionRequest,
    Holding,
)
from turbota.applications.operations import resigning
from turbota.applications.recipients import recipients
from turbota.applications.states import ELECTRONIC, Channel, State
from turbota.applications.terms import terms_of
from turbota.assistance import catalogue
from turbota.deadlines.models import Clock
from turbota.kernel import clock, jobs
from turbota.law.texts import text as legal_text
from turbota.messages import texts
from turbota.messages.models import Message
from turbota.messages.operations import alert, tell, tell_organisation
from turbota.messages.texts import Text

GUARDED = Text(
    "guarded_application",
    "Надійшла захищена заява",
    "Надійшла заява, якої не бачить ніхто у відділі, доки ви не передасте її спеціалістові. Строки вже йдуть. Увійдіть у "
    "«Турботу» й відкрийте сторінку «На погодження».",
)


def _load(subject_id: str) -> Application:
    """The application, locked: two workers with the same job tell one after the other, and the second finds it told."""
    rows = Application.objects.select_related("applicant", "community", "decider", "holder")
    return rows.select_for_update(of=("self",)).get(pk=uuid.UUID(subject_id))


def _already(application: Application, kind: str, step: ApplicationStep) -> bool:
    """Whether the message of this step was told: a job that runs twice tells once."""
    return Message.objects.filter(
        subject_kind="application", subject_id=application.pk, kind=kind, created_at__gte=step.at
    ).exists()


def _due(application: Application, rule_code: str) -> Clock:
    return Clock.objects.filter(
        subject_kind="application", subject_id=application.pk, rule_code=rule_code
    ).latest("started_at")


def _tell(application: Application, text: Text, step_id: str, office: Organisation | None) -> None:
    """Tell the applicant, and who acts for her, in the name of the office that acted, wherever the case lies by now."""
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    if _already(application, text.kind, step):
        return
    for person in recipients(application, clock.today()):
        tell(
            person=person,
            kind=text.kind,
            subject=text.subject,
            body=text.body,
            subject_kind="application",
            subject_id=application.pk,
            at=clock.not_before(step.at, clock.now()),
            by=SYSTEM,
            organisation=office,
        )


def _tell_community(application: Application, text: Text, step_id: str) -> None:
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    if application.community is None or _already(application, text.kind, step):
        return
    notice(application, application.community, text, step.at)


def notice(application: Application, office: Organisation, text: Text, since: datetime) -> None:
    """Tell an office of a case in the name of the platform; `since` is the moment of the step it is about."""
    tell_organisation(
        organisation=office,
        kind=text.kind,
        subject=text.subject,
        body=text.body,
        subject_kind="application",
        subject_id=application.pk,
        at=clock.not_before(since, clock.now()),
        by=SYSTEM,
    )


@jobs.job("applications.tell_registered", queue=jobs.URGENT)
@transaction.atomic
def tell_registered(subject_id: str, step_id: str) -> None:
    """Number, date, who considers it and until when."""
    application = _load(subject_id)
    electronic = application.channel in ELECTRONIC
    rule = "department_acceptance" if electronic else "community_handover"
    body = application.decider if electronic else application.community
    if application.received_on is None or application.number is None or body is None:
        return
    text = texts.registered(
        number=application.number,
        on=application.received_on,
        kind_title=catalogue.kind(application.kind).title,
        organisation=body.name,
        due_on=_due(application, rule).due_on,
    )
    _tell(application, text, step_id, body)
    _call_supervisors(application, step_id)


def _call_supervisors(application: Application, step_id: str) -> None:
    """A guarded application came to a unit: its supervisors learn that one waits, without a word of it."""
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    if not application.guarded or application.holder is None or application.taken_by_id is not None:
        return
    if application.state != State.RECEIVED or _already(application, GUARDED.kind, step):
        return
    at = clock.not_before(step.at, clock.now())
    for post in posts_of(application.holder.pk, clock.day_of(at), Role.SUPERVISOR):
        if post.account.email:
            alert(
                organisation=application.holder, address=post.account.email, kind=GUARDED.kind,
                subject=GUARDED.subject, body=GUARDED.body, subject_kind="application",
                subject_id=application.pk, at=at, by=SYSTEM,
            )  # fmt: skip


@jobs.job("applications.tell_handed_over", queue=jobs.URGENT)
@transaction.atomic
def tell_handed_over(subject_id: str, step_id: str) -> None:
    """The community sent the case to the deciding body."""
    application = _load(subject_id)
    if application.number is None or application.decider is None:
        return
    text = texts.handed_over(
        number=application.number,
        organisation=application.decider.name,
        due_on=_due(application, "department_acceptance").due_on,
    )
    _tell(application, text, step_id, application.decider)
    _call_supervisors(application, step_id)


@jobs.job("applications.tell_accepted", queue=jobs.URGENT)
@transaction.atomic
def tell_accepted(subject_id: str, step_id: str) -> None:
    """The deciding body took the case; the community learns it too."""
    application = _load(subject_id)
    if application.number is None or application.decider is None:
        return
    text = texts.accepted(
        number=application.number,
        organisation=application.decider.name,
        due_on=_due(application, terms_of(application).decision).due_on,
    )
    _tell(application, text, step_id, application.decider)
    notice = texts.accepted_from_community(number=application.number, organisation=application.decider.name)
    _tell_community(application, notice, step_id)


@jobs.job("applications.tell_returned", queue=jobs.URGENT)
@transaction.atomic
def tell_returned(subject_id: str, step_id: str) -> None:
    """The community has to mend the case."""
    application = _load(subject_id)
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    if application.number is None:
        return
    text = texts.returned_to_community(
        number=application.number,
        reason=step.reason,
        organisation=step.by_organisation,
        until=_due(application, "rework_by_community").due_on,
    )
    _tell_community(application, text, step_id)


@jobs.job("applications.tell_asked", queue=jobs.URGENT)
@transaction.atomic
def tell_asked(subject_id: str, step_id: str) -> None:
    """The applicant has to add something."""
    application = _load(subject_id)
    request = CompletionRequest.objects.filter(application=application).latest("asked_at")
    if application.number is None or application.decider is None:
        return
    text = texts.asked_to_complete(
        number=application.number,
        what=["те, про що написано в запиті: прочитайте його в кабінеті"],
        reason="",
        until=request.answer_by,
        organisation=application.decider.name,
        phone=application.decider.phone,
    )
    _tell(application, text, step_id, application.decider)


@jobs.job("applications.tell_answered", queue=jobs.URGENT)
@transaction.atomic
def tell_answered(subject_id: str, step_id: str) -> None:
    """What the applicant added has come."""
    application = _load(subject_id)
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    if application.number is not None:
        text = texts.completed(number=application.number, on=clock.day_of(step.at))
        _tell(application, text, step_id, application.decider)


@jobs.job("applications.tell_going_on", queue=jobs.URGENT)
@transaction.atomic
def tell_going_on(subject_id: str, step_id: str) -> None:
    """The term to answer is over, and the case is considered without the answer."""
    application = _load(subject_id)
    if application.number is None or application.decider is None:
        return
    text = texts.considered_without_answer(
        number=application.number, organisation=application.decider.name, phone=application.decider.phone
    )
    _tell(application, text, step_id, application.decider)


@jobs.job("applications.tell_withdrawn", queue=jobs.URGENT)
@transaction.atomic
def tell_withdrawn(subject_id: str, step_id: str) -> None:
    """The application is withdrawn: the person, the body that decides and the community learn it."""
    application = _load(subject_id)
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    if application.number is None:
        return
    on_paper = bool(step.by_organisation)
    office = application.decider or application.community
    text = texts.withdrawn(number=application.number, on=clock.day_of(step.at), on_paper=on_paper)
    _tell(application, text, step_id, office)
    told = texts.withdrawn_for_office(number=application.number)
    if not _already(application, told.kind, step):
        for body in _offices(application):
            notice(application, body, told, step.at)


def _offices(application: Application) -> list[Organisation]:
    """The offices that have held the case: each has to know that it is over."""
    held = Organisation.objects.filter(
        pk__in=Holding.objects.filter(application=application).values("organisation_id")
    )
    return list(held.order_by("pk"))


@jobs.job("applications.tell_left", queue=jobs.URGENT)
@transaction.atomic
def tell_left(subject_id: str, step_id: str) -> None:
    """The application is left without consideration: why, how to appeal, how to apply anew."""
    application = _load(subject_id)
    step = ApplicationStep.objects.get(pk=uuid.UUID(step_id))
    if application.number is None or application.decider is None:
        return
    text = texts.left_without_consideration(
        number=application.number,
        organisation=application.decider.name,
        phone=application.decider.phone,
        ground=step.reason.partition(".")[0].lower(),
        appeal=legal_text("appeal", clock.day_of(step.at)).text,
        on_paper=application.channel == Channel.COMMUNITY,
    )
    _tell(application, text, step_id, application.decider)


@jobs.job("applications.tell_joined", queue=jobs.URGENT)
@transaction.atomic
def tell_joined(subject_id: str, step_id: str) -> None:
    """The application is considered together with an earlier one of the same person."""
    application = _load(subject_id)
    other = application.joined_to
    if other is None or application.number is None or other.number is None or application.decider is None:
        return
    text = texts.joined(
        number=application.number,
        other=other.number,
        organisation=application.decider.name,
        phone=application.decider.phone,
    )
    _tell(application, text, step_id, application.decider)


@jobs.job("applications.adopt")
def adopt(newcomer_id: str, person_id: str) -> None:
    """A human confirmed that the newcomer is the person we know: the newcomer's applications and messages are hers.

    When both had begun an own application of the same kind, both drafts stay; the newcomer's keeps its old beneficiary,
    because only one draft of a kind may be live.
    """
    newcomer, known = uuid.UUID(newcomer_id), uuid.UUID(person_id)
    with transaction.atomic():
        Application.objects.filter(applicant_id=newcomer).update(applicant_id=known)
        draft = {"state": State.DRAFT, "channel": Channel.PORTAL, "mandate": None}
        begun = Application.objects.filter(beneficiary_id=known, **draft).values("kind")
        twins = Application.objects.filter(beneficiary_id=newcomer, kind__in=begun, **draft)
        rest = Application.objects.filter(beneficiary_id=newcomer).exclude(pk__in=twins.values("pk"))
        rest.update(beneficiary_id=known)
        Message.objects.filter(person_id=newcomer).update(person_id=known)


@jobs.job("applications.signature_settled", queue=jobs.URGENT)
def signature_settled(subject_id: str, step_id: str) -> None:
    """A pending signature is settled; when it is invalid, the applicant is asked to sign again."""
    resigning.signature_failed(signature_id=uuid.UUID(subject_id), at=clock.now())
