"""The deciding body takes a case into work, returns it to the community, or asks the applicant (p. 11.3).

A decision that is with the head is not known here: the pages call `decisions.returning`, which asks about it first.
"""

import uuid
from datetime import date, datetime

from django.db import transaction

from turbota.access.actors import SYSTEM, Actor
from turbota.access.models import Role
from turbota.applications import permissions, policies
from turbota.applications.models import Application, CompletionRequest
from turbota.applications.operations.handover import answer_line
from turbota.applications.operations.intake import start_rework
from turbota.applications.operations.locking import (
    SUBJECT,
    assign,
    counting_moment,
    give_to,
    last_day_of,
    locked,
    officer_of,
    refresh_due,
    subject_of,
    taken_by_me,
)
from turbota.applications.states import ELECTRONIC, MACHINE, Channel
from turbota.applications.terms import terms_of
from turbota.audit.operations import record
from turbota.deadlines import operations as deadlines
from turbota.deadlines.models import Clock
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Refused
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance
from turbota.signatures.reasons import INVALID

SHORTEST_REASON = 10
SIGN_AGAIN = (
    "Підпис на заяві не підтвердився. Підпишіть заяву ще раз: відповіді, номер і дата лишаються ті самі."
)
FAULTS = {
    "missing_document": "немає документа, без якого не можна вирішити",
    "unreadable": "скан не читається",
    "mismatch": "дані не збігаються з документом",
    "unsigned": "заяву не підписано",
}


@transaction.atomic
def accept(*, by: Actor, application_id: uuid.UUID, at: datetime, version: int | None = None) -> Application:
    """Take the case for further work within 3 working days (R186); the personal file opens by itself (R190).

    Refused when the applicant's signature turned out invalid. While it is still being checked the case may be taken;
    no decision is prepared before the signature is valid.
    """
    application = locked(application_id, action=permissions.ACCEPT, by=by, version=version)
    taken_by_me(application, by, at)
    by = by.in_role(Role.SPECIALIST, application.holder_id)
    signature = application.signature
    if signature is not None and signature.state == "invalid":
        raise Refused(
            "Підпис заявника недійсний. Попросіть підписати заяву ще раз.", code="applicant_signature_invalid"
        )
    advance(MACHINE, application, "accept", by=by, at=at, changed=["taken_by"])
    deadlines.stop(
        rule_code="department_acceptance",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        at=counting_moment(application, at),
        by=by,
    )
    refresh_due(application)
    answer_line(application, accepted=True, reason="", at=at)
    record(
        actor=by,
        action="application.accept",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="прийняття справи в роботу",
        at=at,
    )
    return application


@transaction.atomic
def return_to_community(
    *, by: Actor, application_id: uuid.UUID, fault: str, reason: str, at: datetime, version: int | None = None
) -> Application:
    """Return an e-case to the community, only for a fault that prevents a decision (R187).

    It comes back to the officer who registered it; colleagues of the community see it too. A case already in work
    goes back the same way, when it turns out only there what is missing: the term of the decision stands meanwhile,
    and a decision prepared before has to be prepared anew.
    """
    problems = {}
    if fault not in FAULTS:
        problems["fault"] = (
            "Повернути можна лише через недолік, який не дає ухвалити рішення. Виберіть, який."
        )
    if len(legible(reason)) < SHORTEST_REASON:
        problems["reason"] = "Напишіть, що саме має виправити громада."
    if problems:
        raise BadInput(problems)
    application = locked(application_id, action=permissions.RETURN, by=by, version=version)
    if application.channel != Channel.COMMUNITY or application.community is None:
        raise Refused(
            "Цю заяву людина подала електронно. Напишіть заявникові, що доповнити.", code="not_from_community"
        )
    taken_by_me(application, by, at)
    by = by.in_role(Role.SPECIALIST, application.holder_id)
    text = f"{FAULTS[fault]}: {legible(reason)}"
    give_to(application, application.community, at)
    assign(application, officer_of(application, at), by=by, at=at, why=text)
    advance(
        MACHINE, application, "return_to_community", by=by, at=at, reason=text, changed=["holder", "taken_by"]
    )
    moment = counting_moment(application, at)
    deadlines.stop(rule_code="department_acceptance", **subject_of(application), at=moment, by=by, why=text)
    rule = terms_of(application).decision
    deadlines.pause(rule_code=rule, **subject_of(application), at=moment, by=by, why=text)
    start_rework(application, by=by, at=moment)
    answer_line(application, accepted=False, reason=text, at=at)
    record(
        actor=by,
        action="application.return",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="повернення справи на доопрацювання",
        at=at,
    )
    return application


@transaction.atomic
def ask(
    *, by: Actor, application_id: uuid.UUID, text: str, at: datetime, version: int | None = None
) -> Application:
    """Ask the applicant of an electronic application for what is missing; the clocks do what their rules say."""
    if len(legible(text)) < SHORTEST_REASON:
        raise BadInput({"text": "Напишіть заявникові простими словами, що треба додати."})
    application = locked(application_id, action=permissions.ASK, by=by, version=version)
    if application.channel not in ELECTRONIC:
        raise Refused("Цю справу передала громада. Поверніть її громаді з причиною.", code="not_from_portal")
    taken_by_me(application, by, at)
    by = by.in_role(Role.SPECIALIST, application.holder_id)
    open_request(application, kind=CompletionRequest.Kind.QUESTION, text=text, by=by, at=at)
    return application


def open_request(application: Application, *, kind: str, text: str, by: Actor, at: datetime) -> None:
    """Put the question to the applicant and let the clocks do what their rules say. The row is locked."""
    moment = counting_moment(application, at)
    advance(MACHINE, application, "ask", by=by, at=at, reason=legible(text), changed=["taken_by"])
    CompletionRequest.objects.create(
        application=application,
        asked_at=at,
        asked_by_id=by.account_id,
        kind=kind,
        text=legible(text),
        answer_by=last_day_of("completion_by_applicant", moment),
    )
    for rule_code in ("department_acceptance", terms_of(application).decision):
        deadlines.pause(
            rule_code=rule_code,
            subject_kind=SUBJECT,
            subject_id=application.pk,
            at=moment,
            by=by,
            why="чекаємо доповнення",
        )
    deadlines.start(
        rule_code="completion_by_applicant",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        organisation=None,
        at=moment,
        by=by,
    )
    refresh_due(application)
    record(
        actor=by,
        action="application.ask",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="запит на доповнення заяви",
        at=at,
    )


@transaction.atomic
def answer(*, by: Actor, application_id: uuid.UUID, text: str, at: datetime) -> Application:
    """The applicant answered the request: with words, with new documents, or both. The terms go on."""
    application = locked(application_id, action=permissions.ANSWER, by=by, at=at)
    request = application.requests.select_for_update().open().first()
    if request is None:
        raise Conflict("Ви вже відповіли, або строк минув і заяву розглядають далі.", code="already_answered")
    if request.kind != CompletionRequest.Kind.QUESTION:
        raise Refused("Тут треба підписати заяву ще раз.", code="signature_wanted")
    added = application.attachments.filter(removed_at__isnull=True, added_at__gte=request.asked_at).exists()
    if not legible(text) and not added:
        raise BadInput({"text": "Додайте документ або напишіть відповідь."})
    close_request(application, request, text=text, by=by, at=at)
    return application


def close_request(
    application: Application, request: CompletionRequest, *, text: str, by: Actor, at: datetime
) -> None:
    """The answer has come: the case goes back to the deciding body and the terms go on. The row is locked."""
    request.answered_at, request.answer = at, legible(text)
    request.save(update_fields=["answered_at", "answer"])
    _back_to_decider(application, "answer", by=by, at=at)


def term_is_over(request: CompletionRequest, on: date) -> bool:
    """Whether the applicant had the whole term to answer the open question; a signature is waited for without end."""
    if request.kind != CompletionRequest.Kind.QUESTION:
        return False
    return request.answer_by is None or on > request.answer_by


@transaction.atomic
def go_on(
    *, by: Actor, application_id: uuid.UUID, reason: str, at: datetime, version: int | None = None
) -> Application:
    """The applicant was silent for the whole term: the case is considered with what there is.

    The request stays in the case as closed without an answer. Raises Refused while the term still runs, and for a
    request to sign: an application without a valid signature is not considered.
    """
    if len(legible(reason)) < SHORTEST_REASON:
        raise BadInput({"reason": "Напишіть, чому розглядаєте заяву без відповіді."})
    application = locked(application_id, action=permissions.GO_ON, by=by, version=version)
    taken_by_me(application, by, at)
    by = by.in_role(Role.SPECIALIST, application.holder_id)
    request = application.requests.select_for_update().open().first()
    if request is None:
        raise Conflict("Від заявника вже нічого не чекаємо. Оновіть сторінку.", code="nothing_asked")
    if request.kind != CompletionRequest.Kind.QUESTION:
        raise Refused(
            "Заяву без чинного підпису не розглядають. Заявник може підписати її в кабінеті будь-коли.",
            code="signature_wanted",
        )
    if not term_is_over(request, clock.day_of(at)):
        raise Refused(
            "Строк, щоб відповісти, ще не минув. Розгляд можна продовжити наступного дня після його кінця.",
            code="term_still_runs",
        )
    request.closed_at, request.closed_reason = at, legible(reason)
    request.save(update_fields=["closed_at", "closed_reason"])
    record(
        actor=by,
        action="application.go_on",
        right="modify",
        subject_kind=SUBJECT,
        subject_id=application.pk,
        purpose="розгляд заяви без відповіді заявника",
        at=at,
    )
    _back_to_decider(application, "go_on", by=by, at=at, reason=legible(reason))
    return application


def _back_to_decider(
    application: Application, verb: str, *, by: Actor, at: datetime, reason: str = ""
) -> None:
    """The case is with the deciding body again and the terms go on; a signature that failed meanwhile is asked for."""
    give_to(application, application.decider, at)
    advance(MACHINE, application, verb, by=by, at=at, reason=reason, changed=["holder", "taken_by"])
    moment = counting_moment(application, at)
    deadlines.stop(
        rule_code="completion_by_applicant", subject_kind=SUBJECT, subject_id=application.pk, at=moment, by=by
    )
    for rule_code in ("department_acceptance", terms_of(application).decision):
        deadlines.resume(
            rule_code=rule_code, subject_kind=SUBJECT, subject_id=application.pk, at=moment, by=by
        )
    restart_acceptance(application, by=by, at=moment)
    refresh_due(application)
    failed = application.signature is not None and application.signature.state == INVALID
    if failed or policies.unsigned(application):
        open_request(application, kind=CompletionRequest.Kind.SIGNATURE, text=SIGN_AGAIN, by=SYSTEM, at=at)


def restart_acceptance(application: Application, *, by: Actor, at: datetime) -> None:
    """A case that was asked for from work comes back to acceptance: its 3 working days start anew."""
    running = Clock.objects.going().filter(
        rule_code="department_acceptance", subject_kind=SUBJECT, subject_id=application.pk
    )
    if not running.exists():
        deadlines.start(
            rule_code="department_acceptance",
            subject_kind=SUBJECT,
            subject_id=application.pk,
            organisation=application.holder,
            at=at,
            by=by,
        )
