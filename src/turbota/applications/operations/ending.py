"""Ending an application without a decision: withdrawn by the person, left without consideration, joined to another.

The case and its personal file stay readable, nobody holds it, its clocks are cancelled, and the person may apply anew.
A decision that was prepared is ended by the job that the wiring plans after these verbs.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from turbota.access.actors import Actor
from turbota.access.models import Role
from turbota.applications import leaving, permissions
from turbota.applications.models import Application
from turbota.applications.operations.attaching import add_copy
from turbota.applications.operations.handover import end_lines
from turbota.applications.operations.locking import (
    give_to,
    locked,
    refresh_due,
    subject_of,
    taken_by_me,
)
from turbota.applications.operations.noting import note
from turbota.applications.states import HELD_BY_DECIDER, MACHINE, State
from turbota.deadlines import operations as deadlines
from turbota.documents.scans import Scan
from turbota.kernel import clock
from turbota.kernel.errors import BadInput, Conflict, Missing, Refused
from turbota.kernel.legible import legible
from turbota.kernel.workflow import advance
from turbota.law import grounds

SHORTEST_REASON = 10
WITHDRAWAL = "withdrawal"
WITHDRAWAL_TITLE = "Заява про відкликання"
ALREADY_DECIDED = (
    "Рішення вже ухвалено, тому заяву не відкликати. Якщо не згодні, рішення можна оскаржити. "
    "Якщо змінилися обставини, напишіть у справу: допомогу перерахують або припинять."
)
DRAFT_IS_DROPPED = "Це ще чернетка: її не відкликають, а видаляють."


@transaction.atomic
def withdraw(
    *, by: Actor, application_id: uuid.UUID, reason: str, at: datetime, version: int | None = None
) -> Application:
    """The applicant takes the own application back; the reason is not demanded.

    Raises Conflict with what to do instead once the decision stands, and for a draft without a number, which is dropped.
    """
    application = locked(application_id, action=permissions.WITHDRAW, by=by, version=version, at=at)
    return _withdrawn(application, by=by, reason=reason, at=at, action=permissions.WITHDRAW.name)


@transaction.atomic
def withdraw_on_paper(
    *, by: Actor, application_id: uuid.UUID, scan: Scan, at: datetime, version: int | None = None
) -> Application:
    """The applicant brought or sent a signed paper: its scan comes into the case, and the application is withdrawn."""
    application = locked(application_id, action=permissions.WITHDRAW_ON_PAPER, by=by, version=version)
    _check_withdrawable(application)
    add_copy(application, by=by, code=WITHDRAWAL, title=WITHDRAWAL_TITLE, scan=scan, late=True, at=at)
    reason = "Заяву про відкликання подано на папері."
    return _withdrawn(application, by=by, reason=reason, at=at, action=permissions.WITHDRAW_ON_PAPER.name)


def _check_withdrawable(application: Application) -> None:
    if application.state == State.DRAFT and application.number is None:
        raise Conflict(DRAFT_IS_DROPPED, code="draft_is_dropped")
    if application.state == State.DECIDED:
        raise Conflict(ALREADY_DECIDED, code="already_decided")


def _withdrawn(application: Application, *, by: Actor, reason: str, at: datetime, action: str) -> Application:
    _check_withdrawable(application)
    _end(application, "withdraw", by=by, at=at, reason=legible(reason))
    note(application, by=by, action=action, purpose="заяву відкликано", at=at)
    return application


@transaction.atomic
def leave(
    *, by: Actor, application_id: uuid.UUID, ground: str, text: str, at: datetime, version: int | None = None
) -> Application:
    """The deciding body ends a case whose applicant brought nothing, or no valid signature, within the term.

    `ground`: a code of `law.grounds`; `text`: what exactly did not come, told to the person. Raises Refused when
    the ground is not there, and while the body's own term is over: its silence is never the person's loss.
    """
    problems = {}
    if ground not in grounds.codes():
        problems["ground"] = "Виберіть підставу зі списку."
    if len(legible(text)) < SHORTEST_REASON:
        problems["text"] = "Напишіть людині, чого саме не надійшло і до якого дня чекали."
    if problems:
        raise BadInput(problems)
    application = locked(application_id, action=permissions.LEAVE, by=by, version=version)
    taken_by_me(application, by, at)
    leaving.check(application, ground, at)
    acting = by.in_role(Role.SPECIALIST, application.holder_id)
    reason = f"{grounds.ground(ground, clock.day_of(at)).title}. {legible(text)}"
    _end(application, "leave", by=acting, at=at, reason=reason)
    note(application, by=acting, action=permissions.LEAVE.name, purpose="заяву залишено без розгляду", at=at)
    return application


@transaction.atomic
def join(
    *,
    by: Actor,
    application_id: uuid.UUID,
    into_id: uuid.UUID,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Application:
    """One person, one kind, two applications: the later one ends with a reference to the earlier one.

    The earlier is considered and keeps its date, or is decided already. Both belong to the actor's deciding body.
    Raises Refused when they are not of one person and kind, or when the earlier date would be lost.
    """
    if len(legible(reason)) < SHORTEST_REASON:
        raise BadInput({"reason": "Напишіть людині, чому дві заяви розглядають як одну."})
    rows = locked_pair(application_id, into_id)
    application = locked(application_id, action=permissions.JOIN, by=by, version=version)
    into = rows.get(into_id)
    if into is None or into.pk == application.pk or not permissions.READ_APPLICATION.can(by, into):
        raise Missing("Такої заяви тут немає. Оновіть сторінку.", code="no_such_other")
    _check_joinable(application, into)
    taken_by_me(application, by, at)
    acting = by.in_role(Role.SPECIALIST, application.holder_id)
    application.joined_to = into
    text = f"Розглядають заяву № {into.number}. {legible(reason)}"
    _end(application, "join", by=acting, at=at, reason=text, changed=["joined_to"])
    note(application, by=acting, action=permissions.JOIN.name, purpose="дві заяви з’єднано", at=at)
    return application


def locked_pair(*ids: uuid.UUID) -> dict[uuid.UUID, Application]:
    """Both rows, locked in one order, so that two joins at once never wait for each other in a ring."""
    rows = Application.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows}


def _check_joinable(application: Application, into: Application) -> None:
    if (application.applicant_id, application.kind) != (into.applicant_id, into.kind):
        raise Refused("Це заяви різних людей або на різну допомогу: їх розглядають окремо.", code="not_alike")
    if into.state not in (*HELD_BY_DECIDER, State.DECIDED) or into.decider_id != application.decider_id:
        raise Refused(
            "Ту заяву розглядає інша установа або її вже закінчено. Домовтеся з установою або попросіть людину "
            "відкликати одну із заяв.",
            code="not_together",
        )
    if (into.received_on, into.number) > (application.received_on, application.number):
        raise Refused(
            f"Раніше подано цю заяву, № {application.number}. Приєднайте пізнішу, № {into.number}, до неї: так людина "
            "не втратить дату звернення.",
            code="earlier_date_lost",
        )


def _end(
    application: Application,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    changed: Iterable[str] = (),
) -> None:
    """Nobody holds the case any more, nothing is due, nothing is asked. The row is locked."""
    give_to(application, None, at)
    advance(MACHINE, application, verb, by=by, at=at, reason=reason, changed=["holder", "taken_by", *changed])
    words = MACHINE.transition(verb).title
    application.requests.open().update(closed_at=at, closed_reason=words)
    end_lines(application, reason=words, at=at)
    deadlines.cancel_all(**subject_of(application), at=at, by=by, why=words)
    refresh_due(application)
